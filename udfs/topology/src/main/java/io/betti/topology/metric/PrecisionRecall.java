package io.betti.topology.metric;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Precision, recall, density and coverage_k of generated items S against reference items R, by the
 * balls around items that reach to their k-th nearest other item of their own set.
 *
 * <p>With B(x) the ball of x and |R| = n, |S| = m:
 *
 * <ul>
 *   <li>precision: the share of s in S that lie in some B(r), r in R;
 *   <li>recall: the share of r in R that lie in some B(s), s in S;
 *   <li>density: the number of pairs with s in B(r), divided by k m; may be above 1;
 *   <li>coverage_k: the share of r in R whose B(r) holds some s. Not {@linkplain
 *       MinimumMatching#cov COV}.
 * </ul>
 *
 * <p>Balls are closed, as the papers define them, and a distance that is tied with the radius at
 * 1e-12 relative is within it; the code published with the second paper takes open balls, which
 * differs where distances are equal, and makes balls of radius 0 empty. A ball of infinite radius
 * holds everything.
 *
 * <p>A mergeable state of counts, made when the radii are known: blocks come in any order and any
 * parts (rows ids of R, columns ids of S), every pair exactly once.
 *
 * <p>Sources: T. Kynkäänniemi and others, Improved precision and recall metric for assessing
 * generative models, NeurIPS 2019; M. F. Naeem and others, Reliable fidelity and diversity metrics
 * for generative models, ICML 2020. Cost: two comparisons a pair.
 */
public final class PrecisionRecall implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ItemIds reference;
  private final ItemIds generated;
  private final int k;
  private final double[] referenceLimits;
  private final double[] generatedLimits;
  private final int[] ballsAround;
  private final boolean[] recalled;
  private final boolean[] covered;
  private final PairTally tally;

  /**
   * An empty state.
   *
   * @param reference radii of R, complete
   * @param generated radii of S, complete
   * @throws IllegalArgumentException if the two are not of one k
   * @throws IllegalStateException if a pair of the radii is missing or came twice
   */
  public PrecisionRecall(NeighbourRadii reference, NeighbourRadii generated) {
    this(
        reference.items(),
        limits(reference),
        generated.items(),
        limits(generated),
        sharedK(reference, generated));
  }

  private static int sharedK(NeighbourRadii reference, NeighbourRadii generated) {
    if (reference.k() != generated.k()) {
      throw new IllegalArgumentException(
          "reference radii are of k = "
              + reference.k()
              + " and generated ones of k = "
              + generated.k()
              + "; take one k for both");
    }
    return reference.k();
  }

  private PrecisionRecall(
      ItemIds reference,
      double[] referenceLimits,
      ItemIds generated,
      double[] generatedLimits,
      int k) {
    this.reference = reference;
    this.generated = generated;
    this.k = k;
    this.referenceLimits = referenceLimits;
    this.generatedLimits = generatedLimits;
    ballsAround = new int[this.generated.size()];
    recalled = new boolean[this.reference.size()];
    covered = new boolean[this.reference.size()];
    tally = new PairTally(this.reference.size());
  }

  /**
   * An empty state for some reference and some generated items, to become a part of a state of all.
   *
   * @param referenceRadii of the reference items, by their places
   * @param generatedRadii of the generated items, by their places
   * @param k of the radii
   * @throws IllegalArgumentException if there is not one radius an item
   */
  public static PrecisionRecall part(
      ItemIds reference,
      double[] referenceRadii,
      ItemIds generated,
      double[] generatedRadii,
      int k) {
    return new PrecisionRecall(
        reference,
        limits(reference, referenceRadii),
        generated,
        limits(generated, generatedRadii),
        k);
  }

  private static double[] limits(ItemIds items, double[] radii) {
    if (radii.length != items.size()) {
      throw new IllegalArgumentException(
          items.size() + " items and " + radii.length + " radii; pass one for each");
    }
    double[] limits = new double[radii.length];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = TieBreak.limit(radii[i]);
    }
    return limits;
  }

  private static double[] limits(NeighbourRadii radii) {
    radii.requireComplete();
    double[] limits = new double[radii.items().size()];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = TieBreak.limit(radii.radius(i));
    }
    return limits;
  }

  /**
   * Takes a block.
   *
   * @param block rows reference ids, columns generated ids
   * @throws IllegalArgumentException if an id is unknown
   */
  public void add(DistanceBlock block) {
    int[] rows = block.rowPlaces(reference);
    int[] columns = block.columnPlaces(generated);
    for (int i = 0; i < rows.length; i++) {
      int r = rows[i];
      for (int j = 0; j < columns.length; j++) {
        int s = columns[j];
        double distance = block.distance(i, j);
        tally.add(r, s);
        take(r, s, distance);
      }
    }
  }

  private void take(int r, int s, double distance) {
    recalled[r] |= distance <= generatedLimits[s];
    if (distance <= referenceLimits[r]) {
      covered[r] = true;
      ballsAround[s]++;
    }
  }

  /**
   * Takes all reference items of a generated item at once: some with their distances; those left
   * out must be in no ball of the other, nor the other in theirs.
   *
   * @param found ids of reference items, each once
   * @param distances theirs
   * @param count how many there are
   * @throws IllegalArgumentException if an id is unknown
   */
  public void addFound(long generatedItem, long[] found, double[] distances, int count) {
    int s = generated.place(generatedItem);
    for (int n = 0; n < count; n++) {
      take(reference.place(found[n]), s, distances[n]);
    }
    for (int r = 0; r < covered.length; r++) {
      tally.add(r, s);
    }
  }

  /**
   * Takes what another state has taken, which must be other pairs.
   *
   * @throws IllegalArgumentException if the other is of other ids or radii
   */
  public void merge(PrecisionRecall other) {
    if (k != other.k
        || !reference.equals(other.reference)
        || !generated.equals(other.generated)
        || !Arrays.equals(referenceLimits, other.referenceLimits)
        || !Arrays.equals(generatedLimits, other.generatedLimits)) {
      throw new IllegalArgumentException(
          "states of precision and recall with different ids or radii do not merge;"
              + " make both from the same radii");
    }
    for (int r = 0; r < recalled.length; r++) {
      recalled[r] |= other.recalled[r];
      covered[r] |= other.covered[r];
    }
    for (int s = 0; s < ballsAround.length; s++) {
      ballsAround[s] += other.ballsAround[s];
    }
    tally.addAll(other.tally);
  }

  /**
   * Takes what a state of some of the items has taken, which must be every pair of these, and other
   * pairs than this one took.
   *
   * @throws IllegalArgumentException if the part has other ids or radii
   * @throws IllegalStateException if a pair of the part is missing or came twice
   */
  public void mergePart(PrecisionRecall part) {
    part.requireComplete();
    int[] rows = part.reference.placesIn(reference);
    int[] columns = part.generated.placesIn(generated);
    requireLimits(part.referenceLimits, referenceLimits, rows);
    requireLimits(part.generatedLimits, generatedLimits, columns);
    long sum = PairTally.sumOf(columns);
    for (int i = 0; i < rows.length; i++) {
      recalled[rows[i]] |= part.recalled[i];
      covered[rows[i]] |= part.covered[i];
      tally.add(rows[i], columns.length, sum);
    }
    for (int j = 0; j < columns.length; j++) {
      ballsAround[columns[j]] += part.ballsAround[j];
    }
  }

  private void requireLimits(double[] ofPart, double[] own, int[] places) {
    for (int i = 0; i < places.length; i++) {
      if (ofPart[i] != own[places[i]]) {
        throw new IllegalArgumentException(
            "a part with other radii does not merge; make it from the radii of the whole");
      }
    }
  }

  /**
   * The share of S within balls of R, a mean over S.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean precision() {
    requireComplete();
    boolean[] holds = new boolean[ballsAround.length];
    for (int s = 0; s < holds.length; s++) {
      holds[s] = ballsAround[s] > 0;
    }
    return ItemMean.share(generated, holds);
  }

  /**
   * The share of R within balls of S, a mean over R.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean recall() {
    requireComplete();
    return ItemMean.share(reference, recalled.clone());
  }

  /**
   * How many balls of R are around an s, in units of k, a mean over S.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean density() {
    requireComplete();
    double[] counts = new double[ballsAround.length];
    for (int s = 0; s < counts.length; s++) {
      counts[s] = ballsAround[s];
    }
    return new ItemMean(generated, counts, k);
  }

  /**
   * The share of R with some s in its ball, a mean over R.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean coverageK() {
    requireComplete();
    return ItemMean.share(reference, covered.clone());
  }

  private void requireComplete() {
    tally.requireAll(reference, generated, false);
  }
}
