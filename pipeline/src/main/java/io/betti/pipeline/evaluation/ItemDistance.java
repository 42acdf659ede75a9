package io.betti.pipeline.evaluation;

import io.betti.topology.distance.BottleneckDistance;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.SlicedWassersteinDistance;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A distance between rows of tables, by a column of theirs: grids in {@code values} (binary,
 * array&lt;float&gt; or array&lt;double&gt;, perhaps with a column {@code shape}), or persistence
 * diagrams in {@code diagram}. Rows are named by a column {@code id} of whole numbers.
 *
 * <p>Distances are in the unit of the stored values, bytes being unsigned whole numbers. Between
 * diagrams they may be +Infinity, where essential bars are matched and their numbers differ.
 */
public final class ItemDistance implements Serializable {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    L2,
    WASSERSTEIN,
    BOTTLENECK,
    SLICED
  }

  private static final String VALUES = "values";
  private static final String DIAGRAM = "diagram";

  private final Kind kind;
  private final String column;
  private final int dimension;
  private final WassersteinOptions options;
  private final int directions;

  private ItemDistance(
      Kind kind, String column, int dimension, WassersteinOptions options, int directions) {
    this.kind = kind;
    this.column = column;
    this.dimension = dimension;
    this.options = options;
    this.directions = directions;
    codec();
  }

  /**
   * The Euclidean norm of the difference of two grids of one shape. Between bytes it is exact up to
   * the rounding of the root; else squares are summed in double in the order of the values. Values
   * beyond 1e150 are refused.
   */
  public static ItemDistance l2() {
    return new ItemDistance(Kind.L2, VALUES, 0, WassersteinOptions.standard(), 0);
  }

  /**
   * The Wasserstein distance of diagrams in a homology dimension; searches leave out pairs by
   * bounds.
   *
   * @throws IllegalArgumentException if the dimension is out of range
   */
  public static ItemDistance wasserstein(int dimension, WassersteinOptions options) {
    return new ItemDistance(Kind.WASSERSTEIN, DIAGRAM, dimension, options, 0);
  }

  /**
   * The bottleneck distance of diagrams in a homology dimension; every pair is computed.
   *
   * @throws IllegalArgumentException if the dimension is out of range
   */
  public static ItemDistance bottleneck(
      int dimension, GroundNorm groundNorm, EssentialBars essential) {
    return new ItemDistance(
        Kind.BOTTLENECK, DIAGRAM, dimension, new WassersteinOptions(1, groundNorm, essential), 0);
  }

  /**
   * The sliced Wasserstein distance in a homology dimension; every pair is computed.
   *
   * @throws IllegalArgumentException if the dimension is out of range, or there is no direction
   */
  public static ItemDistance sliced(int dimension, int directions, EssentialBars essential) {
    ItemDistance distance =
        new ItemDistance(
            Kind.SLICED,
            DIAGRAM,
            dimension,
            new WassersteinOptions(1, GroundNorm.ONE, essential),
            directions);
    distance.kernel();
    return distance;
  }

  /** The same distance by another column. */
  public ItemDistance by(String newColumn) {
    return new ItemDistance(kind, newColumn, dimension, options, directions);
  }

  /** The column it reads. */
  public String column() {
    return column;
  }

  /**
   * The rows of a table that have no distance from others, by id. Reads the table once.
   *
   * @throws IllegalArgumentException if a column is missing or of a wrong type
   */
  public List<BadItem> badItems(Dataset<Row> table) {
    return ItemTable.badItems(table, codec());
  }

  ItemCodec codec() {
    return kind == Kind.L2 ? new GridCodec(column) : diagrams();
  }

  /** The packing of diagrams. */
  DiagramCodec diagrams() {
    return new DiagramCodec(column, dimension, options.essential());
  }

  /** Whether a search by bounds knows it. */
  boolean isPruned() {
    return kind == Kind.WASSERSTEIN;
  }

  int dimension() {
    return dimension;
  }

  WassersteinOptions options() {
    return options;
  }

  /** A workspace for distances of all pairs. */
  PairKernel kernel() {
    switch (kind) {
      case WASSERSTEIN -> {
        WassersteinDistance distance = new WassersteinDistance(options);
        return new DiagramKernel(diagrams(), (a, b) -> distance.distance(a, b, dimension));
      }
      case BOTTLENECK -> {
        BottleneckDistance distance =
            new BottleneckDistance(options.groundNorm(), options.essential());
        return new DiagramKernel(diagrams(), (a, b) -> distance.distance(a, b, dimension));
      }
      case SLICED -> {
        SlicedWassersteinDistance distance =
            new SlicedWassersteinDistance(directions, options.essential());
        return new DiagramKernel(diagrams(), (a, b) -> distance.distance(a, b, dimension));
      }
      default -> {
        return new EuclideanKernel();
      }
    }
  }

  /** As {@code l2 of values}. */
  @Override
  public String toString() {
    return switch (kind) {
      case L2 -> "l2 of " + column;
      case WASSERSTEIN -> "wasserstein of " + column + ", PD" + dimension + ", " + options;
      case BOTTLENECK -> "bottleneck of " + column + ", PD" + dimension + ", " + options;
      case SLICED -> "sliced of " + column + ", PD" + dimension + ", " + directions + " directions";
    };
  }
}
