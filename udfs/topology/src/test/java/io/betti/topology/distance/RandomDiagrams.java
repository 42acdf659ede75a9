package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded diagrams of dimension 0 with ties, repeats, bars of length zero and either direction. */
final class RandomDiagrams {
  final SplittableRandom random;

  RandomDiagrams(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Finite bars.
   *
   * @param levels number of values that births and deaths take; 0 for any in [0, 1)
   */
  PersistenceDiagram finite(int bars, int levels) {
    return of(points(bars, levels));
  }

  /** Finite bars and essential ones. */
  PersistenceDiagram withEssential(int bars, int essential, int levels) {
    double[][] points = points(bars + essential, levels);
    for (int i = 0; i < essential; i++) {
      points[i * points.length / essential][1] = Double.POSITIVE_INFINITY;
    }
    return of(points);
  }

  double[][] points(int bars, int levels) {
    double[][] points = new double[bars][2];
    for (double[] point : points) {
      point[0] = levels == 0 ? random.nextDouble() : random.nextInt(levels);
      point[1] = levels == 0 ? random.nextDouble() : random.nextInt(levels);
    }
    return points;
  }

  /** Ties, none, or few values, by turns. */
  int levels() {
    return random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9);
  }

  List<PersistenceDiagram> several(int count, int mostBars, int levels) {
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      diagrams.add(finite(random.nextInt(mostBars + 1), levels));
    }
    return diagrams;
  }

  static PersistenceDiagram of(double[][] points) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    for (double[] point : points) {
      builder.add(0, point[0], point[1], -1, -1);
    }
    return builder.buildInGivenOrder();
  }

  /** The finite bars of dimension 0 as points. */
  static double[][] points(PersistenceDiagram diagram) {
    double[][] points = new double[diagram.size(0)][];
    int n = 0;
    for (int i = diagram.from(0); i < diagram.to(0); i++) {
      if (!diagram.isEssential(i)) {
        points[n++] = new double[] {diagram.birth(i), diagram.death(i)};
      }
    }
    return java.util.Arrays.copyOf(points, n);
  }

  static double norm(GroundNorm norm) {
    return switch (norm) {
      case ONE -> 1;
      case TWO -> 2;
      case INFINITY -> Double.POSITIVE_INFINITY;
    };
  }
}
