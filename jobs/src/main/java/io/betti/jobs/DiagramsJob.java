package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.RunIdentity;
import io.betti.jobs.settings.Scale;
import io.betti.pipeline.dataset.GridDatasets;
import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import io.betti.udfs.CloudFiltration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Persistence diagrams of every grid or point cloud of a data set. */
@Command(
    name = "diagrams",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Persistence diagrams of every grid (of one to three axes) or point cloud of a data set.",
      ""
    },
    footer = {
      "",
      "Output: id long (index in the data set), label int (with --labels), cloud string (its name),",
      "path string (where each has its file), diagram array of",
      "  {dimension int, birth double, death double, birth_cell array<long>, death_cell array<long>},",
      "sorted by dimension and decreasing lifetime. A cell is the flat row-major index of the",
      "critical pixel, or the indices of the critical points. An essential bar has death -Infinity",
      "or Infinity (in JSON a string) and no death_cell. Beside the part files: _metrics.json,",
      "_report.html, perhaps _bad_records."
    })
final class DiagramsJob implements Callable<Integer> {
  private static final String LEVEL_SET = "level-set";

  /** Another name of the format {@code clouds}. */
  private static final String CSV = "csv";

  /** Options that say something of grids only, and of clouds only. */
  private static final List<String> OF_GRIDS = List.of("--complex", "--direction");

  private static final List<String> OF_CLOUDS = List.of("--threshold", "--squared");

