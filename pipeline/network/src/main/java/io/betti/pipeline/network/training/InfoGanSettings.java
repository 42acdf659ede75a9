package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Latents;

/**
 * InfoGAN's latents, noise, one class of several, and codes; and how they are found again.
 *
 * @param noise normal numbers, at least 1
 * @param classes at least 2, drawn evenly, one number each
 * @param codes numbers drawn evenly from [-1, 1], at least 1
 * @param codeWeight weight of the codes' squared error beside the class's cross entropy
 * @param generatorFactor rate of the generator and of what finds class and codes, over that of the
 *     rest; at 1 the adversary wins and classes are not found
 */
public record InfoGanSettings(
    int noise, int classes, int codes, double codeWeight, double generatorFactor) {
  /** Checks the numbers. */
  public InfoGanSettings {
    if (noise < 1 || classes < 2 || codes < 1 || !(codeWeight >= 0 && generatorFactor > 0)) {
      throw new IllegalArgumentException(
          "InfoGAN: noise "
              + noise
              + ", codes "
              + codes
              + " must be >= 1, classes "
              + classes
              + " >= 2, the codes' weight "
              + codeWeight
              + " >= 0, the generator's factor "
              + generatorFactor
              + " > 0");
    }
  }

  /**
   * As for MNIST in the InfoGAN paper: 62, 10, 2, and rates of 1e-3 and 2e-4; the codes' weight is
   * 0.1.
   */
  public static InfoGanSettings digits() {
    return new InfoGanSettings(62, 10, 2, 0.1, 5);
  }

  /** What latents are drawn from. */
  public Latents latents() {
    return new Latents(noise, classes, codes);
  }
}
