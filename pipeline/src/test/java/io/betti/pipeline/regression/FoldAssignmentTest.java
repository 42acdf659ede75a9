package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folds are a partition of the rows, of equal sizes, by the row's number alone. */
class FoldAssignmentTest {
  @ParameterizedTest
  @CsvSource({"25,0,5", "27,0,5", "5,0,5", "1000,200,7", "3,1,2", "1,0,1", "100000,17,10"})
  void foldsDifferByOneRowAtMost_andTheTestIsAsLargeAsAsked(int rows, int test, int folds) {
    for (int trial = 0; trial < 3; trial++) {
      FoldAssignment assignment = new FoldAssignment(rows, test, folds, 4, trial);
      int[] sizes = new int[folds + 1];
      for (int row = 0; row < rows; row++) {
        int fold = assignment.foldOf(row);
        sizes[fold == FoldAssignment.TEST ? folds : fold]++;
      }
      assertThat(sizes[folds]).isEqualTo(test);
      int[] own = java.util.Arrays.copyOf(sizes, folds);
      int least = IntStream.of(own).min().getAsInt();
      assertThat(least).isPositive();
      assertThat(IntStream.of(own).max().getAsInt() - least).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void seedAndTrialDraw_andNothingElse() {
    int[] folds = folds(new FoldAssignment(300, 30, 5, 1, 0));
    assertThat(folds(new FoldAssignment(300, 30, 5, 1, 0))).isEqualTo(folds);
    assertThat(folds(new FoldAssignment(300, 30, 5, 2, 0))).isNotEqualTo(folds);
    assertThat(folds(new FoldAssignment(300, 30, 5, 1, 1))).isNotEqualTo(folds);
  }

  private static int[] folds(FoldAssignment assignment) {
    return IntStream.range(0, 300).map(assignment::foldOf).toArray();
  }

  /** Of independent draws 1 in 5 neighbours would share a fold; a pattern would show. */
  @Test
  void neighboursAreNoMoreAlikeThanOthers() {
    FoldAssignment assignment = new FoldAssignment(100_000, 0, 5, 0, 0);
    for (int step : new int[] {1, 2, 5, 7, 64}) {
      long same =
          IntStream.range(0, 100_000 - step)
              .filter(row -> assignment.foldOf(row) == assignment.foldOf(row + step))
              .count();
      assertThat(same / 100_000.0).as("step " + step).isBetween(0.19, 0.21);
    }
  }

  @Test
  void rowsOfAFold_andTheOthers_areAllWithoutTheTest() {
    FoldAssignment assignment = new FoldAssignment(50, 10, 4, 0, 0);
    for (int fold = 0; fold < 4; fold++) {
      int[] own = assignment.rows(fold, false);
      int[] others = assignment.rows(fold, true);
      assertThat(own.length + others.length).isEqualTo(40);
      assertThat(IntStream.concat(IntStream.of(own), IntStream.of(others)).distinct().count())
          .isEqualTo(40);
    }
  }

  @Test
  void moreFoldsThanRows_areRefused() {
    assertThatThrownBy(() -> new FoldAssignment(4, 0, 5, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 folds of 4 rows");
    assertThatThrownBy(() -> new FoldAssignment(8, 4, 5, 0, 0))
        .hasMessageContaining("4 of them set apart");
  }
}
