package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What every triangulation must be as a complex. */
final class DelaunayLaws {
  private DelaunayLaws() {}

  static void check(Delaunay delaunay) {
    int d = delaunay.dimension();
    PointCloud points = delaunay.points();
    boolean[] used = new boolean[points.size()];
    for (int c = 0; c < delaunay.cells(); c++) {
      for (int k = 0; k <= d; k++) {
        used[delaunay.vertex(c, k)] = true;
        assertThat(k == 0 || delaunay.vertex(c, k - 1) < delaunay.vertex(c, k)).isTrue();
        if (delaunay.neighbour(c, k) >= 0) {
          checkFacet(delaunay, c, k);
        }
      }
    }
    for (int i = 0; i < used.length; i++) {
      int first = delaunay.original(i);
      assertThat(used[i]).as("point %d", i).isEqualTo(first == i);
      for (int axis = 0; axis < points.dimension(); axis++) {
        assertThat(points.coordinate(i, axis)).isEqualTo(points.coordinate(first, axis));
      }
    }
    assertThat(eulerCharacteristic(delaunay)).isEqualTo(points.size() == 0 ? 0 : 1);
  }

  /** The cell across has all vertices but one, and this cell across the facet opposite that. */
  private static void checkFacet(Delaunay delaunay, int c, int k) {
    int d = delaunay.dimension();
    int other = delaunay.neighbour(c, k);
    int back = -1;
    for (int j = 0; j <= d; j++) {
      if (delaunay.neighbour(other, j) == c) {
        assertThat(back).isNegative();
        back = j;
      }
    }
    assertThat(back).isNotNegative();
    for (int j = 0; j < d; j++) {
      assertThat(delaunay.vertex(c, j < k ? j : j + 1))
          .isEqualTo(delaunay.vertex(other, j < back ? j : j + 1));
    }
    assertThat(delaunay.vertex(c, k)).isNotEqualTo(delaunay.vertex(other, back));
  }

  private static int eulerCharacteristic(Delaunay delaunay) {
    int d = delaunay.dimension();
    Set<Long> faces = new HashSet<>();
    int sum = 0;
    long n = delaunay.points().size() + 1L;
    for (int c = 0; c < delaunay.cells(); c++) {
      for (int subset = 1; subset < 1 << d + 1; subset++) {
        long face = 0;
        for (int k = 0; k <= d; k++) {
          face = (subset >> k & 1) == 1 ? face * n + delaunay.vertex(c, k) + 1 : face;
        }
        if (faces.add(face)) {
          sum += Integer.bitCount(subset) % 2 == 1 ? 1 : -1;
        }
      }
    }
    return sum;
  }

  /** The cells in one text, each rising, sorted. */
  static String text(Delaunay delaunay) {
    String[] cells = new String[delaunay.cells()];
    for (int c = 0; c < cells.length; c++) {
      StringBuilder cell = new StringBuilder();
      for (int k = 0; k <= delaunay.dimension(); k++) {
        cell.append(delaunay.vertex(c, k)).append(' ');
      }
      cells[c] = cell.toString();
    }
    Arrays.sort(cells);
    return String.join("|", cells);
  }
}
