package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Exact nearest neighbours in Wasserstein distance among many diagrams of one dimension. {@link
 * #search()} makes a workspace that asks; this index is immutable, may be shared between threads,
 * and may be sent to other processes.
 *
 * <p><b>Method.</b> Equal diagrams are collapsed. Every distance is bounded from below by the
 * essential part, which is exact; the transport between distances to the diagonal and between Betti
 * curves ({@link DiagramSignature}); and, by the triangle inequality, pivots: |W(q, pivot) - W(r,
 * pivot)|. Candidates are solved by growing bound until the bound passes the best so far, and a
 * solve stops once its dual does.
 *
 * <p><b>Exactness.</b> The result equals that of solving every pair. Distances within 1e-12
 * relative are tied and all returned; a bound prunes only beyond the best by more than that, and
 * bounds are lowered by their own rounding.
 *
 * <p>Cost: the index takes one solve per distinct diagram and pivot; a search, O(distinct) bounds
 * and the solves that these leave.
 */
public final class NearestDiagrams implements Serializable {
  private static final long serialVersionUID = 1;

  /** Distances that differ by less than this, relatively, are tied. */
  static final double TIE = 1e-12;

  private static final int PIVOTS = 4;

  final WassersteinOptions options;
  final int dimension;
  final DiagramCollection references;
  final int pivots;

  /** Finite distances of distinct diagram k from pivot t at {@code k * pivots + t}. */
  final double[] toPivot;

  /** Distinct diagrams that are pivots. */
  final int[] pivot;

  /** Signatures of the distinct diagrams: distances to the diagonal stand as the points do. */
  final double[] toDiagonal;

  final double[] curves;
  final double[] mass;

  /** Finite distances from the empty diagram. */
  final double[] norm;

  final double low;
  final double high;

  /**
   * An index over diagrams, with 4 pivots.
   *
   * @param references at least one; their places in the list are their ids
   * @throws IllegalArgumentException if there are none, the dimension is below 0, a birth is not
   *     finite, or a death NaN
   */
  public NearestDiagrams(
      List<PersistenceDiagram> references, int dimension, WassersteinOptions options) {
    this(references, dimension, options, PIVOTS);
  }

  /**
   * An index over diagrams.
   *
   * @param pivots how many pivots, from 0; more cost one solve each for every distinct diagram and
   *     every search
   * @throws IllegalArgumentException as {@link #NearestDiagrams(List, int, WassersteinOptions)}, or
   *     if pivots are below 0
   */
  public NearestDiagrams(
      List<PersistenceDiagram> references, int dimension, WassersteinOptions options, int pivots) {
    if (references.isEmpty() || dimension < 0 || pivots < 0) {
      throw new IllegalArgumentException(
          "nearest diagrams: number of references "
              + references.size()
              + " must be >= 1, dimension "
              + dimension
              + " >= 0, pivots "
              + pivots
              + " >= 0");
    }
    this.options = options;
    this.dimension = dimension;
    this.references = new DiagramCollection(references, dimension, options.essential());
    this.pivots = Math.min(pivots, this.references.distinct);
    double least = 0;
    double most = 0;
    for (int i = 0; i < this.references.births.length; i++) {
      double b = this.references.births[i];
      double d = this.references.deaths[i];
      least = i == 0 ? Math.min(b, d) : Math.min(least, Math.min(b, d));
      most = i == 0 ? Math.max(b, d) : Math.max(most, Math.max(b, d));
    }
    low = least;
    high = most;
    toDiagonal = new double[this.references.births.length];
    curves = new double[this.references.distinct * DiagramSignature.BINS];
    mass = new double[this.references.distinct];
    norm = new double[this.references.distinct];
    sign();
    pivot = new int[this.pivots];
    toPivot = new double[this.references.distinct * this.pivots];
    choosePivots();
  }

  private void sign() {
    DiagramSignature signature = new DiagramSignature(options, low, high);
    for (int k = 0; k < references.distinct; k++) {
      int from = references.start[k];
      signature.load(references.births, references.deaths, from, references.start[k + 1]);
      System.arraycopy(signature.toDiagonal, 0, toDiagonal, from, signature.size);
      System.arraycopy(
          signature.curve, 0, curves, k * DiagramSignature.BINS, DiagramSignature.BINS);
      mass[k] = signature.mass;
      norm[k] = signature.norm;
    }
  }

  /** Each pivot the diagram farthest from those before it, by finite bars. */
  private void choosePivots() {
    WassersteinDistance distance = new WassersteinDistance(finite());
    PointSet center = new PointSet("reference");
    PointSet other = new PointSet("reference");
    double[] nearest = new double[references.distinct];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int t = 0; t < pivots; t++) {
      for (int k = 1; k < references.distinct && t > 0; k++) {
        pivot[t] = nearest[k] > nearest[pivot[t]] ? k : pivot[t];
      }
      loadFinite(pivot[t], center);
      for (int k = 0; k < references.distinct; k++) {
        loadFinite(k, other);
        double d = distance.distance(center, other, Double.POSITIVE_INFINITY);
        toPivot[k * pivots + t] = d;
        nearest[k] = Math.min(nearest[k], d);
      }
    }
  }

  /** The same distance without essential bars. */
  WassersteinOptions finite() {
    return new WassersteinOptions(options.order(), options.groundNorm(), EssentialBars.drop());
  }

  void loadFinite(int k, PointSet points) {
    references.load(k, points);
    points.essentialCount = 0;
  }

  /** Number of reference diagrams. */
  public int size() {
    return references.distinctOf.length;
  }

  /** Number of distinct reference diagrams. */
  public int distinct() {
    return references.distinct;
  }

  /** A workspace that asks this index, for one task. */
  public DiagramSearch search() {
    return new DiagramSearch(this);
  }
}
