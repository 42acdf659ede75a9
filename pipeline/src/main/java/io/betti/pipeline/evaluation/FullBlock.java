package io.betti.pipeline.evaluation;

import io.betti.topology.metric.DistanceBlock;
import io.betti.topology.metric.ItemIds;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

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

  /** All distances of a slice's items, the rows, from the block's, the columns, tile by tile. */
  Iterator<DistanceBlock> tiles(ItemBlock slice) {
    return new Tiles(slice);
  }

  private final class Tiles implements Iterator<DistanceBlock> {
    private final PairKernel kernel = distance.kernel();
    private final byte[][] columns = expanded(block);
    private final byte[][] rows;
    private final long[] rowIds;
    private final int width = kernel.width(columns[0]);
    private final double[] line = new double[width];
    private int from;
    private int top;

    Tiles(ItemBlock slice) {
      rows = expanded(slice);
      rowIds = slice.ids;
    }

    @Override
    public boolean hasNext() {
      return from < columns.length;
    }

    @Override
    public DistanceBlock next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more tiles");
      }
      int to = Math.min(columns.length, from + width);
      if (top == 0) {
        kernel.load(columns, from, to);
      }
      int bottom = Math.min(rows.length, top + ROWS);
      double[] distances = new double[(bottom - top) * (to - from)];
      for (int i = top; i < bottom; i++) {
        kernel.distances(rows[i], line);
        System.arraycopy(line, 0, distances, (i - top) * (to - from), to - from);
      }
      DistanceBlock tile =
          DistanceBlock.of(
              Arrays.copyOfRange(rowIds, top, bottom),
              Arrays.copyOfRange(block.ids, from, to),
              distances);
      top = bottom == rows.length ? 0 : bottom;
      from = top == 0 ? to : from;
      return tile;
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
    for (Iterator<DistanceBlock> tiles = tiles(slice); tiles.hasNext(); ) {
      DistanceBlock tile = tiles.next();
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
    }
    return new SearchPart(ofSlice, ofBlock, radii, balls, (long) slice.size() * block.size(), 0);
  }

  /** The k nearest of the block, of a slice's items; an item is not its own within one table. */
  NeighbourLists lists(ItemBlock slice, boolean within, int k) {
    NeighbourLists lists = new NeighbourLists(slice.first, slice.size(), k);
    int top = 0;
    for (Iterator<DistanceBlock> tiles = tiles(slice); tiles.hasNext(); ) {
      DistanceBlock tile = tiles.next();
      for (int i = 0; i < tile.rowCount(); i++) {
        for (int j = 0; j < tile.columnCount(); j++) {
          if (!within || tile.row(i) != tile.column(j)) {
            lists.add(top + i, tile.distance(i, j), tile.column(j));
          }
        }
      }
      top = (top + tile.rowCount()) % slice.size();
    }
    return lists;
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
