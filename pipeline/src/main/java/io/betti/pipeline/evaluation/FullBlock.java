package io.betti.pipeline.evaluation;

import io.betti.topology.metric.DistanceBlock;
import io.betti.topology.metric.ItemIds;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Consumer;

/** A block of items whose distances from others are all computed, in tiles. */
final class FullBlock implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ROWS = 64;

  private final ItemBlock block;
  private final ItemDistance distance;

  FullBlock(ItemBlock block, ItemDistance distance) {
    this.block = block;
    this.distance = distance;
  }

  /** Computes all distances of a slice's items, the rows, from the block's, the columns. */
  void tiles(ItemBlock slice, Consumer<DistanceBlock> take) {
    PairKernel kernel = distance.kernel();
    byte[][] columns = expanded(block);
    byte[][] rows = expanded(slice);
    int width = kernel.width(columns[0]);
    double[] line = new double[width];
    for (int from = 0; from < columns.length; from += width) {
      int to = Math.min(columns.length, from + width);
      kernel.load(columns, from, to);
      long[] columnIds = Arrays.copyOfRange(block.ids, from, to);
      for (int top = 0; top < rows.length; top += ROWS) {
        int bottom = Math.min(rows.length, top + ROWS);
        double[] distances = new double[(bottom - top) * (to - from)];
        for (int i = top; i < bottom; i++) {
          kernel.distances(rows[i], line);
          System.arraycopy(line, 0, distances, (i - top) * (to - from), to - from);
        }
        take.accept(
            DistanceBlock.of(Arrays.copyOfRange(slice.ids, top, bottom), columnIds, distances));
      }
    }
  }

  private static byte[][] expanded(ItemBlock some) {
    byte[][] all = new byte[some.size()][];
    for (int d = 0; d < some.packed.length; d++) {
      Arrays.fill(all, some.runs[d], some.runs[d + 1], some.packed[d]);
    }
    return all;
  }

  /**
   * Feeds parts of states.
   *
   * @param balls a part whose reference items are the slice's; null for none
   */
  SearchPart search(ItemBlock slice, SearchStates.Makers makers, PrecisionRecall balls) {
    ItemIds own = slice.idSet();
    ItemIds others = block.idSet();
    NearestNeighbours[] ofSlice = makers.ofSlice(own, others);
    NearestNeighbours[] ofBlock = makers.ofBlock(own, others);
    NeighbourRadii radii = makers.radii(own, others);
    tiles(
        slice,
        tile -> {
          for (NearestNeighbours state : ofSlice) {
            state.add(tile);
          }
          for (NearestNeighbours state : ofBlock) {
            state.addTransposed(tile);
          }
          if (radii != null) {
            radii.add(tile);
          }
          if (balls != null) {
            balls.add(tile);
          }
        });
    return new SearchPart(ofSlice, ofBlock, radii, balls, (long) slice.size() * block.size(), 0);
  }

  /** A part of precision and recall between a slice of R and this block of S. */
  PrecisionRecall balls(ItemBlock slice, double[] sliceRadii, double[] blockRadii, int k) {
    ItemIds own = slice.idSet();
    ItemIds others = block.idSet();
    return PrecisionRecall.part(
        own,
        byPlace(own, slice, sliceRadii, slice.first),
        others,
        byPlace(others, block, blockRadii, 0),
        k);
  }

  static double[] byPlace(ItemIds ids, ItemBlock items, double[] byPosition, int first) {
    double[] byPlace = new double[items.size()];
    for (int i = 0; i < byPlace.length; i++) {
      byPlace[ids.place(items.ids[i])] = byPosition[first + i];
    }
    return byPlace;
  }
}
