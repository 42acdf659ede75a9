package io.betti.topology.metric;

import java.io.Serializable;

/**
 * A rectangle cut from a matrix of distances: some rows, some columns, and the distance of each
 * row's item to each column's. Rows and columns may be any of the matrix, in any order.
 *
 * <p>A distance is 0 or above; {@code +Infinity} is an ordinary one, as between diagrams with
 * different numbers of essential bars.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class DistanceBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] rows;
  private final long[] columns;
  private final double[] distances;

  private DistanceBlock(long[] rows, long[] columns, double[] distances) {
    this.rows = rows;
    this.columns = columns;
    this.distances = distances;
  }

  /**
   * A block; -0.0 becomes 0.0.
   *
   * @param rows ids of the rows; copied
   * @param columns ids of the columns; copied
   * @param distances {@code [row][column]}, row-major; copied
   * @throws IllegalArgumentException if there are not {@code rows.length * columns.length}
   *     distances, or one is NaN or below 0
   */
  public static DistanceBlock of(long[] rows, long[] columns, double[] distances) {
    if ((long) rows.length * columns.length != distances.length) {
      throw new IllegalArgumentException(
          "a block of "
              + rows.length
              + " rows and "
              + columns.length
              + " columns has "
              + distances.length
              + " distances; pass rows * columns of them, row by row");
    }
    double[] checked = distances.clone();
    for (int at = 0; at < checked.length; at++) {
      if (!(checked[at] >= 0)) {
        throw new IllegalArgumentException(
            refusal(rows[at / columns.length], columns[at % columns.length], checked[at]));
      }
      checked[at] += 0.0;
    }
    return new DistanceBlock(rows.clone(), columns.clone(), checked);
  }

  /** What is said of a distance that is none. */
  static String refusal(long row, long column, double distance) {
    return "the distance of "
        + row
        + " and "
        + column
        + " is "
        + distance
        + "; distances must be 0 or above, or +Infinity";
  }

  /** Number of rows. */
  public int rowCount() {
    return rows.length;
  }

  /** Number of columns. */
  public int columnCount() {
    return columns.length;
  }

  /** The id of a row. */
  public long row(int i) {
    return rows[i];
  }

  /** The id of a column. */
  public long column(int j) {
    return columns[j];
  }

  /** The distance of a row's item to a column's. */
  public double distance(int i, int j) {
    return distances[i * columns.length + j];
  }

  /** The same distances with rows and columns exchanged. */
  public DistanceBlock transposed() {
    double[] turned = new double[distances.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        turned[j * rows.length + i] = distance(i, j);
      }
    }
    return new DistanceBlock(columns, rows, turned);
  }

  int[] rowPlaces(ItemIds items) {
    return items.places(rows);
  }

  int[] columnPlaces(ItemIds items) {
    return items.places(columns);
  }

  /** As {@code 3 rows, 4 columns}. */
  @Override
  public String toString() {
    return rows.length + " rows, " + columns.length + " columns";
  }
}
