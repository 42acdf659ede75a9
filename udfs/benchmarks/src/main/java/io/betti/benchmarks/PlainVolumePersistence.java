package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one writes first for PD0 and PD2 of a volume, sublevel: sort all voxels, one pass of
 * union-find over them, one in reverse with an outside vertex. The yardstick that the plan is
 * measured against. No PD1.
 */
final class PlainVolumePersistence {
  private final int[] shape;
  private final int[][] near;
  private final int[][] dual;
  private final long[] order;
  private final int[] place;
  private final int[] parent;
  private int bars;

  PlainVolumePersistence(Grid grid, GridComplex complex) {
    shape = grid.shape();
    boolean freudenthal = complex == GridComplex.FREUDENTHAL;
    int[][] thin = steps(freudenthal ? 3 : 1, freudenthal);
    int[][] thick = steps(3, freudenthal);
    near = complex == GridComplex.CUBICAL_T ? thick : thin;
    dual = complex == GridComplex.CUBICAL_T ? thin : thick;
    order = new long[grid.vertices()];
    place = new int[grid.vertices()];
    parent = new int[grid.vertices() + 1];
  }

  /** Steps along at most so many axes, all in the same sense if so asked. */
  private static int[][] steps(int axes, boolean oneSense) {
    List<int[]> steps = new ArrayList<>();
    for (int code = 0; code < 27; code++) {
      int[] step = {code / 9 - 1, code / 3 % 3 - 1, code % 3 - 1};
      int used = 0;
      int least = 0;
      int most = 0;
      for (int s : step) {
        used += Math.abs(s);
        least = Math.min(least, s);
        most = Math.max(most, s);
      }
      if (used > 0 && used <= axes && !(oneSense && least < 0 && most > 0)) {
        steps.add(step);
      }
    }
    return steps.toArray(int[][]::new);
  }

  /** Number of bars of positive length in PD0 and PD2. */
  int bars(float[] values) {
    int n = order.length;
    for (int v = 0; v < n; v++) {
      int bits = Float.floatToRawIntBits(values[v] + 0.0f);
      order[v] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | v;
    }
    Arrays.sort(order);
    for (int r = 0; r < n; r++) {
      place[(int) order[r]] = r;
    }
    bars = 1;
    Arrays.fill(parent, -1);
    for (int r = 0; r < n; r++) {
      join((int) order[r], values, near, false);
    }
    Arrays.fill(parent, -1);
    parent[n] = n;
    for (int r = n - 1; r >= 0; r--) {
      join((int) order[r], values, dual, true);
    }
    return bars;
  }

  private void join(int v, float[] values, int[][] neighbours, boolean reverse) {
    parent[v] = v;
    for (int[] step : neighbours) {
      int z = v / (shape[1] * shape[2]) + step[0];
      int y = v / shape[2] % shape[1] + step[1];
      int x = v % shape[2] + step[2];
      boolean inside = z >= 0 && z < shape[0] && y >= 0 && y < shape[1] && x >= 0 && x < shape[2];
      int u = inside ? (z * shape[1] + y) * shape[2] + x : order.length;
      if ((!inside && !reverse) || parent[u] < 0) {
        continue;
      }
      int a = find(v);
      int b = find(u);
      if (a != b) {
        boolean aOlder = reverse ? place(a) > place(b) : place(a) < place(b);
        int younger = aOlder ? b : a;
        parent[younger] = aOlder ? a : b;
        bars += values[younger] != values[v] ? 1 : 0;
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
