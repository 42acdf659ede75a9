package io.betti.topology.diagram;

/**
 * The paper's polynomial feature of a barcode (Brüel-Gabrielsson et al. 2020, equation 3):
 *
 * <pre>
 * E(p, q, i0; PD_k) = sum over i >= i0 of |d_i - b_i|^p * ((d_i + b_i) / 2)^q
 * </pre>
 *
 * over the bars of dimension k by decreasing lifetime, i counted from 1, and x^0 = 1 for every x.
 * So E(1,0,2;PD0) leaves out the longest component, which is the essential one, and E(1,0,2;PD1)
 * the longest loop. An essential bar takes its place in the order and contributes nothing; clamp
 * the diagram to count it.
 *
 * <p>Subgradient: |d - b|^p at d = b is given the derivative 0 unless p > 1 or p = 1, where the
 * sign of d - b at 0 is taken as 0; for 0 < p < 1 likewise 0, which keeps it finite.
 *
 * <p>Cost: one pass over the bars of a dimension.
 *
 * @param p exponent of the lifetime, finite, at least 0
 * @param q exponent of the midlife, at least 0
 * @param i0 first bar that counts, at least 1
 * @param dimension homology dimension k, at least 0
 */
public record Energy(double p, int q, int i0, int dimension) implements DiagramFunction {
  /**
   * Refuses exponents and places out of range.
   *
   * @throws IllegalArgumentException if p is not finite or below 0, q below 0, i0 below 1, or the
   *     dimension below 0
   */
  public Energy {
    if (!(p >= 0) || Double.isInfinite(p)) {
      throw new IllegalArgumentException("E: p = " + p + " must be a finite number >= 0");
    }
    if (q < 0) {
      throw new IllegalArgumentException("E: q = " + q + " must be a whole number >= 0");
    }
    if (i0 < 1) {
      throw new IllegalArgumentException("E: i0 = " + i0 + " must be >= 1, bars count from 1");
    }
    if (dimension < 0) {
      throw new IllegalArgumentException("E: dimension " + dimension + " must be >= 0");
    }
  }

  @Override
  public int outputs(PersistenceDiagram diagram) {
    return 1;
  }

  @Override
  public void evaluate(PersistenceDiagram diagram, double[] out) {
    out[0] = value(diagram);
  }

  @Override
  public double value(PersistenceDiagram diagram) {
    double sum = 0;
    for (int i = first(diagram); i < diagram.to(dimension); i++) {
      if (!diagram.isEssential(i)) {
        sum +=
            lengthPower(diagram.lifetime(i), p)
                * wholePower((diagram.birth(i) + diagram.death(i)) / 2, q);
      }
    }
    return sum;
  }

  @Override
  public void pullback(PersistenceDiagram diagram, double[] cotangent, DiagramGradient into) {
    for (int i = first(diagram); i < diagram.to(dimension); i++) {
      if (diagram.isEssential(i)) {
        continue;
      }
      double signed = diagram.death(i) - diagram.birth(i);
      double length = Math.abs(signed);
      double middle = (diagram.birth(i) + diagram.death(i)) / 2;
      double byLength =
          p == 0 || length == 0
              ? 0
              : Math.signum(signed) * p * lengthPower(length, p - 1) * wholePower(middle, q);
      double byMiddle = q == 0 ? 0 : lengthPower(length, p) * q * wholePower(middle, q - 1) / 2;
      into.add(i, cotangent[0] * (byMiddle - byLength), cotangent[0] * (byMiddle + byLength));
    }
  }

  private int first(PersistenceDiagram diagram) {
    long first = (long) diagram.from(dimension) + i0 - 1;
    return (int) Math.min(first, diagram.to(dimension));
  }

  /** x^e for x >= 0, 1 where e = 0; whole exponents by repeated products, as the sweep does. */
  private static double lengthPower(double x, double e) {
    return e == (int) e && e >= 0 && e <= 64 ? wholePower(x, (int) e) : Math.pow(x, e);
  }

  /** x^e by repeated products from the left, 1 where e = 0. */
  private static double wholePower(double x, int e) {
    if (e == 0) {
      return 1;
    }
    double power = x;
    for (int k = 1; k < e; k++) {
      power *= x;
    }
    return power;
  }

  /** The paper's notation: {@code E(1,0,2;PD0)}. */
  @Override
  public String toString() {
    return "E(" + DiagramNotation.number(p) + "," + q + "," + i0 + ";PD" + dimension + ")";
  }
}
