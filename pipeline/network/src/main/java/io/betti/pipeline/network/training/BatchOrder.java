package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Gaussian;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which items make the batch of a step: each epoch a shuffle of its own, drawn from the seed and
 * the epoch alone, cut into whole batches; what is left over waits for the next epoch. So a step's
 * batch is a function of its number.
 */
final class BatchOrder {
  private final int items;
  private final int batch;
  private final long seed;
  private final int[] order;
  private long epoch = -1;

  /**
   * An order.
   *
   * @throws IllegalArgumentException if there are fewer items than one batch takes
   */
  BatchOrder(int items, int batch, long seed) {
    if (batch < 1 || batch > items) {
      throw new IllegalArgumentException(
          "batches of " + batch + " from " + items + " items; a batch must be in 1, ..., " + items);
    }
    this.items = items;
    this.batch = batch;
    this.seed = seed;
    order = new int[items];
  }

  /** Indices of the items of a step, counted from 0. */
  int[] of(long step) {
    int batches = items / batch;
    if (step / batches != epoch) {
      shuffle(step / batches);
    }
    int from = (int) (step % batches) * batch;
    return Arrays.copyOfRange(order, from, from + batch);
  }

  private void shuffle(long newEpoch) {
    SplittableRandom random = Gaussian.stream(seed, "order", newEpoch);
    for (int i = 0; i < items; i++) {
      order[i] = i;
    }
    for (int i = items - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    epoch = newEpoch;
  }
}
