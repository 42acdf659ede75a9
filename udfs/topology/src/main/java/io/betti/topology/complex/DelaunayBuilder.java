package io.betti.topology.complex;

import java.util.Arrays;

/**
 * Makes {@link Delaunay} triangulations one after the other in workspaces that it keeps, so that a
 * warm call allocates its result and little else. What a call gives does not depend on the calls
 * before it. One builder belongs to one task.
 */
public final class DelaunayBuilder {
  private final ScaledPoints points = new ScaledPoints();
  private final SpatialOrder spatial;
  private final Expansions exact = new Expansions();
  private final PlanePredicates plane = new PlanePredicates(exact);
  private final PlaneTriangulation planeTriangulation = new PlaneTriangulation(plane);
  private final SpacePredicates space = new SpacePredicates(exact);
  private final SpaceTriangulation spaceTriangulation = new SpaceTriangulation(space);

  /** Open-addressed: point + 1, 0 for none. */
  private int[] table = {};

  private int[] original = {};
  private int[] distinct = {};
  private int[] order = {};
  private int[] number = {};
  private int size;

  /** A builder with empty workspaces. */
  public DelaunayBuilder() {
    this(new SpatialOrder());
  }

  /** A builder with an order of insertion, which the result does not depend on. */
  DelaunayBuilder(SpatialOrder spatial) {
    this.spatial = spatial;
  }

  /**
   * Triangulates a cloud.
   *
   * @throws IllegalArgumentException if the points have more than 3 axes or there are more than
   *     2^27
   */
  public Delaunay build(PointCloud cloud) {
    check(cloud);
    findDistinct(cloud);
    int[] copies = size < cloud.size() ? Arrays.copyOf(original, cloud.size()) : null;
    if (size < 2) {
      return new Delaunay(
          cloud, size - 1, copies, new int[size], size == 0 ? new int[0] : new int[] {-1});
    }
    if (cloud.dimension() == 1) {
      return path(cloud, 0, copies);
    }
    points.measure(cloud, distinct, size);
    spatial.sort(points, order);
    for (int i = 0; i < size; i++) {
      order[i] = distinct[order[i]];
    }
    points.read(order);
    return cloud.dimension() == 2 ? inPlane(cloud, copies) : inSpace(cloud, copies);
  }

  private static void check(PointCloud cloud) {
    if (cloud.dimension() > 3) {
      throw new IllegalArgumentException(
          "points of "
              + cloud.dimension()
              + " axes; Delaunay triangulations are made of points of 1, 2 or 3 axes, use a Rips"
              + " filtration for others");
    }
    if (cloud.size() > SpatialOrder.limit()) {
      throw new IllegalArgumentException(
          cloud.size()
              + " points; a Delaunay triangulation takes up to "
              + SpatialOrder.limit()
              + ", thin the cloud out");
    }
  }

  private Delaunay inPlane(PointCloud cloud, int[] copies) {
    plane.load(points, 0, 1);
    int third = firstOffLine();
    if (third < 0) {
      return path(cloud, axisOfLine(cloud), copies);
    }
    return triangles(cloud, third, copies);
  }

  private Delaunay inSpace(PointCloud cloud, int[] copies) {
    int third = -1;
    for (int left = 2; left >= 0 && third < 0; left--) {
      plane.load(points, left == 0 ? 1 : 0, left == 2 ? 1 : 2);
      third = firstOffLine();
    }
    if (third < 0) {
      return path(cloud, axisOfLine(cloud), copies);
    }
    space.load(points);
    int fourth = 2;
    while (fourth < size && space.orientation(0, 1, third, fourth) == 0) {
      fourth++;
    }
    return fourth == size
        ? triangles(cloud, third, copies)
        : tetrahedra(cloud, third, fourth, copies);
  }

  /** The first point not collinear with points 0 and 1 in the chart of the predicates, or -1. */
  private int firstOffLine() {
    for (int i = 2; i < size; i++) {
      if (plane.orientation(0, 1, i) != 0) {
        return i;
      }
    }
    return -1;
  }

  private Delaunay triangles(PointCloud cloud, int third, int[] copies) {
    planeTriangulation.build(size, 0, 1, third);
    return result(
        cloud,
        2,
        copies,
        planeTriangulation.triangles(),
        planeTriangulation.vertices(),
        planeTriangulation.neighbours());
  }

  private Delaunay tetrahedra(PointCloud cloud, int third, int fourth, int[] copies) {
    spaceTriangulation.build(size, 0, 1, third, fourth);
    return result(
        cloud,
        3,
        copies,
        spaceTriangulation.places(),
        spaceTriangulation.vertices(),
        spaceTriangulation.neighbours());
  }

