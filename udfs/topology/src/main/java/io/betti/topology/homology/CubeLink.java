package io.betti.topology.homology;

/**
 * The link of a vertex in the cubical complex on the grid's vertices: an octahedron, whose 6
 * corners are the neighbours along the axes, whose 12 edges are the squares of the star and whose 8
 * triangles are its cubes. A square is in the lower star if its three other vertices come before, a
 * cube if its seven do; so 26 neighbours count.
 *
 * <p>What is not in the lower link falls into components of triangles, joined across octahedron
 * edges that are not in it either: a graph on the corners of a cube, the octahedron's dual.
 *
 * <p>Neighbours stand as 3 axes, 6 diagonals of squares, 4 of cubes, and their opposites. Link
 * edges are numbered as the diagonals, triangles as the cubes' diagonals.
 */
final class CubeLink extends VolumeLink {
  private static final int HALF = 13;
  private static final int ALL = (1 << 2 * HALF) - 1;
  private static final int[] AXES = {0, 1, 2, 13, 14, 15};
  private static final int EDGES = 12;
  private static final int TRIANGLES = 8;

  static final CubeLink TABLES = new CubeLink();

  /** Octahedron edges between corners of a set, by the 6 corners. */
  private final short[] edgesWithin = new short[1 << AXES.length];

  /** Octahedron triangles between edges of a set, by the 12 edges. */
  private final byte[] trianglesWithin = new byte[1 << EDGES];

  /** Triangles on the two sides of an edge, a bit each. */
  private final int[] sides = new int[EDGES];

  /** Triangles that a spanning forest of the dual graph reaches from others, by its edges. */
  private final byte[] dualChildren = new byte[1 << EDGES];

  /** The neighbours of a triangle's cube, a bit each. */
  private final int[] cube = new int[TRIANGLES];

  private CubeLink() {
    super(steps(), AXES, edges(steps()), 1 << EDGES);
    for (int t = 0; t < TRIANGLES; t++) {
      int[] corner = neighbours[triangleNeighbour(t)];
      for (int k = 0; k < neighbours.length; k++) {
        cube[t] |= within(neighbours[k], corner) ? 1 << k : 0;
      }
      for (int e = 0; e < EDGES; e++) {
        sides[e] |= (cube[t] >> edgeNeighbour(e) & 1) << t;
      }
    }
    for (int set = 0; set < edgesWithin.length; set++) {
      for (int e = 0; e < EDGES; e++) {
        int both = 1 << linkEdges[e][0] | 1 << linkEdges[e][1];
        edgesWithin[set] |= (short) ((set & both) == both ? 1 << e : 0);
      }
    }
    for (int set = 0; set < trianglesWithin.length; set++) {
      int missing = 0;
      for (int rest = ~set & (1 << EDGES) - 1; rest != 0; rest &= rest - 1) {
        missing |= sides[Integer.numberOfTrailingZeros(rest)];
      }
      trianglesWithin[set] = (byte) ~missing;
      dualChildren[set] = (byte) dualChildren(set);
    }
  }

  private static int[][] steps() {
    return withOpposites(
        new int[][] {
          {0, 0, 1},
          {0, 1, 0},
          {1, 0, 0},
          {0, 1, 1},
          {0, 1, -1},
          {1, 0, 1},
          {1, 0, -1},
          {1, 1, 0},
          {1, -1, 0},
          {1, 1, 1},
          {1, 1, -1},
          {1, -1, 1},
          {1, -1, -1}
        });
  }

  private static int edgeNeighbour(int edge) {
    return edge < 6 ? 3 + edge : HALF + edge - 3;
  }

  private static int triangleNeighbour(int triangle) {
    return triangle < 4 ? 9 + triangle : HALF + 5 + triangle;
  }

  /** The two corners of each octahedron edge: the axes whose sum is the diagonal. */
  private static int[][] edges(int[][] steps) {
    int[][] edges = new int[EDGES][2];
    for (int e = 0; e < EDGES; e++) {
      int found = 0;
      for (int s = 0; s < AXES.length; s++) {
        if (within(steps[AXES[s]], steps[edgeNeighbour(e)])) {
          edges[e][found++] = s;
        }
      }
    }
    return edges;
  }

  /** Whether a step is part of a diagonal: each coordinate 0 or the diagonal's. */
  private static boolean within(int[] step, int[] diagonal) {
    for (int axis = 0; axis < 3; axis++) {
      if (step[axis] != 0 && step[axis] != diagonal[axis]) {
        return false;
      }
    }
    return true;
  }

  /** All triangles but the first of each component that edges of a set join. */
  private int dualChildren(int set) {
    int roots = 0;
    for (int rest = (1 << TRIANGLES) - 1; rest != 0; ) {
      int first = rest & -rest;
      roots |= first;
      rest &= ~joined(first, set);
    }
    return ~roots;
  }

  /** The triangles that edges of a set join to one. */
  private int joined(int triangle, int set) {
    int component = triangle;
    int before;
    do {
      before = component;
      for (int rest = set; rest != 0; rest &= rest - 1) {
        int both = sides[Integer.numberOfTrailingZeros(rest)];
        component |= (both & component) != 0 ? both : 0;
      }
    } while (component != before);
    return component;
  }

  @Override
  boolean hasLinkEdge(int forest, int linkEdge) {
    return (forest >> linkEdge & 1) == 1;
  }

  /** The octahedron edges in the lower link. */
  @Override
  int forest(int mask) {
    int diagonals = mask >> 3 & 0b111111 | (mask >> HALF + 3 & 0b111111) << 6;
    return diagonals & edgesWithin[star(mask)];
  }

  @Override
  int star(int mask) {
    return mask & 0b111 | (mask >> HALF & 0b111) << 3;
  }

  /** The octahedron triangles that are not in the lower link. */
  private int upperTriangles(int mask, int lowerEdges) {
    int corners = mask >> 9 & 0b1111 | (mask >> HALF + 9 & 0b1111) << 4;
    return ~(corners & trianglesWithin[lowerEdges]) & (1 << TRIANGLES) - 1;
  }

  @Override
  boolean hasUpperSaddle(int mask) {
    int lowerEdges = forest(mask);
    int upperEdges = (1 << EDGES) - 1 - lowerEdges;
    int roots = upperTriangles(mask, lowerEdges) & ~dualChildren[upperEdges];
    return (roots & roots - 1) != 0;
  }

  @Override
  int upperComponents(int mask, int[] representative, long[] loop) {
    int lowerEdges = forest(mask);
    int upperEdges = (1 << EDGES) - 1 - lowerEdges;
    int count = 0;
    for (int rest = upperTriangles(mask, lowerEdges); rest != 0; count++) {
      int first = rest & -rest;
      int component = joined(first, upperEdges);
      int later = cube[Integer.numberOfTrailingZeros(first)] & ALL - mask;
      representative[count] = Integer.numberOfTrailingZeros(later);
      loop[count] = 0;
      for (int e = 0; e < EDGES; e++) {
        loop[count] |= Integer.bitCount(sides[e] & component) == 1 ? 1L << e : 0;
      }
      rest &= ~component;
    }
    return count;
  }

  @Override
  int[][] path(int linkEdge) {
    int diagonal = edgeNeighbour(linkEdge);
    return new int[][] {
      {AXES[linkEdges[linkEdge][0]], diagonal}, {AXES[linkEdges[linkEdge][1]], diagonal}
    };
  }
}
