package io.betti.jobs;

import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Sampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Samples of a generator made by Spark tasks: the weights are sent once to each process, and a
 * sample is a function of seed and index, the same bit for bit in any partition.
 */
final class GeneratedImages {
  /** Samples that a task makes at a time. */
  private static final int BLOCK = 64;

  private final SparkSession spark;
  private final Broadcast<byte[]> generator;
  private final long seed;
  private final LongAccumulator done;

  private GeneratedImages(
      SparkSession spark, Broadcast<byte[]> generator, long seed, LongAccumulator done) {
    this.spark = spark;
    this.generator = generator;
    this.seed = seed;
    this.done = done;
  }

  /**
   * Samples of a generator.
   *
   * @param generator as {@link SavedState#bytes} has it
   * @param done counts them
   */
  static GeneratedImages of(SparkSession spark, byte[] generator, long seed, LongAccumulator done) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new GeneratedImages(spark, context.broadcast(generator), seed, done);
  }

  /** A number of samples from an index on, in order, each as unsigned bytes. */
  Iterator<byte[]> rows(long first, int count, int partitions) {
    Broadcast<byte[]> sent = generator;
    LongAccumulator counted = done;
    long drawn = seed;
    return spark
        .range(first, first + count, 1, partitions)
        .mapPartitions(
            (MapPartitionsFunction<Long, byte[]>)
                indices -> samples(indices, sent.value(), drawn, counted),
            Encoders.BINARY())
        .toLocalIterator();
  }

  private static Iterator<byte[]> samples(
      Iterator<Long> indices, byte[] state, long seed, LongAccumulator done) {
    List<byte[]> images = new ArrayList<>();
    if (!indices.hasNext()) {
      return images.iterator();
    }
    try (Network network = Network.of(SavedState.of(state))) {
      Sampler sampler = new Sampler(network, seed);
      List<Long> block = new ArrayList<>();
      while (indices.hasNext()) {
        block.add(indices.next());
        if (block.size() == BLOCK || !indices.hasNext()) {
          images.addAll(images(sampler, network, block));
          done.add(block.size());
          block.clear();
        }
      }
    }
    return images.iterator();
  }

  private static List<byte[]> images(Sampler sampler, Network network, List<Long> indices) {
    float[] latents = new float[indices.size() * network.inputs()];
    for (int i = 0; i < indices.size(); i++) {
      System.arraycopy(
          sampler.latent(indices.get(i)), 0, latents, i * network.inputs(), network.inputs());
    }
    float[] made = sampler.items(latents);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      int at = i * network.outputs();
      images.add(bytes(Arrays.copyOfRange(made, at, at + network.outputs())));
    }
    return images;
  }

  /** From tanh's [-1, 1] to unsigned bytes, rounded. */
  static byte[] bytes(float[] tanh) {
    byte[] bytes = new byte[tanh.length];
    for (int i = 0; i < tanh.length; i++) {
      bytes[i] = (byte) Math.round(255 * (0.5f * tanh[i] + 0.5f));
    }
    return bytes;
  }
}
