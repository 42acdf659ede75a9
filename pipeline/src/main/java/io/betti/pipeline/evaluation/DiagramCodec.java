package io.betti.pipeline.evaluation;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.EssentialBars.Treatment;
import io.betti.udfs.DiagramType;
import io.betti.udfs.Diagrams;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Diagrams as bytes: birth and death of every bar of one dimension that the distance counts,
 * sorted. Bars of length zero are left out; essential bars are left out or get their death where
 * they are to be dropped or clamped.
 */
final class DiagramCodec implements ItemCodec {
  private static final long serialVersionUID = 1L;
  private static final int BAR = 2 * Double.BYTES;

  private record Bar(double birth, double death) {}

  private final String column;
  private final int dimension;
  private final EssentialBars essential;

  DiagramCodec(String column, int dimension, EssentialBars essential) {
    if (dimension < 0 || dimension > DiagramBuilder.MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "homology dimension " + dimension + " must be from 0 to " + DiagramBuilder.MAX_DIMENSION);
    }
    this.column = column;
    this.dimension = dimension;
    this.essential = essential;
  }

  @Override
  public List<String> columns(String side, StructType schema) {
    DataType type = TableColumns.type(side, schema, column);
    boolean diagrams =
        type instanceof ArrayType array
            && array.elementType() instanceof StructType bar
            && Set.of(bar.fieldNames())
                .containsAll(List.of(DiagramType.DIMENSION, DiagramType.BIRTH, DiagramType.DEATH));
    TableColumns.require(
        side, column, type, diagrams, "a diagram, " + DiagramType.dataType().simpleString());
    return List.of(column);
  }

  @Override
  public byte[] pack(Row row) {
    if (row.isNullAt(1)) {
      throw new IllegalArgumentException("its " + column + " is null; drop the row");
    }
    PersistenceDiagram diagram = Diagrams.fromRows(row.<Row>getList(1));
    List<Bar> bars = new ArrayList<>();
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      add(bars, i - diagram.from(dimension), diagram.birth(i), diagram.death(i));
    }
    bars.sort(Comparator.comparingDouble(Bar::birth).thenComparingDouble(Bar::death));
    ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(BAR, bars.size()));
    for (Bar bar : bars) {
      packed.putDouble(bar.birth).putDouble(bar.death);
    }
    return packed.array();
  }

  private void add(List<Bar> bars, int number, double birth, double death) {
    boolean endless = Double.isInfinite(death);
    if (endless && essential.treatment() == Treatment.DROP) {
      return;
    }
    double end = endless && essential.treatment() == Treatment.CLAMP ? essential.value() : death;
    if (Double.isFinite(end) && !Double.isFinite(end - birth)) {
      throw new IllegalArgumentException(
          "bar "
              + number
              + " of dimension "
              + dimension
              + " is ["
              + birth
              + ", "
              + death
              + "), longer than any number; drop the row or mend what made it");
    }
    if (end != birth) {
      bars.add(new Bar(birth + 0.0, end + 0.0));
    }
  }

  @Override
  public String outline(byte[] packed) {
    return "diagram";
  }

  /** The bars of bytes as a diagram, without cells, in the order of the bytes. */
  PersistenceDiagram unpack(byte[] packed) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    ByteBuffer in = ByteBuffer.wrap(packed);
    while (in.hasRemaining()) {
      builder.add(dimension, in.getDouble(), in.getDouble(), -1, -1);
    }
    return builder.buildInGivenOrder();
  }
}
