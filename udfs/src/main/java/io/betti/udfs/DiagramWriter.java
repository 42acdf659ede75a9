package io.betti.udfs;

import io.betti.topology.diagram.PersistenceDiagram;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * Writes a diagram in Spark's own binary form of {@link DiagramType}, in one pass into one array of
 * bytes: no objects a bar, no boxing.
 *
 * <pre>
 * array   number of bars | null bits, 64 bars a word | offset &lt;&lt; 32 | size, a word a bar | bars
 * bar     null bits | dimension | birth | death | two words offset &lt;&lt; 32 | size | two cells
 * cell    number of vertices | null bits | a word a vertex
 * </pre>
 *
 * <p>Offsets count from the start of the array, or of the bar. The bytes are those that Spark's own
 * projection would write, so that grouping and hashing by a diagram agree.
 */
final class DiagramWriter {
  /** Null bits of a bar, and a word a field. */
  private static final int BAR_HEAD = (1 + DiagramType.FIELDS) * Long.BYTES;

  private static final int DIMENSION_AT = Long.BYTES;
  private static final int BIRTH_AT = 2 * Long.BYTES;
  private static final int DEATH_AT = 3 * Long.BYTES;
  private static final int BIRTH_CELL_AT = 4 * Long.BYTES;
  private static final int DEATH_CELL_AT = 5 * Long.BYTES;

  /** Longest array of bytes that every JVM makes, in whole words. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 15;

  private DiagramWriter() {}

  /**
   * The bytes of a diagram.
   *
   * @throws IllegalArgumentException if they would be more than one array of Spark can hold
   */
  static UnsafeArrayData write(PersistenceDiagram diagram) {
    int bars = diagram.size();
    byte[] bytes = new byte[size(diagram)];
    int head = UnsafeArrayData.calculateHeaderPortionInBytes(bars) + bars * Long.BYTES;
    Platform.putLong(bytes, Platform.BYTE_ARRAY_OFFSET, bars);
    long word = Platform.BYTE_ARRAY_OFFSET + head - (long) bars * Long.BYTES;
    int at = head;
    for (int dimension = 0; dimension < diagram.dimensions(); dimension++) {
      for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
        int size = writeBar(diagram, i, dimension, bytes, Platform.BYTE_ARRAY_OFFSET + (long) at);
        Platform.putLong(bytes, word, ((long) at << 32) | size);
        word += Long.BYTES;
        at += size;
      }
    }
    UnsafeArrayData array = new UnsafeArrayData();
    array.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length);
    return array;
  }

  private static int size(PersistenceDiagram diagram) {
    long bars = diagram.size();
    long size = UnsafeArrayData.calculateHeaderPortionInBytes(bars) + bars * Long.BYTES;
    for (int i = 0; i < bars; i++) {
      size += BAR_HEAD + cellSize(birthVertices(diagram, i)) + cellSize(deathVertices(diagram, i));
    }
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a diagram of "
              + diagram.size()
              + " bars does not fit into the 2 GiB of one SQL value; cut the grid into tiles");
    }
    return (int) size;
  }

  private static int cellSize(int vertices) {
    return UnsafeArrayData.calculateHeaderPortionInBytes(vertices) + vertices * Long.BYTES;
  }

  private static int birthVertices(PersistenceDiagram diagram, int i) {
    return diagram.cellArity() > 1
        ? diagram.birthCell(i).length
        : diagram.birthVertex(i) < 0 ? 0 : 1;
  }

  private static int deathVertices(PersistenceDiagram diagram, int i) {
    return diagram.cellArity() > 1
        ? diagram.deathCell(i).length
        : diagram.deathVertex(i) < 0 ? 0 : 1;
  }

  private static int writeBar(
      PersistenceDiagram diagram, int i, int dimension, byte[] bytes, long bar) {
    Platform.putInt(bytes, bar + DIMENSION_AT, dimension);
    Platform.putDouble(bytes, bar + BIRTH_AT, diagram.birth(i));
    Platform.putDouble(bytes, bar + DEATH_AT, diagram.death(i));
    int birthSize;
    int deathSize;
    if (diagram.cellArity() > 1) {
      birthSize = writeCell(diagram.birthCell(i), bytes, bar + BAR_HEAD);
      deathSize = writeCell(diagram.deathCell(i), bytes, bar + BAR_HEAD + birthSize);
    } else {
      birthSize = writeCell(diagram.birthVertex(i), bytes, bar + BAR_HEAD);
      deathSize = writeCell(diagram.deathVertex(i), bytes, bar + BAR_HEAD + birthSize);
    }
    Platform.putLong(bytes, bar + BIRTH_CELL_AT, ((long) BAR_HEAD << 32) | birthSize);
    Platform.putLong(bytes, bar + DEATH_CELL_AT, ((long) (BAR_HEAD + birthSize) << 32) | deathSize);
    return BAR_HEAD + birthSize + deathSize;
  }

  /** A cell of one vertex, or of none if the vertex is -1. */
  private static int writeCell(int vertex, byte[] bytes, long at) {
    if (vertex < 0) {
      return cellSize(0);
    }
    Platform.putLong(bytes, at, 1);
    Platform.putLong(bytes, at + UnsafeArrayData.calculateHeaderPortionInBytes(1), vertex);
    return cellSize(1);
  }

  private static int writeCell(int[] vertices, byte[] bytes, long at) {
    Platform.putLong(bytes, at, vertices.length);
    long word = at + UnsafeArrayData.calculateHeaderPortionInBytes(vertices.length);
    for (int vertex : vertices) {
      Platform.putLong(bytes, word, vertex);
      word += Long.BYTES;
    }
    return cellSize(vertices.length);
  }
}
