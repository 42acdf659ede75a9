package io.betti.pipeline.evaluation;

import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import java.io.Serializable;

/** What a task found between a slice of one table and a block of another: parts of states. */
final class SearchPart implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nearest items of the block, of those of the slice; one for each state that asks. */
  final NearestNeighbours[] ofSlice;

  /** Nearest items of the slice, of those of the block. */
  final NearestNeighbours[] ofBlock;

  /** Radii of the slice's items; null if nobody asks. */
  final NeighbourRadii radii;

  /** Who is in whose ball; null if nobody asks. */
  final PrecisionRecall balls;

  final long solves;
  final long stopped;

  SearchPart(
      NearestNeighbours[] ofSlice,
      NearestNeighbours[] ofBlock,
      NeighbourRadii radii,
      PrecisionRecall balls,
      long solves,
      long stopped) {
    this.ofSlice = ofSlice;
    this.ofBlock = ofBlock;
    this.radii = radii;
    this.balls = balls;
    this.solves = solves;
    this.stopped = stopped;
  }
}
