package io.betti.topology.metric;

import java.io.Serializable;

/**
 * Minimum matching distance and coverage of generated items S against reference items R.
 *
 * <p>MMD = mean over r in R of min over s in S of d(r,s). COV = |{argmin over r in R of d(s,r) : s
 * in S}| / |R|. Of tied r, at 1e-12 relative, one is taken by {@link TieBreak}; all distances
 * infinite are a tie like any other.
 *
 * <p>A mergeable state of both sides' nearest neighbours: blocks come in any order and any parts
 * (rows ids of R, columns ids of S), and the results are bit for bit those of the whole matrix.
 * Every pair must come exactly once.
 *
 * <p>COV under ties is a matter of chance: if all distances are equal, n draws of n items cover
 * 1-(1-1/n)^n of them on average, 0.634 at n = 100. Read it beside {@link #tiedCount}.
 *
 * <p>Source: P. Achlioptas, O. Diamanti, I. Mitliagkas, L. Guibas, Learning representations and
 * generative models for 3D point clouds, ICML 2018, section 3. Cost: a few operations a pair.
 */
public final class MinimumMatching implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NearestNeighbours ofReference;
  private final NearestNeighbours ofGenerated;

  /** An empty state. */
  public MinimumMatching(ItemIds reference, ItemIds generated, TieBreak ties) {
    ofReference = NearestNeighbours.between(reference, generated, ties);
    ofGenerated = NearestNeighbours.between(generated, reference, ties);
  }

  /**
   * Takes a block.
   *
   * @param block rows reference ids, columns generated ids
   * @throws IllegalArgumentException if an id is unknown
   */
  public void add(DistanceBlock block) {
    ofReference.add(block);
    ofGenerated.addTransposed(block);
  }

  /**
   * Takes what another state has taken.
   *
   * @throws IllegalArgumentException if the other is of other ids or ties
   */
  public void merge(MinimumMatching other) {
    ofReference.merge(other.ofReference);
    ofGenerated.merge(other.ofGenerated);
  }

  /**
   * The minimum matching distance, a mean over R.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean mmd() {
    ofReference.requireComplete();
    double[] least = new double[ofReference.items().size()];
    for (int i = 0; i < least.length; i++) {
      least[i] = ofReference.distance(i);
    }
    return new ItemMean(ofReference.items(), least, 1);
  }

  /**
   * The coverage, a mean over R of 1 for an item that is nearest to some s and 0 for others.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public ItemMean cov() {
    ofGenerated.requireComplete();
    boolean[] covered = new boolean[ofReference.items().size()];
    for (int j = 0; j < ofGenerated.items().size(); j++) {
      covered[ofGenerated.neighbour(j)] = true;
    }
    return ItemMean.share(ofReference.items(), covered);
  }

  /**
   * How many s have several nearest r, so that a tie decided.
   *
   * @throws IllegalStateException if a pair is missing or came twice
   */
  public int tiedCount() {
    ofGenerated.requireComplete();
    int count = 0;
    for (int j = 0; j < ofGenerated.items().size(); j++) {
      count += ofGenerated.isTied(j) ? 1 : 0;
    }
    return count;
  }

  /** The nearest s of every r; a search that knows bounds may feed each side by itself. */
  public NearestNeighbours ofReference() {
    return ofReference;
  }

  /** The nearest r of every s. */
  public NearestNeighbours ofGenerated() {
    return ofGenerated;
  }
}
