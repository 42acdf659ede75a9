package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InceptionScoreTest {
  @Test
  void score_isTheNumberOfClasses_whenSureAndEven_andOne_whenAllAgree() {
    InceptionScore sure = new InceptionScore(ItemIds.range(40), 4);
    InceptionScore alike = new InceptionScore(ItemIds.range(40), 4);
    for (int i = 0; i < 40; i++) {
      double[] row = new double[4];
      row[i % 4] = 1;
      sure.add(i, row);
      alike.add(i, new double[] {0.5, 0.25, 0.25, 0});
    }
    assertThat(sure.mean()).isCloseTo(4, within(1e-14));
    assertThat(sure.deviation()).isCloseTo(0, within(1e-14));
    assertThat(alike.mean()).isEqualTo(1);
    assertThat(alike.deviation()).isZero();
  }

  /**
   * Rows (1, 0) and (1/2, 1/2) have mean (3/4, 1/4): divergences log 4/3 and (log 2/3 + log 2) / 2,
   * their mean (log 16/9 + log 4/3) / 4, so the score is (64/27)^(1/4). The other split is sure: 2.
   */
  @Test
  void score_byHand() {
    InceptionScore state = new InceptionScore(ItemIds.of(5, 9, 11, 12), 2, 2);
    state.add(12, new double[] {0, 1});
    state.add(9, new double[] {0.5, 0.5});
    state.add(11, new double[] {1, 0});
    state.add(5, new double[] {1, 0});
    double first = Math.pow(64 / 27.0, 0.25);
    assertThat(state.score(0)).isCloseTo(first, within(1e-14));
    assertThat(state.score(1)).isCloseTo(2, within(1e-14));
    assertThat(state.mean()).isCloseTo((first + 2) / 2, within(1e-14));
    assertThat(state.deviation()).isCloseTo((2 - first) / 2, within(1e-14));
  }

  @Test
  void mergedStates_areTheWhole() {
    Random random = new Random(6);
    for (int trial = 0; trial < 300; trial++) {
      int n = 10 + random.nextInt(40);
      int classes = 1 + random.nextInt(4);
      InceptionScore whole = new InceptionScore(ItemIds.range(n), classes);
      InceptionScore left = new InceptionScore(ItemIds.range(n), classes);
      InceptionScore right = new InceptionScore(ItemIds.range(n), classes);
      for (int i = n - 1; i >= 0; i--) {
        double[] row = row(random, classes);
        whole.add(i, row);
        (random.nextBoolean() ? left : right).add(i, row);
      }
      left.merge(right);
      assertThat(left.mean()).isEqualTo(whole.mean());
      assertThat(left.deviation()).isEqualTo(whole.deviation());
      assertThat(whole.mean()).isBetween(1 - 1e-12, classes + 1e-12);
    }
  }

  private static double[] row(Random random, int classes) {
    double[] row = new double[classes];
    double sum = 0;
    for (int y = 0; y < classes; y++) {
      row[y] = y > 0 && random.nextInt(3) == 0 ? 0 : random.nextDouble() + 1e-3;
      sum += row[y];
    }
    for (int y = 0; y < classes; y++) {
      row[y] /= sum;
    }
    return row;
  }

  @Test
  void faintProbabilities_doNotMakeItInfinite() {
    InceptionScore state = new InceptionScore(ItemIds.range(2), 2, 1);
    state.add(0, new double[] {1, Double.MIN_VALUE});
    state.add(1, new double[] {1, 0});
    assertThat(state.mean()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN | 1 | item 3 has probability NaN of class 0; it must be in [0, 1]",
        "-0.5 | 1.5 | item 3 has probability -0.5 of class 0",
        "0 | 1.5 | item 3 has probability 1.5 of class 1",
        "0.5 | 0.25 | the probabilities of item 3 sum to 0.75; they must sum to 1"
      })
  void add_refuses(double p, double q, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InceptionScore(ItemIds.range(10), 2).add(3, new double[] {p, q}))
        .withMessageStartingWith(message);
  }

  @Test
  void wrongSizes_missingAndRepeatedItems_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InceptionScore(ItemIds.range(9), 2))
        .withMessageContaining("2 classes and 10 splits of 9 items");
    InceptionScore state = new InceptionScore(ItemIds.range(2), 1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.add(0, new double[] {0.5, 0.5}))
        .withMessageContaining("item 0 has 2 probabilities and there are 1 classes");
    state.add(1, new double[] {1});
    assertThatIllegalStateException()
        .isThrownBy(state::mean)
        .withMessageContaining("item 0 has no probabilities");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.merge(state))
        .withMessageContaining("item 1 came twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.merge(new InceptionScore(ItemIds.range(2), 1, 2)))
        .withMessageContaining("do not merge");
  }
}
