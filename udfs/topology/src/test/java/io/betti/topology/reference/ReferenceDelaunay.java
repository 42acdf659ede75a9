package io.betti.topology.reference;

import io.betti.topology.complex.PointCloud;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The perturbed Delaunay triangulation by its definition: of all subsets of first copies, those
 * that are simplices of the points' own dimension with every other point outside, by barycentric
 * coordinates in whole numbers of any length. For a handful of points.
 */
public final class ReferenceDelaunay {
  private final PointCloud cloud;
  private final BigInteger[][] points;
  private final BigInteger[] squares;
  private final List<Integer> first = new ArrayList<>();

  /** The reference for one cloud. */
  public ReferenceDelaunay(PointCloud cloud) {
    this.cloud = cloud;
    int n = cloud.size();
    points = new BigInteger[n][cloud.dimension()];
    squares = new BigInteger[n];
    Set<List<BigInteger>> seen = new HashSet<>();
    int scale = 0;
    for (double x : cloud.coordinates()) {
      scale = Math.max(scale, x == 0 ? 0 : 52 - Math.max(Math.getExponent(x), -1022));
    }
    BigDecimal factor = new BigDecimal(BigInteger.ONE.shiftLeft(scale));
    for (int i = 0; i < n; i++) {
      squares[i] = BigInteger.ZERO;
      for (int axis = 0; axis < cloud.dimension(); axis++) {
        points[i][axis] =
            new BigDecimal(cloud.coordinate(i, axis)).multiply(factor).toBigIntegerExact();
        squares[i] = squares[i].add(points[i][axis].multiply(points[i][axis]));
      }
      if (seen.add(Arrays.asList(points[i]))) {
        first.add(i);
      }
    }
  }

  /** The cells as vertex lists, each rising. */
  public static TreeSet<String> cells(PointCloud cloud) {
    ReferenceDelaunay reference = new ReferenceDelaunay(cloud);
    for (int d = cloud.dimension(); d >= 0; d--) {
      TreeSet<String> cells = reference.cells(d);
      if (!cells.isEmpty()) {
        return cells;
      }
    }
    return new TreeSet<>();
  }

  private TreeSet<String> cells(int d) {
    TreeSet<String> cells = new TreeSet<>();
    choose(d, 0, new int[d + 1], 0, cells);
    return cells;
  }

  private void choose(int d, int from, int[] simplex, int k, TreeSet<String> cells) {
    if (k > d) {
      if (isCell(simplex)) {
        cells.add(Arrays.toString(simplex));
      }
      return;
    }
    for (int i = from; i < first.size(); i++) {
      simplex[k] = first.get(i);
      choose(d, i + 1, simplex, k + 1, cells);
    }
  }

  private boolean isCell(int[] simplex) {
    return isEmpty(simplex, first);
  }

  /**
   * Whether some points are no flat simplex, and others all outside its circumscribed ball in the
   * flat it spans, or vertices of it.
   */
  public boolean isEmpty(int[] simplex, List<Integer> others) {
    for (int set = 0; set < 1 << cloud.dimension(); set++) {
      int axes = set;
      if (Integer.bitCount(axes) == simplex.length - 1) {
        BigInteger volume = volume(simplex, axes);
        if (volume.signum() != 0) {
          return others.stream().allMatch(q -> isOutside(simplex, axes, volume, q));
        }
      }
    }
    return false;
  }

  /** By q = sum of l_i p_i: q is outside if |q|^2 + e_q > sum of l_i (|p_i|^2 + e_i). */
  private boolean isOutside(int[] simplex, int axes, BigInteger volume, int q) {
    if (Arrays.stream(simplex).anyMatch(i -> i == q)) {
      return true;
    }
    BigInteger height = volume.multiply(squares[q]);
    int[] terms = new int[cloud.size()];
    terms[q] = volume.signum();
    for (int k = 0; k < simplex.length; k++) {
      int[] replaced = simplex.clone();
      replaced[k] = q;
      BigInteger share = volume(replaced, axes);
      height = height.subtract(share.multiply(squares[simplex[k]]));
      terms[simplex[k]] = -share.signum();
    }
    int sign = height.signum();
    for (int i = terms.length - 1; i >= 0 && sign == 0; i--) {
      sign = terms[i];
    }
    return sign * volume.signum() > 0;
  }

  /** Sign of the determinant of the rows (1, coordinates on some axes) of some points. */
  public int orientation(int[] simplex, int axes) {
    return volume(simplex, axes).signum();
  }

  /** Sign of the determinant of the rows (1, coordinates on some axes, squared length). */
  public int lifted(int[] simplex, int axes) {
    int n = simplex.length;
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < n; k++) {
      int[] others = new int[n - 1];
      for (int j = 0; j < n - 1; j++) {
        others[j] = simplex[j < k ? j : j + 1];
      }
      BigInteger term = squares[simplex[k]].multiply(volume(others, axes));
      sum = (n - 1 - k) % 2 == 0 ? sum.add(term) : sum.subtract(term);
    }
    return sum.signum();
  }

  /** Determinant of the rows (1, coordinates on some axes). */
  private BigInteger volume(int[] simplex, int axes) {
    int n = simplex.length;
    BigInteger[][] matrix = new BigInteger[n][n];
    for (int row = 0; row < n; row++) {
      matrix[row][0] = BigInteger.ONE;
      for (int axis = 0, k = 1; axis < cloud.dimension(); axis++) {
        if ((axes >> axis & 1) == 1) {
          matrix[row][k++] = points[simplex[row]][axis];
        }
      }
    }
    return determinant(matrix, 0, 0);
  }

  private static BigInteger determinant(BigInteger[][] matrix, int row, int taken) {
    int n = matrix.length;
    if (row == n) {
      return BigInteger.ONE;
    }
    BigInteger sum = BigInteger.ZERO;
    boolean plus = true;
    for (int k = 0; k < n; k++) {
      if ((taken >> k & 1) == 0) {
        BigInteger term = matrix[row][k].multiply(determinant(matrix, row + 1, taken | 1 << k));
        sum = plus ? sum.add(term) : sum.subtract(term);
        plus = !plus;
      }
    }
    return sum;
  }
}
