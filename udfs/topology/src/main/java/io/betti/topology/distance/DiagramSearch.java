package io.betti.topology.distance;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;

/**
 * Asks a {@link NearestDiagrams} index, and counts what that took. A reused workspace, not safe for
 * several threads; one per task. Long, since the bounds share one workspace, from the cheapest to
 * the exact distance.
 */
public final class DiagramSearch {
  private static final int NONE = -1;

  private final NearestDiagrams index;
  private final DiagramCollection references;
  private final WassersteinOptions options;
  private final WassersteinDistance distance;
  private final WassersteinDistance finite;
  private final DiagramSignature signature;
  private final double curveFactor;
  private final PointSet query = new PointSet("query");
  private final PointSet other = new PointSet("reference");
  private final IndexSort sort = new IndexSort();
  private final double[] toPivot;
  private final NodeHeap heap = new NodeHeap();

  /** Whether a reference stands in the heap by its better bound. */
  private final boolean[] refined;

  /** Candidates that may be among the nearest, with their distances. */
  private int[] kept = new int[16];

  private double[] keptDistance = new double[16];
  private int keptCount;

  /** No distance is looked for beyond this, by more than what ties may be apart. */
  private double reach;

  private long queries;
  private long pairs;
  private long solves;
  private long stopped;

  DiagramSearch(NearestDiagrams index) {
    this.index = index;
    references = index.references;
    options = index.options;
    distance = new WassersteinDistance(options);
    finite = new WassersteinDistance(index.finite());
    signature = new DiagramSignature(options, index.low, index.high);
    toPivot = new double[index.pivots];
    refined = new boolean[references.distinct];
    curveFactor =
        switch (options.groundNorm()) {
          case ONE -> 1;
          case TWO -> Math.sqrt(0.5);
          case INFINITY -> 0.5;
        };
  }

  /**
   * The nearest references to a diagram: all that are tied for the least distance.
   *
   * @throws IllegalArgumentException if a birth is not finite or a death NaN
   */
  public Neighbours nearest(PersistenceDiagram diagram) {
    return nearest(diagram, 1, NONE);
  }

  /**
   * The k nearest references to a diagram, and all that are tied with the last of them; all
   * references if there are fewer than k.
   *
   * @param k at least 1
   * @param excluded id of a reference that doesn't count (the diagram itself, in its own set), or
   *     -1
   * @throws IllegalArgumentException if k is below 1, there is no reference of the excluded id, a
   *     birth is not finite, or a death NaN
   */
  public Neighbours nearest(PersistenceDiagram diagram, int k, int excluded) {
    return nearest(diagram, k, excluded, Double.POSITIVE_INFINITY);
  }

  /**
   * The k nearest references no farther than a bound, and all that are tied with the last of them
   * or with the bound; perhaps none. With the distance of the k-th nearest of other references for
   * a bound, a set of references is searched in parts and nothing is lost.
   *
   * @param bound the largest distance of interest
   * @throws IllegalArgumentException as {@link #nearest(PersistenceDiagram, int, int)}, or if the
   *     bound is NaN or below 0
   */
  public Neighbours nearest(PersistenceDiagram diagram, int k, int excluded, double bound) {
    if (!(bound >= 0)) {
      throw new IllegalArgumentException("bound " + bound + " of a search must be >= 0");
    }
    if (k < 1) {
      throw new IllegalArgumentException("number of neighbours " + k + " must be >= 1");
    }
    if (excluded >= index.size()) {
      throw new IllegalArgumentException(
          "excluded id " + excluded + " must be below the number of references " + index.size());
    }
    query.load(diagram, index.dimension, options.essential());
    queries++;
    pairs += index.size();
    keptCount = 0;
    reach = bound;
    int same = references.find(query, sort);
    int excludedClass = excluded < 0 ? NONE : references.distinctOf[excluded];
    if (same >= 0 && others(same, excludedClass) > 0) {
      keep(same, 0);
    }
    double worst = worst(k, excludedClass);
    if (worst > 0) {
      solveCandidates(k, excludedClass, same);
    }
    reach = worst(k, excludedClass);
    return neighbours(excluded, excludedClass);
  }

