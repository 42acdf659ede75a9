package io.betti.pipeline.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Named arrays of a network as pieces of one flat vector, with the gradient beside it: an optimizer
 * sees two arrays, a layer its own piece.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Parameters {
  private final List<Piece> pieces = new ArrayList<>();
  private float[] values = new float[0];
  private float[] gradients = new float[0];
  private long version;

  Parameters() {}

  /** A named array of zeros at the end of the vector. */
  Piece add(String name, int... shape) {
    int length = 1;
    for (int n : shape) {
      length = Math.multiplyExact(length, n);
    }
    Piece piece = new Piece(name, shape.clone(), values.length, length);
    pieces.add(piece);
    values = Arrays.copyOf(values, Math.addExact(values.length, length));
    gradients = new float[values.length];
    return piece;
  }

  /** Number of parameters. */
  public int size() {
    return values.length;
  }

  /** The named arrays, in their order in the vector. */
  public List<Piece> pieces() {
    return Collections.unmodifiableList(pieces);
  }

  /** The vector itself; call {@link #changed} after writing to it. */
  public float[] values() {
    return values;
  }

  /** The gradient itself. */
  public float[] gradients() {
    return gradients;
  }

  /** Tells the layers that values have changed. */
  public void changed() {
    version++;
  }

  /** Goes up with every change. */
  long version() {
    return version;
  }

  /** Sets the gradient to zero. */
  public void clearGradients() {
    Arrays.fill(gradients, 0);
    pieces.forEach(piece -> piece.clear = true);
  }

  /**
   * The name of the array that holds an element of the vector.
   *
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public String nameOf(int element) {
    for (Piece piece : pieces) {
      if (element >= piece.offset && element < piece.offset + piece.length) {
        return piece.name;
      }
    }
    throw new IndexOutOfBoundsException(
        "element " + element + " of a vector of " + values.length + " parameters");
  }

  /** One named array. */
  public final class Piece {
    private final String name;
    private final int[] shape;
    private final int offset;
    private final int length;
    private boolean clear = true;

    private Piece(String name, int[] shape, int offset, int length) {
      this.name = name;
      this.shape = shape;
      this.offset = offset;
      this.length = length;
    }

    /** As {@code 0.dense.weights}: the place of the layer, its kind, the array. */
    public String name() {
      return name;
    }

    /** Its axes, row-major. */
    public int[] shape() {
      return shape.clone();
    }

    /** Where it begins in the vector. */
    public int offset() {
      return offset;
    }

    /** Number of elements. */
    public int length() {
      return length;
    }

    float get(int i) {
      return values[offset + i];
    }

    /** Its values, in an array of their own. */
    float[] copy() {
      return Arrays.copyOfRange(values, offset, offset + length);
    }

    void fill(float value) {
      Arrays.fill(values, offset, offset + length, value);
    }

    void fill(Gaussian gaussian, double deviation) {
      for (int i = 0; i < length; i++) {
        values[offset + i] = (float) (deviation * gaussian.next());
      }
    }

    /** Adds a matrix to this array's gradient. */
    void addGradient(NativeMatrix matrix) {
      if (clear) {
        matrix.read(gradients, offset);
      } else {
        float[] added = new float[length];
        matrix.read(added, 0);
        addGradient(added);
      }
      clear = false;
    }

    /** Adds to this array's gradient. */
    void addGradient(float[] added) {
      for (int i = 0; i < length; i++) {
        gradients[offset + i] += added[i];
      }
      clear = false;
    }
  }
}
