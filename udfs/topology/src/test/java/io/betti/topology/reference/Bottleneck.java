package io.betti.topology.reference;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The exact bottleneck distance between two small diagrams of one dimension, ground norm infinity:
 * the least candidate distance at which a perfect matching exists. Essential bars are matched among
 * themselves by sorted births.
 */
public final class Bottleneck {
  private Bottleneck() {}

  /** The distance; infinite if the numbers of essential bars differ. */
  public static double distance(PersistenceDiagram left, PersistenceDiagram right, int dimension) {
    double[] essentialLeft = essentialBirths(left, dimension);
    double[] essentialRight = essentialBirths(right, dimension);
    if (essentialLeft.length != essentialRight.length) {
      return Double.POSITIVE_INFINITY;
    }
    double atLeast = 0;
    for (int n = 0; n < essentialLeft.length; n++) {
      atLeast = Math.max(atLeast, Math.abs(essentialLeft[n] - essentialRight[n]));
    }
    double[][] cost = costs(finite(left, dimension), finite(right, dimension));
    TreeSet<Double> candidates = new TreeSet<>();
    candidates.add(0.0);
    for (double[] row : cost) {
      Arrays.stream(row).filter(Double::isFinite).forEach(candidates::add);
    }
    for (double candidate : candidates) {
      if (hasPerfectMatching(cost, candidate)) {
        return Math.max(atLeast, candidate);
      }
    }
    throw new AssertionError("every bar can go to the diagonal");
  }

  private static double[] essentialBirths(PersistenceDiagram diagram, int dimension) {
    double[] births = new double[diagram.size(dimension)];
    int n = 0;
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      if (diagram.isEssential(i)) {
        births[n++] = diagram.birth(i);
      }
    }
    births = Arrays.copyOf(births, n);
    Arrays.sort(births);
    return births;
  }

  private static double[][] finite(PersistenceDiagram diagram, int dimension) {
    double[][] points = new double[diagram.size(dimension)][];
    int n = 0;
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      if (!diagram.isEssential(i)) {
        points[n++] = new double[] {diagram.birth(i), diagram.death(i)};
      }
    }
    return Arrays.copyOf(points, n);
  }

  /**
   * Square costs: the left points, then one diagonal for each right point; the right points, then
   * one diagonal for each left point.
   */
  private static double[][] costs(double[][] left, double[][] right) {
    int n = left.length + right.length;
    double[][] cost = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(cost[i], Double.POSITIVE_INFINITY);
      for (int j = 0; j < n; j++) {
        boolean leftPoint = i < left.length;
        boolean rightPoint = j < right.length;
        if (leftPoint && rightPoint) {
          cost[i][j] =
              Math.max(Math.abs(left[i][0] - right[j][0]), Math.abs(left[i][1] - right[j][1]));
        } else if (leftPoint && j - right.length == i) {
          cost[i][j] = Math.abs(left[i][1] - left[i][0]) / 2;
        } else if (rightPoint && i - left.length == j) {
          cost[i][j] = Math.abs(right[j][1] - right[j][0]) / 2;
        } else if (!leftPoint && !rightPoint) {
          cost[i][j] = 0;
        }
      }
    }
    return cost;
  }

  private static boolean hasPerfectMatching(double[][] cost, double limit) {
    int[] rowOfColumn = new int[cost.length];
    Arrays.fill(rowOfColumn, -1);
    for (int row = 0; row < cost.length; row++) {
      if (!augment(cost, limit, row, rowOfColumn, new boolean[cost.length])) {
        return false;
      }
    }
    return true;
  }

  private static boolean augment(
      double[][] cost, double limit, int row, int[] rowOfColumn, boolean[] seen) {
    for (int column = 0; column < cost.length; column++) {
      if (cost[row][column] <= limit && !seen[column]) {
        seen[column] = true;
        if (rowOfColumn[column] < 0
            || augment(cost, limit, rowOfColumn[column], rowOfColumn, seen)) {
          rowOfColumn[column] = row;
          return true;
        }
      }
    }
    return false;
  }
}
