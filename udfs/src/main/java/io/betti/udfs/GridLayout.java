package io.betti.udfs;

import java.io.Serializable;

/**
 * How the columns {@code values} and {@code shape} are laid out.
 *
 * @param form in which form the values come
 * @param longAxes whether the shape is an array of long instead of int
 */
record GridLayout(Form form, boolean longAxes) implements Serializable {
  /** The form of the values of a grid. */
  enum Form {
    /** Binary: unsigned bytes. */
    BYTES,

    /** Array of float. */
    FLOATS,

    /** Array of double, or of other numbers, cast to it. */
    DOUBLES
  }
}
