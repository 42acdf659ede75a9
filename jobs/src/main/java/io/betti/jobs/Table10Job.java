package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.OutputMode;
import io.betti.jobs.output.RunIdentity;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.report.VolumeAxes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The paper's table 10: what a topology loss does for a generative network. */
@Command(
    name = "table10",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Table 10 of \"A Topology Layer for Machine Learning\": generative networks trained on images"
          + " or volumes, mended by a topology loss, and scored before and after.",
      ""
    },
    footer = {
      "",
      "Each seed is a training of its own, in a Spark task with one thread. Output: DIR/scores, JSON",
      "lines, one an evaluation: seed, repeat, stage (or real: real items against real ones) and",
      "the scores by name; DIR/networks/seed-S/STAGE, the networks, their states of training and",
      "losses; DIR/networks/classifier; metrics.json, report.html. On a cluster the tasks",
      "write there too. A run that stopped goes on from its checkpoints to the same bytes by",
      "--resume; so does by itself a training whose executor was lost."
    })
final class Table10Job implements Callable<Integer> {
  static final String NETWORKS = "networks";

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      defaultValue = "paper",
      description =
          "paper: the paper's numbers, most of an hour on two cores; quick: a few minutes and no"
              + " result. Options below go before it (default: paper).")
  private Preset preset;

  @Option(
      names = "--images",
      fallbackValue = "true",
      description = "Networks of images (the default).")
  private boolean images;

  @Option(
      names = "--voxels",
      fallbackValue = "true",
      description =
          "Networks of volumes of 32x32x32 voxels, in batches of 8, without a classifier; --train"
              + " and --test must be given.")
  private boolean voxels;

  @Option(
      names = "--train",
      paramLabel = "FILE",
      description =
          "Images of 28x28 bytes to train on, IDX (default: the embedded MNIST set); or volumes,"
              + " cubes of voxels 0 or 1 of an edge of at most 32, which are padded.")
  private String train;

  @Option(
      names = "--train-labels",
      paramLabel = "FILE",
      description = "The images' labels, 0 to 9, IDX.")
  private String trainLabels;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Images or volumes to compare with, IDX.")
  private String test;

  @Option(
      names = "--test-labels",
      paramLabel = "FILE",
      description = "The images' labels, by which the classifier is judged, IDX.")
  private String testLabels;

  @Option(
      names = "--volume-axes",
      paramLabel = "AXES",
      description =
          "Order of the volumes' axes, z upwards, for the report's pictures only: zyx, as voxelize"
              + " writes, or xyz, as 3D ShapeNets' grids are (default: zyx).")
  private VolumeAxes volumeAxes;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Trainings, of seeds --seed and following (default: 3; quick: 2; volumes: 1).")
  private Integer seeds;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      description = "Evaluations of each training (default: 5; quick: 2).")
  private Integer repeats;

  @Option(
      names = "--stages",
      paramLabel = "LIST",
      defaultValue = "baseline,topology",
      description =
          "Of baseline, topology, latent, query, discriminator, continued; the last four, of the first"
              + " seed only, are for figures 8 and 16 (default: baseline,topology).")
  private String stages;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Of the baseline (default: 32000; quick: 400; volumes: 10000; quick: 40).")
  private Long steps;

  @Option(
      names = "--topology-steps",
      paramLabel = "N",
      description = "Of the topology loss (default: 50; quick: 10; volumes, quick: 5).")
  private Long topologySteps;

  @Option(
      names = "--topology-rate",
      paramLabel = "R",
      defaultValue = "2e-4",
      description = "Adam's learning rate under the topology loss (default: 2e-4).")
  private double topologyRate;

  @Option(
      names = "--continued-steps",
      paramLabel = "N",
      description =
          "Of the continued stage (default: 60000; quick: 100; volumes: 10000; quick: 10).")
  private Long continuedSteps;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Images or volumes of each kind compared by distances (default: 100; quick: 50; volumes,"
              + " quick: 10).")
  private Integer sample;

  @Option(
      names = "--inception-sample",
      paramLabel = "N",
      description =
          "Images that the Inception score and the share of one component are of (default: 5000;"
              + " quick: 500).")
  private Integer inceptionSample;

  @Option(
      names = "--component-sample",
      paramLabel = "N",
      description = "Volumes that the share of one component is of (default: 500; quick: 20).")
  private Integer componentSample;

  @Option(
      names = "--classifier-steps",
      paramLabel = "N",
      description = "Of the classifier of the Inception score (default: 9000; quick: 300).")
  private Long classifierSteps;

  @Option(
      names = "--checkpoint-steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Steps between checkpoints (default: 1000).")
  private long checkpointSteps;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  private String output;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    NetworkModule.require();
    if (options.mode == OutputMode.APPEND) {
      throw JobFailure.usage("--mode append cannot be", "table10 writes one result");
    }
    Table10Settings settings = settings(run);
    Table10Files files = new Table10Files(train, trainLabels, test, testLabels);
    files = voxels ? files : files.orEmbedded(run);
    List<InputFile> inputs = files.find(run, settings);
    OutputFolder folder = OutputFolder.at(output, layout(), run.hadoop());
    RunIdentity identity =
        new RunIdentity("table10", Version.ofBetti(), Map.of(), settings.texts(), inputs);
    JobPlan plan =
        new JobPlan(
            folder,
            identity,
            List.of(),
            List.of(
                new Step("00000-scores", null, 0, (long) settings.seeds() * settings.repeats())),
            null,
            description(settings, files));
    return run.execute(plan, new Table10Work(run, plan, options, settings, files, volumeAxes));
  }

  static OutputLayout layout() {
    return new OutputLayout(
        "scores", List.of("metrics.json", "report.html", NETWORKS, OutputLayout.BAD_RECORDS));
  }

  private Table10Settings settings(JobRun run) {
    boolean volumes = isOfVolumes(run);
    GenerativeModel model = volumes ? GenerativeModel.VOXELS : GenerativeModel.IMAGES;
    seeds = derived(run, "--seeds", seeds, volumes ? 1 : preset.of(2, 3));
    repeats = derived(run, "--repeats", repeats, preset.of(2, 5));
    sample = derived(run, "--sample", sample, preset.of(volumes ? 10 : 50, 100));
    int scored = volumes ? componentSample(run) : inceptionSample(run);
    steps =
        derived(
            run, "--steps", steps, volumes ? preset.of(40L, 10_000L) : preset.of(400L, 32_000L));
    topologySteps =
        derived(run, "--topology-steps", topologySteps, preset.of(volumes ? 5L : 10L, 50L));
    continuedSteps =
        derived(
            run,
            "--continued-steps",
            continuedSteps,
            volumes ? preset.of(10L, 10_000L) : preset.of(100L, 60_000L));
    run.require(checkpointSteps >= 1, "--checkpoint-steps", checkpointSteps, 1);
    if (!(topologyRate > 0 && topologyRate < 1)) {
      throw JobFailure.usage("--topology-rate is " + topologyRate, "it must be in (0, 1)");
    }
    return new Table10Settings(
        model,
        preset,
        options.seed,
        seeds,
        repeats,
        sample,
        scored,
        stageSteps(),
        topologyRate,
        volumes ? 0 : classifierSteps(run),
        checkpointSteps);
  }

  private boolean isOfVolumes(JobRun run) {
    if (images && voxels) {
      throw JobFailure.usage("--images and --voxels cannot both be", "one run is of one of them");
    }
    run.settings().derive("images", !voxels, "unless --voxels");
    if (voxels) {
      refuse("--train-labels", trainLabels, "volumes have no labels");
      refuse("--test-labels", testLabels, "volumes have no labels");
      refuse("--inception-sample", inceptionSample, "volumes have no classifier for that score");
      refuse("--classifier-steps", classifierSteps, "volumes have no classifier");
      if (volumeAxes == null) {
        volumeAxes = VolumeAxes.ZYX;
        run.settings().derive("volume-axes", volumeAxes, "as voxelize writes");
      }
      return true;
    }
    refuse("--component-sample", componentSample, "of images it is --inception-sample");
    refuse("--volume-axes", volumeAxes, "images are no volumes");
    return false;
  }

  private void refuse(String option, Object given, String cause) {
    if (given != null) {
      throw JobFailure.usage(
          option + " cannot be with " + (voxels ? "--voxels" : "--images"), cause, "leave it out");
    }
  }

  private int componentSample(JobRun run) {
    componentSample = derived(run, "--component-sample", componentSample, preset.of(20, 500));
    if (componentSample < sample) {
      throw JobFailure.usage(
          "--component-sample is " + componentSample,
          "it must be at least --sample, which is " + sample);
    }
    return componentSample;
  }

  private int inceptionSample(JobRun run) {
    inceptionSample = derived(run, "--inception-sample", inceptionSample, preset.of(500, 5000));
    if (inceptionSample < sample || inceptionSample < 10) {
      throw JobFailure.usage(
          "--inception-sample is " + inceptionSample,
          "it must be at least 10, the score's splits, and at least --sample, which is " + sample);
    }
    return inceptionSample;
  }

  private long classifierSteps(JobRun run) {
    classifierSteps = derived(run, "--classifier-steps", classifierSteps, preset.of(300L, 9000L));
    return classifierSteps;
  }

  private <N extends Number> N derived(JobRun run, String option, N given, N other) {
    if (given == null) {
      run.settings().derive(option.substring(2), other, "preset " + preset);
      return other;
    }
    run.require(given.longValue() >= 1, option, given, 1);
    return given;
  }

  /** Steps by stage, in the order in which the stages build on one another. */
  private LinkedHashMap<String, Long> stageSteps() {
    Map<String, Long> known = new LinkedHashMap<>();
    known.put("baseline", steps);
    known.put("topology", topologySteps);
    known.put("latent", topologySteps);
    known.put("query", preset.of(20L, 200L));
    known.put("discriminator", preset.of(10L, 100L));
    known.put("continued", continuedSteps);
    List<String> wanted =
        Stream.of(stages.toLowerCase(Locale.ROOT).split(",")).map(String::trim).toList();
    for (String name : wanted) {
      if (!known.containsKey(name)) {
        throw JobFailure.usage(
            "--stages has '" + name + "'", "the stages are " + String.join(", ", known.keySet()));
      }
    }
    if (!wanted.contains("baseline") || !wanted.contains("topology")) {
      throw JobFailure.usage(
          "--stages is " + stages, "baseline and topology must be among them, which are compared");
    }
    if (voxels && wanted.contains("query")) {
      throw JobFailure.usage(
          "--stages has 'query'",
          "its answer is told by a classifier of images, and --voxels has none",
          "leave it out; gan --stage query asks a network of voxels");
    }
    LinkedHashMap<String, Long> steps = new LinkedHashMap<>();
    known.forEach(
        (name, number) -> {
          if (wanted.contains(name)) {
            steps.put(name, number);
          }
        });
    return steps;
  }

  private Map<String, String> description(Table10Settings settings, Table10Files files) {
    Map<String, String> description = new LinkedHashMap<>();
    if (preset == Preset.QUICK) {
      description.put("note", Preset.NO_RESULT);
    }
    description.put(
        "train", settings.seeds() + " networks on " + files.train() + ": " + settings.steps());
    description.put(
        "evaluate",
        String.format(
            Locale.ROOT,
            "each %d times: %,d generated against %,d real %s of %s; %s of %,d",
            settings.repeats(),
            settings.compared(),
            settings.compared(),
            settings.items(),
            files.test(),
            settings.isOfVolumes() ? "share of one component" : "Inception score",
            settings.scored()));
    if (options.dryRun) {
      description.put("estimate", Table10Work.estimate(settings));
    }
    return description;
  }
}
