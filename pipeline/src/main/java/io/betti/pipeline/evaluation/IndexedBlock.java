package io.betti.pipeline.evaluation;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.DiagramSearch;
import io.betti.topology.distance.NearestDiagrams;
import io.betti.topology.distance.Neighbours;
import io.betti.topology.metric.ItemIds;
import io.betti.topology.metric.NearestNeighbours;
import io.betti.topology.metric.NeighbourRadii;
import io.betti.topology.metric.PrecisionRecall;
import io.betti.topology.metric.TieBreak;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A block of diagrams with the index by which its pairs with other diagrams are searched. */
final class IndexedBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NearestDiagrams index;
  private final DiagramCodec codec;

  /** The id of every diagram of the index. */
  private final long[] idAt;

  private final ItemIds ids;

  IndexedBlock(ItemBlock block, ItemDistance distance) {
    codec = distance.diagrams();
    List<PersistenceDiagram> diagrams = new ArrayList<>(block.size());
    for (int d = 0; d < block.packed.length; d++) {
      PersistenceDiagram diagram = codec.unpack(block.packed[d]);
      for (int i = block.runs[d]; i < block.runs[d + 1]; i++) {
        diagrams.add(diagram);
      }
    }
    index = new NearestDiagrams(diagrams, distance.dimension(), distance.options());
    idAt = block.ids;
    ids = block.idSet();
  }

  /**
   * Searches what is nearest to a slice's items.
   *
   * @param bounds by position in the slices' table: beyond it nothing matters; null if all does
   */
  SearchPart nearest(ItemBlock slice, SearchStates.Makers makers, double[] bounds) {
    ItemIds own = slice.idSet();
    NearestNeighbours[] states = makers.ofSlice(own, ids);
    NeighbourRadii radii = makers.radii(own, ids);
    // An item is its own nearest, and that doesn't count.
    int k = Math.max(1, makers.radius) + (makers.within ? 1 : 0);
    DiagramSearch search = index.search();
    for (int d = 0; d < slice.packed.length; d++) {
      int from = slice.runs[d];
      int to = slice.runs[d + 1];
      double bound = bound(slice, d, bounds);
      Neighbours found = search.nearest(codec.unpack(slice.packed[d]), k, -1, bound);
      long[] foundIds = idsOf(found);
      double beyond = Math.nextUp(TieBreak.limit(search.reach()));
      for (int i = from; i < to; i++) {
        for (NearestNeighbours state : states) {
          state.addFound(slice.ids[i], foundIds, found.distances(), found.size(), beyond);
        }
        if (radii != null) {
          radii.addFound(slice.ids[i], foundIds, found.distances(), found.size());
        }
      }
    }
    return new SearchPart(
        states, new NearestNeighbours[0], radii, null, search.solves(), search.stopped());
  }

  /**
   * The k nearest of the block, of a slice's items; an item is not its own within one table.
   *
   * @param bounds as in {@link #nearest}
   */
  NeighbourLists lists(ItemBlock slice, boolean within, int k, double[] bounds) {
    NeighbourLists lists = new NeighbourLists(slice.first, slice.size(), k);
    DiagramSearch search = index.search();
    for (int d = 0; d < slice.packed.length; d++) {
      double bound = bound(slice, d, bounds);
      Neighbours found =
          search.nearest(codec.unpack(slice.packed[d]), within ? k + 1 : k, -1, bound);
      long[] foundIds = idsOf(found);
      for (int i = slice.runs[d]; i < slice.runs[d + 1]; i++) {
        for (int n = 0; n < foundIds.length; n++) {
          if (!within || foundIds[n] != slice.ids[i]) {
            lists.add(i, found.distances()[n], foundIds[n]);
          }
        }
      }
    }
    return lists;
  }

  /** Beyond what nothing matters to any of some equal items. */
  private static double bound(ItemBlock slice, int distinct, double[] bounds) {
    if (bounds == null) {
      return Double.POSITIVE_INFINITY;
    }
    double bound = 0;
    for (int i = slice.runs[distinct]; i < slice.runs[distinct + 1]; i++) {
      bound = Math.max(bound, bounds[slice.first + i]);
    }
    return bound;
  }

  /**
   * Searches whose balls hold whom, the slice's items being the generated ones.
   *
   * @param sliceRadii by position in the slices' table
   * @param blockRadii by position in the block
   * @param k of the radii
   */
  SearchPart within(ItemBlock slice, double[] sliceRadii, double[] blockRadii, int k) {
    ItemIds own = slice.idSet();
    double[] byId = new double[blockRadii.length];
    for (int i = 0; i < byId.length; i++) {
      byId[ids.place(idAt[i])] = blockRadii[i];
    }
    double[] ownById = new double[slice.size()];
    for (int i = 0; i < ownById.length; i++) {
      ownById[own.place(slice.ids[i])] = sliceRadii[slice.first + i];
    }
    PrecisionRecall balls = PrecisionRecall.part(ids, byId, own, ownById, k);
    DiagramSearch search = index.search();
    for (int d = 0; d < slice.packed.length; d++) {
      double widest = 0;
      for (int i = slice.runs[d]; i < slice.runs[d + 1]; i++) {
        widest = Math.max(widest, sliceRadii[slice.first + i]);
      }
      Neighbours found = search.within(codec.unpack(slice.packed[d]), widest, blockRadii);
      long[] foundIds = idsOf(found);
      for (int i = slice.runs[d]; i < slice.runs[d + 1]; i++) {
        balls.addFound(slice.ids[i], foundIds, found.distances(), found.size());
      }
    }
    return new SearchPart(
        new NearestNeighbours[0],
        new NearestNeighbours[0],
        null,
        balls,
        search.solves(),
        search.stopped());
  }

  private long[] idsOf(Neighbours found) {
    return Arrays.stream(found.ids()).mapToLong(i -> idAt[i]).toArray();
  }
}
