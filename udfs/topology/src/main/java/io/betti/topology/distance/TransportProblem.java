package io.betti.topology.distance;

import java.util.Arrays;

/**
 * The transport between the points of two diagrams: match points in pairs, or leave them to the
 * diagonal, at the least sum of costs. The cost of a pair is its ground distance to the power p,
 * that of a point left alone its distance to the diagonal to the power p. Pairs that cost at least
 * as much as leaving both alone are never needed.
 *
 * <p><b>Dual.</b> Numbers u, v with u_i <= diagonal_i, v_j <= diagonal_j and u_i + v_j <= cost_ij
 * bound the least sum from below by their own sum; the solvers keep such numbers and end when the
 * two sums meet. That certifies the result.
 *
 * <p>Where powers could leave the range of doubles, coordinates are divided by a power of two
 * first, which is exact.
 */
final class TransportProblem {
  /** Mate of a point that goes to the diagonal. */
  static final int DIAGONAL = -1;

  final WassersteinOptions options;
  final GroundNorm norm;

  /** What the coordinates below have been divided by, a power of two. */
  double scale;

  /** Side 0 is left, side 1 right. */
  final int[] size = new int[2];

  final double[][] births = new double[2][];
  final double[][] deaths = new double[2][];

  /** Costs of going to the diagonal. */
  final double[][] diagonal = new double[2][16];

  /** The solution: the other side's point, or {@link #DIAGONAL}. */
  final int[][] mate = new int[2][16];

  /** The dual that certifies it. */
  final double[][] dual = new double[2][16];

  private final double[][] scaledBirths = new double[2][16];
  private final double[][] scaledDeaths = new double[2][16];
  private final CompensatedSum sum = new CompensatedSum();

  TransportProblem(WassersteinOptions options) {
    this.options = options;
    norm = options.groundNorm();
  }

  void load(PointSet left, PointSet right) {
    double longest = Math.max(left.longest, right.longest);
    boolean plain = options.order() == 1 && norm != GroundNorm.TWO;
    scale = plain || longest == 0 ? 1 : Math.scalb(1.0, exponent(longest));
    load(0, left);
    load(1, right);
  }

  /** Keeps the scale and its inverse normal numbers. */
  private static int exponent(double longest) {
    return Math.max(-1000, Math.min(1000, Math.getExponent(longest)));
  }

  private void load(int side, PointSet points) {
    int n = points.size;
    size[side] = n;
    if (diagonal[side].length < n) {
      int room = n + (n >> 1);
      diagonal[side] = new double[room];
      dual[side] = new double[room];
      mate[side] = new int[room];
      scaledBirths[side] = new double[room];
      scaledDeaths[side] = new double[room];
    }
    if (scale == 1) {
      births[side] = points.births;
      deaths[side] = points.deaths;
    } else {
      births[side] = scaledBirths[side];
      deaths[side] = scaledDeaths[side];
      for (int i = 0; i < n; i++) {
        births[side][i] = points.births[i] / scale;
        deaths[side][i] = points.deaths[i] / scale;
      }
    }
    for (int i = 0; i < n; i++) {
      diagonal[side][i] = options.power(norm.toDiagonal(births[side][i], deaths[side][i]));
    }
  }

  /** Cost of matching left point i and right point j. */
  double cost(int i, int j) {
    return options.power(norm.length(births[0][i] - births[1][j], deaths[0][i] - deaths[1][j]));
  }

  /** Sum of the costs of going to the diagonal of one side. */
  double diagonalSum(int side) {
    sum.clear();
    for (int i = 0; i < size[side]; i++) {
      sum.add(diagonal[side][i]);
    }
    return sum.value();
  }

  /** Leaves every point to the diagonal. */
  void separate() {
    for (int side = 0; side < 2; side++) {
      Arrays.fill(mate[side], 0, size[side], DIAGONAL);
      System.arraycopy(diagonal[side], 0, dual[side], 0, size[side]);
    }
  }

  /** Sum of the costs of the solution, in the order of the left points, then the right ones. */
  double value() {
    sum.clear();
    for (int i = 0; i < size[0]; i++) {
      sum.add(mate[0][i] < 0 ? diagonal[0][i] : cost(i, mate[0][i]));
    }
    for (int j = 0; j < size[1]; j++) {
      if (mate[1][j] < 0) {
        sum.add(diagonal[1][j]);
      }
    }
    return sum.value();
  }

  /** Sum of the dual: never above the least sum of costs. */
  double dualValue() {
    sum.clear();
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < size[side]; i++) {
        sum.add(dual[side][i]);
      }
    }
    return sum.value();
  }
}