  private Delaunay result(
      PointCloud cloud, int dimension, int[] copies, int all, int[] vertex, int[] next) {
    int cells = number(all, vertex);
    int arity = dimension + 1;
    int[] vertices = new int[arity * cells];
    int[] neighbours = new int[arity * cells];
    for (int t = 0; t < all; t++) {
      if (number[t] >= 0) {
        writeSorted(vertex, next, 4 * t, arity, vertices, neighbours, arity * number[t]);
      }
    }
    return new Delaunay(cloud, dimension, copies, vertices, neighbours);
  }

  /** Numbers the finite cells; -1 for those at infinity and places given up. */
  private int number(int all, int[] vertex) {
    if (number.length < all) {
      number = new int[Math.max(all, 2 * number.length)];
    }
    int cells = 0;
    for (int t = 0; t < all; t++) {
      int v = vertex[4 * t];
      number[t] = v == size || v < 0 ? -1 : cells++;
    }
    return cells;
  }

  /** Writes a cell of n vertices by insertion sort on the vertices' indices in the cloud. */
  private void writeSorted(
      int[] vertex, int[] next, int base, int n, int[] vertices, int[] neighbours, int at) {
    for (int k = 0; k < n; k++) {
      int v = points.index[vertex[base + k]];
      int cell = number[next[base + k] >> 2];
      int place = at + k;
      while (place > at && vertices[place - 1] > v) {
        vertices[place] = vertices[place - 1];
        neighbours[place] = neighbours[place - 1];
        place--;
      }
      vertices[place] = v;
      neighbours[place] = cell;
    }
  }

  /** An axis on which points 0 and 1 differ; on their line it tells all points apart. */
  private int axisOfLine(PointCloud cloud) {
    int axis = 0;
    while (cloud.coordinate(distinct[0], axis) == cloud.coordinate(distinct[1], axis)) {
      axis++;
    }
    return axis;
  }

  /** Collinear points: the edges between neighbours along an axis. */
  private Delaunay path(PointCloud cloud, int axis, int[] copies) {
    double[] sorted = new double[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = cloud.coordinate(distinct[i], axis);
    }
    Arrays.sort(sorted);
    for (int i = 0; i < size; i++) {
      order[Arrays.binarySearch(sorted, cloud.coordinate(distinct[i], axis))] = distinct[i];
    }
    int cells = size - 1;
    int[] vertices = new int[2 * cells];
    int[] neighbours = new int[2 * cells];
    for (int c = 0; c < cells; c++) {
      int left = order[c] < order[c + 1] ? 0 : 1;
      vertices[2 * c + left] = order[c];
      vertices[2 * c + 1 - left] = order[c + 1];
      neighbours[2 * c + left] = c + 1 < cells ? c + 1 : -1;
      neighbours[2 * c + 1 - left] = c - 1;
    }
    return new Delaunay(cloud, 1, copies, vertices, neighbours);
  }

  /** Finds the first copy of each point, by a hash table of the points seen so far. */
  private void findDistinct(PointCloud cloud) {
    int n = cloud.size();
    if (original.length < n) {
      original = new int[n];
      distinct = new int[n];
      order = new int[n];
      table = new int[Integer.highestOneBit(n) << 2];
    }
    int slots = Integer.highestOneBit(n) << 2;
    Arrays.fill(table, 0, slots, 0);
    size = 0;
    for (int i = 0; i < n; i++) {
      int slot = hash(cloud, i) & slots - 1;
      while (table[slot] != 0 && !same(cloud, table[slot] - 1, i)) {
        slot = slot + 1 & slots - 1;
      }
      if (table[slot] == 0) {
        table[slot] = i + 1;
        distinct[size++] = i;
        original[i] = i;
      } else {
        original[i] = table[slot] - 1;
      }
    }
  }

  private static int hash(PointCloud cloud, int i) {
    long h = 0;
    for (int axis = 0; axis < cloud.dimension(); axis++) {
      h = (h ^ Double.doubleToRawLongBits(cloud.coordinate(i, axis))) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return (int) (h ^ h >>> 15);
  }

  private static boolean same(PointCloud cloud, int i, int j) {
    for (int axis = 0; axis < cloud.dimension(); axis++) {
      if (cloud.coordinate(i, axis) != cloud.coordinate(j, axis)) {
        return false;
      }
    }
    return true;
  }
}
