package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.RunIdentity;
import io.betti.pipeline.dataset.LinesFile;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Wasserstein distances of pairs of diagrams. */
@Command(
    name = "distance",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Wasserstein distances of pairs of persistence diagrams, one pair a line of a file.",
      ""
    },
    footer = {
      "",
      "A line is {\"left\":[[birth,death],...],\"right\":[[birth,death],...]}, both of one homology",
      "dimension; the death of an essential bar is \"Infinity\" or \"-Infinity\". Output: id long",
      "(index of the line, from 0), distance double, in the order of the file; infinite (in JSON a",
      "string) where essential bars are to be matched and their numbers differ. Beside the part",
      "files: _metrics.json, _report.html, perhaps _bad_records."
    })
final class DistanceJob implements Callable<Integer> {
  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "FILE",
      description = "JSON lines, one a pair of diagrams, plain or gzipped (.gz).")
  private String pairs;

  @Option(
      names = "--order",
      paramLabel = "P",
      defaultValue = "1",
      description = "Order of the distance, a number from 1 to 512 (default: 1).")
  private double order;

  @Option(
      names = "--ground-norm",
      paramLabel = "NORM",
      defaultValue = "1",
      description = "Norm by which two bars are compared: 1, 2 or inf (default: 1).")
  private GroundNorm groundNorm;

  @Option(
      names = "--essential",
      paramLabel = "POLICY",
      defaultValue = "match",
      description =
          "Bars that never die: match them among themselves, drop them, or clamp:VALUE to let them"
              + " die there (default: match).")
  private EssentialBars essential;

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
    WassersteinOptions distance = distance();
    InputFile input = InputFile.of("--pairs", pairs, run.hadoop());
    DiagramDistances distances = distances(distance, input, run);
    OutputFolder folder = OutputFolder.at(output, OutputLayout.direct(), run.hadoop());
    RunIdentity identity =
        new RunIdentity(
            "distance",
            Version.ofBetti(),
            Map.of(
                "order",
                Double.toString(order),
                "ground-norm",
                groundNorm.toString(),
                "essential",
                essential.toString(),
                "output-format",
                outputFormat.toString()),
            Map.of("checkpoint-rows", Long.toString(options.checkpointRows)),
            List.of(input));
    JobPlan plan =
        new JobPlan(
            folder,
            identity,
            List.of(),
            steps(distances.lines()),
            null,
            description(run, distances, input));
    return run.execute(
        plan, new DistanceWork(run, plan, outputFormat, options, distances)::compute);
  }

  private WassersteinOptions distance() {
    try {
      return new WassersteinOptions(order, groundNorm, essential);
    } catch (IllegalArgumentException e) {
      throw JobFailure.usage("--order is " + order, e.getMessage());
    }
  }

  private DiagramDistances distances(WassersteinOptions distance, InputFile input, JobRun run) {
    LinesFile file = new LinesFile(input.path());
    try {
      return new DiagramDistances(
          file, file.blocks(options.checkpointRows, run.hadoop()), distance);
    } catch (UnreadableDataException e) {
      throw JobFailure.because(e, "cannot read --pairs " + pairs, e.problem(), e.remedy());
    }
  }

  /** Steps of whole blocks; one without rows for an empty file. */
  private List<Step> steps(long lines) {
    List<Step> steps = new ArrayList<>();
    long from = 0;
    do {
      long to = Math.min(lines, from + options.checkpointRows);
      steps.add(new Step(String.format(Locale.ROOT, "%05d", steps.size()), null, from, to));
      from = to;
    } while (from < lines);
    return steps;
  }

  private Map<String, String> description(JobRun run, DiagramDistances distances, InputFile input) {
    Map<String, String> description = new LinkedHashMap<>();
    description.put(
        "read",
        String.format(
            Locale.ROOT, "%s: %,d pairs, %,d bytes", pairs, distances.lines(), input.length()));
    description.put(
        "compute",
        "Wasserstein distance of order "
            + order
            + ", ground norm "
            + groundNorm
            + ", essential bars: "
            + essential);
    description.put("columns", "id, distance");
    if (options.dryRun) {
      description.put(
          "estimate",
          String.format(
              Locale.ROOT,
              "%.1f s of computing on one core, %,.1f MB uncompressed, by the first pairs",
              distances.secondsPerLine(run.hadoop()) * distances.lines(),
              distances.lines() * 16 / 1e6));
    }
    return description;
  }
}
