package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.OutputMode;
import io.betti.jobs.output.RunIdentity;
import io.betti.pipeline.network.experiment.StageSettings;
import io.betti.pipeline.report.VolumeAxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One generative network of images or volumes: trained, mended by topology, sampled. */
@Command(
    name = "gan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "A generative network of images of 28x28 or of voxels: trained, mended by a topology loss,"
          + " sampled; one stage a run.",
      ""
    },
    footer = {
      "",
      "Output of a training: DIR/network, which the next stage names by --network,",
      "with the generator, all that a further training needs, and losses.csv. Of",
      "sample and interpolate: DIR/samples-idx3-ubyte.gz, unsigned bytes of item, y,",
      "x, or of voxels DIR/samples-idx4-ubyte.gz, item, z, y, x; the same for any",
      "--partitions, as diagrams and evaluate read it by --scale 1/255. Beside them:",
      "metrics.json, report.html. A training that stopped, as by Ctrl-C, goes on from",
      "its latest checkpoint to the same bytes by --resume; so does by itself one",
      "whose executor was lost.",
      "",
      "The model stands in what is saved, and later stages find it there. InfoGAN's",
      "latents have one class of ten and two codes beside their noise; its report",
      "shows them class by class and code by code.",
      "",
      "The distance from the diagram of a digit as a loss: diagrams of some digits,",
      "then the one of id 61, an eight, by name:",
      "  betti diagrams --input data/mnist/t10k-images-idx3-ubyte.gz --limit 100 \\",
      "      --scale 1/255 --output digits",
      "  betti gan --stage latent --network DIR/network --reference eight=digits#61 \\",
      "      --energy 'W(1,1;PD1,eight) + W(1,1;PD0,eight)' --output eights"
    })
final class GanJob implements Callable<Integer> {
  static final String NETWORK = "network";
  static final String SAMPLES = "samples-idx3-ubyte.gz";
  static final String VOLUMES = "samples-idx4-ubyte.gz";

