package io.betti.topology.vectorization;

import java.util.Arrays;

/** The checks that constructors and public doors of this package share. */
final class Parameters {
  private Parameters() {}

  static void dimension(String owner, int dimension) {
    if (dimension < 0) {
      throw new IllegalArgumentException(
          owner + ": homology dimension " + dimension + " must be >= 0");
    }
  }

  static void atLeastOne(String owner, String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(owner + ": " + name + " " + value + " must be >= 1");
    }
  }

  static void positive(String owner, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          owner + ": " + name + " " + value + " must be finite and above 0");
    }
  }

  static void power(String owner, double power) {
    if (!(power >= 0) || Double.isInfinite(power)) {
      throw new IllegalArgumentException(
          owner + ": power " + power + " of the lifetime must be finite and >= 0");
    }
  }

  /** An order of a norm; infinity is one. */
  static void order(String owner, double order) {
    if (!(order >= 1)) {
      throw new IllegalArgumentException(
          owner + ": order " + order + " must be >= 1; infinity is the maximum");
    }
  }

  /** A vector's length as an int. */
  static void length(String owner, long length) {
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          owner + ": vectors of " + length + " numbers do not fit an array; lower the resolution");
    }
  }

  /** Empties the part of an array that a vector is written to. */
  static void clear(double[] out, int size) {
    if (out.length < size) {
      throw new IllegalArgumentException(
          "a vector of " + size + " numbers does not fit an array of " + out.length);
    }
    Arrays.fill(out, 0, size, 0);
  }
}
