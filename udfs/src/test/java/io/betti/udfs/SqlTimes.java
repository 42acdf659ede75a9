package io.betti.udfs;

import io.betti.topology.complex.Grid;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What SQL adds to the engine: time a row of a function over a scan of MNIST's 60,000 training
 * images, cached as binary, less the scan alone, beside the direct call in the same run, on one
 * core ({@code local[1]}). Times are processor time of the thread that works (Spark's own measure
 * of a task, and the same of the main thread), so that a busy machine does not show. A program, not
 * a test:
 *
 * <pre>
 * java -Dbetti.basedir=. -cp test-classes:classes:... io.betti.udfs.SqlTimes [rounds]
 * </pre>
 *
 * <p>Every figure is the median of the rounds, in microseconds a row. The rows are written to
 * Spark's {@code noop} sink, so that the result is written into its row, and goes nowhere.
 */
final class SqlTimes {
  private static final String LEVEL_SET =
      "tda_level_set(bytes, shape, 'freudenthal', 'superlevel', 1)";

  private SqlTimes() {}

  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    SparkSession spark = LocalSession.extended("spark.master", "local[1]");
    spark.sparkContext().addSparkListener(new TaskTimes());
    List<byte[]> images = MnistImages.read("train-images-idx3-ubyte.gz", 60_000);
    Dataset<Row> table = MnistImages.bytesOnly(spark, images, 1).cache();
    System.out.printf(Locale.ROOT, "%d images, median of %d rounds%n", table.count(), rounds);

    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(1));
    DirectionalSweepLayer layer = DirectionalSweepLayer.of(Grid.of(28, 28));
    table.selectExpr("bytes", "shape", LEVEL_SET + " AS d").cache().createOrReplaceTempView("d");
    Dataset<Row> diagrams = spark.table("d");
    diagrams.count();

    Task[] tasks = {
      new Task("scan of the images", () -> drain(table, "bytes")),
      new Task("level set, engine", () -> images.forEach(i -> keep(plan.diagram(i).size()))),
      new Task(
          "level set, engine and writing",
          () -> images.forEach(i -> keep(DiagramWriter.write(plan.diagram(i)).getSizeInBytes()))),
      new Task("level set, scan and SQL", () -> drain(table, LEVEL_SET)),
      new Task("sweep, engine", () -> images.forEach(i -> keep(layer.features(i).length))),
      new Task("sweep, scan and SQL", () -> drain(table, "tda_sweep_features(bytes, shape)")),
      new Task("scan of the diagrams", () -> drain(diagrams, "d")),
      new Task(
          "energy, scan and SQL",
          () -> drain(diagrams, "tda_energy(d, 'E(1,0,2;PD0) + 0.5*E(1,0,2;PD1)')")),
      new Task("clamp, scan and SQL", () -> drain(diagrams, "tda_clamp(d, 0)"))
    };
    double[][] times = new double[tasks.length][rounds];
    for (int round = -2; round < rounds; round++) {
      for (int t = 0; t < tasks.length; t++) {
        long start = processorTime(spark);
        tasks[t].work().run();
        if (round >= 0) {
          times[t][round] = (processorTime(spark) - start) / 1e3 / images.size();
        }
      }
    }
    for (int t = 0; t < tasks.length; t++) {
      Arrays.sort(times[t]);
      System.out.printf(
          Locale.ROOT,
          "%-32s %8.2f us a row (least %.2f)%n",
          tasks[t].name(),
          times[t][rounds / 2],
          times[t][0]);
    }
    System.out.println("made " + kept + " bars, bytes and features outside SQL");
    spark.stop();
  }

  /** Nanoseconds that this thread and all of Spark's tasks have worked. */
  private static long processorTime(SparkSession spark) {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark's listeners did not come to rest", e);
    }
    return TASKS.get() + ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final AtomicLong TASKS = new AtomicLong();

  private static final class TaskTimes extends SparkListener {
    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      TASKS.addAndGet(end.taskMetrics().executorCpuTime());
    }
  }

  private record Task(String name, Runnable work) {}

  private static long kept;

  private static void keep(long value) {
    kept += value;
  }

  private static void drain(Dataset<Row> table, String column) {
    table.selectExpr(column).write().format("noop").mode("overwrite").save();
  }
}
