package io.betti.jobs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A command line that was run in this process, on a local session that the tests share, begun anew
 * where a test class stopped it.
 *
 * @param code exit code
 * @param out what it told on standard output
 * @param err what it told on standard error
 */
record Command(int code, String out, String err) {
  static final Path MNIST = Path.of(System.getProperty("betti.basedir"), "data", "mnist");
  static final String TEST_IMAGES = MNIST.resolve("t10k-images-idx3-ubyte.gz").toString();
  static final String TEST_LABELS = MNIST.resolve("t10k-labels-idx1-ubyte.gz").toString();

  private static SparkSession spark;

  /** Runs a command with more options, or with other values of those that it has. */
  static Command runWith(List<Object> arguments, Object... more) {
    List<Object> all = new ArrayList<>(arguments);
    for (int i = 0; i < more.length; i += 2) {
      int place = all.indexOf(more[i]);
      if (place < 0) {
        all.addAll(List.of(more[i], more[i + 1]));
      } else {
        all.set(place + 1, more[i + 1]);
      }
    }
    return run(all.toArray());
  }

  static synchronized SparkSession spark() {
    if (spark == null || spark.sparkContext().isStopped()) {
      spark =
          SparkSession.builder()
              .master("local[2]")
              .appName("jobs tests")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .getOrCreate();
    }
    return spark;
  }

  /** Runs {@code betti} with these arguments. */
  static Command run(Object... arguments) {
    spark();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    int code = Betti.run(new PrintWriter(out), new PrintWriter(err), texts.toArray(String[]::new));
    return new Command(code, out.toString(), err.toString());
  }

  /** Runs {@code betti diagrams} on the first test digits. */
  static Command diagrams(int limit, Path output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "diagrams",
                "--input",
                TEST_IMAGES,
                "--labels",
                TEST_LABELS,
                "--limit",
                limit,
                "--output",
                output));
    arguments.addAll(List.of(more));
    return run(arguments.toArray());
  }

  /** The rows of a folder of Parquet, by id. */
  static List<Row> parquet(Path folder) {
    Dataset<Row> table = spark().read().parquet(folder.toString());
    return table.orderBy("id").collectAsList();
  }

  /** What is told of an error, after what a slow machine may have told of progress. */
  List<String> errorLines() {
    return err.substring(Math.max(0, err.indexOf("betti"))).lines().toList();
  }

  /** The last line on standard output. */
  String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.get(lines.size() - 1);
  }
}
