package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.RunIdentity;
import io.betti.jobs.settings.Scale;
import io.betti.pipeline.evaluation.ClassifierKind;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Directional-sweep features of images, and a classifier trained on them. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Directional-sweep features of images, a classifier trained on them and its accuracy. "
          + "Without arguments: the embedded MNIST set, into a new folder under target/.",
      ""
    },
    footer = {
      "",
      "Output: DIR/features with id long (index in the file), label int, split (train, test),",
      "features (a vector of ML; in JSON an array): 50 a direction, E(p,q,1;PDk) in the order",
      "direction, k = 0..1, p = 0..4, q = 0..4. Beside it: metrics.json, report.html, model,",
      "perhaps _bad_records."
    })
final class SweepJob implements Callable<Integer> {
  static final String TRAIN = "train";
  static final String TEST = "test";

  @Option(names = "--train", paramLabel = "FILE", description = "IDX file of training images.")
  private String train;

  @Option(names = "--train-labels", paramLabel = "FILE", description = "Their labels.")
  private String trainLabels;

  @Option(names = "--test", paramLabel = "FILE", description = "IDX file of test images.")
  private String test;

  @Option(names = "--test-labels", paramLabel = "FILE", description = "Their labels.")
  private String testLabels;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N images of each split (default: all).")
  private Long limit;

  @Option(
      names = "--classifier",
      paramLabel = "KIND",
      defaultValue = "logistic",
      description = "logistic, mlp, forest or none (default: logistic).")
  private ClassifierKind classifier;

  @Option(
      names = "--essential",
      paramLabel = "POLICY",
      defaultValue = "drop",
      description =
          "What the essential bar of each direction is worth: drop, nothing; clamp, its length up"
              + " to the last value (default: drop).")
  private EssentialPolicy essential;

  @Option(
      names = "--directions",
      paramLabel = "N",
      defaultValue = "8",
      description = "Number of directions, evenly around the circle (default: 8).")
  private int directions;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description =
          "Values are multiplied by this number or fraction (default: 1/255 for unsigned bytes, 1"
              + " for other numbers).")
  private Scale scale;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Output folder (default: a new one under target/).")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "Of the features: parquet or json (default: parquet).")
  private OutputFormat outputFormat;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    if (limit != null) {
      run.require(limit >= 1, "--limit", limit, 1);
    }
    run.require(directions >= 1, "--directions", directions, 1);
    List<Split> splits = splits(run);
    deriveScale(run, splits);
    SweepResult result =
        new SweepResult(
            directions,
            essential,
            scale == null ? null : scale.value(),
            outputFormat,
            splits.stream().anyMatch(split -> split.labels() != null));
    OutputFolder folder = OutputFolder.at(outputFolder(run), layout(), run.hadoop());
    List<Step> steps = Step.of(splits, options.checkpointRows);
    RunIdentity identity =
        new RunIdentity(
            "sweep", Version.ofBetti(), table(splits), runSettings(), JobRun.inputs(splits));
    JobPlan plan = new JobPlan(folder, identity, splits, steps, result, description());
    return run.execute(
        plan, new SweepWork(run, plan, outputFormat, options, result, classifier)::compute);
  }

  static OutputLayout layout() {
    return OutputLayout.inSubfolder("features");
  }

  private List<Split> splits(JobRun run) {
    if (Stream.of(train, trainLabels, test, testLabels).allMatch(file -> file == null)) {
      train = Home.mnist("train-images-idx3-ubyte.gz");
      trainLabels = Home.mnist("train-labels-idx1-ubyte.gz");
      test = Home.mnist("t10k-images-idx3-ubyte.gz");
      testLabels = Home.mnist("t10k-labels-idx1-ubyte.gz");
      String embedded = "the embedded MNIST set";
      run.settings().derive("train", train, embedded);
      run.settings().derive("train-labels", trainLabels, embedded);
      run.settings().derive("test", test, embedded);
      run.settings().derive("test-labels", testLabels, embedded);
    }
    refuseLabelsAlone("--train", train, trainLabels);
    refuseLabelsAlone("--test", test, testLabels);
    if (classifier != ClassifierKind.NONE
        && Stream.of(train, trainLabels, test, testLabels).anyMatch(file -> file == null)) {
      throw JobFailure.usage(
          "the classifier " + classifier + " needs training and test images with labels",
          "give --train, --train-labels, --test, --test-labels, or --classifier none");
    }
    List<Split> splits = new ArrayList<>();
    if (train != null) {
      splits.add(Split.idx(TRAIN, "--train", train, trainLabels, limit, run.hadoop()));
    }
    if (test != null) {
      splits.add(Split.idx(TEST, "--test", test, testLabels, limit, run.hadoop()));
    }
    splits.forEach(SweepJob::refuseOtherThanImages);
    return splits;
  }

  private static void refuseLabelsAlone(String option, String images, String labels) {
    if (images == null && labels != null) {
      throw JobFailure.usage(
          option + "-labels without " + option, "give the images that the labels belong to");
    }
  }

  private static void refuseOtherThanImages(Split split) {
    int[] shape = split.data().shape().orElse(new int[0]);
    if (shape.length != 2) {
      throw JobFailure.of(
          "sweep cannot take " + split.path(),
          "its items have the shape "
              + java.util.Arrays.toString(shape)
              + ", and a sweep needs images of two axes",
          "give an IDX file of three axes: number of images, rows, columns");
    }
  }

  private void deriveScale(JobRun run, List<Split> splits) {
    if (scale == null) {
      boolean bytes = splits.stream().allMatch(Split::isBytes);
      run.settings()
          .derive("scale", bytes ? "1/255" : "1", bytes ? "unsigned bytes" : "numbers as they are");
    }
  }

  private String outputFolder(JobRun run) {
    if (output != null) {
      return output;
    }
    if (options.resume) {
      throw JobFailure.usage(
          "--resume without --output", "name the folder of the run that is to go on");
    }
    String name =
        "target/sweep-"
            + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    String folder =
        Home.folder().map(home -> "file://" + home.resolve(name).toAbsolutePath()).orElse(name);
    run.settings().derive("output", folder, "a new folder");
    return folder;
  }

  private Map<String, String> table(List<Split> splits) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("directions", Integer.toString(directions));
    table.put("essential", essential.toString());
    table.put("scale", scale == null ? "by type" : Double.toString(scale.value()));
    table.put("output-format", outputFormat.toString());
    for (Split split : splits) {
      table.put(split.name() + "-labels", split.labels() == null ? "not given" : "given");
    }
    return table;
  }

  private Map<String, String> runSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("limit", limit == null ? "all" : limit.toString());
    settings.put("checkpoint-rows", Long.toString(options.checkpointRows));
    settings.put("classifier", classifier.toString());
    settings.put("seed", Long.toString(options.seed));
    return settings;
  }

  private Map<String, String> description() {
    Map<String, String> description = new LinkedHashMap<>();
    description.put(
        "compute",
        directions * DirectionalSweepLayer.FEATURES_PER_DIRECTION
            + " features in "
            + directions
            + " directions: superlevel sets of image times ramp, freudenthal, PD0 and PD1");
    description.put(
        "train", classifier == ClassifierKind.NONE ? "nothing" : classifier + ", scored on test");
    description.put("columns", "id, label, split, features");
    return description;
  }
}
