package io.betti.topology.homology;

import io.betti.topology.complex.GridComplex;

/**
 * What the neighbourhood of a vertex says about it, tabulated by which of its neighbours come
 * before it.
 *
 * <p>The neighbours stand in the cyclic order of the link: for Freudenthal E, SE, S, W, NW, N, for
 * the cubical complexes E, SE, S, SW, W, NW, N, NE. Bit k of a mask says that neighbour k comes
 * earlier. The components of the earlier part (the lower link) and of the later part (the upper
 * link) decide: no component below, a minimum; none above, a maximum; one of each, a regular
 * vertex; more, a saddle.
 *
 * <p>What counts as connected differs: along Freudenthal's link, neighbours that follow each other.
 * In the cubical complexes there are two adjacencies, dual to each other. <em>Thin</em>: the four
 * sides only, two that follow each other joined where the corner between them is there too. <em>
 * Thick</em>: all eight, where moreover two sides that meet at a corner touch even without the
 * corner's own pixel. {@code cubical-v} is thin below and thick above, {@code cubical-t} the
 * reverse.
 */
final class LinkTables {
  /** Most components that a link can have. */
  static final int MAX_COMPONENTS = 4;

  private static final LinkTables FREUDENTHAL_TABLES = new LinkTables(GridComplex.FREUDENTHAL);
  private static final LinkTables CUBICAL_T_TABLES = new LinkTables(GridComplex.CUBICAL_T);
  private static final LinkTables CUBICAL_V_TABLES = new LinkTables(GridComplex.CUBICAL_V);

  /** Row and column steps to each neighbour, in the cyclic order of the link. */
  final int[] rowStep;

  final int[] columnStep;

  /** 1 where the mask is that of a saddle, else 0. */
  final byte[] isSaddle;

  /** Number of components of the lower link, by mask; at a saddle the upper link has as many. */
  final byte[] components;

  private final byte[] upperComponents;

  /** A neighbour in each component of the lower link: entry {@code mask * MAX_COMPONENTS + c}. */
  final byte[] lower;

  /** Likewise of the upper link. */
  final byte[] upper;

  private LinkTables(GridComplex complex) {
    boolean triangulated = complex == GridComplex.FREUDENTHAL;
    rowStep = triangulated ? new int[] {0, 1, 1, 0, -1, -1} : new int[] {0, 1, 1, 1, 0, -1, -1, -1};
    columnStep =
        triangulated ? new int[] {1, 1, 0, -1, -1, 0} : new int[] {1, 1, 0, -1, -1, -1, 0, 1};
    int masks = 1 << rowStep.length;
    isSaddle = new byte[masks];
    components = new byte[masks];
    upperComponents = new byte[masks];
    lower = new byte[masks * MAX_COMPONENTS];
    upper = new byte[masks * MAX_COMPONENTS];
    for (int mask = 0; mask < masks; mask++) {
      int below =
          switch (complex) {
            case FREUDENTHAL -> runs(mask, lower, mask);
            case CUBICAL_T -> thick(mask, lower, mask);
            case CUBICAL_V -> thin(mask, lower, mask);
          };
      int rest = masks - 1 - mask;
      int above =
          switch (complex) {
            case FREUDENTHAL -> runs(rest, upper, mask);
            case CUBICAL_T -> thin(rest, upper, mask);
            case CUBICAL_V -> thick(rest, upper, mask);
          };
      components[mask] = (byte) below;
      upperComponents[mask] = (byte) above;
      isSaddle[mask] = (byte) (below > 1 ? 1 : 0);
      assert below <= 1 || below == above : "mask " + mask + ": " + below + " below, " + above;
    }
  }

  static LinkTables of(GridComplex complex) {
    return switch (complex) {
      case FREUDENTHAL -> FREUDENTHAL_TABLES;
      case CUBICAL_T -> CUBICAL_T_TABLES;
      case CUBICAL_V -> CUBICAL_V_TABLES;
    };
  }

  boolean hasLower(int mask) {
    return components[mask] > 0;
  }

  boolean hasUpper(int mask) {
    return upperComponents[mask] > 0;
  }

  int neighbours() {
    return rowStep.length;
  }

  /** Runs of ones around Freudenthal's link. */
  private int runs(int set, byte[] representatives, int mask) {
    return components(set, set, representatives, mask);
  }

  /** Sides only; a corner joins the two sides beside it where all three are in the set. */
  private int thin(int set, byte[] representatives, int mask) {
    int sides = set & 0b01010101;
    return components(sides | set & cornersBetween(sides), sides, representatives, mask);
  }

  /** All eight; two sides touch at the corner between them whatever the corner is. */
  private int thick(int set, byte[] representatives, int mask) {
    return components(set | cornersBetween(set), set, representatives, mask);
  }

  /** The corners of which both neighbouring sides are in the set. */
  private static int cornersBetween(int set) {
    int corners = 0;
    for (int corner = 1; corner < 8; corner += 2) {
      corners |= has(set, corner - 1) && has(set, (corner + 1) & 7) ? 1 << corner : 0;
    }
    return corners;
  }

  private static boolean has(int set, int bit) {
    return (set >> bit & 1) == 1;
  }

  /** Counts the cyclic runs of ones and writes for each the first of its bits that is allowed. */
  private int components(int set, int allowed, byte[] representatives, int mask) {
    int n = neighbours();
    if (set == (1 << n) - 1) {
      representatives[mask * MAX_COMPONENTS] = (byte) Integer.numberOfTrailingZeros(allowed);
      return 1;
    }
    int count = 0;
    for (int k = 0; k < n; k++) {
      if (has(set, k) && !has(set, (k + n - 1) % n)) {
        int first = k;
        while (!has(allowed, first)) {
          first = (first + 1) % n;
        }
        representatives[mask * MAX_COMPONENTS + count++] = (byte) first;
      }
    }
    return count;
  }
}
