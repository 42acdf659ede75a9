package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
  @Test
  void allFour_areTheDefinitions_whateverTheParts() {
    Random random = new Random(4);
    for (int trial = 0; trial < 3000; trial++) {
      int n = 2 + random.nextInt(5);
      int m = 2 + random.nextInt(5);
      int k = 1 + random.nextInt(Math.min(n, m) - 1);
      long[] rows = DistanceSample.ids(random, n);
      long[] columns = DistanceSample.ids(random, m);
      double[][] between = DistanceSample.matrix(random, n, m);
      double[][] reference = DistanceSample.symmetric(random, n);
      double[][] generated = DistanceSample.symmetric(random, m);
      NeighbourRadii ofReference = radii(random, reference, rows, k);
      NeighbourRadii ofGenerated = radii(random, generated, columns, k);
      PrecisionRecall[] parts = new PrecisionRecall[1 + random.nextInt(3)];
      Arrays.setAll(parts, i -> new PrecisionRecall(ofReference, ofGenerated));
      DistanceSample.deal(
          random, between, rows, columns, parts.length, (part, block) -> parts[part].add(block));
      for (int i = 1; i < parts.length; i++) {
        parts[0].merge(parts[i]);
      }
      double[] expected = Definitions.prdc(between, reference, generated, k);
      assertThat(
              new double[] {
                parts[0].precision().value(),
                parts[0].recall().value(),
                parts[0].density().value(),
                parts[0].coverageK().value()
              })
          .as(Arrays.deepToString(between) + " k = " + k)
          .containsExactly(expected);
      PrecisionRecall whole = new PrecisionRecall(ofReference, ofGenerated);
      whole.add(DistanceSample.whole(between, rows, columns));
      assertThat(parts[0].density()).isEqualTo(whole.density());
      assertThat(parts[0].recall()).isEqualTo(whole.recall());
    }
  }

  private static NeighbourRadii radii(Random random, double[][] within, long[] ids, int k) {
    NeighbourRadii[] parts = new NeighbourRadii[1 + random.nextInt(3)];
    Arrays.setAll(parts, i -> new NeighbourRadii(ItemIds.of(ids), k));
    DistanceSample.deal(
        random, within, ids, ids, parts.length, (part, block) -> parts[part].add(block));
    for (int i = 1; i < parts.length; i++) {
      parts[0].merge(parts[i]);
    }
    parts[0].requireComplete();
    for (int i = 0; i < ids.length; i++) {
      assertThat(parts[0].radius(parts[0].items().place(ids[i])))
          .isEqualTo(Definitions.kth(within, i, k));
    }
    return parts[0];
  }

  /** Points 0, 1, 3 on a line against 0.5, 9, 20: radii 1, 1, 2 and 8.5, 8.5, 11 at k = 1. */
  @Test
  void pointsOnALine_byHand() {
    double[] reference = {0, 1, 3};
    double[] generated = {0.5, 9, 20};
    PrecisionRecall state = new PrecisionRecall(radii(reference, 1), radii(generated, 1));
    state.add(line(reference, generated));
    assertThat(state.precision().value()).isEqualTo(1 / 3.0);
    assertThat(state.recall().value()).isEqualTo(1);
    assertThat(state.density().value()).isEqualTo(2 / 3.0);
    assertThat(state.density().value(0)).isEqualTo(2);
    assertThat(state.coverageK().value()).isEqualTo(2 / 3.0);
  }

  @Test
  void copies_haveRadiusZero_andAreWithinTheirBalls() {
    double[] points = {1, 1, 1};
    PrecisionRecall state = new PrecisionRecall(radii(points, 2), radii(points, 2));
    state.add(line(points, points));
    assertThat(state.precision().value()).isEqualTo(1);
    assertThat(state.coverageK().value()).isEqualTo(1);
    assertThat(state.density().value()).isEqualTo(1.5);
  }

  @Test
  void wrongSizesAndMissingPairs_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighbourRadii(ItemIds.range(3), 3))
        .withMessageContaining("k must be >= 1 and <= 2");
    assertThatIllegalArgumentException().isThrownBy(() -> new NeighbourRadii(ItemIds.range(3), 0));
    double[] points = {0, 1, 3};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrecisionRecall(radii(points, 1), radii(points, 2)))
        .withMessageContaining("take one k for both");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new PrecisionRecall(radii(points, 1), new NeighbourRadii(ItemIds.range(3), 1)))
        .withMessageContaining("item 0 has 0 distances and there are 2 items");
    PrecisionRecall state = new PrecisionRecall(radii(points, 1), radii(points, 1));
    assertThatIllegalStateException().isThrownBy(state::density);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                state.merge(
                    new PrecisionRecall(radii(points, 1), radii(new double[] {0, 1, 4}, 1))))
        .withMessageContaining("make both from the same radii");
  }

  private static NeighbourRadii radii(double[] points, int k) {
    NeighbourRadii radii = new NeighbourRadii(ItemIds.range(points.length), k);
    radii.add(line(points, points));
    return radii;
  }

  private static DistanceBlock line(double[] rows, double[] columns) {
    double[] distances = new double[rows.length * columns.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(rows[i / columns.length] - columns[i % columns.length]);
    }
    return DistanceBlock.of(
        MinimumMatchingTest.ids(rows.length), MinimumMatchingTest.ids(columns.length), distances);
  }
}
