package io.betti.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Option;
import scala.Some;
import scala.Tuple4;
import scala.jdk.javaapi.CollectionConverters;

/** What the line of progress hears of tasks that run, and of those that have ended. */
@Timeout(60)
class RowCountTest {
  private static final CountDownLatch LAST_TASK = new CountDownLatch(1);

  private final RowCount count = new RowCount();
  private final RunningWords words = new RunningWords();
  private SparkContext context;

  @BeforeEach
  void listen() {
    context =
        SparkSession.builder()
            .master("local[2]")
            .appName("jobs tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()
            .sparkContext();
    context.addSparkListener(count);
    context.addSparkListener(words);
  }

  @AfterEach
  void stopListening() {
    context.removeSparkListener(count);
    context.removeSparkListener(words);
  }

  /** A heartbeat of the only executor, about a task of which nothing else is known. */
  private static SparkListenerExecutorMetricsUpdate heartbeat(
      long task, AccumulatorV2<?, ?> accumulator, Object value) {
    AccumulableInfo info = accumulator.toInfo(new Some<>(value), Option.empty());
    return new SparkListenerExecutorMetricsUpdate(
        "driver",
        CollectionConverters.asScala(
                List.of(
                    new Tuple4<
                        Object, Object, Object, scala.collection.immutable.Seq<AccumulableInfo>>(
                        task, 0, 0, CollectionConverters.asScala(List.of(info)).toSeq())))
            .toSeq(),
        scala.collection.immutable.Map$.MODULE$.empty());
  }

  private void until(long rows) throws InterruptedException {
    while (count.rows() != rows) {
      Thread.sleep(5);
    }
  }

  @Test
  void tasksThatEndedAreCounted_whileOthersRun() throws Exception {
    LongAccumulator steps = context.longAccumulator("steps");
    count.follow(steps.id());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context);
    var job =
        spark
            .parallelize(List.of(10, 20, 30), 3)
            .foreachAsync(
                rows -> {
                  steps.add(rows);
                  if (rows == 30 && !LAST_TASK.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody saw the other tasks' rows");
                  }
                });
    until(10 + 20);
    count.onExecutorMetricsUpdate(heartbeat(-1, steps, 7L));
    assertThat(count.rows()).isEqualTo(10 + 20 + 7);
    LAST_TASK.countDown();
    job.get();
    until(10 + 20 + 30 + 7);
  }

  @Test
  void accumulatorWithoutANameIsRefused() {
    try (ProgressLine line =
        ProgressLine.start(new PrintWriter(new StringWriter()), false, context)) {
      assertThatThrownBy(() -> line.rows("steps", 1, 0, context.longAccumulator()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("steps needs a name");
    }
  }

  @Test
  void latestWordOfEachRunningTaskIsTold() {
    TaskWord losses = new TaskWord();
    context.register(losses, "losses");
    words.follow(losses.id());
    words.onExecutorMetricsUpdate(heartbeat(8, losses, "seed 1 generator 0.9"));
    words.onExecutorMetricsUpdate(heartbeat(3, losses, "seed 0 generator 0.8"));
    words.onExecutorMetricsUpdate(heartbeat(8, losses, "seed 1 generator 0.7"));
    assertThat(words.text()).isEqualTo("seed 0 generator 0.8, seed 1 generator 0.7");
    words.follow(losses.id());
    assertThat(words.text()).isEmpty();
  }
}
