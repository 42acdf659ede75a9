package io.betti.topology.complex;

import java.math.BigDecimal;

/**
 * Signs of the predicates' determinants in decimals of any length: exact for all finite doubles,
 * and slow. Only for clouds whose coordinates differ too much in magnitude for {@link Expansions}.
 */
final class DecimalDeterminants {
  private DecimalDeterminants() {}

  /**
   * Sign of the determinant whose rows are the differences of the first points to the last, on the
   * given axes, followed by the squared length of the difference if {@code lifted}.
   *
   * @param coordinates {@code [axis][point]}
   * @param axes axes of the columns
   * @param liftAxes axes that the squared length is summed over; none, if there is no such column
   * @param points one point more than there are columns
   */
  static int sign(double[][] coordinates, int[] axes, int[] liftAxes, int... points) {
    int n = points.length - 1;
    BigDecimal[][] matrix = new BigDecimal[n][n];
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < axes.length; k++) {
        matrix[row][k] = difference(coordinates[axes[k]], points[row], points[n]);
      }
      if (liftAxes.length > 0) {
        BigDecimal lift = BigDecimal.ZERO;
        for (int axis : liftAxes) {
          BigDecimal difference = difference(coordinates[axis], points[row], points[n]);
          lift = lift.add(difference.multiply(difference));
        }
        matrix[row][n - 1] = lift;
      }
    }
    return determinant(matrix, 0, (1 << n) - 1).signum();
  }

  private static BigDecimal difference(double[] values, int i, int j) {
    return new BigDecimal(values[i]).subtract(new BigDecimal(values[j]));
  }

  /** Of the rows from {@code row} on and the columns in the set, expanded along the first row. */
  private static BigDecimal determinant(BigDecimal[][] matrix, int row, int columns) {
    if (row == matrix.length) {
      return BigDecimal.ONE;
    }
    BigDecimal sum = BigDecimal.ZERO;
    boolean plus = true;
    for (int k = 0; k < matrix.length; k++) {
      if ((columns >> k & 1) == 1) {
        BigDecimal term =
            matrix[row][k].multiply(determinant(matrix, row + 1, columns & ~(1 << k)));
        sum = plus ? sum.add(term) : sum.subtract(term);
        plus = !plus;
      }
    }
    return sum;
  }
}
