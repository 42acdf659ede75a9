package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A solved transport is optimal: its dual, with whatever rounding violates taken off, is valid for
 * every pair, and its sum meets the sum of the costs within 1e-12 relative.
 */
final class Certificate {
  private Certificate() {}

  static void check(TransportProblem problem) {
    checkMates(problem);
    double value = problem.value();
    assertThat(Math.abs(value - problem.dualValue())).isLessThanOrEqualTo(1e-12 * value);
    assertThat(validDual(problem)).isGreaterThanOrEqualTo(value * (1 - 1e-12));
  }

  /** The sum of the right dual and of the best left dual that is valid with it. */
  private static double validDual(TransportProblem problem) {
    CompensatedSum sum = new CompensatedSum();
    double[] right = new double[problem.size[1]];
    for (int j = 0; j < right.length; j++) {
      right[j] = Math.min(problem.dual[1][j], problem.diagonal[1][j]);
      sum.add(right[j]);
    }
    for (int i = 0; i < problem.size[0]; i++) {
      double least = problem.diagonal[0][i];
      for (int j = 0; j < right.length; j++) {
        least = Math.min(least, problem.cost(i, j) - right[j]);
      }
      sum.add(least);
    }
    return sum.value();
  }

  private static void checkMates(TransportProblem problem) {
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < problem.size[side]; i++) {
        int j = problem.mate[side][i];
        assertThat(j == TransportProblem.DIAGONAL || problem.mate[1 - side][j] == i).isTrue();
      }
    }
  }
}
