package io.betti.pipeline.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.filtration.Direction;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values by hand, gradients against differences, proximal maps against their definition. */
class PenaltyTest {
  private static final PenaltySpace POINTS = PenaltySpace.weakAlpha();
  private static final PenaltySpace LINE = PenaltySpace.line(Direction.SUPERLEVEL);

  private static double value(String text, PenaltySpace space, double... beta) {
    return PenaltySpec.parse(text, space).build(beta.length).value(beta);
  }

  private static double[] random(SplittableRandom random, int size) {
    return random.doubles(size, -3, 3).toArray();
  }

  /** Whole numbers, so that ties and equal gaps are frequent. */
  private static double[] tied(SplittableRandom random, int size) {
    return random.ints(size, -4, 5).asDoubleStream().toArray();
  }

  @Test
  void norms_byHand() {
    double[] beta = {3, -4, 0, 0};
    assertThat(value("l1", POINTS, beta)).isEqualTo(7);
    assertThat(value("l2", POINTS, beta)).isEqualTo(5);
    assertThat(value("l2-squared", POINTS, beta)).isEqualTo(25);
    assertThat(value("tv", POINTS, beta)).isEqualTo(11);
    assertThat(value("tv2", POINTS, beta)).isEqualTo(Math.sqrt(49 + 16));
    assertThat(value("0.5*l1 - 2*tv", POINTS, beta)).isEqualTo(3.5 - 22);
    assertThat(value("ols", POINTS, beta)).isZero();
  }

  @Test
  void clusters_byHand() {
    // Sorted: 0, 1, 1.5, 5, 7, 10; gaps 1, 0.5, 3.5, 2, 3.
    double[] beta = {5, 0, 1, 10, 1.5, 7};
    assertThat(value("top1", POINTS, beta)).isEqualTo(10);
    assertThat(value("top2", POINTS, beta)).isEqualTo(10 - 3.5 - 3);
    assertThat(value("E(1,0,6;PD0)", POINTS, beta)).isEqualTo(0.5);
    assertThat(value("E(1,0,7;PD0)", POINTS, beta)).isZero();
    assertThat(value("E(2,0,2;PD0)", POINTS, beta)).isEqualTo(1 + 0.25 + 12.25 + 4 + 9);
    assertThat(value("top2", PenaltySpace.rips(), beta)).isEqualTo(3.5);
  }

  @Test
  void clusters_ofThreeValuesCostTop2Nothing() {
    assertThat(value("top2", POINTS, 1, 2, 3, 3, 2, 1, 1)).isZero();
    assertThat(value("top1", POINTS, 1, 2, 3, 3, 2, 1, 1)).isEqualTo(2);
  }

  @Test
  void peaksOfALine_byHand() {
    // Peaks 4, 3, 6 and 1 at the end; saddles 1 and 2 between, and 0.
    double[] beta = {0, 4, 1, 3, 2, 6, 0, 1};
    // Superlevel: 6 never dies, 3 dies at 2, 4 at 1, the last 1 at 0.
    assertThat(value("top1", LINE, beta)).isEqualTo(1 + 3 + 1);
    assertThat(value("E(1,0,3;PD0)", LINE, beta)).isEqualTo(2);
    assertThat(value("top2", LINE, beta)).isEqualTo(1);
    // Sublevel: valleys 0, 1, 2, 0; the other valleys die at 4, 3 and 6.
    assertThat(value("top1", PenaltySpace.line(Direction.SUBLEVEL), beta)).isEqualTo(3 + 1 + 6);
  }

