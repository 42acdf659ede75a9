package io.betti.pipeline.network;

import java.util.SplittableRandom;

/**
 * What a generator's inputs are drawn from: normal numbers, then, for a generator such as
 * InfoGAN's, one class of several, its number 1 and the others 0, and codes even in [-1, 1].
 *
 * <p>What is drawn is a function of seed, purpose and index alone.
 *
 * @param noise normal numbers, at least 0
 * @param classes 0 for none, else at least 2
 * @param codes at least 0
 */
public record Latents(int noise, int classes, int codes) {
  /** Checks the numbers. */
  public Latents {
    if (noise < 0 || classes < 0 || classes == 1 || codes < 0 || noise + classes + codes < 1) {
      throw new IllegalArgumentException(
          "latents of "
              + noise
              + " normal numbers, "
              + classes
              + " classes and "
              + codes
              + " codes; none may be below 0, nor there be one class or nothing at all");
    }
  }

  /** Normal numbers only. */
  public static Latents normal(int noise) {
    return new Latents(noise, 0, 0);
  }

  /** Numbers in a latent. */
  public int size() {
    return noise + classes + codes;
  }

  /** Whether all numbers are normal ones. */
  boolean isNormal() {
    return noise == size();
  }

  /**
   * Draws latents, one after the other.
   *
   * @param purpose what they are for; other purposes have other numbers
   * @param index of a sample or a step
   * @param out a multiple of {@link #size} numbers, all of which are written
   */
  public void draw(long seed, String purpose, long index, float[] out) {
    Gaussian gaussian = Gaussian.of(seed, purpose, index);
    SplittableRandom random = Gaussian.stream(seed, purpose + ", classes and codes", index);
    for (int from = 0; from < out.length; from += size()) {
      gaussian.fill(out, from, noise);
      if (classes > 0) {
        setClass(out, from, random.nextInt(classes));
      }
      for (int code = 0; code < codes; code++) {
        setCode(out, from, code, 2 * random.nextDouble() - 1);
      }
    }
  }

  /** Gives the latent that begins at {@code from} a class, and takes that which it has. */
  public void setClass(float[] latents, int from, int chosen) {
    for (int c = 0; c < classes; c++) {
      latents[from + noise + c] = c == chosen ? 1 : 0;
    }
  }

  /** Gives the latent that begins at {@code from} a code. */
  public void setCode(float[] latents, int from, int code, double value) {
    latents[from + noise + classes + code] = (float) value;
  }

  /** The class of the latent that begins at {@code from}; -1 if there are none. */
  public int classOf(float[] latents, int from) {
    int best = classes == 0 ? -1 : 0;
    for (int c = 1; c < classes; c++) {
      best = latents[from + noise + c] > latents[from + noise + best] ? c : best;
    }
    return best;
  }

  /** Clears the derivatives by classes, which do not move. */
  public void keepClasses(float[] gradient) {
    for (int from = 0; from < gradient.length; from += size()) {
      for (int c = 0; c < classes; c++) {
        gradient[from + noise + c] = 0;
      }
    }
  }

  /** Brings codes that have been moved back into [-1, 1]. */
  public void keepCodes(float[] latents) {
    for (int from = noise + classes; codes > 0 && from < latents.length; from += size()) {
      for (int i = from; i < from + codes; i++) {
        latents[i] = Math.max(-1, Math.min(1, latents[i]));
      }
    }
  }
}
