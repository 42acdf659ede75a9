package io.betti.benchmarks;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;

/**
 * The 1-Wasserstein distance under ground norm 1 as a plain assignment of n + m rows to n + m
 * columns by the Hungarian method, the yardstick of {@link WassersteinBenchmark}. Finite bars only.
 */
final class PlainWasserstein {
  private double[][] cost;
  private int size;

  double distance(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    double[][] x = points(left, dimension);
    double[][] y = points(right, dimension);
    size = x.length + y.length;
    cost = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (i < x.length && j < y.length) {
          cost[i][j] = Math.abs(x[i][0] - y[j][0]) + Math.abs(x[i][1] - y[j][1]);
        } else if (i < x.length || j < y.length) {
          double[] lone = i < x.length ? x[i] : y[j];
          cost[i][j] = Math.abs(lone[1] - lone[0]);
        }
      }
    }
    return assign();
  }

  private static double[][] points(PersistenceDiagram diagram, int dimension) {
    double[][] points = new double[diagram.size(dimension)][];
    int n = 0;
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      if (!diagram.isEssential(i)) {
        points[n++] = new double[] {diagram.birth(i), diagram.death(i)};
      }
    }
    return Arrays.copyOf(points, n);
  }

  private double assign() {
    double[] u = new double[size + 1];
    double[] v = new double[size + 1];
    int[] rowOf = new int[size + 1];
    int[] way = new int[size + 1];
    for (int row = 1; row <= size; row++) {
      rowOf[0] = row;
      int column = shortestPath(u, v, rowOf, way);
      while (column != 0) {
        rowOf[column] = rowOf[way[column]];
        column = way[column];
      }
    }
    double sum = 0;
    for (int column = 1; column <= size; column++) {
      sum += cost[rowOf[column] - 1][column - 1];
    }
    return sum;
  }

  /** Dijkstra over the whole table; the free column where the path ends. */
  private int shortestPath(double[] u, double[] v, int[] rowOf, int[] way) {
    double[] least = new double[size + 1];
    boolean[] used = new boolean[size + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int column = 0;
    while (rowOf[column] != 0) {
      used[column] = true;
      int row = rowOf[column];
      double delta = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int j = 1; j <= size; j++) {
        if (!used[j]) {
          double reduced = cost[row - 1][j - 1] - u[row] - v[j];
          if (reduced < least[j]) {
            least[j] = reduced;
            way[j] = column;
          }
          if (least[j] < delta) {
            delta = least[j];
            next = j;
          }
        }
      }
      for (int j = 0; j <= size; j++) {
        if (used[j]) {
          u[rowOf[j]] += delta;
          v[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    }
    return column;
  }
}
