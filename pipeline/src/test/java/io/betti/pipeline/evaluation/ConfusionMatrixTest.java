package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static ConfusionMatrix.Cell cell(int truth, int answer) {
    return new ConfusionMatrix.Cell(truth, answer);
  }

  @Test
  void figuresAreThoseOfTheCounts() {
    ConfusionMatrix confusion =
        ConfusionMatrix.of(
            Map.of(cell(2, 2), 8L, cell(2, 9), 2L, cell(9, 9), 5L, cell(9, 2), 1L, cell(9, 4), 4L));
    assertThat(confusion.size()).isEqualTo(3);
    assertThat(new int[] {confusion.label(0), confusion.label(1), confusion.label(2)})
        .containsExactly(2, 4, 9);
    assertThat(confusion.total()).isEqualTo(20);
    assertThat(confusion.correct()).isEqualTo(13);
    assertThat(confusion.accuracy()).isEqualTo(0.65);
    assertThat(confusion.support(2)).isEqualTo(10);
    assertThat(confusion.recall(0)).isEqualTo(0.8);
    assertThat(confusion.precision(0)).isEqualTo(8 / 9.0);
    assertThat(confusion.precision(1)).isZero();
    assertThat(confusion.recall(1)).as("label 4 has no rows").isNaN();
    assertThat(confusion.count(2, 1)).isEqualTo(4);
    assertThat(confusion).hasToString("2: [8, 0, 2]\n4: [0, 0, 0]\n9: [1, 4, 5]\n");
  }

  @Test
  void nothingIsNeitherRightNorWrong() {
    ConfusionMatrix confusion = ConfusionMatrix.of(Map.of());
    assertThat(confusion.size()).isZero();
    assertThat(confusion.accuracy()).isNaN();
  }

  @Test
  void negativeCountIsRefused() {
    assertThatThrownBy(() -> ConfusionMatrix.of(Map.of(cell(0, 1), -1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is below 0");
  }
}
