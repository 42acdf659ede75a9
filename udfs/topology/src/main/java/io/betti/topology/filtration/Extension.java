package io.betti.topology.filtration;

import java.util.Locale;

/** How numbers on some simplices of a complex become values of all. */
public enum Extension {
  /**
   * One number a vertex. A simplex enters with the last of its vertices: the maximum in a sublevel,
   * the minimum in a superlevel filtration. Its critical cell is that vertex.
   */
  LOWER_STAR,

  /**
   * One number an edge, none below 0; vertices enter at 0, a simplex of dimension 2 or more with
   * the last of its edges, its critical cell.
   */
  FLAG,

  /** One number a simplex, its critical cell being itself; no face may enter after a coface. */
  GIVEN;

  /**
   * The extension of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Extension parse(String name) {
    for (Extension extension : values()) {
      if (extension.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return extension;
      }
    }
    throw new IllegalArgumentException(
        "unknown extension '" + name + "'; it is one of lower-star, flag, given");
  }

  /** The name as users write it: {@code lower-star}, {@code flag}, {@code given}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
