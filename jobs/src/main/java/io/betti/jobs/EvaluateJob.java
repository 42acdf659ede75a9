package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.OutputMode;
import io.betti.jobs.output.RunIdentity;
import io.betti.jobs.settings.EssentialChoice;
import io.betti.jobs.settings.Scale;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.metric.TiePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores of generated items against reference items. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Scores of generated grids, point clouds or diagrams against reference ones, exact on whole"
          + " sets, by the L2 distance and by the Wasserstein distance of persistence diagrams,"
          + " beside the same scores of real items.",
      ""
    },
    footer = {
      "",
      "Output: DIR/neighbours, the nearest of each item: distance string (l2, wasserstein), side",
      "string (reference: the nearest generated one; generated: the nearest reference), id long,",
      "label int, neighbour long, neighbour_label int, value double, tied boolean. Beside it:",
      "metrics.json, report.html, perhaps _bad_records.",
      "",
      "MMD: mean over the reference of the distance to the nearest generated item. COV: share of",
      "the reference that is the nearest of some generated item. 1-NNA, precision, recall, density",
      "and coverage_k: see the metrics' papers in the documentation of the class of each."
    })
final class EvaluateJob implements Callable<Integer> {
  @Option(
      names = "--reference",
      required = true,
      paramLabel = "PATH",
      description = "The real items.")
  private String reference;

  @Option(
      names = "--generated",
      required = true,
      paramLabel = "PATH",
      description = "The items that are scored.")
  private String generated;

