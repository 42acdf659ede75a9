package io.betti.udfs;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.util.ArrayData;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Between the engine's {@link PersistenceDiagram} and columns of {@link DiagramType}: as rows, as
 * code outside Spark SQL sees them, and as Spark's internal arrays.
 *
 * <p><b>Order.</b> Bars keep the stored order within each dimension, also where it isn't that of
 * {@link PersistenceDiagram}: "the longest bar" of a function is the first one stored. A clamped
 * essential bar keeps its place in this way, and a diagram made by hand is read as it stands.
 *
 * <p><b>Refused</b>, with {@link IllegalArgumentException}: a null bar, a dimension that is null,
 * below 0 or above 255, a birth or death that is null or NaN, an infinite birth, a vertex that is
 * null or no int of at least 0. A cell that is null is taken as empty.
 */
public final class Diagrams {
  private static final int[] NO_VERTICES = {};

  private Diagrams() {}

  /**
   * A diagram as a value of a DataFrame row: one {@link Row} a bar, fields as in {@link
   * DiagramType}. Each row carries no schema of its own.
   */
  public static Seq<Row> toRows(PersistenceDiagram diagram) {
    List<Row> rows = new ArrayList<>(diagram.size());
    for (int i = 0; i < diagram.size(); i++) {
      PersistencePair bar = diagram.pair(i);
      rows.add(
          RowFactory.create(
              bar.dimension(),
              bar.birth(),
              bar.death(),
              cell(bar.birthCell()),
              cell(bar.deathCell())));
    }
    return CollectionConverters.asScala(rows).toSeq();
  }

  private static Seq<Long> cell(int[] vertices) {
    List<Long> cell = Arrays.stream(vertices).mapToObj(Long::valueOf).toList();
    return CollectionConverters.asScala(cell).toSeq();
  }

  /**
   * The diagram of a value as {@code row.getSeq(i)} gives it. Fields are found by name where a row
   * has a schema, otherwise by the places of {@link DiagramType}.
   *
   * @throws IllegalArgumentException if a bar is refused, see the class comment
   */
  public static PersistenceDiagram fromRows(Seq<Row> bars) {
    return fromRows(CollectionConverters.asJava(bars));
  }

  /**
   * As {@link #fromRows(Seq)}, of {@code row.getList(i)}.
   *
   * @throws IllegalArgumentException if a bar is refused, see the class comment
   */
  public static PersistenceDiagram fromRows(List<Row> bars) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    int i = 0;
    for (Row bar : bars) {
      if (bar == null) {
        throw new IllegalArgumentException("bar " + i + " is null; drop it from the diagram");
      }
      double birth = number(bar, 1, DiagramType.BIRTH, i);
      builder.add(
          new PersistencePair(
              dimension(bar, i),
              DiagramReader.finite(birth, i),
              number(bar, 2, DiagramType.DEATH, i),
              vertices(bar, 3, DiagramType.BIRTH_CELL, i),
              vertices(bar, 4, DiagramType.DEATH_CELL, i)));
      i++;
    }
    return builder.buildInGivenOrder();
  }

  private static int dimension(Row bar, int i) {
    if (!(field(bar, 0, DiagramType.DIMENSION) instanceof Number dimension)) {
      throw new IllegalArgumentException(
          "the dimension of bar " + i + " is null; every bar needs one");
    }
    return DiagramReader.checkedDimension(dimension.longValue(), i);
  }

  private static double number(Row bar, int place, String name, int i) {
    if (!(field(bar, place, name) instanceof Number number)) {
      throw new IllegalArgumentException(DiagramReader.missing(i, name));
    }
    return DiagramReader.checkedNumber(number.doubleValue(), i, name);
  }

  private static int[] vertices(Row bar, int place, String name, int i) {
    if (!(field(bar, place, name) instanceof Seq<?> cell)) {
      return NO_VERTICES;
    }
    DiagramReader.checkArity(cell.length(), i);
    int[] vertices = new int[cell.length()];
    for (int k = 0; k < vertices.length; k++) {
      if (!(cell.apply(k) instanceof Number vertex)) {
        throw new IllegalArgumentException(
            "a vertex of bar " + i + " is null or no number; leave the cell empty instead");
      }
      vertices[k] = DiagramReader.checkedVertex(vertex.longValue(), i);
    }
    return vertices;
  }

  private static Object field(Row bar, int place, String name) {
    return bar.schema() == null ? bar.get(place) : bar.getAs(name);
  }

  /**
   * A diagram as Spark's internal array of {@link DiagramType}, in an array of bytes of its own.
   *
   * @throws IllegalArgumentException if it does not fit into the 2 GiB of one SQL value
   */
  public static ArrayData toArrayData(PersistenceDiagram diagram) {
    return DiagramWriter.write(diagram);
  }

  /**
   * The diagram of Spark's internal array of {@link DiagramType}.
   *
   * @throws IllegalArgumentException if a bar is refused, see the class comment
   */
  public static PersistenceDiagram fromArrayData(ArrayData bars) {
    return new DiagramReader(DiagramLayout.STANDARD).read(bars);
  }
}
