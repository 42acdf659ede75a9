package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeighbourAccuracyTest {
  @Test
  void value_isTheDefinition_underFirst_whateverTheParts() {
    Random random = new Random(2);
    for (int trial = 0; trial < 3000; trial++) {
      Sample sample = new Sample(random);
      NeighbourAccuracy state = sample.merged(random, TieBreak.first());
      double[][] all =
          Definitions.together(sample.between, sample.withinReference, sample.withinGenerated);
      assertThat(state.value()).isEqualTo(accuracyOfFirst(sample, all));
    }
  }

  private static double accuracyOfFirst(Sample sample, double[][] all) {
    int n = sample.reference.length;
    int correct = 0;
    for (int i = 0; i < all.length; i++) {
      // Under FIRST a tied reference item comes before every generated one.
      boolean reference = Definitions.tiedNearest(all[i], i).stream().anyMatch(j -> j < n);
      correct += reference == i < n ? 1 : 0;
    }
    return (double) correct / all.length;
  }

  @Test
  void random_choosesAmongTheTied_andMergedStatesAreTheWhole() {
    Random random = new Random(3);
    for (int trial = 0; trial < 3000; trial++) {
      Sample sample = new Sample(random);
      TieBreak ties = TieBreak.random(trial);
      NeighbourAccuracy merged = sample.merged(random, ties);
      NeighbourAccuracy whole = sample.whole(ties);
      assertThat(merged.value()).isEqualTo(whole.value());
      assertThat(merged.ofReference()).isEqualTo(whole.ofReference());
      assertThat(merged.ofGenerated()).isEqualTo(whole.ofGenerated());
      assertWithinTies(sample, whole);
    }
  }

  private static void assertWithinTies(Sample sample, NeighbourAccuracy state) {
    int n = sample.reference.length;
    double[][] all =
        Definitions.together(sample.between, sample.withinReference, sample.withinGenerated);
    for (int i = 0; i < all.length; i++) {
      List<Integer> tied = Definitions.tiedNearest(all[i], i);
      boolean reference = i < n;
      ItemMean mean = reference ? state.ofReference() : state.ofGenerated();
      long[] ids = reference ? sample.reference : sample.generated;
      boolean own = mean.value(mean.items().place(ids[reference ? i : i - n])) == 1;
      assertThat(tied).anyMatch(j -> own == (j < n == reference));
    }
  }

  @Test
  void value_isChance_whenAllDistancesAreEqual() {
    int n = 20;
    int m = 60;
    double sum = 0;
    for (int seed = 0; seed < 400; seed++) {
      NeighbourAccuracy state = state(n, m, TieBreak.random(seed));
      state.addReference(constant(n, n));
      state.addGenerated(constant(m, m));
      state.addBetween(constant(n, m));
      sum += state.value();
    }
    NeighbourAccuracy state = state(n, m, TieBreak.first());
    assertThat(state.chance()).isEqualTo((20 * 19 + 60 * 59) / (80.0 * 79));
    // One value deviates by about 0.054, the mean of 400 by 0.0027.
    assertThat(sum / 400).isCloseTo(state.chance(), within(0.01));
  }

  @Test
  void value_isOne_whenSetsAreApart_andZero_whenGeneratedItemsAreCopies() {
    NeighbourAccuracy apart = state(2, 2, TieBreak.random(1));
    apart.addReference(block(2, 2, 0, 1, 1, 0));
    apart.addGenerated(block(2, 2, 0, 1, 1, 0));
    apart.addBetween(block(2, 2, 9, 9, 9, 9));
    assertThat(apart.value()).isEqualTo(1);
    assertThat(apart.interval(new Bootstrap(100, 0.9, 1))).isEqualTo(new Interval(1, 1, 0.9));
    NeighbourAccuracy copied = state(2, 2, TieBreak.random(1));
    copied.addReference(block(2, 2, 0, 1, 1, 0));
    copied.addGenerated(block(2, 2, 0, 1, 1, 0));
    copied.addBetween(block(2, 2, 0, 1, 1, 0));
    assertThat(copied.value()).isZero();
  }

  @Test
  void halfOfASymmetricMatrix_isTakenWithItsTranspose() {
    NearestNeighbours state = NearestNeighbours.within(ItemIds.range(3), TieBreak.first());
    List<DistanceBlock> half =
        List.of(
            DistanceBlock.of(new long[] {0}, new long[] {1, 2}, new double[] {5, 2}),
            DistanceBlock.of(new long[] {1}, new long[] {2}, new double[] {3}));
    for (DistanceBlock block : half) {
      state.add(block);
      state.add(block.transposed());
    }
    state.requireComplete();
    assertThat(state.neighbour(0)).isEqualTo(2);
    assertThat(state.neighbour(1)).isEqualTo(2);
    assertThat(state.neighbour(2)).isEqualTo(0);
  }

  @Test
  void tooFewItemsAndMissingPairs_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(1, 2, TieBreak.first()))
        .withMessageContaining("pass at least 2 items");
    NeighbourAccuracy state = state(2, 2, TieBreak.first());
    state.addReference(constant(2, 2));
    state.addBetween(constant(2, 2));
    assertThatIllegalStateException()
        .isThrownBy(state::value)
        .withMessageContaining("item 0 has 0 distances and there are 1 items");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.merge(state(2, 2, TieBreak.random(1))))
        .withMessageContaining("do not merge");
  }

  private static NeighbourAccuracy state(int n, int m, TieBreak ties) {
    return new NeighbourAccuracy(ItemIds.range(n), ItemIds.range(m), ties);
  }

  private static DistanceBlock constant(int rows, int columns) {
    return block(rows, columns, MinimumMatchingTest.constant(rows * columns, 2));
  }

  private static DistanceBlock block(int rows, int columns, double... distances) {
    return DistanceBlock.of(
        MinimumMatchingTest.ids(rows), MinimumMatchingTest.ids(columns), distances);
  }

  /** Two sets and the distances within and between them. */
  private static final class Sample {
    final long[] reference;
    final long[] generated;
    final double[][] between;
    final double[][] withinReference;
    final double[][] withinGenerated;

    Sample(Random random) {
      int n = 2 + random.nextInt(5);
      int m = 2 + random.nextInt(5);
      reference = DistanceSample.ids(random, n);
      generated = DistanceSample.ids(random, m);
      between = DistanceSample.matrix(random, n, m);
      withinReference = DistanceSample.symmetric(random, n);
      withinGenerated = DistanceSample.symmetric(random, m);
    }

    NeighbourAccuracy state(TieBreak ties) {
      return new NeighbourAccuracy(ItemIds.of(reference), ItemIds.of(generated), ties);
    }

    NeighbourAccuracy whole(TieBreak ties) {
      NeighbourAccuracy state = state(ties);
      state.addReference(DistanceSample.whole(withinReference, reference, reference));
      state.addGenerated(DistanceSample.whole(withinGenerated, generated, generated));
      state.addBetween(DistanceSample.whole(between, reference, generated));
      return state;
    }

    NeighbourAccuracy merged(Random random, TieBreak ties) {
      NeighbourAccuracy[] parts = new NeighbourAccuracy[1 + random.nextInt(3)];
      Arrays.setAll(parts, i -> state(ties));
      int count = parts.length;
      DistanceSample.deal(
          random,
          withinReference,
          reference,
          reference,
          count,
          (part, block) -> parts[part].addReference(block));
      DistanceSample.deal(
          random,
          withinGenerated,
          generated,
          generated,
          count,
          (part, block) -> parts[part].addGenerated(block));
      DistanceSample.deal(
          random,
          between,
          reference,
          generated,
          count,
          (part, block) -> parts[part].addBetween(block));
      for (int i = 1; i < count; i++) {
        parts[0].merge(parts[i]);
      }
      return parts[0];
    }
  }
}