  @Option(
      names = "--ceiling",
      paramLabel = "PATH",
      description =
          "More real items, scored in the place of the generated ones (default: one half of the"
              + " reference, against the other half).")
  private String ceiling;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      defaultValue = "idx",
      description =
          "Of grids idx, npy, raw, binvox, voxmat or images; of clouds csv or meshes; of diagrams,"
              + " as the job diagrams writes them, parquet or json (default: idx).")
  private String inputFormat;

  @Option(
      names = "--input-options",
      paramLabel = "NAME=VALUE;...",
      description = "Options of the format, as 'shape=64,64,64;dtype=f4' of raw.")
  private String inputOptions;

  @Option(
      names = "--generated-format",
      paramLabel = "FORMAT",
      description = "Of the generated items, if it is another one.")
  private String generatedFormat;

  @Option(
      names = "--generated-options",
      paramLabel = "NAME=VALUE;...",
      description = "Options of that format.")
  private String generatedOptions;

  @Option(
      names = "--ceiling-format",
      paramLabel = "FORMAT",
      description = "Of the ceiling's items, if it is another one than the reference's.")
  private String ceilingFormat;

  @Option(
      names = "--ceiling-options",
      paramLabel = "NAME=VALUE;...",
      description = "Options of that format.")
  private String ceilingOptions;

  @Option(
      names = "--reference-labels",
      paramLabel = "PATH",
      description =
          "IDX file of one label a reference item, or 'folder' for images in folders of their class;"
              + " the report then tells coverage by class.")
  private String referenceLabels;

  @Option(
      names = "--generated-labels",
      paramLabel = "PATH",
      description = "Labels of the generated items, likewise.")
  private String generatedLabels;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N items of each set (default: all).")
  private Long limit;

  @Option(
      names = "--noise",
      paramLabel = "P",
      description =
          "Spoil the generated items first: each value is replaced, with chance P, by a byte drawn"
              + " evenly from 0 to 255, from the seed and the item's id. Of unsigned bytes only.")
  private Double noise;

  @Option(
      names = "--distances",
      paramLabel = "NAMES",
      description =
          "Some of l2, wasserstein, commas between them (default: both for grids, wasserstein for"
              + " others).")
  private String distances;

  @Option(
      names = "--metrics",
      paramLabel = "NAMES",
      defaultValue = "mmd,cov",
      description =
          "Some of mmd, cov, 1nna, prdc (precision, recall, density, coverage_k), commas between"
              + " them (default: mmd,cov).")
  private String metrics;

  @Mixin private FiltrationOptions filtration;

  @Option(
      names = "--dimension",
      paramLabel = "K",
      defaultValue = "0",
      description = "Homology dimension of the diagrams that are compared (default: 0).")
  private int dimension;

  @Option(
      names = "--scale",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Distances, computed on stored values, are multiplied by this number or fraction, as 1/255"
              + " (default: 1).")
  private Scale scale;

  @Option(
      names = "--essential",
      paramLabel = "POLICY",
      defaultValue = "match",
      description =
          "Bars that never die: match them among themselves, drop them, clamp to the last value of"
              + " the filtration, or clamp:VALUE in the unit of the input (default: match).")
  private EssentialChoice essential;

  @Option(
      names = "--order",
      paramLabel = "P",
      defaultValue = "1",
      description = "Order of the Wasserstein distance, a number from 1 to 512 (default: 1).")
  private double order;

  @Option(
      names = "--ground-norm",
      paramLabel = "NORM",
      defaultValue = "1",
      description = "Norm by which two bars are compared: 1, 2 or inf (default: 1).")
  private GroundNorm groundNorm;

  @Option(
      names = "--neighbours",
      paramLabel = "K",
      defaultValue = "5",
      description = "Of prdc: balls reach to the K-th nearest of the own set (default: 5).")
  private int neighbours;

  @Option(
      names = "--ties",
      paramLabel = "POLICY",
      defaultValue = "random",
      description =
          "Which of equally near items is the nearest: random (drawn from the seed) or first, the"
              + " lowest id (default: random).")
  private TiePolicy ties;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Score samples of N items of each set as well, drawn from the seed, and tell the mean and"
              + " the deviation of their scores.")
  private Integer sample;

  @Option(
      names = "--repeats",
      paramLabel = "R",
      defaultValue = "5",
      description = "How many samples (default: 5).")
  private int repeats;

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Draws of the bootstrap that gives the 95 %% intervals (default: 1000).")
  private int bootstrap;

  @Option(
      names = "--class-probabilities",
      paramLabel = "PATH",
      description =
          "Parquet, CSV or JSON lines of the generated items' class probabilities, for the Inception"
              + " score: id and an array probabilities, or in CSV id and one column a class.")
  private String classProbabilities;

  @Option(
      names = "--classifier",
      paramLabel = "PATH",
      description =
          "A saved classifier of Spark ML, for the Inception score: it is given a vector features of"
              + " the scaled values, and values and shape, and adds probability.")
  private String classifier;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "Of the neighbours: parquet or json (default: parquet).")
  private OutputFormat outputFormat;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    checkNumbers(run);
    EvaluationSides sides = sides(run);
    EvaluationSettings settings = settings(run, sides);
    sides.check(settings, sample);
    OutputFolder folder = OutputFolder.at(output, layout(), run.hadoop());
    RunIdentity identity =
        new RunIdentity(
            "evaluate", Version.ofBetti(), table(settings, sides), runSettings(), files(run, sides));
    EvaluationSteps steps = EvaluationSteps.of(sides, settings, options.checkpointRows);
    JobPlan plan =
        new JobPlan(
            folder,
            identity,
            sides.splits(),
            steps.all(),
            sides.items().orElse(null),
            EvaluationPlanText.of(sides, settings));
    return run.execute(
        plan, new EvaluateWork(run, plan, outputFormat, options, sides, settings, steps)::compute);
  }

  static OutputLayout layout() {
    return new OutputLayout(
        "neighbours", List.of("metrics.json", "report.html", OutputLayout.BAD_RECORDS));
  }

  private void checkNumbers(JobRun run) {
    if (limit != null) {
      run.require(limit >= 1, "--limit", limit, 1);
    }
    if (sample != null) {
      run.require(sample >= 1, "--sample", sample, 1);
    }
    run.require(repeats >= 1, "--repeats", repeats, 1);
    run.require(neighbours >= 1, "--neighbours", neighbours, 1);
    run.require(bootstrap >= 1, "--bootstrap", bootstrap, 1);
    if (noise != null && !(noise >= 0 && noise <= 1)) {
      throw JobFailure.usage("--noise is " + noise, "it is a chance from 0 to 1, as 0.02");
    }
    if (options.mode == OutputMode.APPEND) {
      throw JobFailure.usage(
          "--mode append cannot be", "an evaluation is of whole sets, and is not added to");
    }
  }
}
