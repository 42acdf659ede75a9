package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.jobs.failure.JobFailure;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code gan}: stage after stage on real digits, few steps of small batches. */
class GanJobTest {
  private static final int STEPS = 140;

  @TempDir static Path shared;

  @TempDir Path folder;

  private static Path network;

  @BeforeAll
  static void train() {
    Command command = Command.run(training(shared.resolve("trained")).toArray());
    assertThat(command.code()).as(command.err()).isZero();
    network = shared.resolve("trained/network");
  }

  private static List<Object> training(Path output) {
    return new ArrayList<>(
        List.of(
            "gan",
            "--stage",
            "train",
            "--train",
            Command.TEST_IMAGES,
            "--steps",
            STEPS,
            "--batch",
            4,
            "--seed",
            5,
            "--checkpoint-steps",
            20,
            "--output",
            output));
  }

  private Command gan(String stage, String output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("gan", "--stage", stage, "--seed", 5, "--output", folder.resolve(output)));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private static byte[] unzipped(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void trainingWritesANetwork_itsLosses_andAReport() throws IOException {
    Path trained = network.getParent();
    assertThat(network.resolve("generator/arrays.npz")).exists();
    assertThat(network.resolve("training/description.json")).exists();
    List<String> losses = Files.readAllLines(network.resolve("losses.csv"));
    assertThat(losses.get(0)).isEqualTo("step,discriminator,generator");
    assertThat(losses).hasSize(1 + STEPS).last().asString().startsWith(STEPS + ",");
    assertThat(Files.readString(trained.resolve("metrics.json")))
        .contains("\"last_generator\"")
        .contains("\"seed\" : 5");
    assertThat(Files.readString(trained.resolve("report.html"))).contains("data:image/png");
    assertThat(trained.resolve("_incomplete")).doesNotExist();
  }

  @Test
  void topologyStageLowersItsLoss_andIsReadByTheNext() throws IOException {
    Command topology =
        gan("topology", "topology", "--network", network, "--steps", 12, "--rate", "1e-3");
    assertThat(topology.code()).as(topology.err()).isZero();
    List<String> losses = Files.readAllLines(folder.resolve("topology/network/losses.csv"));
    assertThat(loss(losses.get(losses.size() - 1))).isLessThan(loss(losses.get(1)));
    Command discriminate =
        gan(
            "discriminate",
            "discriminated",
            "--network",
            folder.resolve("topology/network"),
            "--train",
            Command.TEST_IMAGES,
            "--preset",
            "quick",
            "--batch",
            8);
    assertThat(discriminate.code()).as(discriminate.err()).isZero();
    assertThat(discriminate.out()).contains("no result");
    assertThat(Files.readString(folder.resolve("discriminated/report.html"))).contains("no result");
    assertThat(Files.readString(folder.resolve("discriminated/metrics.json")))
        .contains("no result");
  }

  private static double loss(String line) {
    return Double.parseDouble(line.substring(line.indexOf(',') + 1));
  }

  @Test
  void continuedTrainingEqualsALongerOne() throws IOException {
    Command continued =
        gan(
            "continue",
            "continued",
            "--network",
            network,
            "--train",
            Command.TEST_IMAGES,
            "--steps",
            20,
            "--batch",
            4);
    assertThat(continued.code()).as(continued.err()).isZero();
    List<Object> longer = training(folder.resolve("longer"));
    longer.set(longer.indexOf(STEPS), STEPS + 20);
    assertThat(Command.run(longer.toArray()).code()).isZero();
    assertThat(folder.resolve("continued/network/generator/arrays.npz"))
        .hasSameBinaryContentAs(folder.resolve("longer/network/generator/arrays.npz"));
  }

  @Test
  void samplesAreTheSameForAnyPartitions_andTheJobsOfDiagramsReadThem() throws IOException {
    for (int partitions : new int[] {1, 3}) {
      Command sample =
          gan(
              "sample",
              "s" + partitions,
              "--network",
              network,
              "--first",
              7,
              "--count",
              150,
              "--partitions",
              partitions);
      assertThat(sample.code()).as(sample.err()).isZero();
    }
    byte[] one = unzipped(folder.resolve("s1").resolve(GanJob.SAMPLES));
    assertThat(unzipped(folder.resolve("s3").resolve(GanJob.SAMPLES))).isEqualTo(one);
    try (Network generator = Network.of(SavedState.load(Folder.at(network.resolve("generator"))))) {
      byte[] direct = GeneratedImages.bytes(new Sampler(generator, 5).samples(7 + 149, 1));
      byte[] last = java.util.Arrays.copyOfRange(one, one.length - 784, one.length);
      assertThat(last).isEqualTo(direct);
    }
    Command diagrams =
        Command.run(
            "diagrams",
            "--input",
            folder.resolve("s1").resolve(GanJob.SAMPLES),
            "--scale",
            "1/255",
            "--output",
            folder.resolve("diagrams"));
    assertThat(diagrams.code()).as(diagrams.err()).isZero();
    assertThat(diagrams.lastLine()).contains("150 rows");
  }

  @Test
  void interpolationAndQueryMoveLatents() throws IOException {
    Command paths = gan("interpolate", "paths", "--network", network, "--count", 2, "--images", 3);
    assertThat(paths.code()).as(paths.err()).isZero();
    assertThat(unzipped(folder.resolve("paths").resolve(GanJob.SAMPLES))).hasSize(16 + 2 * 3 * 784);
    Command query = gan("query", "query", "--network", network, "--steps", 15, "--first", 3);
    assertThat(query.code()).as(query.err()).isZero();
    List<String> losses = Files.readAllLines(folder.resolve("query/network/losses.csv"));
    assertThat(loss(losses.get(losses.size() - 1))).isLessThan(loss(losses.get(1)));
    assertThat(Files.readString(folder.resolve("query/report.html")))
        .contains("Before")
        .contains("After");
  }

  @Test
  void terminatedRunKeepsACheckpoint_andGoesOnToTheSameBytes() throws Exception {
    Path output = folder.resolve("stopped");
    Path log = folder.resolve("log");
    Path checkpoints = output.resolve("_incomplete/checkpoints/network");
    Process process = terminated(training(output), log, () -> hasEntries(checkpoints));
    assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(143);
    assertThat(Files.readString(log)).contains("checkpoints are kept").contains("--resume");

    List<Object> again = training(output);
    assertThat(Command.run(again.toArray()).err()).contains("--resume");
    again.add("--resume");
    Command resumed = Command.run(again.toArray());
    assertThat(resumed.code()).as(resumed.err()).isZero();
    for (String file : new String[] {"generator/arrays.npz", "training/arrays.npz", "losses.csv"}) {
      assertThat(output.resolve("network").resolve(file))
          .hasSameBinaryContentAs(network.resolve(file));
    }
  }

  @Test
  void terminatedRunSavesWhatItHas_longBeforeItsFirstCheckpoint() throws Exception {
    Path output = folder.resolve("early");
    List<Object> training = training(output);
    training.set(training.indexOf("--steps") + 1, 100_000);
    training.set(training.indexOf("--checkpoint-steps") + 1, 100_000);
    Path log = folder.resolve("early.log");
    Process process = terminated(training, log, () -> Files.readString(log).contains("generator"));
    assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(143);
    assertThat(Files.readString(log)).contains("checkpoints are kept");
    assertThat(hasEntries(output.resolve("_incomplete/checkpoints/network"))).isTrue();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Runs a job in a process of its own, and ends it by a signal when something holds. */
  private static Process terminated(List<Object> job, Path log, Condition when) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    for (String option :
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--add-") || option.startsWith("-Dlog4j2")) {
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Betti.class.getName()));
    job.forEach(argument -> command.add(argument.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      long began = System.nanoTime();
      while (!when.holds()
          && process.isAlive()
          && System.nanoTime() - began < TimeUnit.MINUTES.toNanos(2)) {
        Thread.sleep(5);
      }
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process;
  }

  private static boolean hasEntries(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.anyMatch(entry -> entry.getFileName().toString().startsWith("step-"));
    }
  }

  @Test
  void damagedWeightsAreRefused() throws IOException {
    Path damaged = Files.createDirectories(folder.resolve("damaged/generator"));
    Files.copy(network.resolve("generator/description.json"), damaged.resolve("description.json"));
    byte[] arrays = Files.readAllBytes(network.resolve("generator/arrays.npz"));
    arrays[arrays.length / 2] ^= 1;
    Files.write(damaged.resolve("arrays.npz"), arrays);
    Command command = gan("sample", "out", "--network", folder.resolve("damaged"), "--count", 5);
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("cannot read --network").contains("damaged");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatCannotBeIsAUsageError() {
    assertThat(gan("topology", "o").code()).isEqualTo(2);
    assertThat(gan("train", "o", "--network", network).err()).contains("--stage continue");
    assertThat(gan("sample", "o", "--network", network, "--train", "x").code()).isEqualTo(2);
    Command energy = gan("topology", "o", "--network", network, "--energy", "E(1,0,2;PD7)");
    assertThat(energy.code()).isEqualTo(2);
    assertThat(energy.err()).contains("--energy");
    assertThat(gan("dream", "o").err()).contains("'dream' is no stage");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void dryRunEstimatesTheTime_andTouchesNothing() {
    Command command = gan("train", "o", "--train", Command.TEST_IMAGES, "--dry-run");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out())
        .containsPattern("steps +32000 +default, stage train")
        .containsPattern("estimate +[0-9.]+ minutes on one core");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void missingModuleIsToldWithItsRemedy() {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThatThrownBy(NetworkModule::require)
          .isInstanceOf(JobFailure.class)
          .hasMessageContaining("betti-network-cluster.jar")
          .hasMessageContaining("--jars");
    } finally {
      thread.setContextClassLoader(own);
    }
  }
}
