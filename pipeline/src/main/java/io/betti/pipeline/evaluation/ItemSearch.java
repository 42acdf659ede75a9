package io.betti.pipeline.evaluation;

import io.betti.topology.metric.NeighbourRadii;
import java.io.Serializable;
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
          states::merge);
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
          states::merge);
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
    return java.util.Arrays.copyOfRange(all, items.first, items.first + items.size());
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
          states::merge);
      block.destroy();
      if (balls) {
        others.destroy();
      }
    }
    if (balls) {
      own.destroy();
    }
  }

  /** What a task does with its slice. */
  private interface SliceSearch extends Function<ItemBlock, SearchPart> {}

  private interface PartitionTask
      extends Function2<TaskContext, Iterator<SearchPart>, SearchPart>, Serializable {}

  /** Runs a search over all slices; parts come one at a time, in any order. */
  private void run(JavaRDD<ItemBlock> slices, SliceSearch search, Consumer<SearchPart> take) {
    ClassTag<SearchPart> tag = ClassTag$.MODULE$.apply(SearchPart.class);
    PartitionTask only = (task, parts) -> parts.next();
    Function2<Object, SearchPart, BoxedUnit> handler =
        (number, part) -> {
          take.accept(part);
          solves += part.solves;
          stopped += part.stopped;
          return BoxedUnit.UNIT;
        };
    JavaRDD<SearchPart> found = slices.map(search);
    context
        .sc()
        .runJob(
            found.rdd(),
            only,
            CollectionConverters.asScala(
                    IntStream.range(0, found.getNumPartitions())
                        .boxed()
                        .map(i -> (Object) i)
                        .toList())
                .toSeq(),
            handler,
            tag);
  }
}
