package io.betti.topology.layer;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.filtration.WeakAlphaFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.WeakAlphaPersistence;
import java.util.ArrayList;
import java.util.List;

/**
 * The layer of the weak alpha filtration of points of 1, 2 or 3 axes. A birth or death is the
 * length of its critical edge, whose derivative goes to the coordinates of both ends; births of
 * components have none.
 *
 * <p>Where lengths are equal, or the triangulation is about to change, the diagram is that of the
 * order in {@link WeakAlphaFiltration}, and the gradient a finite element of the subgradient; an
 * edge of length 0, as between duplicates, has gradient 0. With {@code essential = clamp} the
 * essential death has the longest edge of all, which gets its share.
 *
 * <p>One forward costs what {@link WeakAlphaPersistence} says, one backward O(bars) after an array
 * of zeros. Not safe for use by several threads; results are.
 */
public final class WeakAlphaLayer implements TopologyLayer {
  private static final LengthGradient GRADIENT = new LengthGradient();

  private final WeakAlphaPersistence plan;

  /**
   * A layer for points of a number of axes.
   *
   * @throws IllegalArgumentException as {@link WeakAlphaPersistence}
   */
  public WeakAlphaLayer(int pointDimension, DiagramOptions options) {
    plan = new WeakAlphaPersistence(pointDimension, options);
  }

  /** A layer of all dimensions that the points can have, essential bars kept. */
  public static WeakAlphaLayer of(int pointDimension) {
    return new WeakAlphaLayer(pointDimension, DiagramOptions.upTo(Math.max(0, pointDimension - 1)));
  }

  @Override
  public WeakAlphaFiltration filtration() {
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
    return new PointResult(points, plan.diagram(points), GRADIENT);
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
