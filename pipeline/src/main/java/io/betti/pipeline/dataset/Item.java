package io.betti.pipeline.dataset;

/**
 * One item of a data set, read without Spark.
 *
 * @param id its index
 * @param shape its axes' sizes, row-major, last axis fastest; of a point cloud the numbers of
 *     points and of coordinates; null if it cannot be read
 * @param values its own array: a {@code byte[]} (unsigned), {@code float[]} or {@code double[]}; a
 *     point cloud's coordinates point by point as {@code double[]}; null if it cannot be read
 * @param corruption why it cannot be read, null if it can; only with {@code mode = permissive}
 */
public record Item(long id, int[] shape, Object values, String corruption) {
  /** Whether there are a shape and values. */
  public boolean isReadable() {
    return corruption == null;
  }
}
