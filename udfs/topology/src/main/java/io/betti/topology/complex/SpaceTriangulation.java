package io.betti.topology.complex;

import java.util.Arrays;

/**
 * The Delaunay triangulation of points of space that are not all coplanar, point by point: the
 * tetrahedra whose sphere has the new point inside are a ball, which gives way to the tetrahedra
 * from the new point to the ball's facets. A vertex at infinity joins the hull's facets.
 *
 * <p>Layout: tetrahedron t has its vertices at {@code vertex[4t..4t+3]}, so that their orientation
 * is positive; {@code next[4t + k]} is the facet opposite vertex k as seen from the other side, by
 * the same numbering. The vertex at infinity has the number {@code size} and is always in place 0;
 * in place of it, a point beyond the facet gives positive orientation. {@code mark[t]} is 2p if
 * point p was the last to test t, and 2p + 1 if p is in its sphere. Places given up are kept in a
 * list and have a vertex 0 of -1.
 *
 * <p>Sources as for {@link PlaneTriangulation}. Two new tetrahedra that share an edge of the ball's
 * surface find each other by turning about that edge through the ball.
 */
final class SpaceTriangulation {
  private final SpacePredicates predicates;
  private int size;
  private int places;
  private int last;
  private int[] vertex = {};
  private int[] next = {};
  private int[] mark = {};
  private int[] free = new int[64];
  private int freeSize;
  private int[] ball = new int[64];
  private int ballSize;

  /** Facets around the ball, as seen from inside it. */
  private int[] facets = new int[64];

  private int facetsSize;

  SpaceTriangulation(SpacePredicates predicates) {
    this.predicates = predicates;
  }

  /** Triangulates points 0 to size - 1, of which the four given ones are not coplanar. */
  void build(int size, int a, int b, int c, int d) {
    this.size = size;
    places = 0;
    freeSize = 0;
    reserve(8 * size);
    if (predicates.orientation(a, b, c, d) > 0) {
      first(a, b, c, d);
    } else {
      first(b, a, c, d);
    }
    for (int p = 0; p < size; p++) {
      if (p != a && p != b && p != c && p != d) {
        insert(p);
      }
    }
  }

  /** Number of places for tetrahedra, those given up and those at infinity among them. */
  int places() {
    return places;
  }

  /** Vertices by {@code 4t + k}. */
  int[] vertices() {
    return vertex;
  }

  /** Opposite facets by {@code 4t + k}. */
  int[] neighbours() {
    return next;
  }

  private void reserve(int tetrahedra) {
    if (mark.length < tetrahedra) {
      int most = (int) Math.min(Integer.MAX_VALUE / 4 - 2, Math.max(tetrahedra, 2L * mark.length));
      if (most < tetrahedra) {
        throw new IllegalArgumentException(
            "the triangulation of "
                + size
                + " points needs more than "
                + most
                + " tetrahedra; thin the cloud out");
      }
      vertex = Arrays.copyOf(vertex, 4 * most);
      next = Arrays.copyOf(next, 4 * most);
      mark = Arrays.copyOf(mark, most);
    }
  }

  private void first(int a, int b, int c, int d) {
    int[] corners = {a, b, c, d};
    put(a, b, c, d);
    for (int k = 0; k < 4; k++) {
      int[] others = new int[3];
      for (int j = 0; j < 3; j++) {
        others[j] = corners[j < k ? j : j + 1];
      }
      boolean even = k % 2 == 0;
      put(size, others[even ? 1 : 0], others[even ? 0 : 1], others[2]);
    }
    for (int s = 0; s < 20; s++) {
      for (int t = 0; t < 20; t++) {
        if (s >> 2 != t >> 2 && sameFacet(s, t)) {
          next[s] = t;
        }
      }
    }
    last = 0;
  }

