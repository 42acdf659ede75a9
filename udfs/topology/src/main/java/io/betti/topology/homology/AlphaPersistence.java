package io.betti.topology.homology;

import io.betti.topology.complex.DelaunayBuilder;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.AlphaFiltration;

/**
 * Persistence diagrams of the alpha filtration of points of 1, 2 or 3 axes: PD0 on a line, PD0 and
 * PD1 in the plane, PD0 to PD2 in space, each bar with its two critical cells. A plan: made once
 * for a number of axes and used for many clouds, it keeps its workspaces.
 *
 * <p><b>Input.</b> Any number of points, none and one among them; duplicates, collinear, coplanar
 * and cospherical points are ordinary.
 *
 * <p><b>Output.</b> Births and deaths are radii, or squared radii if so asked (GUDHI's values),
 * {@link AlphaFiltration}; a critical cell is the 1 to 4 points whose smallest circumball gives the
 * value; order and essential classes as in {@link PersistenceDiagram}. Of components that are
 * joined the one of the point with the least number goes on. A duplicate is a bar of length 0. With
 * {@code clamp} the one essential bar ends at the largest radius, of several simplices the last of
 * the highest dimension; at 0 without a cell if there is one point. Bars of length zero are left
 * out unless asked for, and then there are those between different critical cells.
 *
 * <p><b>Cost and source.</b> As {@link WeakAlphaPersistence}; a radius costs about 100 operations
 * in 106 bits. Values as exact as {@link AlphaFiltration} says, pairs exact for these values,
 * deterministic. Not safe for use by several threads: one object a task.
 */
public final class AlphaPersistence {
  private final AlphaFiltration filtration;
  private final TriangulationPersistence persistence;
  private final DelaunayBuilder delaunay = new DelaunayBuilder();

  /**
   * A plan for points of a number of axes.
   *
   * @param squared whether births and deaths are squared radii
   * @throws IllegalArgumentException if {@code pointDimension} is not 1, 2 or 3, or {@code
   *     options.maxDimension()} is above {@code pointDimension - 1}
   */
  public AlphaPersistence(int pointDimension, DiagramOptions options, boolean squared) {
    filtration = new AlphaFiltration(pointDimension, squared);
    persistence = new TriangulationPersistence(options, pointDimension);
  }

  /** A plan for radii. */
  public AlphaPersistence(int pointDimension, DiagramOptions options) {
    this(pointDimension, options, false);
  }

  /** The filtration that this plan is for. */
  public AlphaFiltration filtration() {
    return filtration;
  }

  /** What its diagrams hold. */
  public DiagramOptions options() {
    return persistence.options();
  }

  /**
   * The diagram of one cloud.
   *
   * @throws IllegalArgumentException as {@link AlphaFiltration#check}
   */
  public PersistenceDiagram diagram(PointCloud cloud) {
    filtration.check(cloud);
    return persistence.diagram(filtration.triangulation(delaunay.build(cloud)));
  }
}
