package io.betti.jobs;

import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.RunIdentity;
import io.betti.jobs.settings.Scale;
import io.betti.topology.diagram.EssentialPolicy;
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
      "path string (where each grid has its file), diagram array of",
      "  {dimension int, birth double, death double, birth_cell array<long>, death_cell array<long>},",
      "sorted by dimension and decreasing lifetime. A cell is the flat row-major index of the",
      "critical pixel, or the indices of the critical points. An essential bar has death -Infinity",
      "or Infinity (in JSON a string) and no death_cell. Beside the part files: _metrics.json,",
      "_report.html, perhaps _bad_records."
    })
final class DiagramsJob implements Callable<Integer> {
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

  @Mixin private FiltrationOptions filtration;

  @Option(
      names = "--max-dimension",
      paramLabel = "K",
      description =
          "Highest homology dimension (default: one less than a grid has axes, 1 for clouds).")
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
    if (limit != null) {
      run.require(limit >= 1, "--limit", limit, 1);
    }
    Split split =
        new InputChoice(
                "--input",
                input,
                "--input-format",
                inputFormat,
                "--input-options",
                inputOptions,
                labels)
            .split(run, null, limit);
    DiagramResult result =
        filtration.result(run, split, "--max-dimension", maxDimension, essential, scale.value());
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

  private Map<String, String> table(DiagramResult result, Split split) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("filtration", result.provenance().filtration());
    table.putAll(result.settings());
    table.put("max-dimension", Integer.toString(result.diagramOptions().maxDimension()));
    table.put("scale", Double.toString(scale.value()));
    table.put("essential", essential.toString());
    table.put("output-format", outputFormat.toString());
    table.put("input-format", split.data().format());
    split.data().options().forEach((name, value) -> table.put("input-options." + name, value));
    table.put("labels", split.data().isLabelled() ? "given" : "not given");
    return table;
  }

  private Map<String, String> description(DiagramResult result, Split split) {
    Map<String, String> description = new LinkedHashMap<>();
    description.put(
        "compute",
        result.description()
            + ", PD0 to PD"
            + result.diagramOptions().maxDimension()
            + ", births and deaths times "
            + scale);
    description.put(
        "columns", "id, " + (split.data().isLabelled() ? "label, " : "") + "..., diagram");
    return description;
  }
}
