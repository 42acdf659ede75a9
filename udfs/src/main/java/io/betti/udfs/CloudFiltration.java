package io.betti.udfs;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The filtrations of point clouds by the names that options, parameters and reports use. */
public enum CloudFiltration {
  /** Vietoris-Rips: all pairs, edges at their lengths; points of any number of axes. */
  RIPS,

  /** Delaunay triangulation, edges at their lengths; one to three axes. */
  WEAK_ALPHA,

  /** Delaunay triangulation, simplices at the radii of empty circumballs; one to three axes. */
  ALPHA;

  /**
   * The filtration of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static CloudFiltration parse(String name) {
    for (CloudFiltration filtration : values()) {
      if (filtration.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return filtration;
      }
    }
    throw new IllegalArgumentException(
        "unknown filtration of points '"
            + name
            + "'; it is one of "
            + Arrays.stream(values())
                .map(CloudFiltration::toString)
                .collect(Collectors.joining(", ")));
  }

  /** The SQL function that makes its diagrams. */
  public String function() {
    return "tda_" + name().toLowerCase(Locale.ROOT);
  }

  /** The name as users write it: {@code rips}, {@code weak-alpha}, {@code alpha}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
