package io.betti.topology.complex;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a grid of values becomes a complex. The choice is part of the result: on 200 MNIST images the
 * other diagonal alone changes PD0 in 164.
 */
public enum GridComplex {
  /**
   * Values on vertices of the paper's triangulation: edges right, down and along the main diagonal
   * (i, j)-(i+1, j+1); six neighbours in the plane. In space Kuhn's subdivision, edges along all
   * steps of zeros and ones; 14 neighbours.
   */
  FREUDENTHAL("freudenthal"),

  /**
   * A pixel or voxel is a closed square or cube (a top cell), and a face enters with the first of
   * the top cells that contain it; 8 or 26 neighbours. The critical cell is that top cell. GUDHI's
   * top-dimensional cells.
   */
  CUBICAL_T("cubical-t"),

  /** Values on vertices of the cubical complex; 4 or 6 neighbours. */
  CUBICAL_V("cubical-v");

  private final String text;

  GridComplex(String text) {
    this.text = text;
  }

  /**
   * The complex of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static GridComplex parse(String name) {
    for (GridComplex complex : values()) {
      if (complex.text.equals(name.toLowerCase(Locale.ROOT))) {
        return complex;
      }
    }
    throw new IllegalArgumentException(
        "unknown complex '"
            + name
            + "'; it is one of "
            + Arrays.stream(values()).map(GridComplex::toString).collect(Collectors.joining(", ")));
  }

  /** The name as users write it: {@code freudenthal}, {@code cubical-t}, {@code cubical-v}. */
  @Override
  public String toString() {
    return text;
  }
}
