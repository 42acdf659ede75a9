package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Network;

/**
 * Samples of a generator: sample i is made of the latent that the seed and i alone give, with batch
 * norm in evaluation mode, so it is the same bit for bit in any batch, partition or order. What a
 * latent is drawn from, the generator says ({@link
 * io.betti.pipeline.network.NetworkDescription#drawn}).
 */
public final class Sampler {
  private final Network generator;
  private final BlockForward forward;
  private final long seed;

  /** Of a generator, which stays the caller's. */
  public Sampler(Network generator, long seed) {
    this.generator = generator;
    this.seed = seed;
    forward = new BlockForward(generator);
  }

  /** The latent of a sample. */
  public float[] latent(long index) {
    float[] latent = new float[generator.inputs()];
    generator.description().drawn().draw(seed, "sample", index, latent);
    return latent;
  }

  /** The latents of samples {@code from}, ..., {@code from + count - 1}, one after the other. */
  public float[] latents(long from, int count) {
    float[] latents = new float[Math.multiplyExact(count, generator.inputs())];
    for (int i = 0; i < count; i++) {
      System.arraycopy(latent(from + i), 0, latents, i * generator.inputs(), generator.inputs());
    }
    return latents;
  }

  /** The samples {@code from}, ..., {@code from + count - 1}, one after the other. */
  public float[] samples(long from, int count) {
    return items(latents(from, count));
  }

  /** What the generator makes of latents of any kind. */
  public float[] items(float[] latents) {
    return forward.outputs(latents);
  }
}
