package io.betti.topology.homology;

import io.betti.topology.complex.DelaunayBuilder;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.WeakAlphaFiltration;

/**
 * Persistence diagrams of the weak alpha filtration of points of 1, 2 or 3 axes: PD0 on a line, PD0
 * and PD1 in the plane, PD0 to PD2 in space, each bar with its two critical cells. A plan: made
 * once for a number of axes and used for many clouds, it keeps its workspaces.
 *
 * <p><b>Input.</b> Any number of points, none and one among them; duplicates, collinear, coplanar
 * and cospherical points are ordinary.
 *
 * <p><b>Output.</b> Births and deaths are edge lengths, {@link WeakAlphaFiltration}; a critical
 * cell is a point {@code [i]} (births of PD0, value 0) or an edge {@code [i, j]}; order and
 * essential classes as in {@link PersistenceDiagram}. Of components that are joined the one of the
 * point with the least number goes on. A duplicate is a bar of length 0. With {@code clamp} the one
 * essential bar ends at the longest edge, the last of several; at 0 without a cell if there is no
 * edge. Bars of length zero are left out unless asked for, and then there are those between
 * different critical cells.
 *
 * <p><b>Source.</b> Brüel-Gabrielsson et al. (2020), section 2.2, for the filtration; Edelsbrunner
 * and Harer, "Computational Topology" (2010), chapters V to VII, for union-find, duality and
 * reduction.
 *
 * <p><b>Cost.</b> For s simplices O(s log s) after the triangulation; the reduction for PD1 in
 * space has no such bound, but is near-linear on every kind of cloud that was tried.
 *
 * <p>Exact for the lengths as rounded, and deterministic. Not safe for use by several threads: one
 * object a task.
 */
public final class WeakAlphaPersistence {
  private final WeakAlphaFiltration filtration;
  private final TriangulationPersistence persistence;
  private final DelaunayBuilder delaunay = new DelaunayBuilder();

  /**
   * A plan for points of a number of axes.
   *
   * @throws IllegalArgumentException if {@code pointDimension} is not 1, 2 or 3, or {@code
   *     options.maxDimension()} is above {@code pointDimension - 1}
   */
  public WeakAlphaPersistence(int pointDimension, DiagramOptions options) {
    filtration = new WeakAlphaFiltration(pointDimension);
    persistence = new TriangulationPersistence(options, pointDimension);
  }

  /** The filtration that this plan is for. */
  public WeakAlphaFiltration filtration() {
    return filtration;
  }

  /** What its diagrams hold. */
  public DiagramOptions options() {
    return persistence.options();
  }

  /**
   * The diagram of one cloud.
   *
   * @throws IllegalArgumentException as {@link WeakAlphaFiltration#check}
   */
  public PersistenceDiagram diagram(PointCloud cloud) {
    filtration.check(cloud);
    return persistence.diagram(filtration.triangulation(delaunay.build(cloud)));
  }
}
