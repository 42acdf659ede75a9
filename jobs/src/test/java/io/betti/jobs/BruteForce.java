package io.betti.jobs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Scores by their definitions from a whole matrix of distances; of tied items the first. */
final class BruteForce {
  private BruteForce() {}

  static double mmd(double[][] distances) {
    return Arrays.stream(distances).mapToDouble(row -> Arrays.stream(row).min().orElseThrow()).sum()
        / distances.length;
  }

  static double cov(double[][] distances) {
    Set<Integer> covered = new HashSet<>();
    for (int s = 0; s < distances[0].length; s++) {
      covered.add(nearestRow(distances, s));
    }
    return (double) covered.size() / distances.length;
  }

  /** The first row whose distance to a column is the least, at 1e-12 relative. */
  static int nearestRow(double[][] distances, int column) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] row : distances) {
      least = Math.min(least, row[column]);
    }
    for (int r = 0; r < distances.length; r++) {
      if (distances[r][column] <= least * (1 + 1e-12)) {
        return r;
      }
    }
    throw new AssertionError("a column without a least distance");
  }

  static double nna(double[][] within, double[][] between, double[][] others) {
    int n = within.length;
    int m = others.length;
    int right = 0;
    for (int i = 0; i < n + m; i++) {
      double[] row = new double[n + m];
      for (int j = 0; j < n + m; j++) {
        row[j] = pooled(within, between, others, i, j);
      }
      row[i] = Double.POSITIVE_INFINITY;
      double least = Arrays.stream(row).min().orElseThrow();
      int nearest = 0;
      while (!(row[nearest] <= least * (1 + 1e-12))) {
        nearest++;
      }
      right += (nearest < n) == (i < n) ? 1 : 0;
    }
    return (double) right / (n + m);
  }

  private static double pooled(
      double[][] within, double[][] between, double[][] others, int i, int j) {
    int n = within.length;
    if (i < n) {
      return j < n ? within[i][j] : between[i][j - n];
    }
    return j < n ? between[j][i - n] : others[i - n][j - n];
  }

  /** Precision, recall, density, coverage_k. */
  static double[] prdc(double[][] within, double[][] between, double[][] others, int k) {
    double[] radii = radii(within, k);
    double[] otherRadii = radii(others, k);
    int n = within.length;
    int m = others.length;
    double precise = 0;
    double density = 0;
    double recalled = 0;
    double covered = 0;
    for (int s = 0; s < m; s++) {
      int balls = 0;
      for (int r = 0; r < n; r++) {
        balls += between[r][s] <= radii[r] * (1 + 1e-12) ? 1 : 0;
      }
      precise += balls > 0 ? 1 : 0;
      density += balls;
    }
    for (int r = 0; r < n; r++) {
      boolean in = false;
      boolean holds = false;
      for (int s = 0; s < m; s++) {
        in |= between[r][s] <= otherRadii[s] * (1 + 1e-12);
        holds |= between[r][s] <= radii[r] * (1 + 1e-12);
      }
      recalled += in ? 1 : 0;
      covered += holds ? 1 : 0;
    }
    return new double[] {precise / m, recalled / n, density / (k * m), covered / n};
  }

  private static double[] radii(double[][] within, int k) {
    double[] radii = new double[within.length];
    for (int i = 0; i < radii.length; i++) {
      double[] row = within[i].clone();
      row[i] = -1;
      Arrays.sort(row);
      radii[i] = row[k];
    }
    return radii;
  }
}
