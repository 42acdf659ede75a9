package io.betti.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
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
