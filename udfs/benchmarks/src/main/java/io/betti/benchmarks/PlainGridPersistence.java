package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;

/**
 * What one writes first: sort all pixels, one pass of union-find over them for PD0, one in reverse
 * with an outside vertex for PD1. Superlevel, unsigned bytes. The yardstick that the plan is
 * measured against, and a second opinion in its tests.
 */
final class PlainGridPersistence {
  private static final int[][] FOUR = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
  private static final int[][] SIX = {{0, 1}, {1, 1}, {1, 0}, {0, -1}, {-1, -1}, {-1, 0}};
  private static final int[][] EIGHT = {
    {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}, {-1, 0}, {-1, 1}
  };

  private final int height;
  private final int width;
  private final int[][] near;
  private final int[][] dual;
  private final long[] order;
  private final int[] place;
  private final int[] parent;
  private final DiagramBuilder builder = new DiagramBuilder();

  PlainGridPersistence(Grid grid, GridComplex complex) {
    height = grid.height();
    width = grid.width();
    near =
        switch (complex) {
          case FREUDENTHAL -> SIX;
          case CUBICAL_T -> EIGHT;
          case CUBICAL_V -> FOUR;
        };
    dual =
        switch (complex) {
          case FREUDENTHAL -> SIX;
          case CUBICAL_T -> FOUR;
          case CUBICAL_V -> EIGHT;
        };
    order = new long[grid.vertices()];
    place = new int[grid.vertices()];
    parent = new int[grid.vertices() + 1];
  }

  PersistenceDiagram diagram(byte[] values) {
    int n = order.length;
    builder.clear(1, true);
    for (int v = 0; v < n; v++) {
      order[v] = (long) (255 - (values[v] & 255)) << 32 | v;
    }
    Arrays.sort(order);
    for (int r = 0; r < n; r++) {
      place[(int) order[r]] = r;
    }
    Arrays.fill(parent, -1);
    for (int r = 0; r < n; r++) {
      join((int) order[r], values, near, false);
    }
    int first = (int) order[0];
    builder.add(0, values[first] & 255, Double.NEGATIVE_INFINITY, first, -1);
    Arrays.fill(parent, -1);
    parent[n] = n;
    for (int r = n - 1; r >= 0; r--) {
      join((int) order[r], values, dual, true);
    }
    return builder.build();
  }

  private void join(int v, byte[] values, int[][] neighbours, boolean reverse) {
    int n = order.length;
    parent[v] = v;
    int row = v / width;
    int column = v % width;
    for (int[] step : neighbours) {
      int i = row + step[0];
      int j = column + step[1];
      boolean inside = i >= 0 && i < height && j >= 0 && j < width;
      if (!inside && !reverse) {
        continue;
      }
      int u = inside ? i * width + j : n;
      if (parent[u] < 0) {
        continue;
      }
      int a = find(v);
      int b = find(u);
      if (a == b) {
        continue;
      }
      boolean aOlder = reverse ? place(a) > place(b) : place(a) < place(b);
      int younger = aOlder ? b : a;
      parent[younger] = aOlder ? a : b;
      if (values[younger] != values[v]) {
        int birth = reverse ? v : younger;
        int death = reverse ? younger : v;
        builder.add(reverse ? 1 : 0, values[birth] & 255, values[death] & 255, birth, death);
      }
    }
  }

  private int place(int v) {
    return v == order.length ? Integer.MAX_VALUE : place[v];
  }

  private int find(int v) {
    int u = v;
    while (parent[u] != u) {
      parent[u] = parent[parent[u]];
      u = parent[u];
    }
    return u;
  }
}
