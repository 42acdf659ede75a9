package io.betti.jobs;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.report.Picture;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.homology.DiagramOptions;
import io.betti.udfs.DiagramProvenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * The persistence diagram of a row's grid or cloud, in column {@code diagram}, beside what names
 * the row: id, label, name of the cloud, path of its file, as far as there are such.
 */
abstract class DiagramResult implements RowResult {
  static final String DIAGRAM = "diagram";

  /** What a table of diagrams keeps of its input's columns. */
  private static final List<String> KEPT = List.of("id", "label", "cloud", "path");

  /** A struct of three numbers and two arrays of one number each, with their offsets. */
  private static final long BYTES_PER_BAR = 44;

  private final int maxDimension;
  private final EssentialPolicy essential;
  private final double scale;

  /**
   * A result.
   *
   * @param maxDimension highest homology dimension
   * @param scale what births and deaths are multiplied by
   */
  DiagramResult(int maxDimension, EssentialPolicy essential, double scale) {
    this.maxDimension = maxDimension;
    this.essential = essential;
    this.scale = scale;
  }

  /** The diagram of a row, not scaled; null if the row cannot be used. */
  abstract Column diagram();

  /** The diagram of one item by the engine alone, not scaled. */
  abstract PersistenceDiagram diagram(Item item);

  /** Of which filtration the diagrams are. */
  abstract DiagramProvenance provenance();

  /** The filtration in the words of the options, as reports and a dry run have it. */
  abstract String description();

  /** What tells this filtration from others of its name: options and what there is of the space. */
  abstract Map<String, String> settings();

  /** Which way values run. */
  abstract Direction direction();

  /** What one item looks like. */
  abstract Picture picture(FirstItems items, long id);

  final DiagramOptions diagramOptions() {
    return DiagramOptions.upTo(maxDimension).withEssential(essential);
  }

  final double scale() {
    return scale;
  }

  @Override
  public final Dataset<Row> of(Dataset<Row> items, Split split) {
    List<Column> columns = new ArrayList<>();
    for (String column : KEPT) {
      if (Arrays.asList(items.columns()).contains(column)) {
        columns.add(col(column));
      }
    }
    columns.add(diagram().as(DIAGRAM));
    Dataset<Row> rows = items.select(columns.toArray(Column[]::new));
    if (Double.isFinite(scale * split.largestValue())) {
      return rows;
    }
    Column beyond =
        exists(
            col(DIAGRAM), bar -> beyond(bar.getField("birth")).or(beyond(bar.getField("death"))));
    return rows.withColumn(DIAGRAM, when(beyond, lit(null)).otherwise(col(DIAGRAM)));
  }

  /** Whether a finite value leaves the range of double when it is scaled. */
  private Column beyond(Column value) {
    Column size = abs(value);
    return size.lt(Double.POSITIVE_INFINITY)
        .and(size.multiply(scale).equalTo(Double.POSITIVE_INFINITY));
  }

  @Override
  public final String column() {
    return DIAGRAM;
  }

  @Override
  public final Dataset<Row> table(Dataset<Row> rows) {
    Column diagram = scale == 1 ? col(DIAGRAM) : transform(col(DIAGRAM), this::scaled);
    return rows.withColumn(DIAGRAM, diagram.as(DIAGRAM, metadata()));
  }

  private Column scaled(Column bar) {
    return struct(
        bar.getField("dimension").as("dimension"),
        bar.getField("birth").multiply(scale).as("birth"),
        bar.getField("death").multiply(scale).as("death"),
        bar.getField("birth_cell").as("birth_cell"),
        bar.getField("death_cell").as("death_cell"));
  }

  /** What a reader of the column must know to compare it with others. */
  private Metadata metadata() {
    return new MetadataBuilder()
        .withMetadata(provenance().metadata())
        .putString("essential", essential.toString())
        .putDouble("scale", scale)
        .build();
  }

  @Override
  public final long computeAlone(Item item, Split split) {
    PersistenceDiagram diagram = diagram(item);
    for (int i = 0; i < diagram.size(); i++) {
      refuseBeyond(diagram.birth(i));
      refuseBeyond(diagram.death(i));
    }
    return 16 + BYTES_PER_BAR * diagram.size();
  }

  private void refuseBeyond(double value) {
    if (Double.isFinite(value) && Double.isInfinite(value * scale)) {
      throw new IllegalArgumentException(
          "value " + value + " times the scale " + scale + " is beyond the range of double");
    }
  }
}
