package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.training.Sampler;

/** Images along a straight line between two latents (the paper's figure 9). */
public final class Interpolation {
  private Interpolation() {}

  /**
   * The images of equal steps from one sample's latent to another's, ends included.
   *
   * @param count images, at least 2
   * @throws IllegalArgumentException if there are fewer
   */
  public static float[] between(Network generator, long seed, long from, long to, int count) {
    if (count < 2) {
      throw new IllegalArgumentException(count + " images between two; there must be at least 2");
    }
    Sampler sampler = new Sampler(generator, seed);
    float[] first = sampler.latent(from);
    float[] last = sampler.latent(to);
    float[] latents = new float[count * first.length];
    for (int i = 0; i < count; i++) {
      double share = (double) i / (count - 1);
      for (int j = 0; j < first.length; j++) {
        latents[i * first.length + j] = (float) ((1 - share) * first[j] + share * last[j]);
      }
    }
    return sampler.items(latents);
  }
}
