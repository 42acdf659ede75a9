package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.RunIdentity;
import io.betti.jobs.settings.Scale;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Persistence diagrams of every grid of a data set. */
@Command(
    name = "diagrams",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Persistence diagrams of the level sets of every grid of a data set, of one to three axes.",
      ""
    },
    footer = {
      "",
      "Output: id long (index in the file), label int (with --labels), diagram array of",
      "  {dimension int, birth double, death double, birth_cell array<long>, death_cell array<long>},",
      "sorted by dimension and decreasing lifetime. A cell is the flat row-major index of the",
      "critical pixel. An essential bar has death -Infinity or Infinity (in JSON a string) and no",
      "death_cell. Beside the part files: _metrics.json, _report.html, perhaps _bad_records."
    })
final class DiagramsJob implements Callable<Integer> {
  @Option(names = "--input", required = true, paramLabel = "PATH", description = "The data set.")
  private String input;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      defaultValue = "idx",
      description = "Format of the data set: idx, plain or gzipped (default: idx).")
  private String inputFormat;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description = "IDX file of one label an item; without it there is no column of labels.")
  private String labels;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N items (default: all).")
  private Long limit;

  @Option(
      names = "--complex",
      paramLabel = "COMPLEX",
      defaultValue = "freudenthal",
      description = "freudenthal, cubical-t or cubical-v (default: freudenthal).")
  private GridComplex complex;

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      defaultValue = "superlevel",
      description = "superlevel or sublevel (default: superlevel).")
  private Direction direction;

  @Option(
      names = "--max-dimension",
      paramLabel = "K",
      description = "Highest homology dimension (default: one less than the grid has axes).")
  private Integer maxDimension;

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
    if (!inputFormat.equals("idx")) {
      throw JobFailure.usage("unknown --input-format '" + inputFormat + "'", "diagrams reads idx");
    }
    if (limit != null) {
      run.require(limit >= 1, "--limit", limit, 1);
    }
    Split split = Split.of(null, "--input", input, labels, limit, run.hadoop());
    Grid grid = grid(split);
    int highest = highest(grid, run);
    DiagramResult result =
        new DiagramResult(
            grid, complex, direction, highest, essential, scale.value(), labels != null);
    OutputFolder folder = OutputFolder.at(output, OutputLayout.direct(), run.hadoop());
    RunIdentity identity =
        new RunIdentity(
            "diagrams",
            Version.ofBetti(),
            table(grid, highest),
            Map.of(
                "limit",
                limit == null ? "all" : limit.toString(),
                "checkpoint-rows",
                Long.toString(options.checkpointRows)),
            JobRun.inputs(List.of(split)));
    List<Step> steps = Step.of(List.of(split), options.checkpointRows);
    JobPlan plan =
        new JobPlan(folder, identity, List.of(split), steps, result, description(grid, highest));
    return run.execute(plan, new DiagramsWork(run, plan, outputFormat, options, result)::compute);
  }

  private Grid grid(Split split) {
    try {
      return Grid.of(split.header().shape());
    } catch (IllegalArgumentException e) {
      throw JobFailure.because(
          e, "diagrams cannot take " + input + " (" + split.header() + ")", e.getMessage());
    }
  }

  private int highest(Grid grid, JobRun run) {
    int most = grid.dimension() - 1;
    if (maxDimension == null) {
      run.settings().derive("max-dimension", most, "grids of " + grid.dimension() + " axes");
      return most;
    }
    if (maxDimension < 0 || maxDimension > most) {
      throw JobFailure.usage(
          "--max-dimension is " + maxDimension + ", but " + input + " has grids of shape " + grid,
          "their level sets have homology of dimensions 0 to " + most);
    }
    return maxDimension;
  }

  private Map<String, String> table(Grid grid, int highest) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("complex", complex.toString());
    table.put("direction", direction.toString());
    table.put("max-dimension", Integer.toString(highest));
    table.put("scale", Double.toString(scale.value()));
    table.put("essential", essential.toString());
    table.put("output-format", outputFormat.toString());
    table.put("shape of the grids", grid.toString());
    table.put("labels", labels == null ? "not given" : "given");
    return table;
  }

  private Map<String, String> description(Grid grid, int highest) {
    Map<String, String> description = new LinkedHashMap<>();
    description.put(
        "compute",
        "level sets of grids "
            + grid
            + ": "
            + complex
            + ", "
            + direction
            + ", PD0 to PD"
            + highest
            + ", births and deaths times "
            + scale);
    description.put("columns", "id, " + (labels == null ? "" : "label, ") + "diagram");
    return description;
  }
}
