package io.betti.jobs;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.report.Picture;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.GridPersistence;
import io.betti.udfs.DiagramProvenance;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;

/** The diagram of the level sets of a row's grid; shapes may differ from row to row. */
final class LevelSetResult extends DiagramResult {
  /** Seconds a vertex on one core, roughly: in the plane, and in space with loops. */
  private static final double SECONDS_PER_PIXEL = 3e-8;

  private static final double SECONDS_PER_VOXEL = 3e-7;

  private final GridComplex complex;
  private final Direction direction;

  /** Of all grids; null if they differ. */
  private final int[] shape;

  private GridPersistence plan;

  /**
   * A result.
   *
   * @param shape of all grids; null if they differ
   */
  LevelSetResult(
      int[] shape,
      GridComplex complex,
      Direction direction,
      int maxDimension,
      EssentialPolicy essential,
      double scale) {
    super(maxDimension, essential, scale);
    this.complex = complex;
    this.direction = direction;
    this.shape = shape;
  }

  @Override
  Column diagram() {
    return call_function(
        "try_tda_level_set",
        col("values"),
        col("shape"),
        lit(complex.toString()),
        lit(direction.toString()),
        lit(diagramOptions().maxDimension()),
        lit(diagramOptions().essential().toString()));
  }

  @Override
  PersistenceDiagram diagram(Item item) {
    Grid grid = Grid.of(item.shape());
    if (plan == null || !plan.filtration().grid().equals(grid)) {
      plan = new GridPersistence(filtration(grid), diagramOptions());
    }
    if (item.values() instanceof byte[] bytes) {
      return plan.diagram(bytes);
    }
    return item.values() instanceof float[] floats
        ? plan.diagram(floats)
        : plan.diagram((double[]) item.values());
  }

  private LevelSetFiltration filtration(Grid grid) {
    return new LevelSetFiltration(grid, complex, direction);
  }

  @Override
  DiagramProvenance provenance() {
    return DiagramProvenance.levelSet(complex, direction);
  }

  @Override
  String description() {
    return "level-set " + complex + " " + direction + " " + shapes();
  }

  private String shapes() {
    return shape == null ? "of several shapes" : Arrays.toString(shape);
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "complex",
        complex.toString(),
        "direction",
        direction.toString(),
        "shape of the grids",
        shapes());
  }

  @Override
  Direction direction() {
    return direction;
  }

  @Override
  Picture picture(FirstItems items, long id) {
    return new Picture.OfGrid(Grid.of(items.item(id).shape()), items.floats(id, scale()));
  }

  /** Volumes, and what may be some; images are small and quick. */
  @Override
  public boolean needsTelling() {
    return shape == null || shape.length == 3;
  }

  @Override
  public Need need(Item item) {
    Grid grid = Grid.of(item.shape());
    // Half as much again for saddles, pairs and loops, which depend on the values; and the item
    // itself, once as the source has it and once as an array.
    long plan = GridPersistence.workspaceBytes(filtration(grid), diagramOptions());
    long bytes = plan + plan / 2 + 2L * Double.BYTES * grid.vertices();
    double seconds = grid.dimension() == 3 ? SECONDS_PER_VOXEL : SECONDS_PER_PIXEL;
    return new Need("a grid " + grid, bytes, seconds * grid.vertices());
  }
}
