package io.betti.jobs;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.udfs.DiagramProvenance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/** The persistence diagram of a row's grid, in column {@code diagram}. */
final class DiagramResult implements RowResult {
  static final String DIAGRAM = "diagram";

  /** A struct of three numbers and two arrays of one number each, with their offsets. */
  private static final long BYTES_PER_BAR = 44;

  private final LevelSetFiltration filtration;
  private final DiagramOptions diagramOptions;
  private final double scale;
  private final boolean labelled;
  private final GridPersistence plan;

  DiagramResult(
      Grid grid,
      GridComplex complex,
      Direction direction,
      int maxDimension,
      EssentialPolicy essential,
      double scale,
      boolean labelled) {
    this.filtration = new LevelSetFiltration(grid, complex, direction);
    this.diagramOptions = DiagramOptions.upTo(maxDimension).withEssential(essential);
    this.scale = scale;
    this.labelled = labelled;
    this.plan = new GridPersistence(filtration, diagramOptions);
  }

  @Override
  public Dataset<Row> of(Dataset<Row> items, Split split) {
    Column diagram =
        call_function(
            "try_tda_level_set",
            col("values"),
            col("shape"),
            lit(filtration.complex().toString()),
            lit(filtration.direction().toString()),
            lit(diagramOptions.maxDimension()),
            lit(diagramOptions.essential().toString()));
    Dataset<Row> rows =
        labelled
            ? items.select(col("id"), col("label"), diagram.as(DIAGRAM))
            : items.select(col("id"), diagram.as(DIAGRAM));
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
  public String column() {
    return DIAGRAM;
  }

  @Override
  public Dataset<Row> table(Dataset<Row> rows) {
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
    DiagramProvenance provenance =
        DiagramProvenance.levelSet(filtration.complex(), filtration.direction());
    return new MetadataBuilder()
        .withMetadata(provenance.metadata())
        .putString("essential", diagramOptions.essential().toString())
        .putDouble("scale", scale)
        .build();
  }

  @Override
  public long computeAlone(Object values, Split split) {
    PersistenceDiagram diagram = diagram(values);
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

  /** The diagram of one grid by the engine alone, not scaled. */
  PersistenceDiagram diagram(Object values) {
    if (values instanceof byte[] bytes) {
      return plan.diagram(bytes);
    }
    return values instanceof float[] floats
        ? plan.diagram(floats)
        : plan.diagram((double[]) values);
  }

  LevelSetFiltration filtration() {
    return filtration;
  }

  double scale() {
    return scale;
  }
}
