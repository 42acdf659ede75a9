package io.betti.topology.layer;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.RipsPersistence;
import java.util.ArrayList;
import java.util.List;

/**
 * The layer of Vietoris-Rips filtrations of points. A birth or death is the length of its critical
 * edge (i, j), whose derivative is the unit vector from j to i at point i and its opposite at j.
 *
 * <p>At distance 0 the length has no derivative, and 0 is taken, which is a subgradient. Where
 * edges are equally long the diagram is that of the order in {@link RipsFiltration}, and the
 * gradient that of its critical edges. Births at vertices are 0 whatever the points. With {@code
 * essential = clamp} an essential death has the last edge, which gets its share, or the threshold
 * and none.
 *
 * <p>One forward costs what {@link RipsPersistence} says, one backward O(bars) after an array of
 * zeros. Not safe for use by several threads; results are.
 */
public final class RipsLayer implements TopologyLayer {
  private static final LengthGradient GRADIENT = new LengthGradient();

  private final int pointDimension;
  private final RipsPersistence plan;

  /**
   * A layer for clouds of any size in one space.
   *
   * @param pointDimension number of axes of the points, at least 1
   * @throws IllegalArgumentException if {@code pointDimension < 1}, or as {@link RipsPersistence}
   */
  public RipsLayer(int pointDimension, RipsFiltration filtration, DiagramOptions options) {
    if (pointDimension < 1) {
      throw new IllegalArgumentException(
          "points of " + pointDimension + " axes; a point needs at least 1 coordinate");
    }
    this.pointDimension = pointDimension;
    this.plan = new RipsPersistence(filtration, options);
  }

  /** Number of axes of the points. */
  public int pointDimension() {
    return pointDimension;
  }

  @Override
  public RipsFiltration filtration() {
    return plan.filtration();
  }

  /**
   * Forward for points.
   *
   * @param coordinates row-major {@code [point][axis]}
   * @throws IllegalArgumentException if these are not whole points, one is NaN or infinite, or as
   *     {@link RipsPersistence#diagram(PointCloud)}
   */
  @Override
  public Result forward(double[] coordinates) {
    return forward(PointCloud.of(pointDimension, coordinates));
  }

  /**
   * Forward for points; the gradient is with respect to their coordinates, row-major.
   *
   * @throws IllegalArgumentException if the points have another number of axes, or as {@link
   *     RipsPersistence#diagram(PointCloud)}
   */
  public Result forward(PointCloud points) {
    if (points.dimension() != pointDimension) {
      throw new IllegalArgumentException(
          "got " + points + "; this layer is made for points of " + pointDimension + " axes");
    }
    return new PointResult(points, plan.diagram(points), GRADIENT);
  }

  /** Forward for a batch of clouds, which may differ in size: every cloud, in order. */
  public List<Result> forward(List<PointCloud> clouds) {
    List<Result> results = new ArrayList<>(clouds.size());
    for (PointCloud points : clouds) {
      results.add(forward(points));
    }
    return results;
  }
}
