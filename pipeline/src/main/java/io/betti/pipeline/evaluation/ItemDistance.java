package io.betti.pipeline.evaluation;

import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
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
 * <p>Distances are in the unit of the stored values, bytes being unsigned whole numbers.
 */
public final class ItemDistance implements Serializable {
  private static final long serialVersionUID = 1L;

  private ItemDistance() {}

  /** The Euclidean norm of the difference of two grids of one size. */
  public static ItemDistance l2() {
    throw new UnsupportedOperationException();
  }

  /** The Wasserstein distance of diagrams in a homology dimension; pruned search. */
  public static ItemDistance wasserstein(int dimension, WassersteinOptions options) {
    throw new UnsupportedOperationException();
  }

  /** The bottleneck distance of diagrams in a homology dimension; every pair is computed. */
  public static ItemDistance bottleneck(
      int dimension, GroundNorm groundNorm, EssentialBars essential) {
    throw new UnsupportedOperationException();
  }

  /** The sliced Wasserstein distance in a homology dimension; every pair is computed. */
  public static ItemDistance sliced(int dimension, int directions, EssentialBars essential) {
    throw new UnsupportedOperationException();
  }

  /** The same distance by another column. */
  public ItemDistance by(String column) {
    throw new UnsupportedOperationException();
  }

  /** The column it reads. */
  public String column() {
    throw new UnsupportedOperationException();
  }

  /** The rows of a table that have no distance from others, by id. Reads the table once. */
  public List<BadItem> badItems(Dataset<Row> table) {
    throw new UnsupportedOperationException();
  }
}
