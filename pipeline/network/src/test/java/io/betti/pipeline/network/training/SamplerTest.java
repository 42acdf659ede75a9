package io.betti.pipeline.network.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.network.Mode;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.SavedState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Samples are the same bit for bit in any block, order and Spark task. */
class SamplerTest {
  private static final int COUNT = 150;
  private static final long SEED = 4;

  private static byte[] saved;
  private static float[] expected;

  /** The paper's generator, its running statistics moved by some batches. */
  @BeforeAll
  static void sample() {
    try (Network generator = Network.of(Networks.imageGenerator(), 1)) {
      Sampler sampler = new Sampler(generator, 77);
      for (int i = 0; i < 5; i++) {
        generator.forward(sampler.latents(64L * i, 64), 64, Mode.TRAINING);
      }
      saved = generator.saved().bytes();
      expected = new Sampler(generator, SEED).samples(0, COUNT);
    }
  }

  @AfterAll
  static void stop() {
    SparkSession.active().stop();
  }

  private static float[] row(int i) {
    return Arrays.copyOfRange(expected, i * 784, (i + 1) * 784);
  }

  @Test
  void sampleDependsOnSeedAndIndexAlone() {
    try (Network generator = Network.of(SavedState.of(saved))) {
      Sampler sampler = new Sampler(generator, SEED);
      for (int i : new int[] {149, 0, 63, 64, 37}) {
        assertThat(sampler.samples(i, 1)).isEqualTo(row(i));
      }
      assertThat(sampler.samples(90, 3)).startsWith(row(90)).endsWith(row(92));
      assertThat(new Sampler(generator, SEED + 1).samples(0, 1)).isNotEqualTo(row(0));
    }
  }

  @Test
  void volumesDependOnSeedAndIndexAloneToo() {
    try (Network generator = Network.of(Networks.volumeGenerator(), 1)) {
      int length = generator.outputs();
      // More than one block.
      float[] all = new Sampler(generator, SEED).samples(0, 11);
      Sampler sampler = new Sampler(generator, SEED);
      for (int i : new int[] {10, 0, 7, 8}) {
        assertThat(sampler.samples(i, 1))
            .isEqualTo(Arrays.copyOfRange(all, i * length, (i + 1) * length));
      }
    }
  }

  @Test
  void samplesInSparkTasksAreThoseOutside() {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrator", "io.betti.udfs.BettiKryoRegistrator")
            .config("spark.kryo.registrationRequired", "true")
            .getOrCreate();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<byte[]> weights = context.broadcast(saved);
    List<Long> indices = LongStream.range(0, COUNT).boxed().toList();
    for (int partitions : new int[] {1, 3, 7}) {
      List<float[]> made =
          context
              .parallelize(indices, partitions)
              .mapPartitions(rows -> samples(weights.value(), rows))
              .collect();
      assertThat(made).hasSize(COUNT);
      for (int i = 0; i < COUNT; i++) {
        assertThat(made.get(i)).isEqualTo(row(i));
      }
    }
  }

  private static Iterator<float[]> samples(byte[] weights, Iterator<Long> indices) {
    List<float[]> rows = new ArrayList<>();
    try (Network generator = Network.of(SavedState.of(weights))) {
      Sampler sampler = new Sampler(generator, SEED);
      indices.forEachRemaining(i -> rows.add(sampler.samples(i, 1)));
    }
    return rows.iterator();
  }
}
