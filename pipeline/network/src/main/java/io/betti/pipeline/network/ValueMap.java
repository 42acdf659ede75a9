package io.betti.pipeline.network;

/**
 * From the numbers of a network to the values of a filtration: {@code factor * x + offset}, in
 * float.
 *
 * @param factor finite and above 0, so that the order stays
 * @param offset finite
 */
public record ValueMap(double factor, double offset) {
  /** From tanh's [-1, 1] to [0, 1]: (x + 1) / 2. */
  public static final ValueMap TANH_TO_UNIT = new ValueMap(0.5, 0.5);

  /** The numbers as they are. */
  public static final ValueMap IDENTITY = new ValueMap(1, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the factor is not above 0 or a number is not finite
   */
  public ValueMap {
    if (!(factor > 0 && Double.isFinite(factor) && Double.isFinite(offset))) {
      throw new IllegalArgumentException(
          "values mapped by "
              + factor
              + " x + "
              + offset
              + "; the factor must be above 0, both finite");
    }
  }

  float apply(float x) {
    return (float) factor * x + (float) offset;
  }
}
