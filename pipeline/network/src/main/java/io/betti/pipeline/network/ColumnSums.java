package io.betti.pipeline.network;

/** Sums over the rows of a matrix. */
final class ColumnSums {
  private ColumnSums() {}

  /** One sum a column, the rows added in their order. */
  static float[] of(float[] matrix, int rows, int columns) {
    float[] sums = new float[columns];
    for (int i = 0; i < rows; i++) {
      int from = i * columns;
      for (int j = 0; j < columns; j++) {
        sums[j] += matrix[from + j];
      }
    }
    return sums;
  }
}
