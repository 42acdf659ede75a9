package io.betti.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The smallest application that shows whether the cluster works: it sums whole numbers, in so many
 * tasks of a given length, and writes the sum into a file.
 *
 * <p>Arguments: a folder; the number of tasks; the milliseconds that each task takes. A task that
 * is done leaves a file named by its number in the folder, the driver leaves {@code sum}.
 */
public final class ProbeApplication {
  private static final int NUMBERS_PER_TASK = 1000;

  private ProbeApplication() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    String folder = arguments[0];
    int tasks = Integer.parseInt(arguments[1]);
    long pause = Long.parseLong(arguments[2]);
    try (SparkSession spark = SparkSession.builder().appName("probe").getOrCreate()) {
      List<Integer> numbers = new ArrayList<>(IntStream.range(0, tasks).boxed().toList());
      long sum =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(numbers, tasks)
              .map(
                  task -> {
                    Thread.sleep(pause);
                    Files.writeString(Path.of(folder, String.valueOf(task)), "done");
                    return sumOf(task);
                  })
              .reduce(Long::sum);
      Files.writeString(Path.of(folder, "sum"), String.valueOf(sum));
    }
  }

  private static long sumOf(int task) {
    long first = (long) task * NUMBERS_PER_TASK;
    return LongStream.range(first, first + NUMBERS_PER_TASK).sum();
  }

  /** What {@code sum} holds in the end. */
  static String expected(int tasks) {
    long count = (long) tasks * NUMBERS_PER_TASK;
    return String.valueOf(count * (count - 1) / 2);
  }
}
