package io.betti.pipeline.evaluation;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/**
 * How often rows of each label were given each label. Immutable.
 *
 * <p>Labels are whole numbers, ascending: those that occur as a truth or as an answer.
 */
public final class ConfusionMatrix {
  /**
   * A row's true label and the one that it was given.
   *
   * @param truth the true label
   * @param answer the one given
   */
  public record Cell(int truth, int answer) {}

  private final int[] labels;

  /** {@code counts[i][j]} rows of label i were given label j. */
  private final long[][] counts;

  private ConfusionMatrix(int[] labels, long[][] counts) {
    this.labels = labels;
    this.counts = counts;
  }

  /**
   * The matrix of counts; a pair of labels that is not in the map did not occur.
   *
   * @throws IllegalArgumentException if a count is below 0
   */
  public static ConfusionMatrix of(Map<Cell, Long> cells) {
    TreeSet<Integer> occurring = new TreeSet<>();
    cells
        .keySet()
        .forEach(
            cell -> {
              occurring.add(cell.truth());
              occurring.add(cell.answer());
            });
    int[] labels = occurring.stream().mapToInt(label -> label).toArray();
    long[][] counts = new long[labels.length][labels.length];
    cells.forEach(
        (cell, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException("count " + count + " of " + cell + " is below 0");
          }
          int i = Arrays.binarySearch(labels, cell.truth());
          counts[i][Arrays.binarySearch(labels, cell.answer())] = count;
        });
    return new ConfusionMatrix(labels, counts);
  }

  /** Number of labels. */
  public int size() {
    return labels.length;
  }

  /** The label at a place. */
  public int label(int i) {
    return labels[i];
  }

  /** How many rows of the label at place i were given the label at place j. */
  public long count(int i, int j) {
    return counts[i][j];
  }

  /** Number of rows whose true label is that at place i. */
  public long support(int i) {
    return Arrays.stream(counts[i]).sum();
  }

  /** Number of rows. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** Number of rows that were given their own label. */
  public long correct() {
    long correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += counts[i][i];
    }
    return correct;
  }

  /** Share of rows that were given their own label; NaN if there are none. */
  public double accuracy() {
    return (double) correct() / total();
  }

  /** Of the rows given the label at place i, the share that has it; NaN if there are none. */
  public double precision(int i) {
    long given = 0;
    for (long[] row : counts) {
      given += row[i];
    }
    return (double) counts[i][i] / given;
  }

  /** Of the rows that have the label at place i, the share given it; NaN if there are none. */
  public double recall(int i) {
    return (double) counts[i][i] / support(i);
  }

  /** One line a label: its counts. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < labels.length; i++) {
      out.append(labels[i]).append(": ").append(Arrays.toString(counts[i])).append('\n');
    }
    return out.toString();
  }
}
