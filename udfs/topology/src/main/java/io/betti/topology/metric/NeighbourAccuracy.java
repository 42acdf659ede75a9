package io.betti.topology.metric;

import java.io.Serializable;

/**
 * 1-NNA: how often the nearest other item of R and S together tells from which of the two an item
 * is. Close to 1/2 if they are of one distribution ({@link #chance}), 1 if they are apart; below it
 * if S copies R.
 *
 * <p>Each item asks for its nearest among all others. Of tied ones, at 1e-12 relative, one is
 * taken: under {@link TiePolicy#RANDOM} all have equal chances, whichever set they are of; under
 * {@link TiePolicy#FIRST} reference items come before generated ones, then the lowest id.
 *
 * <p>A mergeable state of nearest neighbours. Blocks within a set hold every ordered pair; half a
 * symmetric matrix is given as blocks and their {@linkplain DistanceBlock#transposed transposes}.
 * The diagonal is passed over.
 *
 * <p>Sources: D. Lopez-Paz, M. Oquab, Revisiting classifier two-sample tests, ICLR 2017; G. Yang
 * and others, PointFlow, ICCV 2019, doi:10.1109/ICCV.2019.00464, section 5. Cost: a few operations
 * a pair.
 */
public final class NeighbourAccuracy implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NearestNeighbours referenceAmongReference;
  private final NearestNeighbours referenceAmongGenerated;
  private final NearestNeighbours generatedAmongReference;
  private final NearestNeighbours generatedAmongGenerated;
  private final TieBreak ties;

  /**
   * An empty state.
   *
   * @throws IllegalArgumentException if a set has fewer than 2 items
   */
  public NeighbourAccuracy(ItemIds reference, ItemIds generated, TieBreak ties) {
    this.ties = ties;
    referenceAmongReference = NearestNeighbours.within(reference, ties.derived(0));
    referenceAmongGenerated = NearestNeighbours.between(reference, generated, ties.derived(1));
    generatedAmongReference = NearestNeighbours.between(generated, reference, ties.derived(2));
    generatedAmongGenerated = NearestNeighbours.within(generated, ties.derived(3));
  }

  /** Takes a block of distances within R. */
  public void addReference(DistanceBlock block) {
    referenceAmongReference.add(block);
  }

  /** Takes a block of distances within S. */
  public void addGenerated(DistanceBlock block) {
    generatedAmongGenerated.add(block);
  }

  /** Takes a block of distances between R, the rows, and S, the columns. */
  public void addBetween(DistanceBlock block) {
    referenceAmongGenerated.add(block);
    generatedAmongReference.addTransposed(block);
  }

  /**
   * Takes what another state has taken.
   *
   * @throws IllegalArgumentException if the other is of other ids or ties
   */
  public void merge(NeighbourAccuracy other) {
    referenceAmongReference.merge(other.referenceAmongReference);
    referenceAmongGenerated.merge(other.referenceAmongGenerated);
    generatedAmongReference.merge(other.generatedAmongReference);
    generatedAmongGenerated.merge(other.generatedAmongGenerated);
  }

  /** The nearest other r of every r; a search that knows bounds may feed each state by itself. */
  public NearestNeighbours referenceAmongReference() {
    return referenceAmongReference;
  }

  /** The nearest s of every r. */
  public NearestNeighbours referenceAmongGenerated() {
    return referenceAmongGenerated;
  }

  /** The nearest r of every s. */
  public NearestNeighbours generatedAmongReference() {
    return generatedAmongReference;
  }

  /** The nearest other s of every s. */
  public NearestNeighbours generatedAmongGenerated() {
    return generatedAmongGenerated;
  }

  /**
   * The share of all items whose nearest other is of their own set.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public double value() {
    double n = referenceAmongReference.items().size();
    double m = generatedAmongGenerated.items().size();
    return (sum(ofReference()) + sum(ofGenerated())) / (n + m);
  }

  private static double sum(ItemMean mean) {
    double sum = 0;
    for (int i = 0; i < mean.items().size(); i++) {
      sum += mean.value(i);
    }
    return sum;
  }

  /**
   * The share of R whose nearest other is of R.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean ofReference() {
    boolean[] inReference = nearestIsReference(referenceAmongReference, referenceAmongGenerated);
    return ItemMean.share(referenceAmongReference.items(), inReference);
  }

  /**
   * The share of S whose nearest other is of S.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean ofGenerated() {
    boolean[] own = nearestIsReference(generatedAmongReference, generatedAmongGenerated);
    for (int i = 0; i < own.length; i++) {
      own[i] = !own[i];
    }
    return ItemMean.share(generatedAmongGenerated.items(), own);
  }

  /**
   * An interval for the value, over draws of all items together, their neighbours staying as they
   * are.
   */
  public Interval interval(Bootstrap bootstrap) {
    ItemMean reference = ofReference();
    ItemMean generated = ofGenerated();
    int n = reference.items().size();
    double[] all = new double[n + generated.items().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < n ? reference.value(i) : generated.value(i - n);
    }
    return bootstrap.interval(all);
  }

  /**
   * The value that is expected if a nearest other is any of the others: (n(n-1) + m(m-1)) / ((n+m)
   * (n+m-1)), just below 1/2 for n = m and above it for sets of different sizes.
   */
  public double chance() {
    double n = referenceAmongReference.items().size();
    double m = generatedAmongGenerated.items().size();
    return (n * (n - 1) + m * (m - 1)) / ((n + m) * (n + m - 1));
  }

  private boolean[] nearestIsReference(NearestNeighbours reference, NearestNeighbours generated) {
    reference.requireComplete();
    generated.requireComplete();
    boolean[] nearest = new boolean[reference.items().size()];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = isReference(reference.front(i), generated.front(i));
    }
    return nearest;
  }

  private boolean isReference(TieFront reference, TieFront generated) {
    double limit = TieBreak.limit(Math.min(reference.least(), generated.least()));
    if (reference.nearestWithin(limit) < 0 || generated.nearestWithin(limit) < 0) {
      return reference.nearestWithin(limit) >= 0;
    }
    return ties.policy() == TiePolicy.FIRST
        || reference.rankWithin(limit) <= generated.rankWithin(limit);
  }
}
