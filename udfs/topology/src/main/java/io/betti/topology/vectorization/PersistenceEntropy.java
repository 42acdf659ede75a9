package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Locale;

/**
 * The persistence entropy, one number: the Shannon entropy of the lifetimes as shares p of their
 * sum, {@code -sum of p * log(p)}. A diagram of one bar or none has entropy 0.
 *
 * <p>Harish Chintakunta, Thanos Gentimis, Rocio Gonzalez-Diaz, Maria-Jose Jimenez, Hamid Krim, "An
 * entropy-based persistence barcode", Pattern Recognition 48 (2015) 391-401, DOI
 * 10.1016/j.patcog.2014.06.023. GUDHI's {@code Entropy(mode="scalar")} is {@link #natural}, except
 * that GUDHI gives NaN where there is no bar or one of length zero. giotto-tda's {@code
 * PersistenceEntropy(normalize)} is {@link #binary}, except that it gives {@code nan_fill_value}
 * where there is no bar.
 *
 * <p>Cost: O(bars).
 *
 * @param dimension homology dimension, at least 0
 * @param base of the logarithm, finite and above 1
 * @param normalization what the entropy is divided by
 */
public record PersistenceEntropy(int dimension, double base, Normalization normalization)
    implements Vectorization {
  /** What an entropy is divided by; it is 0 where the divisor is 0. */
  public enum Normalization {
    /** Nothing. */
    NONE,
    /**
     * The logarithm of the sum of the lifetimes, as giotto-tda's {@code normalize} does. It depends
     * on the unit of the values, and is negative where the sum is below 1.
     */
    LIFETIMES,
    /**
     * The logarithm of the number of bars, its greatest value: the quotient is in [0, 1], up to
     * rounding.
     */
    BARS;

    /**
     * The normalization of a name as users write it, in any case.
     *
     * @throws IllegalArgumentException if it is not none, lifetimes or bars
     */
    public static Normalization parse(String name) {
      for (Normalization normalization : values()) {
        if (normalization.toString().equals(name.toLowerCase(Locale.ROOT))) {
          return normalization;
        }
      }
      throw new IllegalArgumentException(
          "unknown normalization '" + name + "'; it is one of none, lifetimes, bars");
    }

    /** The name as users write it: {@code lifetimes}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, or the base not finite or not
   *     above 1
   */
  public PersistenceEntropy {
    Parameters.dimension("entropy", dimension);
    if (!(base > 1) || Double.isInfinite(base)) {
      throw new IllegalArgumentException(
          "entropy: base " + base + " of the logarithm must be finite and above 1");
    }
  }

  /** With the natural logarithm, divided by nothing. */
  public static PersistenceEntropy natural(int dimension) {
    return new PersistenceEntropy(dimension, Math.E, Normalization.NONE);
  }

  /** With the logarithm of base 2; divided by that of the sum of the lifetimes, or by nothing. */
  public static PersistenceEntropy binary(int dimension, boolean normalized) {
    return new PersistenceEntropy(
        dimension, 2, normalized ? Normalization.LIFETIMES : Normalization.NONE);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, 1);
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    double longest = bars.longest();
    double total = bars.relativeTotal(longest);
    double entropy = 0;
    for (int i = 0; i < bars.size(); i++) {
      entropy += term(bars.lifetime(i) / longest / total);
    }
    if (entropy > 0) {
      out[0] = entropy / divisor(bars.size(), longest, total);
    }
    if (Double.isInfinite(out[0])) {
      out[0] = 0;
    }
  }

  /** Minus p log p, 0 at p = 0, where a share underflows. */
  static double term(double p) {
    return p > 0 ? -p * Math.log(p) : 0;
  }

  private double divisor(int bars, double longest, double total) {
    double sum = longest * total;
    return switch (normalization) {
      case NONE -> Math.log(base);
      case LIFETIMES ->
          Double.isInfinite(sum) ? Math.log(longest) + Math.log(total) : Math.log(sum);
      case BARS -> Math.log(bars);
    };
  }
}
