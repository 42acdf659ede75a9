package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;

/**
 * The sliced Wasserstein distance between two persistence diagrams in one homology dimension
 * (Carrière, Cuturi, Oudot 2017, PMLR 70:664-673,
 * https://proceedings.mlr.press/v70/carriere17a.html, definition 3.1 and section 3.3):
 *
 * <pre>
 * SW(X, Y) = mean over k of the sum of |A_k - B_k|
 * A_k = X and the diagonal projections of Y, along direction k, sorted
 * B_k = Y and the diagonal projections of X, along direction k, sorted
 * </pre>
 *
 * Direction k of M points to the angle -pi/2 + k pi/M, k from 0: the directions and the mean that
 * GUDHI takes. The paper integrates over the circle and divides by 2 pi, which is the limit. It is
 * conditionally negative definite, so exp(-SW / 2 sigma^2) is a kernel.
 *
 * <p><b>Input</b> as in {@link WassersteinDistance}. Essential bars, where they are matched: sorted
 * by birth, |b - b'| projected as on a vertical line, that is times the mean of |cos|; infinite if
 * their numbers differ.
 *
 * <p>Cost: M sorts of n + m numbers. Deterministic. A reused workspace, not safe for several
 * threads.
 */
public final class SlicedWassersteinDistance {
  private final double[] cosines;
  private final double[] sines;
  private final double meanCosine;
  private final EssentialBars essential;
  private final PointSet left = new PointSet("left diagram");
  private final PointSet right = new PointSet("right diagram");
  private final CompensatedSum sum = new CompensatedSum();
  private double[] leftValues = {};
  private double[] rightValues = {};

  /** A workspace for M directions, essential bars matched. */
  public SlicedWassersteinDistance(int directions) {
    this(directions, EssentialBars.match());
  }

  /**
   * A workspace for M directions.
   *
   * @throws IllegalArgumentException if there are less than 1
   */
  public SlicedWassersteinDistance(int directions, EssentialBars essential) {
    if (directions < 1) {
      throw new IllegalArgumentException(
          "sliced Wasserstein: number of directions " + directions + " must be >= 1");
    }
    this.essential = essential;
    cosines = new double[directions];
    sines = new double[directions];
    double total = 0;
    for (int k = 0; k < directions; k++) {
      double angle = -Math.PI / 2 + k * Math.PI / directions;
      cosines[k] = Math.cos(angle);
      sines[k] = Math.sin(angle);
      total += Math.abs(cosines[k]);
    }
    meanCosine = total / directions;
  }

  /** Number M of directions. */
  public int directions() {
    return cosines.length;
  }

  /**
   * The distance between the bars of a dimension.
   *
   * @return at least 0; infinite if essential bars are to be matched and their numbers differ
   * @throws IllegalArgumentException if a birth is not finite or a death NaN
   */
  public double distance(
      PersistenceDiagram leftDiagram, PersistenceDiagram rightDiagram, int dimension) {
    left.load(leftDiagram, dimension, essential);
    right.load(rightDiagram, dimension, essential);
    if (!left.matchesEssential(right)) {
      return Double.POSITIVE_INFINITY;
    }
    int n = left.size + right.size;
    if (leftValues.length < n) {
      leftValues = new double[n + (n >> 1)];
      rightValues = new double[leftValues.length];
    }
    sum.clear();
    for (int k = 0; k < cosines.length; k++) {
      addDirection(cosines[k], sines[k], n);
    }
    double finite = sum.value() / cosines.length;
    sum.clear();
    for (int k = 0; k < left.essentialCount; k++) {
      sum.add(Math.abs(left.essentialBirth(k) - right.essentialBirth(k)));
    }
    return finite + meanCosine * sum.value();
  }

  private void addDirection(double cosine, double sine, int n) {
    project(left, cosine, sine, leftValues, rightValues, right.size);
    project(right, cosine, sine, rightValues, leftValues, left.size);
    Arrays.sort(leftValues, 0, n);
    Arrays.sort(rightValues, 0, n);
    for (int i = 0; i < n; i++) {
      sum.add(Math.abs(leftValues[i] - rightValues[i]));
    }
  }

  /** Points to one side's values, their diagonal projections to the other's. */
  private static void project(
      PointSet points, double cosine, double sine, double[] own, double[] other, int from) {
    for (int i = 0; i < points.size; i++) {
      double birth = points.births[i];
      double death = points.deaths[i];
      own[i] = birth * cosine + death * sine;
      double middle = birth / 2 + death / 2;
      other[from + i] = middle * cosine + middle * sine;
    }
  }
}
