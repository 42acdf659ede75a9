package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void interval_hasTheWidthOfTheNormalOne() {
    Random random = new Random(8);
    double[] values = random.doubles(400).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / 400;
    Interval interval = new Bootstrap(4000, 0.95, 1).interval(values);
    double half = 1.96 * Math.sqrt(variance / 400);
    assertThat(interval.low()).isCloseTo(mean - half, within(0.1 * half));
    assertThat(interval.high()).isCloseTo(mean + half, within(0.1 * half));
    assertThat(interval.level()).isEqualTo(0.95);
  }

  /** 300 samples at 90 %: 270 hold 1/2 on average, with a deviation of 5.2. */
  @Test
  void interval_holdsTheTruthAsOftenAsItSays() {
    Random random = new Random(9);
    int held = 0;
    for (int trial = 0; trial < 300; trial++) {
      Interval interval = new Bootstrap(300, 0.9, trial).interval(random.doubles(60).toArray());
      held += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
    }
    assertThat(held).isBetween(250, 287);
  }

  @Test
  void interval_isOfTheSeedAlone() {
    // Numbers without pattern: means of few whole numbers coincide by chance.
    double[] values = new Random(10).doubles(40).toArray();
    Set<Interval> intervals = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Interval interval = new Bootstrap(100, 0.9, seed).interval(values);
      assertThat(new Bootstrap(100, 0.9, seed).interval(values)).isEqualTo(interval);
      intervals.add(interval);
    }
    assertThat(intervals).hasSize(100);
    assertThat(new Bootstrap(1, 0.9, 4).interval(new double[] {7}))
        .isEqualTo(new Interval(7, 7, 0.9));
  }

  @Test
  void infiniteNumbers_giveAnInfiniteEnd_andNoNaN() {
    double[] values = MinimumMatchingTest.constant(50, 1);
    values[0] = Double.POSITIVE_INFINITY;
    assertThat(new Bootstrap(500, 0.95, 3).interval(values))
        .isEqualTo(new Interval(1, Double.POSITIVE_INFINITY, 0.95));
  }

  @Test
  void densityIsDividedBeforeItIsDrawn() {
    ItemMean mean = new ItemMean(ItemIds.range(3), new double[] {6, 6, 6}, 4);
    assertThat(mean.value()).isEqualTo(1.5);
    assertThat(mean.interval(new Bootstrap(10, 0.5, 0))).isEqualTo(new Interval(1.5, 1.5, 0.5));
  }

  @Test
  void outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootstrap(0, 0.9, 1))
        .withMessageContaining("replicates 0 must be >= 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(9, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bootstrap(9, Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootstrap(9, 0.9, 1).interval(new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootstrap(9, 0.9, 1).interval(new double[] {1, Double.NaN}))
        .withMessageContaining("number 1 of a mean is NaN");
  }
}
