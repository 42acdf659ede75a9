package io.betti.topology.metric;

import java.util.Random;

/** Random matrices of distances, full of ties, and their cutting into blocks. */
final class DistanceSample {
  private DistanceSample() {}

  /** Distances of few different values, some of them infinite, some tied and not equal. */
  static double[][] matrix(Random random, int rows, int columns) {
    int kind = random.nextInt(5);
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = distance(random, kind);
      }
    }
    return matrix;
  }

  /** As {@link #matrix}, symmetric, with zeros on the diagonal. */
  static double[][] symmetric(Random random, int size) {
    double[][] matrix = matrix(random, size, size);
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 0;
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i];
      }
    }
    return matrix;
  }

  private static double distance(Random random, int kind) {
    return switch (kind) {
      case 0 -> random.nextInt(4);
      case 1 -> random.nextDouble();
      case 2 -> (1 + random.nextInt(2)) * (1 + 3e-13 * random.nextInt(7));
      case 3 -> random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(3);
      default -> 1;
    };
  }

  /** Distinct ids that do not come in order. */
  static long[] ids(Random random, int size) {
    return random.longs(-1000, 1000).distinct().limit(size).toArray();
  }

  /** Where to cut: a random share of the pairs to each of some parts, as blocks of one to many. */
  interface Taker {
    void take(int part, DistanceBlock block);
  }

  /** Cuts a matrix into random rectangles, shuffles each one, and deals them out in any order. */
  static void deal(
      Random random, double[][] matrix, long[] rows, long[] columns, int parts, Taker taker) {
    deal(
        random, matrix, rows, columns, new int[] {0, rows.length, 0, columns.length}, parts, taker);
  }

  private static void deal(
      Random random,
      double[][] matrix,
      long[] rows,
      long[] columns,
      int[] box,
      int parts,
      Taker taker) {
    int height = box[1] - box[0];
    int width = box[3] - box[2];
    if (height * width <= 1 || random.nextInt(4) == 0) {
      taker.take(random.nextInt(parts), block(matrix, rows, columns, box, random.nextBoolean()));
      return;
    }
    boolean cutRows = width == 1 || (height > 1 && random.nextBoolean());
    int axis = cutRows ? 0 : 2;
    int cut = box[axis] + 1 + random.nextInt((cutRows ? height : width) - 1);
    int[] low = box.clone();
    int[] high = box.clone();
    low[axis + 1] = cut;
    high[axis] = cut;
    boolean lowFirst = random.nextBoolean();
    deal(random, matrix, rows, columns, lowFirst ? low : high, parts, taker);
    deal(random, matrix, rows, columns, lowFirst ? high : low, parts, taker);
  }

  /** All of a matrix. */
  static DistanceBlock whole(double[][] matrix, long[] rows, long[] columns) {
    return block(matrix, rows, columns, new int[] {0, rows.length, 0, columns.length}, false);
  }

  private static DistanceBlock block(
      double[][] matrix, long[] rows, long[] columns, int[] box, boolean reversed) {
    int height = box[1] - box[0];
    int width = box[3] - box[2];
    long[] someRows = new long[height];
    long[] someColumns = new long[width];
    double[] distances = new double[height * width];
    for (int i = 0; i < height; i++) {
      int row = reversed ? box[1] - 1 - i : box[0] + i;
      someRows[i] = rows[row];
      for (int j = 0; j < width; j++) {
        int column = reversed ? box[3] - 1 - j : box[2] + j;
        someColumns[j] = columns[column];
        distances[i * width + j] = matrix[row][column];
      }
    }
    return DistanceBlock.of(someRows, someColumns, distances);
  }
}
