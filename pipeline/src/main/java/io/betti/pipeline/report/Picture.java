package io.betti.pipeline.report;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.PointCloud;

/** What a diagram is of, to be shown beside it. */
public sealed interface Picture {
  /**
   * Values on a grid.
   *
   * @param grid its shape
   * @param values row-major, in the unit of the diagram
   */
  record OfGrid(Grid grid, float[] values) implements Picture {}

  /**
   * Points.
   *
   * @param cloud at least one
   */
  record OfCloud(PointCloud cloud) implements Picture {}
}
