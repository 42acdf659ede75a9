package io.betti.topology.filtration;

import java.util.Locale;

/** Whether a level set filtration runs through the values upwards or downwards. */
public enum Direction {
  /** Values rise; births are at most deaths; an essential class dies at {@code Infinity}. */
  SUBLEVEL,

  /** Values fall; births are at least deaths; an essential class dies at {@code -Infinity}. */
  SUPERLEVEL;

  /**
   * The direction of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Direction parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sublevel" -> SUBLEVEL;
      case "superlevel" -> SUPERLEVEL;
      default ->
          throw new IllegalArgumentException(
              "unknown direction '" + name + "'; it is one of sublevel, superlevel");
    };
  }

  /** The death of an essential class. */
  public double essentialDeath() {
    return this == SUBLEVEL ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /** The name as users write it: {@code sublevel}, {@code superlevel}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
