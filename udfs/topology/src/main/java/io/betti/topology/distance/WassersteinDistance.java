package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;

/**
 * The Wasserstein distance of order p between two persistence diagrams, in one homology dimension:
 *
 * <pre>
 * W_p(X, Y) = (min over matchings of the sum of |x - phi(x)|_r^p)^(1/p)
 * </pre>
 *
 * where every bar is matched with a bar of the other diagram or with the nearest point of the
 * diagonal, and |.|_r is the ground norm. Libraries differ in r; see {@link GroundNorm}. Births may
 * lie below or above deaths (sublevel, superlevel).
 *
 * <p><b>Input.</b> Births must be finite, deaths not NaN. Bars of length zero cost nothing. Empty
 * diagrams are ordinary: against one, the distance is the norm of the distances to the diagonal.
 * Essential bars: {@link EssentialBars}; where they are to be matched and their numbers differ (for
 * each sign of the infinite death), the distance is infinite.
 *
 * <p><b>Method.</b> A pair is considered only if it costs less than leaving both to the diagonal; a
 * table and shortest augmenting paths where diagrams are small ({@link DenseTransport}), sparse
 * neighbourhoods with pricing where they are large ({@link SparseTransport}).
 *
 * <p><b>Exactness.</b> The matching found is optimal up to the rounding of its dual, the value
 * within 1e-12 relative. Deterministic.
 *
 * <p>Cost: near O(nm) time and space below {@link #DENSE_LIMIT} pairs; above, O(n + m) space and in
 * practice a little over linear time for each shortest path.
 *
 * <p>The instance is a reused workspace: it allocates only when larger diagrams come. Not safe for
 * several threads; one per task.
 *
 * <p>Source: Cohen-Steiner, Edelsbrunner, Harer, Mileyko 2010, doi:10.1007/s10208-010-9060-6; the
 * distance in Brüel-Gabrielsson et al. 2020, section 4.3.
 */
public final class WassersteinDistance {
  /** Up to so many pairs of bars the table of all costs is quicker. */
  static final int DENSE_LIMIT = 1 << 14;

  /** What a certified bound gives up for the rounding of its sum. */
  private static final double MARGIN = 1e-12;

  private final WassersteinOptions options;
  private final PointSet left = new PointSet("left diagram");
  private final PointSet right = new PointSet("right diagram");
  private final TransportProblem problem;
  private final TransportSolver dense = new DenseTransport();
  private final TransportSolver sparse;
  private final CompensatedSum sum = new CompensatedSum();
  private boolean stopped;

  /** A workspace for one distance. */
  public WassersteinDistance(WassersteinOptions options) {
    this.options = options;
    problem = new TransportProblem(options);
    sparse = new SparseTransport(options);
  }

  /** Order, ground norm, and what becomes of essential bars. */
  public WassersteinOptions options() {
    return options;
  }

  /** The distance by a workspace of its own, for one call. */
  public static double between(
      PersistenceDiagram left,
      PersistenceDiagram right,
      int dimension,
      WassersteinOptions options) {
    return new WassersteinDistance(options).distance(left, right, dimension);
  }

  /**
   * The distance between the bars of a dimension.
   *
   * @return at least 0; infinite if essential bars are to be matched and their numbers differ
   * @throws IllegalArgumentException if a birth is not finite or a death NaN
   */
  public double distance(
      PersistenceDiagram leftDiagram, PersistenceDiagram rightDiagram, int dimension) {
    return distance(leftDiagram, rightDiagram, dimension, Double.POSITIVE_INFINITY);
  }

  /**
   * The distance if it is at most a bound; else a number above the bound and not above the
   * distance, as soon as the dual proves that much.
   *
   * @param bound the largest distance of interest
   * @throws IllegalArgumentException as {@link #distance(PersistenceDiagram, PersistenceDiagram,
   *     int)}, or if the bound is NaN
   */
  public double distance(
      PersistenceDiagram leftDiagram,
      PersistenceDiagram rightDiagram,
      int dimension,
      double bound) {
    load(leftDiagram, rightDiagram, dimension);
    return solve(bound);
  }