  /**
   * All references no farther than a radius or than their own radii, ties included.
   *
   * @param radius 0 or above
   * @param ofReference a radius for every reference, by its id
   * @throws IllegalArgumentException if there is not one radius for every reference, one is NaN or
   *     below 0, a birth is not finite, or a death NaN
   */
  public Neighbours within(PersistenceDiagram diagram, double radius, double[] ofReference) {
    requireRadii(radius, ofReference);
    query.load(diagram, index.dimension, options.essential());
    queries++;
    pairs += index.size();
    keptCount = 0;
    reach = radius;
    signature.load(query.births, query.deaths, 0, query.size);
    measurePivots();
    for (int r = 0; r < references.distinct; r++) {
      double widest = radius;
      for (int m = references.memberStart[r]; m < references.memberStart[r + 1]; m++) {
        widest = Math.max(widest, ofReference[references.member[m]]);
      }
      double limit = limit(widest);
      if (quickBound(r) > limit || lowerBound(r) > limit) {
        continue;
      }
      double d = solve(r, limit);
      if (!(d > limit)) {
        keep(r, d);
      }
    }
    return neighbours(NONE, NONE);
  }

  private void requireRadii(double radius, double[] ofReference) {
    boolean valid = radius >= 0 && ofReference.length == index.size();
    for (double other : ofReference) {
      valid &= other >= 0;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "radius "
              + radius
              + " and "
              + ofReference.length
              + " radii of references; radii must be >= 0, one for each of "
              + index.size());
    }
  }

  /**
   * How far the last search reached: every reference that it did not return is farther than this,
   * by more than ties may be apart.
   */
  public double reach() {
    return reach;
  }

  /** The largest distance that is tied with one. */
  private static double limit(double distance) {
    return distance * (1 + NearestDiagrams.TIE);
  }

  private double solve(int r, double bound) {
    references.load(r, other);
    double d = distance.distance(query, other, bound);
    solves++;
    stopped += distance.stopped() ? 1 : 0;
    return d;
  }

  /** Members of a class that count. */
  private int others(int distinct, int excludedClass) {
    return references.members(distinct) - (distinct == excludedClass ? 1 : 0);
  }

  private void solveCandidates(int k, int excludedClass, int same) {
    signature.load(query.births, query.deaths, 0, query.size);
    measurePivots();
    heap.reserve(references.distinct);
    for (int r = 0; r < references.distinct; r++) {
      if (r != same && others(r, excludedClass) > 0) {
        double quick = quickBound(r);
        if (!(quick > limit(reach))) {
          heap.add(r, quick);
        }
      }
    }
    Arrays.fill(refined, false);
    double worst = worst(k, excludedClass);
    while (!heap.isEmpty() && !(heap.leastKey() > limit(worst))) {
      double quick = heap.leastKey();
      int r = heap.poll();
      if (!refined[r]) {
        refined[r] = true;
        heap.add(r, Math.max(quick, lowerBound(r)));
        continue;
      }
      double bound = limit(worst);
      double d = solve(r, bound);
      if (!(d > bound)) {
        keep(r, d);
        worst = worst(k, excludedClass);
      }
    }
  }

  private void measurePivots() {
    int essential = query.essentialCount;
    query.essentialCount = 0;
    for (int t = 0; t < index.pivots; t++) {
      index.loadFinite(index.pivot[t], other);
      toPivot[t] = finite.distance(query, other, Double.POSITIVE_INFINITY);
      solves++;
    }
    query.essentialCount = essential;
  }

  /** A lower bound of the distance to a distinct reference, from one number of each and pivots. */
  private double quickBound(int r) {
    return withEssential(r, Math.max(Math.abs(signature.norm - index.norm[r]), pivotBound(r)));
  }

  /** A better lower bound, which takes longer. */
  private double lowerBound(int r) {
    return withEssential(r, Math.max(diagonalBound(r), curveBound(r)));
  }

  /** A bound of the finite bars, lowered by its rounding, together with the essential bars. */
  private double withEssential(int r, double finiteBound) {
    if (!essentialBarsMatch(r)) {
      return Double.POSITIVE_INFINITY;
    }
    // What rounding may have added to a difference of sums of this size. A bound whose powers left
    // the range of doubles says nothing.
    double lower = finiteBound - 1e-12 * (signature.mass + index.mass[r]);
    lower = lower > 0 && lower < Double.POSITIVE_INFINITY ? lower : 0;
    double essential = essentialCost(r);
    if (essential == 0) {
      return lower;
    }
    double both = options.root(essential + options.power(lower)) * (1 - 1e-14);
    return both < Double.POSITIVE_INFINITY ? both : lower;
  }

  private boolean essentialBarsMatch(int r) {
    int from = references.essentialStart[r];
    if (references.essentialStart[r + 1] - from != query.essentialCount) {
      return false;
    }
    for (int k = 0; k < query.essentialCount; k++) {
      if (references.essentialBirths[2 * (from + k)]
          != query.essentialSigns[query.essentialOrder[k]]) {
        return false;
      }
    }
    return true;
  }

  private double essentialCost(int r) {
    int from = references.essentialStart[r];
    double sum = 0;
    for (int k = 0; k < query.essentialCount; k++) {
      double birth = references.essentialBirths[2 * (from + k) + 1];
      sum += options.power(Math.abs(birth - query.essentialBirth(k)));
    }
    return sum;
  }

  private double diagonalBound(int r) {
    int from = index.references.start[r];
    int count = references.start[r + 1] - from;
    int shared = Math.min(count, signature.size);
    double sum = 0;
    for (int i = 0; i < shared; i++) {
      sum += options.power(Math.abs(signature.toDiagonal[i] - index.toDiagonal[from + i]));
    }
    for (int i = shared; i < signature.size; i++) {
      sum += options.power(signature.toDiagonal[i]);
    }
    for (int i = shared; i < count; i++) {
      sum += options.power(index.toDiagonal[from + i]);
    }
    return options.root(sum);
  }

  private double curveBound(int r) {
    int at = r * DiagramSignature.BINS;
    double sum = 0;
    for (int cell = 0; cell < DiagramSignature.BINS; cell++) {
      sum += Math.abs(signature.curve[cell] - index.curves[at + cell]);
    }
    double bound = sum * curveFactor;
    int most = signature.size + references.start[r + 1] - references.start[r];
    return options.order() == 1 || most == 0
        ? bound
        : bound / Math.pow(most, 1 - 1 / options.order());
  }

  private double pivotBound(int r) {
    double bound = 0;
    for (int t = 0; t < index.pivots; t++) {
      bound = Math.max(bound, Math.abs(toPivot[t] - index.toPivot[r * index.pivots + t]));
    }
    return bound;
  }

  private void keep(int r, double d) {
    if (keptCount == kept.length) {
      kept = Arrays.copyOf(kept, 2 * keptCount);
      keptDistance = Arrays.copyOf(keptDistance, 2 * keptCount);
    }
    int n = keptCount++;
    while (n > 0 && keptDistance[n - 1] > d) {
      kept[n] = kept[n - 1];
      keptDistance[n] = keptDistance[n - 1];
      n--;
    }
    kept[n] = r;
    keptDistance[n] = d;
  }

  /**
   * The distance of the k-th nearest so far, counting equal diagrams, or the bound of the search if
   * that is less; drops what lies beyond.
   */
  private double worst(int k, int excludedClass) {
    int count = 0;
    for (int n = 0; n < keptCount; n++) {
      count += others(kept[n], excludedClass);
      if (count >= k) {
        double worst = Math.min(reach, keptDistance[n]);
        while (keptDistance[keptCount - 1] > limit(worst)) {
          keptCount--;
        }
        return worst;
      }
    }
    return reach;
  }

  private Neighbours neighbours(int excluded, int excludedClass) {
    int count = 0;
    for (int n = 0; n < keptCount; n++) {
      count += others(kept[n], excludedClass);
    }
    int[] ids = new int[count];
    double[] ofId = new double[count];
    int at = 0;
    for (int n = 0; n < keptCount; n++) {
      for (int m = references.memberStart[kept[n]]; m < references.memberStart[kept[n] + 1]; m++) {
        if (references.member[m] != excluded) {
          ids[at] = references.member[m];
          ofId[at++] = keptDistance[n];
        }
      }
    }
    return inOrder(ids, ofId);
  }

  private Neighbours inOrder(int[] ids, double[] ofId) {
    int[] order = new int[ids.length];
    double[] idKeys = new double[ids.length];
    for (int n = 0; n < ids.length; n++) {
      idKeys[n] = ids[n];
    }
    sort.sort(order, ids.length, ofId, idKeys);
    int[] sortedIds = new int[ids.length];
    double[] sorted = new double[ids.length];
    for (int n = 0; n < ids.length; n++) {
      sortedIds[n] = ids[order[n]];
      sorted[n] = ofId[order[n]];
    }
    return new Neighbours(sortedIds, sorted);
  }

  /** Number of diagrams asked for so far. */
  public long queries() {
    return queries;
  }

  /** Number of pairs of a query and a reference so far: what brute force would have solved. */
  public long pairs() {
    return pairs;
  }

  /** Number of distances solved so far, those to pivots and those that stopped early included. */
  public long solves() {
    return solves;
  }

  /** Number of solves that stopped at their bound. */
  public long stopped() {
    return stopped;
  }

  /** Number of pairs that needed no solve. */
  public long avoided() {
    return pairs - solves;
  }
}
