package io.betti.topology.metric;

import java.io.Serializable;

/**
 * The Inception score of generated items, from the probabilities p(y|x) that a classifier gives
 * their classes: exp of the mean over x of the Kullback-Leibler divergence of p(y|x) from the mean
 * p(y), on each of several splits; then the mean of the splits' scores and their deviation.
 *
 * <p>It is at least 1, when all p(y|x) agree, and at most the number of classes, when each x is
 * sure and all classes come equally often. A split's p(y) is its own mean. Splits are runs of items
 * in ascending order of the ids, split i of t holding the places from floor(i n / t) up to
 * floor((i+1) n / t); the deviation is that of the splits themselves (divided by t, not t - 1). 0
 * log 0 = 0.
 *
 * <p>A mergeable state that keeps the rows, 8 bytes a class and item; sums run in order of the ids,
 * so results do not depend on the order in which rows came. Not safe for use by several threads at
 * once.
 *
 * <p>Source: T. Salimans and others, Improved techniques for training GANs, NeurIPS 2016, section
 * 4, and its published code for splits and deviation. The score is of the classifier that is given,
 * and comparable only under the same.
 */
public final class InceptionScore implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The usual number of splits. */
  public static final int SPLITS = 10;

  /** How far from 1 a row's probabilities may sum: single precision leaves about this much. */
  private static final double SUM_TOLERANCE = 1e-4;

  private final ItemIds items;
  private final int classes;
  private final int splits;
  private final double[][] rows;

  /**
   * An empty state of ten splits.
   *
   * @throws IllegalArgumentException if there are fewer than 10 items or than 1 class
   */
  public InceptionScore(ItemIds items, int classes) {
    this(items, classes, SPLITS);
  }

  /**
   * An empty state.
   *
   * @throws IllegalArgumentException if there is no class, no split, or fewer items than splits
   */
  public InceptionScore(ItemIds items, int classes, int splits) {
    if (classes < 1 || splits < 1 || splits > items.size()) {
      throw new IllegalArgumentException(
          "inception score: "
              + classes
              + " classes and "
              + splits
              + " splits of "
              + items.size()
              + " items; there must be at least 1 class, 1 split, and as many items as splits");
    }
    this.items = items;
    this.classes = classes;
    this.splits = splits;
    rows = new double[items.size()][];
  }

  /**
   * Takes the probabilities of an item.
   *
   * @param probabilities one per class; copied
   * @throws IllegalArgumentException if the id is unknown or came before, there is not one
   *     probability per class, one is not in [0, 1], or they sum to something else than 1 +- 1e-4
   */
  public void add(long id, double[] probabilities) {
    int place = items.place(id);
    if (probabilities.length != classes) {
      throw new IllegalArgumentException(
          "item "
              + id
              + " has "
              + probabilities.length
              + " probabilities and there are "
              + classes
              + " classes; pass one for each");
    }
    double sum = 0;
    for (int y = 0; y < classes; y++) {
      double p = probabilities[y];
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(
            "item " + id + " has probability " + p + " of class " + y + "; it must be in [0, 1]");
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "the probabilities of item "
              + id
              + " sum to "
              + sum
              + "; they must sum to 1, pass probabilities and not scores or logarithms");
    }
    put(place, probabilities.clone());
  }

  private void put(int place, double[] row) {
    if (rows[place] != null) {
      throw new IllegalArgumentException(
          "item " + items.id(place) + " came twice; give every item exactly once");
    }
    rows[place] = row;
  }

  /**
   * Takes what another state has taken, which must be other items.
   *
   * @throws IllegalArgumentException if the other is of other ids, classes or splits, or an item
   *     came to both
   */
  public void merge(InceptionScore other) {
    if (classes != other.classes || splits != other.splits || !items.equals(other.items)) {
      throw new IllegalArgumentException(
          "inception scores of "
              + this
              + " and of "
              + other
              + " do not merge; make both with the same ids, classes and splits");
    }
    for (int i = 0; i < rows.length; i++) {
      if (other.rows[i] != null) {
        put(i, other.rows[i]);
      }
    }
  }

  /**
   * The mean of the splits' scores.
   *
   * @throws IllegalStateException if an item is missing
   */
  public double mean() {
    double sum = 0;
    for (int i = 0; i < splits; i++) {
      sum += score(i);
    }
    return sum / splits;
  }

  /**
   * The deviation of the splits' scores from their mean.
   *
   * @throws IllegalStateException if an item is missing
   */
  public double deviation() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < splits; i++) {
      double difference = score(i) - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum / splits);
  }

  /** Number of splits. */
  public int splits() {
    return splits;
  }

  /**
   * The score of a split, from 0.
   *
   * @throws IllegalStateException if an item of it is missing
   */
  public double score(int split) {
    int from = start(split);
    int to = start(split + 1);
    double[] mean = meanRow(from, to);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += divergence(rows[i], mean);
    }
    return StrictMath.exp(sum / (to - from));
  }

  private int start(int split) {
    return (int) ((long) split * rows.length / splits);
  }

  private double[] meanRow(int from, int to) {
    double[] mean = new double[classes];
    for (int i = from; i < to; i++) {
      if (rows[i] == null) {
        throw new IllegalStateException(
            "item " + items.id(i) + " has no probabilities; give every item exactly once");
      }
      for (int y = 0; y < classes; y++) {
        mean[y] += rows[i][y];
      }
    }
    for (int y = 0; y < classes; y++) {
      mean[y] /= to - from;
    }
    return mean;
  }

  private static double divergence(double[] row, double[] mean) {
    double sum = 0;
    for (int y = 0; y < row.length; y++) {
      // The mean of a probability above 0 may underflow. StrictMath: the same last digit
      // everywhere.
      sum +=
          row[y] > 0 && mean[y] > 0
              ? row[y] * (StrictMath.log(row[y]) - StrictMath.log(mean[y]))
              : 0;
    }
    return sum;
  }

  /** As {@code 100 ids, 0 to 99, 10 classes, 10 splits}. */
  @Override
  public String toString() {
    return items + ", " + classes + " classes, " + splits + " splits";
  }
}
