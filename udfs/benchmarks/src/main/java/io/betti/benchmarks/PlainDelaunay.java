package io.betti.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one writes first: Bowyer and Watson's insertion with a large first simplex around all
 * points, circumspheres kept per cell, every cell asked for every point. Plain doubles, so right
 * for points in general position only. The yardstick that the engine is measured against.
 */
final class PlainDelaunay {
  private record Cell(int[] vertices, double[] centre, double square) {}

  private final int axes;
  private final double[][] points;
  private List<Cell> cells = new ArrayList<>();

  /** Points in the unit cube. */
  PlainDelaunay(int axes, double[][] points) {
    this.axes = axes;
    int n = points.length;
    this.points = new double[n + axes + 1][axes];
    System.arraycopy(points, 0, this.points, 0, n);
    int[] corners = new int[axes + 1];
    for (int k = 0; k <= axes; k++) {
      corners[k] = n + k;
      for (int axis = 0; axis < axes; axis++) {
        this.points[n + k][axis] = k == axis ? 1e6 : -1e5;
      }
    }
    cells.add(cell(corners));
    for (int p = 0; p < n; p++) {
      insert(p);
    }
  }

  /** Number of cells without a corner of the first simplex. */
  int cells() {
    int n = points.length - axes - 1;
    int count = 0;
    for (Cell cell : cells) {
      boolean inside = true;
      for (int v : cell.vertices) {
        inside &= v < n;
      }
      count += inside ? 1 : 0;
    }
    return count;
  }

  private void insert(int p) {
    List<Cell> kept = new ArrayList<>(cells.size() + 8);
    Map<List<Integer>, int[]> surface = new HashMap<>();
    for (Cell cell : cells) {
      if (squaredDistance(points[p], cell.centre) >= cell.square) {
        kept.add(cell);
        continue;
      }
      for (int k = 0; k <= axes; k++) {
        int[] moved = cell.vertices.clone();
        moved[k] = p;
        List<Integer> facet = new ArrayList<>();
        for (int v : moved) {
          facet.add(v);
        }
        facet.sort(null);
        if (surface.remove(facet) == null) {
          surface.put(facet, moved);
        }
      }
    }
    for (int[] moved : surface.values()) {
      kept.add(cell(moved));
    }
    cells = kept;
  }

  /** With its circumsphere, by Gauss's elimination. */
  private Cell cell(int[] vertices) {
    double[][] m = new double[axes][axes + 1];
    double[] first = points[vertices[0]];
    for (int i = 0; i < axes; i++) {
      for (int k = 0; k < axes; k++) {
        m[i][k] = 2 * (points[vertices[i + 1]][k] - first[k]);
        m[i][axes] += m[i][k] * m[i][k] / 4;
      }
    }
    for (int k = 0; k < axes; k++) {
      int pivot = k;
      for (int i = k + 1; i < axes; i++) {
        pivot = Math.abs(m[i][k]) > Math.abs(m[pivot][k]) ? i : pivot;
      }
      double[] swap = m[k];
      m[k] = m[pivot];
      m[pivot] = swap;
      for (int i = 0; i < axes; i++) {
        if (i != k) {
          double factor = m[i][k] / m[k][k];
          for (int j = k; j <= axes; j++) {
            m[i][j] -= factor * m[k][j];
          }
        }
      }
    }
    double[] centre = new double[axes];
    for (int k = 0; k < axes; k++) {
      centre[k] = first[k] + m[k][axes] / m[k][k];
    }
    return new Cell(vertices, centre, squaredDistance(first, centre));
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sum;
  }
}