  @Option(names = "--input", required = true, paramLabel = "PATH", description = "The data set.")
  private String input;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      defaultValue = "idx",
      description =
          "idx, npy, raw, binvox, voxmat (3D ShapeNets), images (a folder of PNG and JPEG), meshes"
              + " (OFF, OBJ, PLY, XYZ: their points), or csv (point clouds: a header, a column"
              + " cloud, one column a coordinate) (default: idx).")
  private String inputFormat;

  @Option(
      names = "--input-options",
      paramLabel = "NAME=VALUE;...",
      description =
          "Options of the format, as 'shape=64,64,64;dtype=f4' of raw; an unknown one tells what"
              + " there is.")
  private String inputOptions;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description =
          "IDX file of one label an item, or 'folder' for images in folders of their class; without"
              + " it there is no column of labels.")
  private String labels;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N items (default: all).")
  private Long limit;

  @Option(
      names = "--filtration",
      paramLabel = "FILTRATION",
      description =
          "level-set of grids; rips, weak-alpha or alpha of point clouds (default: level-set for"
              + " grids, rips for clouds).")
  private String filtration;

  @Option(
      names = "--complex",
      paramLabel = "COMPLEX",
      defaultValue = "freudenthal",
      description = "Of grids: freudenthal, cubical-t or cubical-v (default: freudenthal).")
  private GridComplex complex;

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      defaultValue = "superlevel",
      description = "Of grids: superlevel or sublevel (default: superlevel).")
  private Direction direction;

  @Option(
      names = "--max-dimension",
      paramLabel = "K",
      description =
          "Highest homology dimension (default: one less than a grid has axes, 1 for clouds).")
  private Integer maxDimension;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "Infinity",
      description = "Of rips: the longest edge (default: Infinity).")
  private double threshold;

  @Option(
      names = "--squared",
      fallbackValue = "true",
      description = "Of alpha: values are squared radii instead of radii.")
  private boolean squared;

  @Option(
      names = "--scale",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Births and deaths are multiplied by this number or fraction, as 1/255 (default: 1).")
  private Scale scale;

  @Option(
      names = "--essential",
      paramLabel = "POLICY",
      defaultValue = "drop",
      description =
          "drop: an essential bar keeps its infinite death; clamp: it dies at the last value of the"
              + " filtration (default: drop).")
  private EssentialPolicy essential;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "parquet or json (default: parquet).")
  private OutputFormat outputFormat;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    if (limit != null) {
      run.require(limit >= 1, "--limit", limit, 1);
    }
    Split split = split(run);
    DiagramResult result = split.data().isGrids() ? levelSets(split, run) : clouds(split, run);
    OutputFolder folder = OutputFolder.at(output, OutputLayout.direct(), run.hadoop());
    RunIdentity identity =
        new RunIdentity(
            "diagrams",
            Version.ofBetti(),
            table(result, split),
            Map.of(
                "limit",
                limit == null ? "all" : limit.toString(),
                "checkpoint-rows",
                Long.toString(options.checkpointRows)),
            JobRun.inputs(List.of(split)));
    List<Step> steps = Step.of(List.of(split), options.checkpointRows);
    JobPlan plan =
        new JobPlan(folder, identity, List.of(split), steps, result, description(result, split));
    return run.execute(plan, new DiagramsWork(run, plan, outputFormat, options, result)::compute);
  }

  private Split split(JobRun run) {
    String format = inputFormat.equals(CSV) ? "clouds" : inputFormat;
    if (!GridDatasets.formats().contains(format)) {
      throw JobFailure.usage(
          "unknown --input-format '" + inputFormat + "'",
          "diagrams reads " + String.join(", ", GridDatasets.formats()) + ", csv");
    }
    if (format.equals("idx") && inputOptions == null) {
      return Split.idx(null, "--input", input, labels, limit, run.hadoop());
    }
    if (!input.matches(".*[*?\\[{].*")) {
      InputFile.refuseMissing("--input", input, run.hadoop());
    }
    try {
      return Split.of(null, format, input, ownOptions(format), limit, run.hadoop());
    } catch (IllegalArgumentException e) {
      throw JobFailure.usage(
          "diagrams cannot take " + input + " as it is asked to", e.getMessage());
    }
  }

  private Map<String, String> ownOptions(String format) {
    Map<String, String> own = new LinkedHashMap<>();
    if (options.maxBadRecords > 0) {
      own.putAll(Split.PERMISSIVE);
    }
    if (labels != null) {
      own.put("labels", labels);
    }
    for (String option : inputOptions == null ? new String[0] : inputOptions.split(";")) {
      int equals = option.indexOf('=');
      String name = option.substring(0, Math.max(0, equals)).strip();
      if (!GridDatasets.options(format).contains(name)) {
        throw JobFailure.usage(
            "--input-options has '" + option.strip() + "'",
            "the options of "
                + inputFormat
                + " are "
                + String.join(", ", GridDatasets.options(format))
                + "; write NAME=VALUE and ; between them");
      }
      own.put(name, option.substring(equals + 1).strip());
    }
    return own;
  }

  private DiagramResult levelSets(Split split, JobRun run) {
    if (filtration != null && !filtration.equals(LEVEL_SET)) {
      throw JobFailure.usage(
          "--filtration " + filtration + " is of point clouds, and " + input + " has grids",
          "leave it out, or name clouds by --input-format csv");
    }
    refuse(OF_CLOUDS, threshold < Double.POSITIVE_INFINITY || squared, "point clouds", "grids");
    int[] shape = shape(split);
    int most = shape.length - 1;
    try {
      Grid.of(shape);
    } catch (IllegalArgumentException e) {
      throw JobFailure.because(
          e, "diagrams cannot take " + input + " (" + split.data() + ")", e.getMessage());
    }
    if (maxDimension == null) {
      run.settings().derive("max-dimension", most, "grids of " + shape.length + " axes");
      maxDimension = most;
    }
    if (maxDimension < 0 || maxDimension > most) {
      throw JobFailure.usage(
          "--max-dimension is "
              + maxDimension
              + ", but "
              + input
              + " has grids of shape "
              + Arrays.toString(shape),
          "their level sets have homology of dimensions 0 to " + most);
    }
    return new LevelSetResult(
        split.data().shape().orElse(null),
        complex,
        direction,
        maxDimension,
        essential,
        scale.value());
  }

  /** The shape of all grids, or of the first of several shapes. */
  private static int[] shape(Split split) {
    if (split.data().shape().isPresent() || split.rows() == 0) {
      return split.data().shape().orElseThrow();
    }
    try (ItemIterator items = split.data().read()) {
      for (long row = 0; row < split.rows(); row++) {
        Item item = items.next();
        if (item.isReadable()) {
          return item.shape();
        }
      }
    }
    throw JobFailure.of(
        "none of the " + split.rows() + " items of " + split.path() + " can be read",
        new BadRows(split, null).reason(0),
        "mend such files, or name others by --input");
  }

  private DiagramResult clouds(Split split, JobRun run) {
    CloudFiltration chosen = CloudFiltration.RIPS;
    if (filtration == null) {
      run.settings().derive("filtration", chosen, "point clouds");
    } else {
      try {
        chosen = CloudFiltration.parse(filtration);
      } catch (IllegalArgumentException e) {
        throw JobFailure.usage(
            "--filtration " + filtration + " of the point clouds " + input, e.getMessage());
      }
    }
    refuse(
        OF_GRIDS,
        complex != GridComplex.FREUDENTHAL || direction != Direction.SUPERLEVEL,
        "grids",
        "point clouds");
    int axes = split.data().coordinates().orElseThrow();
    if (!(threshold >= 0)) {
      throw JobFailure.usage("--threshold is " + threshold, "the longest edge is at least 0");
    }
    if (threshold < Double.POSITIVE_INFINITY && chosen != CloudFiltration.RIPS) {
      throw JobFailure.usage("--threshold with --filtration " + chosen, "only rips has one");
    }
    if (squared && chosen != CloudFiltration.ALPHA) {
      throw JobFailure.usage("--squared with --filtration " + chosen, "only alpha has radii");
    }
    if (chosen != CloudFiltration.RIPS && axes > 3) {
      throw JobFailure.usage(
          "--filtration " + chosen + " of points of " + axes + " axes",
          "Delaunay triangulations are of 1 to 3 axes; take rips");
    }
    int most = chosen == CloudFiltration.RIPS ? 7 : axes - 1;
    if (maxDimension == null) {
      maxDimension = Math.min(1, most);
      run.settings().derive("max-dimension", maxDimension, "point clouds");
    }
    if (maxDimension < 0 || maxDimension > most) {
      throw JobFailure.usage(
          "--max-dimension is " + maxDimension,
          chosen + " of points of " + axes + " axes has homology of dimensions 0 to " + most);
    }
    return new CloudResult(
        chosen, axes, maxDimension, threshold, squared, essential, scale.value());
  }

  /**
   * Refuses options of another kind of input.
   *
   * @param set whether one has another value than by default, wherever that was said
   */
  private void refuse(List<String> names, boolean set, String owners, String others) {
    if (set) {
      throw JobFailure.usage(
          String.join(" and ", names)
              + " say something of "
              + owners
              + ", and "
              + input
              + " has "
              + others,
          "leave them out, in the config file too");
    }
    for (String name : names) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw JobFailure.usage(
            name + " says something of " + owners + ", and " + input + " has " + others,
            "leave it out");
      }
    }
  }

  private Map<String, String> table(DiagramResult result, Split split) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("filtration", result.provenance().filtration());
    table.putAll(result.settings());
    table.put("max-dimension", Integer.toString(maxDimension));
    table.put("scale", Double.toString(scale.value()));
    table.put("essential", essential.toString());
    table.put("output-format", outputFormat.toString());
    table.put("input-format", split.data().format());
    Map<String, String> own = new LinkedHashMap<>(split.data().options());
    // Which rows are left out is no property of the table: --resume may allow more of them.
    own.keySet().removeAll(Split.PERMISSIVE.keySet());
    own.forEach((name, value) -> table.put("input-options." + name, value));
    table.put("labels", split.data().isLabelled() ? "given" : "not given");
    return table;
  }

  private Map<String, String> description(DiagramResult result, Split split) {
    Map<String, String> description = new LinkedHashMap<>();
    description.put(
        "compute",
        result.description() + ", PD0 to PD" + maxDimension + ", births and deaths times " + scale);
    description.put(
        "columns", "id, " + (split.data().isLabelled() ? "label, " : "") + "..., diagram");
    return description;
  }
}
