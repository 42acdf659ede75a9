package io.betti.topology.homology;

import java.util.Locale;

/** The ways of reducing a boundary matrix over Z/2; all give the same pairs. */
public enum Reduction {
  /**
   * Columns of the boundary matrix from the first to the last: Zomorodian and Carlsson, "Computing
   * Persistent Homology" (2005), doi:10.1007/s00454-004-1146-y. The paper's {@code hom}.
   */
  STANDARD,

  /**
   * The same from the highest dimension down, leaving out the columns of cells that were found to
   * be births: Chen and Kerber, "Persistent homology computation with a twist" (2011). The paper's
   * {@code hom2} has the same aim.
   */
  TWIST,

  /**
   * Columns of the coboundary matrix from the last to the first, lowest dimension first, with the
   * same clearing: de Silva, Morozov and Vejdemo-Johansson, "Dualities in persistent (co)homology"
   * (2011), doi:10.1088/0266-5611/27/12/124003. The paper's {@code cohom}.
   */
  COHOMOLOGY;

  /**
   * The reduction of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Reduction parse(String name) {
    for (Reduction reduction : values()) {
      if (reduction.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return reduction;
      }
    }
    throw new IllegalArgumentException(
        "unknown reduction '" + name + "'; it is one of standard, twist, cohomology");
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
