package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.EssentialBars.Treatment;

/**
 * The derivatives of (sum of c^p)^(1/p) over the pairs of a fixed matching, c the ground distance
 * of a pair: by the envelope theorem those of the distance, wherever its best matching is unique.
 *
 * <p>Where a ground distance has a kink, the middle of its subgradient: 0 where a coordinate agrees
 * under norm 1 or two points agree, half to each coordinate where they tie under norm infinity.
 */
final class MatchingGradient {
  private final WassersteinOptions options;
  private final PersistenceDiagram left;
  private final PersistenceDiagram right;
  private final Matching matching;
  private double byBirth;
  private double byDeath;

  MatchingGradient(
      WassersteinOptions options,
      PersistenceDiagram left,
      PersistenceDiagram right,
      Matching matching) {
    this.options = options;
    this.left = left;
    this.right = right;
    this.matching = matching;
  }

  /** Adds a multiple of the gradient; either target may be null. */
  void add(double factor, DiagramGradient toLeft, DiagramGradient toRight) {
    double distance = matching.distance();
    if (distance == 0 || Double.isInfinite(distance)) {
      return;
    }
    for (int k = 0; k < matching.size(); k++) {
      int i = matching.left(k);
      int j = matching.right(k);
      double c = differentiate(i, j);
      double weight = options.order() == 1 ? factor : factor * outer(c / distance);
      if (i >= 0 && toLeft != null) {
        toLeft.add(i, weight * byBirth, left.isEssential(i) ? 0 : weight * byDeath);
      }
      if (j >= 0 && toRight != null) {
        double sign = i < 0 ? 1 : -1;
        toRight.add(j, sign * weight * byBirth, right.isEssential(j) ? 0 : sign * weight * byDeath);
      }
    }
  }

  private double outer(double share) {
    return Math.pow(share, options.order() - 1);
  }

  /** The ground distance of a pair, and its derivatives by the left point, or the lone one. */
  private double differentiate(int i, int j) {
    if (i < 0 || j < 0) {
      PersistenceDiagram diagram = i < 0 ? right : left;
      int bar = Math.max(i, j);
      return toDiagonal(diagram.birth(bar), death(diagram, bar));
    }
    double birth = left.birth(i) - right.birth(j);
    if (left.isEssential(i) && options.essential().treatment() == Treatment.MATCH) {
      byBirth = Math.signum(birth);
      byDeath = 0;
      return Math.abs(birth);
    }
    return between(birth, death(left, i) - death(right, j));
  }

  private double death(PersistenceDiagram diagram, int bar) {
    return diagram.isEssential(bar) ? options.essential().value() : diagram.death(bar);
  }

  private double toDiagonal(double birth, double death) {
    double c = options.groundNorm().toDiagonal(birth, death);
    byDeath = Math.signum(death - birth) * options.groundNorm().toDiagonal(0, 1);
    byBirth = -byDeath;
    return c;
  }

  private double between(double birth, double death) {
    double c = options.groundNorm().length(birth, death);
    switch (options.groundNorm()) {
      case ONE -> {
        byBirth = Math.signum(birth);
        byDeath = Math.signum(death);
      }
      case TWO -> {
        byBirth = c == 0 ? 0 : birth / c;
        byDeath = c == 0 ? 0 : death / c;
      }
      case INFINITY -> {
        double more = Math.signum(Math.abs(birth) - Math.abs(death));
        byBirth = Math.signum(birth) * (1 + more) / 2;
        byDeath = Math.signum(death) * (1 - more) / 2;
      }
    }
    return c;
  }
}
