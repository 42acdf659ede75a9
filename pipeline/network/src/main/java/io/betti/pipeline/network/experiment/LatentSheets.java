package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Latents;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.training.Sampler;

/**
 * What a generator with classes makes, class by class, as in InfoGAN's figures: a row has one
 * class.
 */
public final class LatentSheets {
  private LatentSheets() {}

  /** A column has the noise and the codes of one sample; the first so many samples. */
  public static float[] ofClasses(Network generator, long seed, int columns) {
    Latents drawn = generator.description().drawn();
    Sampler sampler = new Sampler(generator, seed);
    float[] latents = new float[drawn.classes() * columns * drawn.size()];
    for (int row = 0; row < drawn.classes(); row++) {
      for (int column = 0; column < columns; column++) {
        int at = (row * columns + column) * drawn.size();
        System.arraycopy(sampler.latent(column), 0, latents, at, drawn.size());
        drawn.setClass(latents, at, row);
      }
    }
    return sampler.items(latents);
  }

  /**
   * A column has one value of a code, from -1 to 1 in equal steps; a row has the noise and the
   * other codes of one sample, the first so many.
   *
   * @param columns at least 2
   */
  public static float[] ofCode(Network generator, long seed, int code, int columns) {
    Latents drawn = generator.description().drawn();
    Sampler sampler = new Sampler(generator, seed);
    float[] latents = new float[drawn.classes() * columns * drawn.size()];
    for (int row = 0; row < drawn.classes(); row++) {
      for (int column = 0; column < columns; column++) {
        int at = (row * columns + column) * drawn.size();
        System.arraycopy(sampler.latent(row), 0, latents, at, drawn.size());
        drawn.setClass(latents, at, row);
        drawn.setCode(latents, at, code, 2.0 * column / (columns - 1) - 1);
      }
    }
    return sampler.items(latents);
  }
}