  @Test
  void holesOfAGrid_byHand() {
    double[] ring = {
      0, 0, 0, 0, 0,
      0, 2, 2, 2, 0,
      0, 2, 1, 2, 0,
      0, 2, 2, 2, 0,
      0, 0, 0, 0, 3
    };
    PenaltySpace grid = PenaltySpace.grid(Direction.SUPERLEVEL, 5, 5);
    // The 3 in the corner touches a 2 along the diagonal, so there is one component.
    assertThat(value("E(1,0,2;PD0)", grid, ring)).isZero();
    assertThat(value("E(1,0,1;PD1)", grid, ring)).isEqualTo(1);
    assertThat(value("E(1,0,2;PD0) + E(1,0,2;PD1)", grid, ring)).isZero();
    PenaltySpace four =
        PenaltySpace.of(
            PenaltySpace.Filtration.LEVEL_SET,
            new int[] {5, 5},
            GridComplex.CUBICAL_V,
            Direction.SUPERLEVEL);
    assertThat(value("E(1,0,2;PD0)", four, ring)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "l1",
        "l2",
        "l2-squared",
        "tv",
        "tv2",
        "top1",
        "top2",
        "E(2,1,2;PD0)",
        "E(1,0,5;PD0)",
        "0.25*l1 + 2*E(1,0,3;PD0) - E(2,0,2;PD0) + l2-squared"
      })
  void gradient_equalsDifferences(String text) {
    SplittableRandom random = new SplittableRandom(1);
    for (PenaltySpace space :
        new PenaltySpace[] {
          POINTS, PenaltySpace.rips(), LINE, PenaltySpace.line(Direction.SUBLEVEL)
        }) {
      checkGradient(PenaltySpec.parse(text, space).build(15), random(random, 15));
    }
  }

  @Test
  void gradient_equalsDifferencesOnGrids() {
    SplittableRandom random = new SplittableRandom(2);
    checkGradient(
        PenaltySpec.parse(
                "E(1,0,2;PD0) + 0.5*E(2,0,2;PD1)", PenaltySpace.grid(Direction.SUPERLEVEL, 6, 7))
            .build(42),
        random(random, 42));
    checkGradient(
        PenaltySpec.parse(
                "E(1,0,2;PD0) + E(1,0,1;PD1) + E(1,0,1;PD2) + 0.1*l1",
                PenaltySpace.grid(Direction.SUBLEVEL, 4, 4, 4))
            .build(64),
        random(random, 64));
  }

  private static void checkGradient(Penalty penalty, double[] beta) {
    double[] gradient = new double[beta.length];
    double value = penalty.gradient(beta, gradient);
    assertThat(value).isCloseTo(penalty.value(beta), within(1e-12 * (1 + Math.abs(value))));
    double h = 1e-6;
    for (int j = 0; j < beta.length; j++) {
      double[] moved = beta.clone();
      moved[j] += h;
      double up = penalty.value(moved);
      moved[j] -= 2 * h;
      double down = penalty.value(moved);
      assertThat(gradient[j])
          .as("%s, coefficient %d of %s", penalty, j, Arrays.toString(beta))
          .isCloseTo((up - down) / (2 * h), within(1e-6));
    }
  }

  @Test
  void quickWays_equalTheDiagram_tiesIncluded() {
    checkQuickWay(POINTS, GapSum.class);
    checkQuickWay(PenaltySpace.rips(), GapSum.class);
    checkQuickWay(LINE, LineLevels.class);
    checkQuickWay(PenaltySpace.line(Direction.SUBLEVEL), LineLevels.class);
  }

  private static void checkQuickWay(PenaltySpace space, Class<?> way) {
    SplittableRandom random = new SplittableRandom(3);
    int positive = 0;
    for (int round = 0; round < 1500; round++) {
      int size = 1 + random.nextInt(14);
      String text = (round % 3 == 0 ? "" : "-0.5*") + "E(1,0," + (1 + random.nextInt(6)) + ";PD0)";
      Penalty quick = PenaltySpec.parse(text, space).build(size);
      Penalty general = new DiagramPenalty(DiagramNotation.parse(text), space, size);
      assertThat(quick).isInstanceOf(way);
      // Several calls on one object: each starts from the order of the one before.
      for (double[] beta : new double[][] {tied(random, size), random(random, size)}) {
        double[] one = new double[size];
        double[] other = new double[size];
        double value = quick.gradient(beta, one);
        assertThat(value).isCloseTo(general.gradient(beta, other), within(1e-12));
        assertThat(quick.value(beta)).isCloseTo(general.value(beta), within(1e-12));
        for (int j = 0; j < size; j++) {
          assertThat(one[j])
              .as("%s on %s of %s, coefficient %d", text, space, Arrays.toString(beta), j)
              .isEqualTo(other[j] + 0.0);
        }
        positive += value != 0 ? 1 : 0;
      }
    }
    assertThat(positive).isGreaterThan(500);
  }

