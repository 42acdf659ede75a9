package io.betti.topology.complex;

/**
 * The Delaunay triangulation of a point cloud of 1, 2 or 3 axes: the simplices with no point inside
 * their circumscribed ball.
 *
 * <p><b>Every input has one.</b> If all points lie in one plane, on one line or in one place, it is
 * the triangulation of that plane, line or place, with triangles, edges or one vertex for cells,
 * and {@link #dimension()} tells. Of points that coincide only the first in input order is a
 * vertex. Every other point is a vertex too, those inside the edges and facets of the hull
 * included, and no cell is flat.
 *
 * <p><b>One answer.</b> Where more points than a cell has are on one empty sphere, the choice is
 * that of the points lifted to the paraboloid of their squared lengths and there raised by e_0,
 * e_1, ..., by index in the cloud, each infinitely small against the next; so the highest index
 * dominates, and a point is outside every sphere through points before it on which it lies. The set
 * of cells is therefore a function of the points and their input order alone. (Devillers, Teillaud
 * 2011, doi:10.1016/j.comgeo.2010.11.002, perturb alike, but order points by coordinates.) Cells
 * are numbered in an order that is fixed but means nothing.
 *
 * <p>The predicates are exact for all finite coordinates, so the result is that of the coordinates
 * as they are. Clouds in which some coordinate is more than about 1e114 times another's lowest
 * digit are slow where filters don't settle a question.
 *
 * <p>Cost: O(n log n) expected for n points in the plane, and in space for clouds whose
 * triangulations have O(n) cells at every density, as random ones do; at worst n^2 cells. Immutable
 * and safe to share between threads. {@link DelaunayBuilder} makes many without new workspaces.
 */
public final class Delaunay {
  private final PointCloud points;
  private final int dimension;

  /** First copy of each point; null if no points coincide. */
  private final int[] original;

  /** {@code [cell][k]}. */
  private final int[] vertices;

  private final int[] neighbours;

  Delaunay(PointCloud points, int dimension, int[] original, int[] vertices, int[] neighbours) {
    this.points = points;
    this.dimension = dimension;
    this.original = original;
    this.vertices = vertices;
    this.neighbours = neighbours;
  }

  /**
   * Triangulates a cloud.
   *
   * @throws IllegalArgumentException if the points have more than 3 axes or there are more than
   *     2^27
   */
  public static Delaunay of(PointCloud cloud) {
    return new DelaunayBuilder().build(cloud);
  }

  /** The cloud. */
  public PointCloud points() {
    return points;
  }

  /** That of the flat the points span: -1 for no points, 0 if all coincide, 1 if collinear, ... */
  public int dimension() {
    return dimension;
  }

  /** Number of simplices of the top dimension; 0 if there are no points. */
  public int cells() {
    return vertices.length / (dimension + 1 == 0 ? 1 : dimension + 1);
  }

  /** Vertex k of a cell, k from 0 to {@code dimension()}, rising: the index of a first copy. */
  public int vertex(int cell, int k) {
    return vertices[cell * (dimension + 1) + k];
  }

  /** The cell across the facet opposite vertex k, or -1 if there is none. */
  public int neighbour(int cell, int k) {
    return neighbours[cell * (dimension + 1) + k];
  }

  /** The first point in input order with the same coordinates; the point itself, if it's that. */
  public int original(int point) {
    return original == null ? point : original[point];
  }

  /** Whether some points coincide. */
  public boolean hasDuplicates() {
    return original != null;
  }

  /** A copy of the vertices, row-major {@code [cell][k]}. */
  public int[] vertices() {
    return vertices.clone();
  }

  /** A copy of the neighbours, row-major {@code [cell][k]}. */
  public int[] neighbours() {
    return neighbours.clone();
  }

  /** As {@code 12 cells of dimension 2 on 9 points of 2 axes}. */
  @Override
  public String toString() {
    return cells() + " cells of dimension " + dimension + " on " + points;
  }
}
