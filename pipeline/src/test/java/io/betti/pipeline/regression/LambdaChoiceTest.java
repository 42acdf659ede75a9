package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Grids of lambdas, choices among them, intervals. */
class LambdaChoiceTest {
  private static GridFit fit(int fold, double lambda, double validation, double beta) {
    GridCell cell = new GridCell(0, 0, 10, fold);
    return new GridFit(cell, 0, lambda, 0, 0, validation, beta, 0, 1, true, 0, new double[1]);
  }

  private static final List<GridFit> ALL =
      List.of(
          fit(-1, 1, Double.NaN, 9),
          fit(-1, 2, Double.NaN, 4),
          fit(-1, 3, Double.NaN, 5),
          fit(-1, 4, Double.NaN, 6));

  private static final List<List<GridFit>> FOLDS =
      List.of(
          List.of(fit(0, 1, 1, 0), fit(0, 2, 7, 0), fit(0, 3, 4, 0), fit(0, 4, 2, 0)),
          List.of(fit(1, 1, 9, 0), fit(1, 2, 7, 0), fit(1, 3, 4, 0), fit(1, 4, 6, 0)));

  @Test
  void eachSelectionGoesByItsOwnError_andTakesTheGreatestOfEqualOnes() {
    LambdaChoice.Curve curve = LambdaChoice.curve(ALL, FOLDS);
    assertThat(curve.mean()).containsExactly(5, 7, 4, 4);
    LambdaChoice kfold = LambdaChoice.of(LambdaSelection.KFOLD, ALL, curve);
    assertThat(kfold.fit().lambda()).isEqualTo(4);
    assertThat(kfold.error()).isEqualTo(4);
    assertThat(kfold.errorDeviation()).isEqualTo(2);
    assertThat(kfold.edge()).isTrue();
    LambdaChoice holdout = LambdaChoice.of(LambdaSelection.HOLDOUT, ALL, curve);
    assertThat(holdout.fit().lambda()).isEqualTo(1);
    LambdaChoice oracle = LambdaChoice.of(LambdaSelection.ORACLE, ALL, curve);
    assertThat(oracle.fit().lambda()).isEqualTo(2);
    assertThat(oracle.edge()).isFalse();
  }

  @Test
  void oneLambda_needsNoChoice_andSeveralWithoutErrorsHaveNone() {
    List<GridFit> one = List.of(ALL.get(0));
    LambdaChoice choice =
        LambdaChoice.of(LambdaSelection.KFOLD, one, LambdaChoice.curve(one, List.of()));
    assertThat(choice.fit()).isSameAs(one.get(0));
    assertThatThrownBy(
            () -> LambdaChoice.of(LambdaSelection.KFOLD, ALL, LambdaChoice.curve(ALL, List.of())))
        .hasMessageContaining("no lambda can be chosen by kfold");
  }

  @Test
  void fitsAreSortedByFold() {
    List<GridFit> mixed = new ArrayList<>(ALL);
    mixed.addAll(FOLDS.get(1));
    mixed.addAll(FOLDS.get(0));
    assertThat(LambdaChoice.byFold(mixed)).isEqualTo(FOLDS);
  }

  /** scipy 1.10.1: t.interval(0.95, 4, loc=mean(x), scale=sem(x)) of 1, 2, 4, 8, 16. */
  @Test
  void intervalIsStudentsT() {
    Interval interval = Interval.of(new double[] {1, 2, 4, 8, 16});
    assertThat(interval.mean()).isCloseTo(6.2, within(1e-12));
    assertThat(interval.low()).isCloseTo(LOW, within(1e-9));
    assertThat(interval.high()).isCloseTo(HIGH, within(1e-9));
    assertThat(Interval.of(new double[] {3}).low()).isNaN();
    assertThat(Interval.of(new double[0]).mean()).isNaN();
  }

  private static final double LOW = -1.3731325632789178;
  private static final double HIGH = 13.773132563278917;

  @Test
  void gridIsLogarithmic_withItsEndsExact() {
    double[] values = new LambdaGrid(1e-4, 10, 20).values();
    assertThat(values).hasSize(20).isSorted();
    assertThat(values[0]).isEqualTo(1e-4);
    assertThat(values[19]).isEqualTo(10);
    for (int i = 1; i < 20; i++) {
      assertThat(values[i] / values[i - 1]).isCloseTo(Math.pow(10, 5 / 19.0), within(1e-12));
    }
    assertThat(new LambdaGrid(0.1, 0.1, 1).values()).containsExactly(0.1);
  }

  @Test
  void impossibleGridsAreRefused() {
    assertThatThrownBy(() -> new LambdaGrid(1, 0.1, 5)).hasMessageContaining("is above");
    assertThatThrownBy(() -> new LambdaGrid(0, 1, 5)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new LambdaGrid(-1, 1, 5)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new LambdaGrid(Double.NaN, 1, 5)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new LambdaGrid(1, 2, 1)).hasMessageContaining("at least two");
    assertThatThrownBy(() -> new LambdaGrid(1, 1, 2)).hasMessageContaining("equal ends");
  }
}
