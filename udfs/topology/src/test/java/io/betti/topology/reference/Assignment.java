package io.betti.topology.reference;

import java.util.Arrays;

/**
 * The least sum of a plain assignment: a square table of costs, rows to columns, by the Hungarian
 * method with potentials, O(n^3).
 */
public final class Assignment {
  private Assignment() {}

  /**
   * The least sum of costs to the power p between points (birth, death), where each point may go to
   * its own point of the diagonal: n + m rows and columns.
   *
   * @param norm 1, 2, or infinity
   */
  public static double wasserstein(double[][] left, double[][] right, double p, double norm) {
    int n = left.length + right.length;
    double[][] cost = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean leftPoint = i < left.length;
        boolean rightPoint = j < right.length;
        double c = 0;
        if (leftPoint && rightPoint) {
          c = distance(left[i][0] - right[j][0], left[i][1] - right[j][1], norm);
        } else if (leftPoint) {
          c = toDiagonal(left[i], norm);
        } else if (rightPoint) {
          c = toDiagonal(right[j], norm);
        }
        cost[i][j] = Math.pow(c, p);
      }
    }
    int[] columnOf = solve(cost);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += cost[i][columnOf[i]];
    }
    return Math.pow(sum, 1 / p);
  }

  /** The length of a vector. */
  public static double distance(double x, double y, double norm) {
    if (norm == 1) {
      return Math.abs(x) + Math.abs(y);
    }
    return norm == 2 ? Math.hypot(x, y) : Math.max(Math.abs(x), Math.abs(y));
  }

  /** The distance of a point from the middle of its bar, the nearest point of the diagonal. */
  public static double toDiagonal(double[] point, double norm) {
    double half = (point[1] - point[0]) / 2;
    return distance(half, half, norm);
  }

  /** The column of every row in an assignment of least sum. */
  public static int[] solve(double[][] cost) {
    int n = cost.length;
    double[] u = new double[n + 1];
    double[] v = new double[n + 1];
    int[] rowOf = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      augment(cost, row, u, v, rowOf);
    }
    int[] columnOf = new int[n];
    for (int column = 1; column <= n; column++) {
      columnOf[rowOf[column] - 1] = column - 1;
    }
    return columnOf;
  }

  private static void augment(double[][] cost, int row, double[] u, double[] v, int[] rowOf) {
    int n = cost.length;
    int[] way = new int[n + 1];
    double[] least = new double[n + 1];
    boolean[] used = new boolean[n + 1];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    rowOf[0] = row;
    int column = 0;
    do {
      used[column] = true;
      int i = rowOf[column];
      double delta = Double.POSITIVE_INFINITY;
      int next = 0;
      for (int j = 1; j <= n; j++) {
        if (used[j]) {
          continue;
        }
        double reduced = cost[i - 1][j - 1] - u[i] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          way[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (int j = 0; j <= n; j++) {
        if (used[j]) {
          u[rowOf[j]] += delta;
          v[j] -= delta;
        } else {
          least[j] -= delta;
        }
      }
      column = next;
    } while (rowOf[column] != 0);
    while (column != 0) {
      rowOf[column] = rowOf[way[column]];
      column = way[column];
    }
  }
}
