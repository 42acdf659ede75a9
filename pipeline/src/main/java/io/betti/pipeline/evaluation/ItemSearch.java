package io.betti.pipeline.evaluation;

import io.betti.topology.metric.NeighbourRadii;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import scala.Function2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Passes over the pairs of two tables by one distance: blocks of one are sent to all executors, one
 * after another, and slices of the other search them. No distance is shuffled; what comes back are
 * parts of states, merged as tasks end. Parts merge to the same in any order.
 */
final class ItemSearch {
  private final JavaSparkContext context;
  private final ItemDistance distance;
  private long solves;
  private long stopped;

  ItemSearch(JavaSparkContext context, ItemDistance distance) {
    this.context = context;
    this.distance = distance;
  }

  long solves() {
    return solves;
  }

  long stopped() {
    return stopped;
  }

  /** A search by bounds of what is nearest to the slices' items. */
  void nearest(ItemTable slices, ItemTable blocks, SearchStates states) {
    SearchStates.Makers makers = new SearchStates.Makers(states);
    for (int b = 0; b < blocks.blockCount(); b++) {
      Broadcast<IndexedBlock> block =
          context.broadcast(new IndexedBlock(blocks.block(b), distance));
      Broadcast<double[]> bounds = b == 0 ? null : context.broadcast(bounds(slices, states));
      run(
          slices.slices(),
          slice -> block.value().nearest(slice, makers, bounds == null ? null : bounds.value()),
          part -> take(states, part));
      block.destroy();
      if (bounds != null) {
        bounds.destroy();
      }
    }
  }

  private static double[] bounds(ItemTable slices, SearchStates states) {
    return IntStream.range(0, slices.ids().size())
        .mapToDouble(position -> states.bound(slices.placeAt(position)))
        .toArray();
  }

  /** A search by bounds of whose balls hold whom. */
  void balls(
      ItemTable reference,
      NeighbourRadii referenceRadii,
      ItemTable generated,
      NeighbourRadii generatedRadii,
      SearchStates states) {
    Broadcast<double[]> own = context.broadcast(radii(generated, generatedRadii));
    double[] all = radii(reference, referenceRadii);
    int k = referenceRadii.k();
    for (int b = 0; b < reference.blockCount(); b++) {
      ItemBlock items = reference.block(b);
      Broadcast<IndexedBlock> block = context.broadcast(new IndexedBlock(items, distance));
      Broadcast<double[]> others = context.broadcast(part(all, items));
      run(
          generated.slices(),
          slice -> block.value().within(slice, own.value(), others.value(), k),
          part -> take(states, part));
      block.destroy();
      others.destroy();
    }
    own.destroy();
  }

  private static double[] radii(ItemTable table, NeighbourRadii radii) {
    return IntStream.range(0, table.ids().size())
        .mapToDouble(position -> radii.radius(table.placeAt(position)))
        .toArray();
  }

  private static double[] part(double[] all, ItemBlock items) {
    return Arrays.copyOfRange(all, items.first, items.first + items.size());
  }

  /**
   * Computes every distance between two tables.
   *
   * @param slicesRadii radii of the slices' items, the reference; null if no balls are asked for
   * @param blocksRadii radii of the blocks' items, the generated ones
   */
  void full(
      ItemTable slices,
      NeighbourRadii slicesRadii,
      ItemTable blocks,
      NeighbourRadii blocksRadii,
      SearchStates states) {
    SearchStates.Makers makers = new SearchStates.Makers(states);
    boolean balls = slicesRadii != null;
    int k = balls ? slicesRadii.k() : 0;
    Broadcast<double[]> own = balls ? context.broadcast(radii(slices, slicesRadii)) : null;
    double[] all = balls ? radii(blocks, blocksRadii) : null;
    for (int b = 0; b < blocks.blockCount(); b++) {
      ItemBlock items = blocks.block(b);
      Broadcast<FullBlock> block = context.broadcast(new FullBlock(items, distance));
      Broadcast<double[]> others = balls ? context.broadcast(part(all, items)) : null;
      run(
          slices.slices(),
          slice ->
              block
                  .value()
                  .search(
                      slice,
                      makers,
                      balls ? block.value().balls(slice, own.value(), others.value(), k) : null),
          part -> take(states, part));
      block.destroy();
      if (balls) {
        others.destroy();
      }
    }
    if (balls) {
      own.destroy();
    }
  }

  /**
   * The k nearest of the blocks' items, of the slices' items, into lists.
   *
   * @param within whether both tables are one
   */
  void lists(ItemTable slices, ItemTable blocks, boolean within, int k, NeighbourLists lists) {
    boolean pruned = distance.isPruned();
    for (int b = 0; b < blocks.blockCount(); b++) {
      ItemBlock items = blocks.block(b);
      Broadcast<IndexedBlock> indexed =
          pruned ? context.broadcast(new IndexedBlock(items, distance)) : null;
      Broadcast<FullBlock> full = pruned ? null : context.broadcast(new FullBlock(items, distance));
      Broadcast<double[]> bounds = context.broadcast(lists.farthest());
      run(
          slices.slices(),
          slice ->
              pruned
                  ? indexed.value().lists(slice, within, k, bounds.value())
                  : full.value().lists(slice, within, k),
          lists::merge);
      (pruned ? indexed : full).destroy();
      bounds.destroy();
    }
  }

  private void take(SearchStates states, SearchPart part) {
    states.merge(part);
    solves += part.solves;
    stopped += part.stopped;
  }

  /** What a task does with its slice. */
  private interface SliceSearch<T> extends Function<ItemBlock, T> {}

  private interface PartitionTask<T> extends Function2<TaskContext, Iterator<T>, T>, Serializable {}

  /** Runs a search over all slices; what it finds comes one at a time, in any order. */
  private <T> void run(JavaRDD<ItemBlock> slices, SliceSearch<T> search, Consumer<T> take) {
    @SuppressWarnings("unchecked") // Erased: arrays of results are arrays of objects.
    ClassTag<T> tag = (ClassTag<T>) ClassTag$.MODULE$.AnyRef();
    PartitionTask<T> only = (task, parts) -> parts.next();
    Function2<Object, T, BoxedUnit> handler =
        (number, part) -> {
          take.accept(part);
          return BoxedUnit.UNIT;
        };
    JavaRDD<T> found = slices.map(search);
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < found.getNumPartitions(); i++) {
      partitions.add(i);
    }
    context
        .sc()
        .runJob(found.rdd(), only, CollectionConverters.asScala(partitions).toSeq(), handler, tag);
  }
}