  @Option(
      names = "--stage",
      required = true,
      paramLabel = "STAGE",
      description =
          "train, topology, latent, discriminate, continue, sample, interpolate, or query: moves"
              + " the latent of sample --first until what it makes has another topology. To continue wants the --seed,"
              + " --batch and --rate of the training that it goes on with.")
  private GanStage stage;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "images: dense networks, as the paper's; infogan: convolutional ones with classes and"
              + " codes; voxels: volumes of 32x32x32 (default: images; after train, what --network"
              + " says).")
  private String model;

  @Option(
      names = "--network",
      paramLabel = "DIR",
      description =
          "Where to begin: DIR/network of an earlier run, or a stage of a seed in the networks of"
              + " table10. For all stages but train.")
  private String network;

  @Option(
      names = "--train",
      paramLabel = "FILE",
      description =
          "Images of 28x28 bytes, IDX, for train, discriminate and continue (default: the embedded"
              + " MNIST set); of voxels cubes of edge 32 or less, bytes 0 or 1, no default.")
  private String train;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      defaultValue = "paper",
      description = "paper or quick, which is no result; gives --steps (default: paper).")
  private Preset preset;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps (default: train 32000, of voxels 10000, continue 60000, discriminate 100, query 200, others 50; a"
              + " hundredth, but at least 10, if quick).")
  private Long steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Items in a batch, or latents that are moved (default: 64, of voxels 8; query: 1).")
  private Integer batch;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Adam's learning rate (default: 2e-4; latent and query: 0.05).")
  private Double rate;

  @Option(
      names = "--energy",
      paramLabel = "TEXT",
      description =
          "The topology loss of topology, latent and query, superlevel, Freudenthal (default:"
              + " E(1,0,2;PD0), one component; query: 2*E(1,0,1;PD1) + E(1,0,2;PD0), no ring, in"
              + " one piece).")
  private String energy;

  @Option(
      names = "--reference",
      paramLabel = "NAME=PATH",
      split = ",",
      description =
          "A diagram that --energy names, as in W(1,1;PD0,NAME): JSON or a table of diagrams, PATH#17"
              + " for the row of id 17. May be given several times.")
  private List<String> references = List.of();

  @Option(
      names = "--first",
      paramLabel = "I",
      defaultValue = "0",
      description = "Index of the first sample, for sample, interpolate and query (default: 0).")
  private long first;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Samples, or paths between two samples each (default: 10000, of voxels 1000; paths: 8).")
  private Integer count;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "12",
      description = "Images of a path (default: 12).")
  private int images;

  @Option(
      names = "--volume-axes",
      paramLabel = "AXES",
      defaultValue = "zyx",
      description =
          "Order of the axes of volumes, z upwards, for the report's pictures only: zyx, as voxelize"
              + " writes them, or xyz (default: zyx).")
  private VolumeAxes axes;

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
      throw JobFailure.usage("--mode append cannot be", "gan writes one network or one file");
    }
    List<InputFile> inputs = networkFiles(run);
    GanSettings settings = settings(run);
    inputs.addAll(otherFiles(run, settings));
    settings = settings.trainedOn(train);
    OutputFolder folder = OutputFolder.at(output, layout(), run.hadoop());
    RunIdentity identity =
        new RunIdentity("gan", Version.ofBetti(), Map.of(), settings.texts(), inputs);
    long rows = stage.trains() ? settings.steps() : settings.count();
    JobPlan plan =
        new JobPlan(
            folder,
            identity,
            List.of(),
            List.of(new Step("00000-" + stage, null, 0, rows)),
            null,
            GanWork.description(settings, options.dryRun));
    GanWork work = new GanWork(run, plan, options, settings);
    work.check();
    return run.execute(plan, work);
  }

  static OutputLayout layout() {
    return new OutputLayout(
        "",
        List.of(
            "metrics.json", "report.html", NETWORK, SAMPLES, VOLUMES, OutputLayout.BAD_RECORDS));
  }

  private List<InputFile> networkFiles(JobRun run) {
    if (stage.needsNetwork() == (network == null)) {
      throw JobFailure.usage(
          stage.needsNetwork()
              ? "--stage " + stage + " begins from a network, and there is none"
              : "--stage train begins from nothing, and --network " + network + " is given",
          stage.needsNetwork()
              ? "name DIR/network of an earlier run by --network"
              : "leave it out, or go on with it by --stage continue");
    }
    List<InputFile> files = new ArrayList<>();
    if (network != null) {
      // By name, not by class: what networks are made of is not known here.
      files.add(InputFile.of("--network", network + "/generator/description.json", run.hadoop()));
      files.add(InputFile.of("--network", network + "/generator/arrays.npz", run.hadoop()));
    }
    return files;
  }

  private List<InputFile> otherFiles(JobRun run, GanSettings settings) {
    List<InputFile> files = new ArrayList<>();
    if (!stage.hasEnergy() && !references.isEmpty()) {
      throw JobFailure.usage(
          "--stage " + stage + " has no loss, and --reference " + references.get(0) + " is given",
          "leave it out");
    }
    files.addAll(GanReferences.files(references, run.hadoop()));
    if (!stage.seesImages()) {
      if (train != null) {
        throw JobFailure.usage(
            "--stage " + stage + " sees no items, and --train " + train + " is given",
            "leave it out");
      }
      return files;
    }
    if (train == null) {
      train = GanItems.defaultFile(settings.model());
      run.settings().derive("train", train, "the embedded MNIST set");
    }
    files.add(GanItems.file(settings.model(), train, run.hadoop()));
    return files;
  }

  private GanSettings settings(JobRun run) {
    GanDefaults defaults = GanDefaults.of(model, stage, network, run.hadoop());
    if (model == null) {
      run.settings()
          .derive("model", defaults.name(), network == null ? "of train" : "of --network");
    }
    boolean latents = stage == GanStage.LATENT || stage == GanStage.QUERY;
    boolean query = stage == GanStage.QUERY;
    Map<GanStage, Long> paper =
        Map.of(
            GanStage.TRAIN, defaults.steps(),
            GanStage.CONTINUE, 60_000L,
            GanStage.DISCRIMINATE, 100L,
            GanStage.QUERY, 200L);
    long known = paper.getOrDefault(stage, 50L);
    steps = derived(run, "steps", steps, preset.of(Math.max(10, known / 100), known));
    batch = derived(run, "batch", batch, query ? 1 : defaults.model().batch());
    rate = derived(run, "rate", rate, latents ? 0.05 : defaults.model().rate());
    energy =
        derived(run, "energy", energy, query ? StageSettings.NO_RING : StageSettings.ONE_COMPONENT);
    count = derived(run, "count", count, stage == GanStage.INTERPOLATE ? 8 : defaults.samples());
    run.require(steps >= 1, "--steps", steps, 1);
    run.require(batch >= 1, "--batch", batch, 1);
    run.require(count >= 1, "--count", count, 1);
    run.require(images >= 2, "--images", images, 2);
    run.require(first >= 0, "--first", first, 0);
    run.require(checkpointSteps >= 1, "--checkpoint-steps", checkpointSteps, 1);
    if (!(rate > 0 && rate < 1)) {
      throw JobFailure.usage("--rate is " + rate, "it must be in (0, 1)");
    }
    return new GanSettings(
        stage,
        defaults.model(),
        preset,
        network,
        train,
        steps,
        batch,
        rate,
        energy,
        references,
        first,
        count,
        images,
        checkpointSteps,
        options.seed,
        axes);
  }

  private <T> T derived(JobRun run, String name, T given, T other) {
    if (given == null) {
      run.settings().derive(name, other, "stage " + stage);
    }
    return given == null ? other : given;
  }
}
