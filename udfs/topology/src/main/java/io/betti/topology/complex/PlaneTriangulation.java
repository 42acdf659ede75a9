package io.betti.topology.complex;

import java.util.Arrays;

/**
 * The Delaunay triangulation of points of a plane that are not all collinear, point by point: the
 * triangles whose circle has the new point inside are a disk, which gives way to the triangles from
 * the new point to the disk's edges. A vertex at infinity joins the hull's edges, so that the
 * triangles make a sphere and every insertion adds exactly two.
 *
 * <p>Layout: triangle t has its vertices, turning left, at {@code vertex[4t..4t+2]} and in the
 * fourth place the mark of the last point that tested it (2p, and 2p + 1 if p is in its circle).
 * {@code next[4t + k]} is the edge opposite vertex k as seen from the other side, by the same
 * numbering. The vertex at infinity has the number {@code size} and is always in place 0.
 *
 * <p>Source: Bowyer 1981, doi:10.1093/comjnl/24.2.162; Watson 1981, doi:10.1093/comjnl/24.2.167.
 * The triangle to start from is found by a visibility walk from the last one made, which ends in
 * every Delaunay triangulation (Devillers, Pion, Teillaud 2002, doi:10.1142/S0129054102001047).
 * Near linear if the points come in a {@link SpatialOrder}.
 */
final class PlaneTriangulation {
  private final PlanePredicates predicates;
  private int size;
  private int triangles;
  private int last;
  private int[] vertex = {};
  private int[] next = {};

  /** For a boundary vertex of the disk: the new triangle's edge that starts there. */
  private int[] start = {};

  private int[] disk = new int[64];
  private int diskSize;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int[] outer = new int[64];
  private int boundary;

  PlaneTriangulation(PlanePredicates predicates) {
    this.predicates = predicates;
  }

  /** Triangulates points 0 to size - 1, of which the three given ones are not collinear. */
  void build(int size, int a, int b, int c) {
    this.size = size;
    int places = 4 * (2 * size + 2);
    if (vertex.length < places) {
      vertex = new int[places];
      next = new int[places];
      start = new int[size + 1];
    }
    if (predicates.orientation(a, b, c) > 0) {
      first(a, b, c);
    } else {
      first(b, a, c);
    }
    for (int p = 0; p < size; p++) {
      if (p != a && p != b && p != c) {
        insert(p);
      }
    }
  }

  /** Number of triangles, those at infinity among them. */
  int triangles() {
    return triangles;
  }

  /** Whether triangle t has the vertex at infinity. */
  boolean isInfinite(int t) {
    return vertex[4 * t] == size;
  }

  /** Vertices by {@code 4t + k}. */
  int[] vertices() {
    return vertex;
  }

  /** Opposite edges by {@code 4t + k}. */
  int[] neighbours() {
    return next;
  }

  private void first(int a, int b, int c) {
    triangles = 4;
    last = 0;
    set(0, a, b, c);
    set(1, size, c, b);
    set(2, size, a, c);
    set(3, size, b, a);
    link(0, 4);
    link(1, 8);
    link(2, 12);
    link(5, 14);
    link(6, 9);
    link(10, 13);
  }

  private void set(int t, int a, int b, int c) {
    vertex[4 * t] = a;
    vertex[4 * t + 1] = b;
    vertex[4 * t + 2] = c;
    vertex[4 * t + 3] = -1;
  }

  private void link(int edge, int other) {
    next[edge] = other;
    next[other] = edge;
  }

  private void insert(int p) {
    findDisk(p);
    for (int k = 0; k < boundary; k++) {
      int t = k < diskSize ? disk[k] : triangles++;
      int a = from[k];
      int b = to[k];
      int place = 0;
      if (a == size) {
        set(t, a, b, p);
        place = 2;
      } else if (b == size) {
        set(t, b, p, a);
        place = 1;
      } else {
        set(t, p, a, b);
        last = t;
      }
      link(4 * t + place, outer[k]);
      start[a] = 4 * t + place;
      from[k] = 4 * t + place;
    }
    for (int k = 0; k < boundary; k++) {
      link(from[k] & ~3 | after(from[k] & 3), before(start[to[k]]));
    }
  }

  /** The place after k in a triangle. */
  private static int after(int k) {
    return k == 2 ? 0 : k + 1;
  }

  /** The edge before an edge in its triangle. */
  private static int before(int edge) {
    return (edge & 3) == 0 ? edge + 2 : edge - 1;
  }

  /** Gathers the triangles with p in their circle and the edges around them. */
  private void findDisk(int p) {
    int yes = 2 * p + 1;
    int seed = locate(p);
    diskSize = 0;
    boundary = 0;
    disk[diskSize++] = seed;
    vertex[4 * seed + 3] = yes;
    for (int i = 0; i < diskSize; i++) {
      int base = 4 * disk[i];
      for (int k = 0; k < 3; k++) {
        int edge = next[base + k];
        int mark = edge | 3;
        if (vertex[mark] == yes) {
          continue;
        }
        if (vertex[mark] != yes - 1 && conflicts(edge >> 2, p)) {
          vertex[mark] = yes;
          if (diskSize == disk.length) {
            disk = Arrays.copyOf(disk, 2 * diskSize);
          }
          disk[diskSize++] = edge >> 2;
        } else {
          vertex[mark] = yes - 1;
          addBoundary(vertex[base + after(k)], vertex[base + after(after(k))], edge);
        }
      }
    }
  }

  private void addBoundary(int a, int b, int edge) {
    if (boundary == from.length) {
      from = Arrays.copyOf(from, 2 * boundary);
      to = Arrays.copyOf(to, 2 * boundary);
      outer = Arrays.copyOf(outer, 2 * boundary);
    }
    from[boundary] = a;
    to[boundary] = b;
    outer[boundary++] = edge;
  }

  /**
   * Whether p is in the circle of triangle t: for one at infinity the open half-plane beyond its
   * edge, and on the edge's line whatever the triangle on this side says, since the line cuts that
   * triangle's circle just between the edge's ends.
   */
  private boolean conflicts(int t, int p) {
    int base = 4 * t;
    if (vertex[base] == size) {
      double turn = predicates.orientation(vertex[base + 1], vertex[base + 2], p);
      if (turn != 0) {
        return turn > 0;
      }
      base = next[base] & ~3;
    }
    return predicates.inCircle(vertex[base], vertex[base + 1], vertex[base + 2], p) > 0;
  }

  /** A triangle that has p inside or on its edge, or one at infinity beyond whose edge p is. */
  private int locate(int p) {
    int t = last;
    int entered = -1;
    while (vertex[4 * t] != size) {
      int base = 4 * t;
      int way = -1;
      for (int k = 0; k < 3; k++) {
        if (base + k != entered) {
          int a = vertex[base + after(k)];
          int b = vertex[base + after(after(k))];
          if (predicates.orientation(a, b, p) < 0) {
            way = next[base + k];
            break;
          }
        }
      }
      if (way < 0) {
        return t;
      }
      entered = way;
      t = way >> 2;
    }
    return t;
  }
}
