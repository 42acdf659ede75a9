package io.betti.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Executors of a real cluster read from and write to a real HDFS: a name node and two data nodes,
 * in this JVM, with files of small blocks so that one has several.
 */
@Timeout(900)
class HdfsIT {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final int IMAGES = 500;
  private static final int DATA_NODES = 2;
  private static final int STEPS = 60;
  private static final int CLASSIFIER_STEPS = 200;
  private static final int TOPOLOGY_STEPS = 4;
  private static final int CHECKPOINT_STEPS = 10;

  private static StandaloneCluster cluster;
  private static MiniDFSCluster hdfs;
  private static FileSystem files;

  @BeforeAll
  static void start() throws Exception {
    cluster = StandaloneCluster.start("hdfs");
    Configuration configuration = new Configuration();
    configuration.set(
        MiniDFSCluster.HDFS_MINIDFS_BASEDIR, cluster.directory().resolve("hdfs").toString());
    configuration.set("dfs.blocksize", "1m");
    configuration.setInt("dfs.replication", DATA_NODES);
    hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(DATA_NODES).build();
    hdfs.waitClusterUp();
    files = hdfs.getFileSystem();
    org.apache.hadoop.fs.Path mnist = new org.apache.hadoop.fs.Path("/mnist");
    files.mkdirs(mnist);
    for (Path local : List.of(Mnist.TEST, Mnist.TEST_LABELS)) {
      files.copyFromLocalFile(new org.apache.hadoop.fs.Path(local.toUri()), mnist);
    }
  }

