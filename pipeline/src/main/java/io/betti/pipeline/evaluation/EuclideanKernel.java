package io.betti.pipeline.evaluation;

import java.util.Arrays;

/**
 * The Euclidean norm of the difference of grids.
 *
 * <p>Between grids of bytes it is the correctly rounded root of an exact sum of squares; else
 * squares of differences are summed in double in the order of the values, for every pair by itself,
 * and the result is the same in whatever company the pair is computed, and either way round.
 *
 * <p>Columns lie transposed, {@code [value][column]}, so that the inner loop runs over columns:
 * four values at a time are added to the sums of all of them, which the JIT turns into vector
 * instructions. Squares of bytes are summed in float, exact up to 2^24, and carried over to double
 * after each 256 values: 256 * 255^2 is below it.
 */
final class EuclideanKernel implements PairKernel {
  /** 256 squares of differences of bytes sum to less than 2^24. */
  private static final int CHUNK = 256;

  /** Values of the columns together: 256 KiB of floats stay in a core's own cache. */
  private static final int NEAR = 1 << 16;

  private static final int MOST_COLUMNS = 256;
  private static final int LEAST_COLUMNS = 16;

  private int columns;
  private int count;
  private boolean bytes;
  private float[] floats = {};
  private float[] sums = {};
  private double[] doubles = {};
  private double[] values = {};

  @Override
  public int width(byte[] item) {
    int fitting = NEAR / Math.max(1, GridCodec.count(item)) / LEAST_COLUMNS * LEAST_COLUMNS;
    return Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, fitting));
  }

  @Override
  public void load(byte[][] items, int from, int to) {
    columns = to - from;
    count = GridCodec.count(items[from]);
    bytes = true;
    for (int j = from; j < to; j++) {
      bytes &= GridCodec.isBytes(items[j]);
    }
    // Padded to whole groups of four values with zeros on both sides.
    int room = Math.multiplyExact(columns, padded());
    if (values.length < padded()) {
      values = new double[padded()];
    }
    doubles = bytes ? doubles : cleared(doubles, room);
    floats = bytes ? cleared(floats, room) : floats;
    sums = sums.length < columns ? new float[columns] : sums;
    for (int j = from; j < to; j++) {
      GridCodec.read(items[j], values);
      for (int v = 0; v < count; v++) {
        if (bytes) {
          floats[v * columns + j - from] = (float) values[v];
        } else {
          doubles[v * columns + j - from] = values[v];
        }
      }
    }
  }

  private int padded() {
    return (count + 3) & ~3;
  }

  private static float[] cleared(float[] array, int size) {
    if (array.length < size) {
      return new float[size];
    }
    Arrays.fill(array, 0, size, 0);
    return array;
  }

  private static double[] cleared(double[] array, int size) {
    if (array.length < size) {
      return new double[size];
    }
    Arrays.fill(array, 0, size, 0);
    return array;
  }

  @Override
  public void distances(byte[] row, double[] into) {
    Arrays.fill(values, 0, padded(), 0);
    GridCodec.read(row, values);
    Arrays.fill(into, 0, columns, 0);
    if (bytes && GridCodec.isBytes(row)) {
      ofBytes(into);
    } else {
      if (bytes) {
        widen();
      }
      for (int v = 0; v < padded(); v += 4) {
        add(
            doubles,
            v * columns,
            columns,
            values[v],
            values[v + 1],
            values[v + 2],
            values[v + 3],
            into);
      }
    }
    for (int j = 0; j < columns; j++) {
      into[j] = Math.sqrt(into[j]);
    }
  }

  /** Bytes on one side only. */
  private void widen() {
    int room = columns * padded();
    doubles = doubles.length < room ? new double[room] : doubles;
    for (int i = 0; i < room; i++) {
      doubles[i] = floats[i];
    }
    bytes = false;
  }

  private void ofBytes(double[] into) {
    for (int from = 0; from < padded(); from += CHUNK) {
      Arrays.fill(sums, 0, columns, 0);
      int to = Math.min(padded(), from + CHUNK);
      for (int v = from; v < to; v += 4) {
        add(
            floats,
            v * columns,
            columns,
            (float) values[v],
            (float) values[v + 1],
            (float) values[v + 2],
            (float) values[v + 3],
            sums);
      }
      carry(sums, columns, into);
    }
  }

  private static void carry(float[] sums, int columns, double[] into) {
    for (int j = 0; j < columns; j++) {
      into[j] += sums[j];
    }
  }

  private static void add(
      float[] y, int at, int n, float x0, float x1, float x2, float x3, float[] sums) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    for (int j = 0; j < n; j++) {
      float d0 = x0 - y[at + j];
      float d1 = x1 - y[at1 + j];
      float d2 = x2 - y[at2 + j];
      float d3 = x3 - y[at3 + j];
      sums[j] = (((sums[j] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  private static void add(
      double[] y, int at, int n, double x0, double x1, double x2, double x3, double[] sums) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    for (int j = 0; j < n; j++) {
      double d0 = x0 - y[at + j];
      double d1 = x1 - y[at1 + j];
      double d2 = x2 - y[at2 + j];
      double d3 = x3 - y[at3 + j];
      sums[j] = (((sums[j] + d0 * d0) + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }
}
