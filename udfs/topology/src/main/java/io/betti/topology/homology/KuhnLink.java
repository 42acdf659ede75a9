package io.betti.topology.homology;

import java.util.ArrayList;
import java.util.List;

/**
 * The link of a vertex in Freudenthal's triangulation of space, Kuhn's subdivision of every cube
 * into six: 14 neighbours, the steps of zeros and ones and their opposites; 36 edges, between
 * neighbours that are neighbours of each other; 24 triangles. The complex is a flag complex, so
 * that the lower link is spanned by its vertices and a mask is all there is to know.
 */
final class KuhnLink extends VolumeLink {
  private static final int NEIGHBOURS = 14;
  private static final int ALL = (1 << NEIGHBOURS) - 1;

  static final KuhnLink TABLES = new KuhnLink();

  /** Neighbours that are neighbours of each neighbour, a bit each. */
  private final int[] adjacent = new int[NEIGHBOURS];

  /** Ends of each link edge, and the two vertices opposite to it, a bit each. */
  private final int[] ends;

  private final int[] opposite;

  private KuhnLink() {
    super(steps(), identity(), edges(steps()), 1 << NEIGHBOURS);
    ends = new int[linkEdges.length];
    opposite = new int[linkEdges.length];
    for (int[] edge : linkEdges) {
      adjacent[edge[0]] |= 1 << edge[1];
      adjacent[edge[1]] |= 1 << edge[0];
    }
    for (int e = 0; e < linkEdges.length; e++) {
      ends[e] = 1 << linkEdges[e][0] | 1 << linkEdges[e][1];
      opposite[e] = adjacent[linkEdges[e][0]] & adjacent[linkEdges[e][1]];
      assert Integer.bitCount(opposite[e]) == 2;
    }
  }

  private static int[][] steps() {
    int[][] half = new int[NEIGHBOURS / 2][];
    for (int k = 0; k < half.length; k++) {
      half[k] = new int[] {k + 1 >> 2, k + 1 >> 1 & 1, k + 1 & 1};
    }
    return withOpposites(half);
  }

  private static int[] identity() {
    int[] identity = new int[NEIGHBOURS];
    for (int k = 0; k < NEIGHBOURS; k++) {
      identity[k] = k;
    }
    return identity;
  }

  private static int[][] edges(int[][] steps) {
    List<int[]> edges = new ArrayList<>();
    for (int a = 0; a < NEIGHBOURS; a++) {
      for (int b = a + 1; b < NEIGHBOURS; b++) {
        if (between(steps, a, b) >= 0) {
          edges.add(new int[] {a, b});
        }
      }
    }
    return edges.toArray(int[][]::new);
  }

  @Override
  boolean hasLinkEdge(int forest, int linkEdge) {
    return (forest >> linkEdges[linkEdge][0] & forest >> linkEdges[linkEdge][1] & 1) == 1;
  }

  @Override
  int forest(int mask) {
    return mask;
  }

  @Override
  int star(int mask) {
    return mask;
  }

  @Override
  boolean hasUpperSaddle(int mask) {
    return hasLowerSaddle(ALL - mask);
  }

  @Override
  int upperComponents(int mask, int[] representative, long[] loop) {
    int count = 0;
    for (int rest = ALL - mask; rest != 0; count++) {
      int first = rest & -rest;
      int component = reachable(first, rest);
      representative[count] = Integer.numberOfTrailingZeros(first);
      loop[count] = 0;
      for (int e = 0; e < ends.length; e++) {
        boolean lower = (ends[e] & ~mask) == 0;
        int touching = opposite[e] & component;
        if (lower && touching != 0 && touching != opposite[e]) {
          loop[count] |= 1L << e;
        }
      }
      rest &= ~component;
    }
    return count;
  }

  /** The neighbours of a set that can be reached from one within it. */
  private int reachable(int first, int within) {
    int reached = 0;
    int frontier = first;
    while (frontier != 0) {
      reached |= frontier;
      int next = 0;
      for (int rest = frontier; rest != 0; rest &= rest - 1) {
        next |= adjacent[Integer.numberOfTrailingZeros(rest)];
      }
      frontier = next & within & ~reached;
    }
    return reached;
  }

  @Override
  int[][] path(int linkEdge) {
    return new int[][] {linkEdges[linkEdge]};
  }
}
