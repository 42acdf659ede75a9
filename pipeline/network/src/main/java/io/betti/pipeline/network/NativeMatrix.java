package io.betti.pipeline.network;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A matrix of floats outside the heap, row-major: an operand of native products, made once and
 * filled many times.
 *
 * <p>This class is the only one that calls ND4J. Networks keep their numbers in arrays on the heap,
 * where plain loops are quick, and copy them here for the products, which carry nearly all of the
 * work. Products go through the operation {@code matmul} into an output that is there already: the
 * convenience methods of ND4J arrays take two to three times as long.
 *
 * <p>Every product runs on one thread, the caller's, since sums are the same bit for bit only for
 * equal numbers of threads. On another kind of processor the last digits may differ.
 *
 * <p>Memory is freed by {@link #close}. Not safe for use by several threads at once.
 */
final class NativeMatrix implements AutoCloseable {
  private static final ThreadLocal<Boolean> PINNED = ThreadLocal.withInitial(() -> pin());

  private final int rows;
  private final int columns;
  private final INDArray array;
  private final FloatPointer pointer;

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if it has no row or no column
   */
  NativeMatrix(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "matrix of " + rows + " x " + columns + "; rows and columns must be >= 1");
    }
    this.rows = rows;
    this.columns = columns;
    array = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, columns}, 'c');
    pointer = new FloatPointer(array.data().pointer());
    FloatPointer.memset(pointer, 0, 4L * rows * columns);
  }

  /** Makes products of the calling thread run on it alone. */
  private static boolean pin() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    return true;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Fills the whole matrix from an array, starting at an offset. */
  void write(float[] from, int offset) {
    pointer.position(0).put(from, offset, rows * columns);
  }

  /** Copies numbers into the elements that start at {@code element}. */
  void write(float[] from, int offset, int count, long element) {
    assert element + count <= (long) rows * columns;
    pointer.position(element).put(from, offset, count);
  }

  /** Copies the whole matrix into an array, starting at an offset. */
  void read(float[] to, int offset) {
    pointer.position(0).get(to, offset, rows * columns);
  }

  /** Copies the elements that start at {@code element}. */
  void read(float[] to, int offset, int count, long element) {
    assert element + count <= (long) rows * columns;
    pointer.position(element).get(to, offset, count);
  }

  @Override
  public void close() {
    if (!array.wasClosed()) {
      array.close();
    }
  }

  /** A product of two matrices into a third, one or both of them transposed; made once. */
  static final class Product {
    private final DynamicCustomOp op;

    /**
     * The product {@code out = left * right}.
     *
     * @throws IllegalArgumentException if the shapes do not fit
     */
    Product(
        NativeMatrix left,
        boolean leftTransposed,
        NativeMatrix right,
        boolean rightTransposed,
        NativeMatrix out) {
      int inner = leftTransposed ? left.rows : left.columns;
      int rows = leftTransposed ? left.columns : left.rows;
      int columns = rightTransposed ? right.rows : right.columns;
      if (inner != (rightTransposed ? right.columns : right.rows)
          || rows != out.rows
          || columns != out.columns) {
        throw new IllegalArgumentException(
            "product of "
                + (left + (leftTransposed ? "'" : ""))
                + " and "
                + (right + (rightTransposed ? "'" : ""))
                + " into "
                + out
                + ": the shapes do not fit");
      }
      op =
          DynamicCustomOp.builder("matmul")
              .addInputs(left.array, right.array)
              .addOutputs(out.array)
              .addIntegerArguments(leftTransposed ? 1 : 0, rightTransposed ? 1 : 0, 0)
              .build();
    }

    /** Computes the product. */
    void run() {
      if (PINNED.get()) {
        Nd4j.exec(op);
      }
    }
  }

  /** As {@code 64 x 784}. */
  @Override
  public String toString() {
    return rows + " x " + columns;
  }
}