  private boolean sameFacet(int s, int t) {
    for (int i = s & ~3; i < (s | 3) + 1; i++) {
      boolean found = i == s;
      for (int j = t & ~3; j < (t | 3) + 1; j++) {
        found |= j != t && vertex[j] == vertex[i];
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private int put(int a, int b, int c, int d) {
    int t;
    if (freeSize > 0) {
      t = free[--freeSize];
    } else {
      t = places;
      reserve(t + 1);
      places++;
    }
    int base = 4 * t;
    vertex[base] = a;
    vertex[base + 1] = b;
    vertex[base + 2] = c;
    vertex[base + 3] = d;
    mark[t] = -1;
    return t;
  }

  private void insert(int p) {
    findBall(p);
    for (int i = 0; i < facetsSize; i++) {
      cover(facets[i], p);
    }
    for (int i = 0; i < facetsSize; i++) {
      joinSides(facets[i]);
    }
    if (free.length < freeSize + ballSize) {
      free = Arrays.copyOf(free, 2 * (freeSize + ballSize));
    }
    for (int i = 0; i < ballSize; i++) {
      vertex[4 * ball[i]] = -1;
      free[freeSize++] = ball[i];
    }
  }

  /**
   * Makes the tetrahedron from p to a facet of the ball's surface. The dying tetrahedron's link
   * across the facet becomes -1 - (facet of the new one), for {@link #joinSides}.
   */
  private void cover(int facet, int p) {
    int base = facet & ~3;
    int k = facet & 3;
    int t =
        put(
            k == 0 ? p : vertex[base],
            k == 1 ? p : vertex[base + 1],
            k == 2 ? p : vertex[base + 2],
            k == 3 ? p : vertex[base + 3]);
    int outside = next[facet];
    next[4 * t + k] = outside;
    next[outside] = 4 * t + k;
    next[facet] = -1 - (4 * t + k);
    if (vertex[4 * t] != size) {
      last = t;
    }
  }

  /** Links the new tetrahedron on a facet to those on the facets around it. */
  private void joinSides(int facet) {
    int base = facet & ~3;
    int k = facet & 3;
    int made = -1 - next[facet] & ~3;
    for (int j = 0; j < 4; j++) {
      if (j == k) {
        continue;
      }
      int pivot = vertex[facet];
      int exit = base + j;
      while (next[exit] >= 0) {
        int entered = next[exit];
        exit = placeOf(pivot, entered & ~3);
        pivot = vertex[entered];
      }
      int other = -1 - next[exit] & ~3;
      next[made + j] = other + (placeOf(pivot, exit & ~3) & 3);
    }
  }

  private int placeOf(int v, int base) {
    if (vertex[base] == v) {
      return base;
    }
    if (vertex[base + 1] == v) {
      return base + 1;
    }
    return vertex[base + 2] == v ? base + 2 : base + 3;
  }

  /** Gathers the tetrahedra with p in their sphere and the facets around them. */
  private void findBall(int p) {
    int yes = 2 * p + 1;
    ballSize = 0;
    facetsSize = 0;
    int seed = locate(p);
    ball[ballSize++] = seed;
    mark[seed] = yes;
    for (int i = 0; i < ballSize; i++) {
      int base = 4 * ball[i];
      for (int facet = base; facet < base + 4; facet++) {
        int t = next[facet] >> 2;
        if (mark[t] == yes) {
          continue;
        }
        if (mark[t] != yes - 1 && conflicts(t, p)) {
          mark[t] = yes;
          ball = ballSize == ball.length ? Arrays.copyOf(ball, 2 * ballSize) : ball;
          ball[ballSize++] = t;
        } else {
          mark[t] = yes - 1;
          facets = facetsSize == facets.length ? Arrays.copyOf(facets, 2 * facetsSize) : facets;
          facets[facetsSize++] = facet;
        }
      }
    }
  }

  /**
   * Whether p is in the sphere of tetrahedron t: for one at infinity the open half-space beyond its
   * facet, and in the facet's plane whatever the tetrahedron on this side says, since its sphere
   * cuts the plane in the facet's circle.
   */
  private boolean conflicts(int t, int p) {
    int base = 4 * t;
    if (vertex[base] == size) {
      double side = predicates.orientation(p, vertex[base + 1], vertex[base + 2], vertex[base + 3]);
      if (side != 0) {
        return side > 0;
      }
      base = next[base] & ~3;
    }
    return predicates.inSphere(
            vertex[base], vertex[base + 1], vertex[base + 2], vertex[base + 3], p)
        > 0;
  }

  /** A tetrahedron that has p inside or on its surface, or one at infinity with p beyond it. */
  private int locate(int p) {
    int t = last;
    int entered = -1;
    while (vertex[4 * t] != size) {
      int base = 4 * t;
      int way = -1;
      for (int facet = base; facet < base + 4 && way < 0; facet++) {
        if (facet != entered && isBeyond(facet, p)) {
          way = next[facet];
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

  /** Whether a facet parts p from its tetrahedron. */
  private boolean isBeyond(int facet, int p) {
    int base = facet & ~3;
    int k = facet & 3;
    return predicates.orientation(
            k == 0 ? p : vertex[base],
            k == 1 ? p : vertex[base + 1],
            k == 2 ? p : vertex[base + 2],
            k == 3 ? p : vertex[base + 3])
        < 0;
  }
}
