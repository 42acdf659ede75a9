package io.betti.udfs;

import java.io.Serializable;

/**
 * Where the fields of a bar stand in the struct of a column: diagrams that other tools wrote, or
 * that were read without a schema, may have them in another order, among other fields, and the
 * dimension as a long.
 *
 * @param fields number of fields of the struct
 * @param dimension place of the dimension
 * @param birth place of the birth
 * @param death place of the death
 * @param birthCell place of the birth's cell, -1 if there is none
 * @param deathCell place of the death's cell, -1 if there is none
 * @param longDimension whether the dimension is a long
 */
record DiagramLayout(
    int fields,
    int dimension,
    int birth,
    int death,
    int birthCell,
    int deathCell,
    boolean longDimension)
    implements Serializable {
  /** The layout of {@link DiagramType}. */
  static final DiagramLayout STANDARD = new DiagramLayout(5, 0, 1, 2, 3, 4, false);
}