  @AfterAll
  static void stop() {
    if (hdfs != null) {
      hdfs.shutdown();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  private static String hdfs(String path) {
    return files.getUri() + path;
  }

  private static JobArguments diagrams(String images, String labels, String output) {
    return JobArguments.of("diagrams")
        .conf("spark.hadoop.dfs.replication", String.valueOf(DATA_NODES))
        .with("--input", images)
        .with("--labels", labels)
        .with("--limit", String.valueOf(IMAGES))
        .with("--partitions", "4")
        .with("--output", output);
  }

  @Test
  void diagramsAreThoseOfLocalFiles() throws Exception {
    String output = hdfs("/diagrams");
    String images = hdfs("/mnist/" + Mnist.TEST.getFileName());
    String labels = hdfs("/mnist/" + Mnist.TEST_LABELS.getFileName());
    Submission.Outcome outcome =
        cluster.submit(diagrams(images, labels, output).toArray()).await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(cluster.lastEventLog().executorsThatWorked()).containsExactly("0", "1");

    FileStatus[] entries = files.listStatus(new org.apache.hadoop.fs.Path(output));
    List<String> names = Stream.of(entries).map(entry -> entry.getPath().getName()).toList();
    assertThat(names).contains("_SUCCESS", "_metrics.json", "_report.html");
    assertThat(names).anyMatch(name -> name.startsWith("part-") && name.endsWith(".parquet"));
    assertThat(entries)
        .filteredOn(FileStatus::isFile)
        .allMatch(e -> e.getReplication() == DATA_NODES);

    Path local = cluster.directory().resolve("local");
    try (SparkSession spark = LocalTables.session()) {
      LocalTables.run(
          diagrams(Mnist.TEST.toString(), Mnist.TEST_LABELS.toString(), local.toString()));
      List<Row> there = rows(spark, output);
      assertThat(there).hasSize(IMAGES).isEqualTo(rows(spark, local.toString()));
    }
  }

  private static List<Row> rows(SparkSession spark, String output) {
    return spark.read().parquet(output).orderBy("id").collectAsList();
  }

  private static JobArguments table10(String folder, String output) {
    return JobArguments.of("table10")
        .withNetworks()
        .conf("spark.hadoop.dfs.replication", String.valueOf(DATA_NODES))
        .with("--preset", "quick")
        .with("--train", folder + Mnist.TEST.getFileName())
        .with("--train-labels", folder + Mnist.TEST_LABELS.getFileName())
        .with("--test", folder + Mnist.TEST.getFileName())
        .with("--test-labels", folder + Mnist.TEST_LABELS.getFileName())
        .with("--seeds", "1")
        .with("--repeats", "1")
        .with("--steps", String.valueOf(STEPS))
        .with("--topology-steps", String.valueOf(TOPOLOGY_STEPS))
        .with("--classifier-steps", String.valueOf(CLASSIFIER_STEPS))
        .with("--checkpoint-steps", String.valueOf(CHECKPOINT_STEPS))
        .with("--sample", "20")
        .with("--inception-sample", "40")
        .with("--output", output);
  }

  /** Two trainings, each on an executor of its own, of which one is killed. */
  @Test
  void networksAndScoresAreThoseOfOneProcess_whenAnExecutorIsKilled() throws Exception {
    String output = hdfs("/table10");
    Submission training = cluster.submit(table10(hdfs("/mnist/"), output).toArray());
    Waiting.until(
        LIMIT,
        "a checkpoint of each training",
        cluster::logTails,
        () -> {
          assertThat(training.isRunning()).as("the job still runs").isTrue();
          return hasCheckpoint("seed-0/baseline") && hasCheckpoint("classifier");
        });
    assertThat(cluster.executors().get(0).destroyForcibly()).isTrue();
    Submission.Outcome outcome = training.await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(cluster.lastEventLog().executorsLost()).hasSize(1);
    assertThat(cluster.lastEventLog().taskFailures()).contains("ExecutorLostFailure");
    SortedMap<String, byte[]> disturbed = files(files, output);
    long steps =
        LocalTables.json(new String(disturbed.get("metrics.json"), UTF_8))
            .path("training_steps")
            .asLong();
    int all = STEPS + TOPOLOGY_STEPS + CLASSIFIER_STEPS;
    assertThat(steps).as("what followed checkpoints").isBetween(1L, (long) all - CHECKPOINT_STEPS);

    Path local = cluster.directory().resolve("table10");
    try (SparkSession spark = LocalTables.session()) {
      LocalTables.run(table10(Mnist.TEST.getParent() + "/", local.toString()));
    }
    SortedMap<String, byte[]> undisturbed =
        files(FileSystem.getLocal(new Configuration()), local.toString());
    assertThat(disturbed.keySet()).isEqualTo(undisturbed.keySet());
    undisturbed.forEach(
        (name, bytes) -> {
          if (name.contains("/")) { // Not metrics and report, which tell of times.
            assertThat(Arrays.equals(disturbed.get(name), bytes)).as(name).isTrue();
          }
        });
    assertThat(undisturbed)
        .containsKeys(
            "networks/classifier/arrays.npz",
            "networks/seed-0/baseline/losses.csv",
            "networks/seed-0/baseline/training/arrays.npz",
            "networks/seed-0/topology/generator/arrays.npz",
            "scores/part-00000.json");
  }

  private static boolean hasCheckpoint(String training) throws Exception {
    org.apache.hadoop.fs.Path folder =
        new org.apache.hadoop.fs.Path("/table10/_incomplete/checkpoints/" + training);
    return files.exists(folder)
        && Stream.of(files.listStatus(folder))
            .anyMatch(status -> status.getPath().getName().startsWith("step-"));
  }

  /** All files below a folder by their paths in it. */
  private static SortedMap<String, byte[]> files(FileSystem system, String folder)
      throws Exception {
    org.apache.hadoop.fs.Path root = system.makeQualified(new org.apache.hadoop.fs.Path(folder));
    SortedMap<String, byte[]> found = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(root, true);
    while (all.hasNext()) {
      org.apache.hadoop.fs.Path file = all.next().getPath();
      try (InputStream in = system.open(file)) {
        found.put(root.toUri().relativize(file.toUri()).getPath(), in.readAllBytes());
      }
    }
    return found;
  }

  @Test
  void pathIsNamed_whenItIsMissing() throws Exception {
    String images = hdfs("/mnist/no-such-file.gz");
    String labels = hdfs("/mnist/" + Mnist.TEST_LABELS.getFileName());
    String output = hdfs("/nothing");
    Submission.Outcome outcome =
        cluster.submit(diagrams(images, labels, output).toArray()).await(LIMIT);
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
    assertThat(String.join("\n", outcome.errors())).contains(images).doesNotContain("\tat ");
    assertThat(files.exists(new org.apache.hadoop.fs.Path(output))).isFalse();
  }
}
