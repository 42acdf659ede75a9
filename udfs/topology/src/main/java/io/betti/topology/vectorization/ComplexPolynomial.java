package io.betti.topology.vectorization;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Locale;

/**
 * Coefficients of the complex polynomial whose roots are the bars: of {@code product of (z - root)}
 * those of the highest powers, the leading 1 left out.
 *
 * <p>Output: the real parts of all coefficients, then the imaginary parts; zeros where the degree
 * is lower.
 *
 * <p>Barbara Di Fabio, Massimo Ferri, "Comparing Persistence Diagrams Through Complex Vectors",
 * ICIAP 2015, DOI 10.1007/978-3-319-23231-7_27. giotto-tda's {@code
 * ComplexPolynomial(polynomial_type, n_coefficients)} and GUDHI's {@code
 * ComplexPolynomial(polynomial_type, threshold)} are the same, except that GUDHI gives complex
 * numbers, and that GUDHI counts bars of length zero, which under types S and T multiply by z and
 * change nothing. The number of coefficients is given here, since a fitted one would depend on the
 * data; coefficients grow as the powers of the roots and may overflow, then to infinity or NaN.
 *
 * <p>Cost: O(bars * coefficients).
 *
 * @param dimension homology dimension, at least 0
 * @param type how a bar becomes a root
 * @param coefficients how many, at least 1
 */
public record ComplexPolynomial(int dimension, Type type, int coefficients)
    implements Vectorization {
  /** How a bar (b, d) becomes a root; a is the length of the vector (b, d). */
  public enum Type {
    /** b + di. */
    R,
    /** (b + di) (d - b) / (a sqrt(2)). */
    S,
    /** (d - b) / 2 times (cos a - sin a + (cos a + sin a) i). */
    T;

    /**
     * The type of a letter, in any case.
     *
     * @throws IllegalArgumentException if it is not R, S or T
     */
    public static Type parse(String letter) {
      return switch (letter.toUpperCase(Locale.ROOT)) {
        case "R" -> R;
        case "S" -> S;
        case "T" -> T;
        default ->
            throw new IllegalArgumentException(
                "unknown polynomial type '" + letter + "'; it is one of R, S, T");
      };
    }
  }

  /**
   * Refuses parameters out of range.
   *
   * @throws IllegalArgumentException if the dimension is below 0, or the coefficients below 1 or
   *     too many for an array
   */
  public ComplexPolynomial {
    Parameters.dimension("complex polynomial", dimension);
    Parameters.atLeastOne("complex polynomial", "coefficients", coefficients);
    Parameters.length("complex polynomial", 2L * coefficients);
  }

  @Override
  public int size() {
    return 2 * coefficients;
  }

  @Override
  public void vector(PersistenceDiagram diagram, double[] out) {
    Parameters.clear(out, size());
    FiniteBars bars = FiniteBars.of(diagram, dimension);
    for (int i = 0; i < bars.size(); i++) {
      double b = bars.birth(i);
      double d = bars.death(i);
      double length = d - b;
      double a = Math.hypot(b, d);
      switch (type) {
        case R -> multiply(b, d, i, out);
        case S -> {
          double factor = length / (Math.sqrt(2) * a);
          multiply(b * factor, d * factor, i, out);
        }
        case T -> {
          double cos = Math.cos(a);
          double sin = Math.sin(a);
          multiply(length / 2 * (cos - sin), length / 2 * (cos + sin), i, out);
        }
      }
    }
  }

  /** Multiplies a polynomial of some degree by z - (x + yi), from its lowest kept power up. */
  private void multiply(double x, double y, int degree, double[] out) {
    for (int k = Math.min(degree, coefficients - 1); k >= 0; k--) {
      double real = k == 0 ? 1 : out[k - 1];
      double imaginary = k == 0 ? 0 : out[coefficients + k - 1];
      out[k] -= x * real - y * imaginary;
      out[coefficients + k] -= x * imaginary + y * real;
    }
  }
}
