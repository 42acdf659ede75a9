package io.betti.benchmarks;

import io.betti.topology.complex.PointCloud;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * PD0 and PD1 of a Rips filtration as one would write them down first, to measure the engine's
 * against: cohomology with clearing and the cut at the enclosing radius, every coboundary written
 * out into a heap, no apparent and no emergent pairs.
 */
final class PlainRipsPersistence {
  private final PointCloud points;
  private final int n;

  /** A triangle or an edge of vertices a, b, c (c = -1 for an edge), with its diameter. */
  private record Simplex(double diameter, int a, int b, int c) {}

  private static final Comparator<Simplex> ORDER =
      Comparator.comparingDouble(Simplex::diameter)
          .thenComparingInt(Simplex::a)
          .thenComparingInt(Simplex::b)
          .thenComparingInt(Simplex::c);

  private PlainRipsPersistence(PointCloud points) {
    this.points = points;
    this.n = points.size();
  }

  /** Number of bars of positive length in dimensions 0 and 1. */
  static int bars(PointCloud points) {
    return new PlainRipsPersistence(points).bars();
  }

  private int bars() {
    List<Simplex> edges = edges();
    Set<Simplex> forest = forest(edges);
    Map<Simplex, List<Simplex>> columns = new HashMap<>();
    int bars = forest.size() + 1;
    for (int e = edges.size() - 1; e >= 0; e--) {
      Simplex edge = edges.get(e);
      if (!forest.contains(edge) && reduce(edge, columns) > edge.diameter) {
        bars++;
      }
    }
    return bars;
  }

  private List<Simplex> edges() {
    double radius = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double far = 0;
      for (int j = 0; j < n; j++) {
        far = Math.max(far, points.distance(i, j));
      }
      radius = Math.min(radius, far);
    }
    List<Simplex> edges = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (points.distance(i, j) <= radius) {
          edges.add(new Simplex(points.distance(i, j), i, j, -1));
        }
      }
    }
    edges.sort(ORDER);
    return edges;
  }

  private Set<Simplex> forest(List<Simplex> edges) {
    int[] component = new int[n];
    Arrays.setAll(component, v -> v);
    Set<Simplex> forest = new HashSet<>();
    for (Simplex edge : edges) {
      int a = component[edge.a];
      int b = component[edge.b];
      if (a != b) {
        forest.add(edge);
        for (int v = 0; v < n; v++) {
          component[v] = component[v] == b ? a : component[v];
        }
      }
    }
    return forest;
  }

  /** Reduces the coboundary of an edge; returns the diameter of its death. */
  private double reduce(Simplex edge, Map<Simplex, List<Simplex>> columns) {
    PriorityQueue<Simplex> column = new PriorityQueue<>(ORDER);
    List<Simplex> members = new ArrayList<>();
    add(edge, column, members);
    while (true) {
      Simplex pivot = column.poll();
      while (pivot != null && pivot.equals(column.peek())) {
        column.poll();
        pivot = column.poll();
      }
      if (pivot == null) {
        return Double.POSITIVE_INFINITY;
      }
      column.add(pivot);
      List<Simplex> other = columns.get(pivot);
      if (other == null) {
        columns.put(pivot, members);
        return pivot.diameter;
      }
      for (Simplex member : other) {
        add(member, column, members);
      }
    }
  }

  private void add(Simplex edge, PriorityQueue<Simplex> column, List<Simplex> members) {
    members.add(edge);
    int a = edge.a;
    int b = edge.b;
    for (int c = 0; c < n; c++) {
      if (c != a && c != b) {
        double diameter =
            Math.max(edge.diameter, Math.max(points.distance(a, c), points.distance(b, c)));
        column.add(
            new Simplex(diameter, Math.min(a, c), Math.max(a, Math.min(b, c)), Math.max(b, c)));
      }
    }
  }
}
