package io.betti.pipeline.evaluation;

import io.betti.topology.metric.ItemIds;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import io.betti.topology.metric.TieBreak;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The states on the driver that a pass over slices of one table and blocks of another feeds.
 *
 * @param ofSlices nearest items of the blocks, of the slices' items
 * @param ofBlocks nearest items of the slices, of the blocks' items
 * @param radii of the slices' items; null if nobody asks
 * @param balls who is in whose ball; null if nobody asks
 * @param within whether both tables are one
 */
record SearchStates(
    List<NearestNeighbours> ofSlices,
    List<NearestNeighbours> ofBlocks,
    NeighbourRadii radii,
    PrecisionRecall balls,
    boolean within) {
  /** What tasks must know to make parts of the states. */
  static final class Makers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TieBreak[] ofSlices;
    private final TieBreak[] ofBlocks;
    final boolean within;

    /** k of the radii; 0 for none. */
    final int radius;

    Makers(SearchStates states) {
      ofSlices = ties(states.ofSlices);
      ofBlocks = ties(states.ofBlocks);
      within = states.within;
      radius = states.radii == null ? 0 : states.radii.k();
    }

    private static TieBreak[] ties(List<NearestNeighbours> states) {
      return states.stream().map(NearestNeighbours::ties).toArray(TieBreak[]::new);
    }

    NearestNeighbours[] ofSlice(ItemIds slice, ItemIds block) {
      return parts(ofSlices, slice, block);
    }

    NearestNeighbours[] ofBlock(ItemIds slice, ItemIds block) {
      return parts(ofBlocks, block, slice);
    }

    NeighbourRadii radii(ItemIds slice, ItemIds block) {
      return radius == 0 ? null : NeighbourRadii.part(slice, block, radius);
    }

    private NearestNeighbours[] parts(TieBreak[] ties, ItemIds items, ItemIds candidates) {
      return Arrays.stream(ties)
          .map(
              tie ->
                  within
                      ? NearestNeighbours.partWithin(items, candidates, tie)
                      : NearestNeighbours.between(items, candidates, tie))
          .toArray(NearestNeighbours[]::new);
    }
  }

  /** Takes what a task found. */
  void merge(SearchPart part) {
    for (int i = 0; i < part.ofSlice.length; i++) {
      ofSlices.get(i).mergePart(part.ofSlice[i]);
    }
    for (int i = 0; i < part.ofBlock.length; i++) {
      ofBlocks.get(i).mergePart(part.ofBlock[i]);
    }
    if (radii != null) {
      radii.mergePart(part.radii);
    }
    if (balls != null) {
      balls.mergePart(part.balls);
    }
  }

  /**
   * The distance beyond which nothing can matter to an item of the slices any more.
   *
   * @param place of the item among its ids
   */
  double bound(int place) {
    double bound = radii == null ? 0 : radii.radius(place);
    for (NearestNeighbours state : ofSlices) {
      bound =
          Math.max(
              bound, state.hasNeighbour(place) ? state.distance(place) : Double.POSITIVE_INFINITY);
    }
    return bound;
  }
}