  @Test
  void order_isThatOfASort_afterAnyChange() {
    SplittableRandom random = new SplittableRandom(4);
    IndexOrder order = new IndexOrder(300);
    for (int round = 0; round < 60; round++) {
      double[] values = round % 2 == 0 ? tied(random, 300) : random(random, 300);
      int[] sorted = order.sort(values);
      for (int k = 1; k < sorted.length; k++) {
        int a = sorted[k - 1];
        int b = sorted[k];
        assertThat(values[a] < values[b] || (values[a] == values[b] && a < b)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "l1",
        "l2",
        "l2-squared",
        "tv",
        "top1",
        "0.3*l1 + 0.7*tv",
        "tv + 0.2*l1 + 0.5*l2-squared",
        "l1 + 2*l1",
        "0.1*l2-squared + top1"
      })
  void proximal_isTheMinimum(String text) {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 60; round++) {
      int size = 1 + random.nextInt(9);
      double[] point = round % 2 == 0 ? random(random, size) : tied(random, size);
      double step = random.nextDouble(0, 3);
      Penalty penalty = PenaltySpec.parse(text, POINTS).build(size);
      assertThat(penalty.hasProximal()).isTrue();
      double[] x = new double[size];
      penalty.proximal(point, step, x);
      double least = objective(penalty, point, step, x);
      for (int trial = 0; trial < 200; trial++) {
        double reach = Math.pow(10, -random.nextInt(5));
        double[] other = x.clone();
        int from = random.nextInt(size);
        int to = from + 1 + random.nextInt(size - from);
        boolean together = random.nextBoolean();
        double move = random.nextDouble(-reach, reach);
        for (int j = from; j < to; j++) {
          other[j] += together ? move : random.nextDouble(-reach, reach);
        }
        assertThat(objective(penalty, point, step, other))
            .as("%s, step %s at %s", text, step, Arrays.toString(point))
            .isGreaterThanOrEqualTo(least - 1e-12);
      }
      double[] same = point.clone();
      penalty.proximal(same, step, same);
      assertThat(same).isEqualTo(x);
    }
  }

  private static double objective(Penalty penalty, double[] point, double step, double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += (x[j] - point[j]) * (x[j] - point[j]) / 2;
    }
    return sum + step * penalty.value(x);
  }

  @Test
  void proximal_isUnknown_whereThePenaltyIsNotConvex() {
    for (String text : new String[] {"tv2", "top2", "-1*l1", "l1 + l2", "l1 + E(1,0,2;PD0)"}) {
      Penalty penalty = PenaltySpec.parse(text, POINTS).build(4);
      assertThat(penalty.hasProximal()).as(text).isFalse();
      assertThatThrownBy(() -> penalty.proximal(new double[4], 1, new double[4]))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("adam");
    }
  }

  /**
   * x solves the problem exactly if the running sums u of y - x stay within the step, end at 0, and
   * touch its bounds where x jumps (by more than rounding): the dual condition, both ways.
   */
  @Test
  void totalVariation_meetsItsDualCondition() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 3000; round++) {
      int size = 1 + random.nextInt(40);
      double[] y = round % 2 == 0 ? random(random, size) : tied(random, size);
      double step = round % 5 == 0 ? 1 + random.nextInt(3) : random.nextDouble(0, 4);
      double[] x = new double[size];
      new TautString(size).proximal(y, step, x);
      double u = 0;
      for (int j = 0; j < size; j++) {
        u += y[j] - x[j];
        if (j == size - 1) {
          assertThat(u).isCloseTo(0, within(1e-11));
          break;
        }
        assertThat(Math.abs(u)).isLessThanOrEqualTo(step + 1e-11);
        if (Math.abs(x[j + 1] - x[j]) > 1e-9) {
          // A jump up is where the string has been held down: u is at minus the step.
          assertThat(u)
              .as("jump at %d of %s, step %s", j, Arrays.toString(y), step)
              .isCloseTo(x[j + 1] > x[j] ? -step : step, within(1e-11));
        }
      }
    }
  }

  @Test
  void totalVariation_ofManySteps_isTheMean() {
    double[] y = {1, 5, 2, 0, 7};
    double[] x = new double[5];
    new TautString(5).proximal(y, 100, x);
    for (double level : x) {
      assertThat(level).isCloseTo(3, within(1e-13));
    }
    new TautString(5).proximal(y, 0, x);
    assertThat(x).isEqualTo(y);
  }
}
