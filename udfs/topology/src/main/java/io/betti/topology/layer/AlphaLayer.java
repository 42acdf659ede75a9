package io.betti.topology.layer;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.filtration.AlphaFiltration;
import io.betti.topology.homology.AlphaPersistence;
import io.betti.topology.homology.DiagramOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The layer of the alpha filtration of points of 1, 2 or 3 axes. A birth or death is the
 * circumradius of its critical cell, 2 to 4 points, whose derivative goes to their coordinates;
 * births of components have none.
 *
 * <p>Where radii are equal, or the triangulation is about to change, the diagram is that of the
 * order in {@link AlphaFiltration}, and the gradient a finite element of the subgradient; it is 0
 * where points of a cell fall together, as duplicates do, or a cell is too flat for a finite one.
 * With {@code essential = clamp} the essential death has the cell of the largest radius, which gets
 * its share.
 *
 * <p>One forward costs what {@link AlphaPersistence} says, one backward O(bars) after an array of
 * zeros. Not safe for use by several threads; results are.
 */
public final class AlphaLayer implements TopologyLayer {
  private final AlphaPersistence plan;
  private final RadiusGradient gradient;

  /**
   * A layer for points of a number of axes.
   *
   * @param squared whether births and deaths are squared radii
   * @throws IllegalArgumentException as {@link AlphaPersistence}
   */
  public AlphaLayer(int pointDimension, DiagramOptions options, boolean squared) {
    plan = new AlphaPersistence(pointDimension, options, squared);
    gradient = new RadiusGradient(squared);
  }

  /** A layer of radii. */
  public AlphaLayer(int pointDimension, DiagramOptions options) {
    this(pointDimension, options, false);
  }

  /** A layer of radii in all dimensions that the points can have, essential bars kept. */
  public static AlphaLayer of(int pointDimension) {
    return new AlphaLayer(pointDimension, DiagramOptions.upTo(Math.max(0, pointDimension - 1)));
  }

  @Override
  public AlphaFiltration filtration() {
    return plan.filtration();
  }

  /**
   * Forward for any number of points.
   *
   * @param coordinates row-major {@code [point][axis]}
   * @throws IllegalArgumentException if the length is no multiple of the number of axes, or a
   *     coordinate is NaN, infinite or beyond 1e150 in size
   */
  @Override
  public Result forward(double[] coordinates) {
    return forward(PointCloud.of(filtration().pointDimension(), coordinates));
  }

  /**
   * Forward for a cloud.
   *
   * @throws IllegalArgumentException if it has another number of axes, or a coordinate beyond 1e150
   *     in size
   */
  public Result forward(PointCloud points) {
    return new PointResult(points, plan.diagram(points), gradient);
  }

  /** Forward for a batch: every cloud, in order; they may differ in size. */
  public List<Result> forward(List<PointCloud> batch) {
    List<Result> results = new ArrayList<>(batch.size());
    for (PointCloud points : batch) {
      results.add(forward(points));
    }
    return results;
  }
}