  /**
   * The distance between bars given as arrays, without allocation: births and deaths of the first
   * {@code leftCount} and {@code rightCount} elements; infinite deaths are essential bars.
   *
   * @param bound as in {@link #distance(PersistenceDiagram, PersistenceDiagram, int, double)};
   *     {@code Double.POSITIVE_INFINITY} for the plain distance
   * @throws IllegalArgumentException if a birth is not finite, a death NaN, a count out of range,
   *     or the bound NaN
   */
  public double distance(
      double[] leftBirths,
      double[] leftDeaths,
      int leftCount,
      double[] rightBirths,
      double[] rightDeaths,
      int rightCount,
      double bound) {
    left.load(leftBirths, leftDeaths, leftCount, options.essential());
    right.load(rightBirths, rightDeaths, rightCount, options.essential());
    return solve(bound);
  }

  /**
   * A matching that attains the distance.
   *
   * @throws IllegalArgumentException as {@link #distance(PersistenceDiagram, PersistenceDiagram,
   *     int)}
   */
  public Matching matching(
      PersistenceDiagram leftDiagram, PersistenceDiagram rightDiagram, int dimension) {
    double distance = distance(leftDiagram, rightDiagram, dimension);
    if (Double.isInfinite(distance)) {
      return new Matching(new int[0], new int[0], distance);
    }
    return new MatchingBuilder(leftDiagram, rightDiagram, dimension, options.essential())
        .build(left, right, problem, distance);
  }

  /**
   * The derivatives of the distance with respect to every birth and death of both diagrams. Where
   * it isn't differentiable (ties between matchings, distance 0, equal coordinates) a finite
   * element of the subgradient, 0 at distance 0; 0 as well where the distance is infinite. A death
   * that was clamped has none.
   *
   * @throws IllegalArgumentException as {@link #distance(PersistenceDiagram, PersistenceDiagram,
   *     int)}
   */
  public WassersteinGradient gradient(
      PersistenceDiagram leftDiagram, PersistenceDiagram rightDiagram, int dimension) {
    Matching matching = matching(leftDiagram, rightDiagram, dimension);
    DiagramGradient toLeft = new DiagramGradient(leftDiagram);
    DiagramGradient toRight = new DiagramGradient(rightDiagram);
    new MatchingGradient(options, leftDiagram, rightDiagram, matching).add(1, toLeft, toRight);
    return new WassersteinGradient(matching.distance(), toLeft, toRight);
  }

  private void load(
      PersistenceDiagram leftDiagram, PersistenceDiagram rightDiagram, int dimension) {
    left.load(leftDiagram, dimension, options.essential());
    right.load(rightDiagram, dimension, options.essential());
  }

  /** The distance between points loaded elsewhere, by the same options. */
  double distance(PointSet leftPoints, PointSet rightPoints, double bound) {
    return solve(leftPoints, rightPoints, bound);
  }

  private double solve(double bound) {
    if (Double.isNaN(bound)) {
      throw new IllegalArgumentException("the bound of a distance is NaN; give a number");
    }
    return solve(left, right, bound);
  }

  private double solve(PointSet x, PointSet y, double bound) {
    if (!x.matchesEssential(y)) {
      return Double.POSITIVE_INFINITY;
    }
    problem.load(x, y);
    double essential = essential(x, y);
    double enough = options.power(bound / problem.scale) * (1 + MARGIN) - essential;
    if (bound < 0 || bound == Double.POSITIVE_INFINITY) {
      enough = Double.POSITIVE_INFINITY;
    }
    stopped = !solver().solve(problem, enough);
    double value = essential + (stopped ? problem.dualValue() : problem.value());
    double distance = options.root(value) * problem.scale;
    return stopped ? Math.max(distance * (1 - MARGIN / 8), Math.nextUp(bound)) : distance;
  }

  private TransportSolver solver() {
    return (long) problem.size[0] * problem.size[1] <= DENSE_LIMIT ? dense : sparse;
  }

  /** The cost of the essential bars, in the problem's scale. */
  private double essential(PointSet x, PointSet y) {
    sum.clear();
    for (int k = 0; k < x.essentialCount; k++) {
      double apart = Math.abs(x.essentialBirth(k) - y.essentialBirth(k));
      sum.add(options.power(apart / problem.scale));
    }
    return sum.value();
  }

  /** Whether the last call ended at its bound. */
  boolean stopped() {
    return stopped;
  }

  /** The problem that was solved last, with its dual. */
  TransportProblem problem() {
    return problem;
  }
}
