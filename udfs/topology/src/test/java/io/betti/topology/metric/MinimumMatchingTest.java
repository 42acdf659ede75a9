package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimumMatchingTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void mmdAndCov_areTheDefinitions_whateverTheParts() {
    Random random = new Random(1);
    for (int trial = 0; trial < 5000; trial++) {
      int n = 1 + random.nextInt(7);
      int m = 1 + random.nextInt(7);
      double[][] matrix = DistanceSample.matrix(random, n, m);
      long[] rows = DistanceSample.ids(random, n);
      long[] columns = DistanceSample.ids(random, m);
      TieBreak ties = random.nextBoolean() ? TieBreak.first() : TieBreak.random(trial);
      MinimumMatching state = merged(random, matrix, rows, columns, ties);
      int[] byId =
          IntStream.range(0, n)
              .boxed()
              .sorted((a, b) -> Long.compare(rows[a], rows[b]))
              .mapToInt(i -> i)
              .toArray();
      String failing = Arrays.deepToString(matrix) + " " + ties;
      assertThat(state.mmd().value()).as(failing).isEqualTo(Definitions.mmd(matrix, byId));
      assertThat(state.cov().value())
          .as(failing)
          .isEqualTo(Definitions.cov(matrix, rows, columns, ties));
      long tied =
          Arrays.stream(Definitions.transposed(matrix))
              .filter(row -> Definitions.tiedNearest(row, -1).size() > 1)
              .count();
      assertThat(state.tiedCount()).as(failing).isEqualTo((int) tied);
      MinimumMatching whole = state(rows, columns, ties);
      whole.add(DistanceSample.whole(matrix, rows, columns));
      assertThat(state.mmd()).isEqualTo(whole.mmd());
      assertThat(state.cov()).isEqualTo(whole.cov());
      for (int r = 0; r < n; r++) {
        assertThat(state.ofReference().neighbour(r)).isEqualTo(whole.ofReference().neighbour(r));
      }
    }
  }

  private static MinimumMatching state(long[] rows, long[] columns, TieBreak ties) {
    return new MinimumMatching(ItemIds.of(rows), ItemIds.of(columns), ties);
  }

  private static MinimumMatching merged(
      Random random, double[][] matrix, long[] rows, long[] columns, TieBreak ties) {
    MinimumMatching[] parts = new MinimumMatching[1 + random.nextInt(4)];
    Arrays.setAll(parts, i -> state(rows, columns, ties));
    DistanceSample.deal(
        random, matrix, rows, columns, parts.length, (part, block) -> parts[part].add(block));
    for (int i = parts.length - 2; i >= 0; i--) {
      parts[i].merge(parts[i + 1]);
    }
    return parts[0];
  }

  /** 200 seeds give a mean with a standard error of 0.0022 (one draw deviates by 0.031). */
  @Test
  void cov_isWhatChanceGives_whenAllDistancesAreEqual() {
    int n = 100;
    DistanceBlock block = DistanceBlock.of(ids(n), ids(n), constant(n * n, 3));
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      MinimumMatching state =
          new MinimumMatching(ItemIds.range(n), ItemIds.range(n), TieBreak.random(seed));
      state.add(block);
      sum += state.cov().value();
      assertThat(state.tiedCount()).isEqualTo(n);
    }
    assertThat(sum / 200).isCloseTo(1 - Math.pow(1 - 1.0 / n, n), within(0.008));
    MinimumMatching first =
        new MinimumMatching(ItemIds.range(n), ItemIds.range(n), TieBreak.first());
    first.add(block);
    assertThat(first.cov().value()).isEqualTo(0.01);
  }

  /** Chi-squared of 4 degrees of freedom is below 18.5 in 999 of 1,000 cases. */
  @Test
  void randomTies_areEvenlyDrawn_amongTheTiedAlone() {
    double[] row = {2, 1, 1 + 4e-13, 1 + 9e-13, 1, INFINITE, 1 + 2e-13, 1.5};
    int[] counts = new int[row.length];
    int draws = 20_000;
    for (int item = 0; item < draws; item++) {
      NearestNeighbours state =
          NearestNeighbours.between(
              ItemIds.of(item), ItemIds.range(row.length), TieBreak.random(5));
      state.add(DistanceBlock.of(new long[] {item}, ids(row.length), row));
      counts[state.neighbour(0)]++;
    }
    double chi = 0;
    for (int tied : new int[] {1, 2, 3, 4, 6}) {
      chi += Math.pow(counts[tied] - draws / 5.0, 2) / (draws / 5.0);
    }
    assertThat(chi).isLessThan(18.5);
    assertThat(counts[0] + counts[5] + counts[7]).isZero();
  }

  @Test
  void choice_dependsOnSeedIdAndTiedIdsAlone() {
    for (int seed = 0; seed < 50; seed++) {
      NearestNeighbours few =
          NearestNeighbours.between(ItemIds.of(7), ItemIds.of(3, 5, 9), TieBreak.random(seed));
      few.add(DistanceBlock.of(new long[] {7}, new long[] {9, 3, 5}, new double[] {1, 1, 1}));
      NearestNeighbours many =
          NearestNeighbours.between(
              ItemIds.of(1, 7), ItemIds.of(1, 3, 4, 5, 9), TieBreak.random(seed));
      many.add(
          DistanceBlock.of(
              new long[] {7, 1},
              new long[] {1, 3, 4, 5, 9},
              new double[] {8, 2, 8, 2, 2, 0, 1, 2, 3, 4}));
      assertThat(few.candidates().id(few.neighbour(0)))
          .isEqualTo(many.candidates().id(many.neighbour(1)));
    }
  }

  @Test
  void infinity_isOrdinary_andReported() {
    MinimumMatching state =
        new MinimumMatching(ItemIds.range(2), ItemIds.range(2), TieBreak.first());
    state.add(
        DistanceBlock.of(
            new long[] {0, 1}, new long[] {0, 1}, new double[] {4, 2, INFINITE, INFINITE}));
    assertThat(state.mmd().value()).isInfinite();
    assertThat(state.mmd().infiniteCount()).isEqualTo(1);
    assertThat(state.mmd().value(0)).isEqualTo(2);
    assertThat(state.cov().value()).isEqualTo(0.5);
    assertThat(state.tiedCount()).isZero();
  }

  @Test
  void greatestDistances_areNotTiedWithInfinity() {
    MinimumMatching state =
        new MinimumMatching(ItemIds.range(3), ItemIds.range(1), TieBreak.random(0));
    state.add(
        DistanceBlock.of(ids(3), ids(1), new double[] {INFINITE, Double.MAX_VALUE, INFINITE}));
    assertThat(state.ofGenerated().neighbour(0)).isEqualTo(1);
    assertThat(state.tiedCount()).isZero();
  }

  @Test
  void skippedPairs_leaveTheResult_orAreRefused() {
    Random random = new Random(3);
    for (int trial = 0; trial < 1000; trial++) {
      int n = 1 + random.nextInt(8);
      double[] row = DistanceSample.matrix(random, 1, n)[0];
      NearestNeighbours whole =
          NearestNeighbours.between(ItemIds.of(4), ItemIds.range(n), TieBreak.random(trial));
      whole.add(DistanceBlock.of(new long[] {4}, ids(n), row));
      NearestNeighbours pruned =
          NearestNeighbours.between(ItemIds.of(4), ItemIds.range(n), TieBreak.random(trial));
      for (int j = 0; j < n; j++) {
        if (row[j] > TieBreak.limit(whole.distance(0))) {
          pruned.skip(4, j, row[j]);
        } else {
          pruned.add(4, j, row[j]);
        }
      }
      pruned.requireComplete();
      assertThat(pruned.neighbour(0)).isEqualTo(whole.neighbour(0));
      assertThat(pruned.isTied(0)).isEqualTo(whole.isTied(0));
    }
    NearestNeighbours wrong =
        NearestNeighbours.between(ItemIds.of(4), ItemIds.range(2), TieBreak.first());
    wrong.add(4, 0, 2);
    wrong.skip(4, 1, 2);
    assertThatIllegalStateException()
        .isThrownBy(wrong::requireComplete)
        .withMessageContaining("left out at the bound 2.0, but its nearest is at 2.0");
  }

  @Test
  void incompleteStates_areRefused() {
    MinimumMatching state =
        new MinimumMatching(ItemIds.range(2), ItemIds.range(2), TieBreak.first());
    state.add(DistanceBlock.of(new long[] {0}, ids(2), new double[] {1, 2}));
    assertThatIllegalStateException()
        .isThrownBy(state::mmd)
        .withMessage(
            "item 1 has 0 distances and there are 2 items to compare it with; give every pair"
                + " exactly once");
    assertThatIllegalStateException().isThrownBy(state::cov);
    state.add(DistanceBlock.of(new long[] {1, 1}, new long[] {1}, new double[] {1, 2}));
    assertThatIllegalStateException()
        .isThrownBy(state::mmd)
        .withMessageContaining("some pair came twice and another is missing");
    assertThatIllegalStateException().isThrownBy(state::cov).withMessageContaining("item 0 has 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(DistanceBlock.of(ids(1), new long[] {7}, new double[] {1})))
        .withMessageContaining("id 7 is not among the 2 ids of the set, 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.merge(state(ids(2), ids(2), TieBreak.random(1))))
        .withMessageContaining("do not merge");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.merge(state(ids(2), ids(3), TieBreak.first())));
  }

  static long[] ids(int n) {
    return IntStream.range(0, n).asLongStream().toArray();
  }

  static double[] constant(int n, double value) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }
}
