package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceMatrixTest {
  @Test
  void of_points_hasTheirDistances() {
    DistanceMatrix matrix = DistanceMatrix.of(PointCloud.of(2, 0, 0, 3, 4, 0, 0));
    assertThat(matrix.size()).isEqualTo(3);
    assertThat(matrix.distance(0, 1)).isEqualTo(5);
    assertThat(matrix.distance(1, 0)).isEqualTo(5);
    assertThat(matrix.distance(0, 2)).isZero();
    assertThat(matrix.distance(1, 1)).isZero();
    assertThat(matrix).hasToString("distances of 3 things");
  }

  @Test
  void of_copies_andTakesInfinity() {
    double[][] rows = {{0, Double.POSITIVE_INFINITY}, {Double.POSITIVE_INFINITY, 0}};
    DistanceMatrix matrix = DistanceMatrix.of(rows);
    rows[1][0] = 1;
    assertThat(matrix.distance(0, 1)).isInfinite();
    assertThat(matrix).isNotEqualTo(DistanceMatrix.of(new double[][] {{0, 1}, {1, 0}}));
    assertThat(DistanceMatrix.of(new double[0][]).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0  | 1  | 2  | 0 | distance [1][0] is 2.0 and 1.0 the other way",
        "0  | NaN | NaN | 0 | distance [1][0] is NaN; distances must be 0 or above",
        "0  | -1 | -1 | 0 | distance [1][0] is -1.0; distances must be 0 or above",
        "3  | 1  | 1  | 0 | distance [0][0] is 3.0; the distance of a thing to itself must be 0",
        "0  | 1  | 1  | Infinity | distance [1][1] is Infinity; the distance of a thing to itself"
      })
  void of_refuses(double a, double b, double c, double d, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.of(new double[][] {{a, b}, {c, d}}))
        .withMessageStartingWith(message);
  }

  @Test
  void of_refusesWhatIsNotSquare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.of(new double[][] {{0, 1}, {1}}))
        .withMessageContaining("row 1 of a distance matrix has 1 entries and there are 2 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceMatrix.of(PointCloud.of(1, 1e200, -1e200)))
        .withMessageContaining("points 0 and 1 overflows");
  }
}
