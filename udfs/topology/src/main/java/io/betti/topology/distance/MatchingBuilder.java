package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.EssentialBars.Treatment;
import java.util.Arrays;

/** Writes the solution of a transport as a matching of the bars of two diagrams. */
final class MatchingBuilder {
  private final PersistenceDiagram leftDiagram;
  private final PersistenceDiagram rightDiagram;
  private final int dimension;
  private final boolean dropsEssential;

  MatchingBuilder(
      PersistenceDiagram leftDiagram,
      PersistenceDiagram rightDiagram,
      int dimension,
      EssentialBars essential) {
    this.leftDiagram = leftDiagram;
    this.rightDiagram = rightDiagram;
    this.dimension = dimension;
    dropsEssential = essential.treatment() == Treatment.DROP;
  }

  Matching build(PointSet left, PointSet right, TransportProblem solved, double distance) {
    int leftFrom = leftDiagram.from(dimension);
    int[] mates = new int[leftDiagram.size(dimension)];
    boolean[] taken = new boolean[rightDiagram.size(dimension)];
    int rightFrom = rightDiagram.from(dimension);
    Arrays.fill(mates, Matching.DIAGONAL);
    for (int i = 0; i < left.size; i++) {
      if (solved.mate[0][i] >= 0) {
        int j = right.bars[solved.mate[0][i]];
        mates[left.bars[i] - leftFrom] = j;
        taken[j - rightFrom] = true;
      }
    }
    for (int k = 0; k < left.essentialCount; k++) {
      mates[left.essentialBar(k) - leftFrom] = right.essentialBar(k);
      taken[right.essentialBar(k) - rightFrom] = true;
    }
    return pairs(mates, taken, distance);
  }

  private Matching pairs(int[] mates, boolean[] taken, double distance) {
    int leftFrom = leftDiagram.from(dimension);
    int rightFrom = rightDiagram.from(dimension);
    int[] left = new int[mates.length + taken.length];
    int[] right = new int[mates.length + taken.length];
    int size = 0;
    for (int i = 0; i < mates.length; i++) {
      if (counts(leftDiagram, leftFrom + i)) {
        left[size] = leftFrom + i;
        right[size++] = mates[i];
      }
    }
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j] && counts(rightDiagram, rightFrom + j)) {
        left[size] = Matching.DIAGONAL;
        right[size++] = rightFrom + j;
      }
    }
    return new Matching(Arrays.copyOf(left, size), Arrays.copyOf(right, size), distance);
  }

  private boolean counts(PersistenceDiagram diagram, int bar) {
    return !dropsEssential || !diagram.isEssential(bar);
  }
}
