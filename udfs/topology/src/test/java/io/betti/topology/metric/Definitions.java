package io.betti.topology.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The definitions of the metrics written out over whole matrices {@code [r][s]}, with ties as sets:
 * slow, and sharing no code with the states but the draw of a preference.
 */
final class Definitions {
  private Definitions() {}

  static boolean tied(double distance, double least) {
    return Double.isInfinite(least) ? Double.isInfinite(distance) : distance <= least * (1 + 1e-12);
  }

  /** Places of a row's entries that are tied with its least, an own place left out. */
  static List<Integer> tiedNearest(double[] row, int self) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < row.length; j++) {
      least = j == self ? least : Math.min(least, row[j]);
    }
    List<Integer> tied = new ArrayList<>();
    for (int j = 0; j < row.length; j++) {
      if (j != self && tied(row[j], least)) {
        tied.add(j);
      }
    }
    return tied;
  }

  /** The id taken among some. */
  static long taken(TieBreak ties, long item, List<Integer> tied, long[] ids) {
    long best = ids[tied.get(0)];
    for (int j : tied) {
      boolean preferred =
          ties.policy() == TiePolicy.FIRST
              ? ids[j] < best
              : SplitMix.mix(SplitMix.mix(ties.seed(), item), ids[j])
                  < SplitMix.mix(SplitMix.mix(ties.seed(), item), best);
      best = preferred ? ids[j] : best;
    }
    return best;
  }

  static double mmd(double[][] matrix, int[] rowsById) {
    double sum = 0;
    for (int r : rowsById) {
      double least = Double.POSITIVE_INFINITY;
      for (double distance : matrix[r]) {
        least = Math.min(least, distance);
      }
      sum += least;
    }
    return sum / matrix.length;
  }

  static double cov(double[][] matrix, long[] reference, long[] generated, TieBreak ties) {
    Set<Long> covered = new HashSet<>();
    double[][] turned = transposed(matrix);
    for (int s = 0; s < generated.length; s++) {
      covered.add(taken(ties, generated[s], tiedNearest(turned[s], -1), reference));
    }
    return (double) covered.size() / reference.length;
  }

  static double kth(double[][] within, int i, int k) {
    List<Double> others = new ArrayList<>();
    for (int j = 0; j < within.length; j++) {
      if (j != i) {
        others.add(within[i][j]);
      }
    }
    others.sort(null);
    return others.get(k - 1);
  }

  /** Whether r's ball holds s, or for the transposed matrix s's ball r. */
  static boolean within(double distance, double radius) {
    return distance <= radius || tied(distance, radius);
  }

  static double[] prdc(double[][] matrix, double[][] reference, double[][] generated, int k) {
    int n = matrix.length;
    int m = matrix[0].length;
    double precision = 0;
    double recall = 0;
    double density = 0;
    double coverage = 0;
    for (int s = 0; s < m; s++) {
      boolean any = false;
      for (int r = 0; r < n; r++) {
        boolean inside = within(matrix[r][s], kth(reference, r, k));
        any |= inside;
        density += inside ? 1 : 0;
      }
      precision += any ? 1 : 0;
    }
    for (int r = 0; r < n; r++) {
      boolean recalled = false;
      boolean covered = false;
      for (int s = 0; s < m; s++) {
        recalled |= within(matrix[r][s], kth(generated, s, k));
        covered |= within(matrix[r][s], kth(reference, r, k));
      }
      recall += recalled ? 1 : 0;
      coverage += covered ? 1 : 0;
    }
    return new double[] {precision / m, recall / n, density / ((double) k * m), coverage / n};
  }

  /** The matrix of R and S together, R first. */
  static double[][] together(double[][] matrix, double[][] reference, double[][] generated) {
    int n = matrix.length;
    int m = matrix[0].length;
    double[][] all = new double[n + m][n + m];
    for (int i = 0; i < n + m; i++) {
      for (int j = 0; j < n + m; j++) {
        all[i][j] =
            i < n
                ? (j < n ? reference[i][j] : matrix[i][j - n])
                : (j < n ? matrix[j][i - n] : generated[i - n][j - n]);
      }
    }
    return all;
  }

  static double[][] transposed(double[][] matrix) {
    double[][] turned = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
  }
}
