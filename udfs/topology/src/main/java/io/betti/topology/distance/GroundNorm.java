package io.betti.topology.distance;

import java.util.Locale;

/**
 * The norm by which two points (birth, death) of the plane are compared. Libraries differ in their
 * default (GUDHI: infinity, persim: 2), and the results with them: {(0,2)} against {(1,4)} is 3, 2
 * and 2.236 by order 1 under the norms 1, infinity and 2. So it is always stated.
 */
public enum GroundNorm {
  /** |db| + |dd|; a bar is as far from the diagonal as it is long. */
  ONE("1"),

  /** The Euclidean norm; a bar is its length over the root of 2 from the diagonal. */
  TWO("2"),

  /** max(|db|, |dd|); a bar is half its length from the diagonal. */
  INFINITY("inf");

  private static final double ROOT_2 = Math.sqrt(2);

  private final String text;

  GroundNorm(String text) {
    this.text = text;
  }

  /**
   * The norm of a name as users write it: {@code 1}, {@code 2}, {@code inf} or {@code infinity}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static GroundNorm parse(String name) {
    return switch (name.trim().toLowerCase(Locale.ROOT)) {
      case "1", "1.0" -> ONE;
      case "2", "2.0" -> TWO;
      case "inf", "infinity" -> INFINITY;
      default ->
          throw new IllegalArgumentException(
              "unknown ground norm '" + name + "'; it is one of 1, 2, inf");
    };
  }

  /** The length of the vector (birth, death). */
  public double length(double birth, double death) {
    return switch (this) {
      case ONE -> Math.abs(birth) + Math.abs(death);
      case TWO -> Math.sqrt(birth * birth + death * death);
      case INFINITY -> Math.max(Math.abs(birth), Math.abs(death));
    };
  }

  /** The distance from a bar to the nearest point of the diagonal. */
  public double toDiagonal(double birth, double death) {
    double length = Math.abs(death - birth);
    return switch (this) {
      case ONE -> length;
      case TWO -> length / ROOT_2;
      case INFINITY -> length / 2;
    };
  }

  /** The name as users write it: {@code 1}, {@code 2}, {@code inf}. */
  @Override
  public String toString() {
    return text;
  }
}
