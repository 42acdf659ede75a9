package io.betti.topology.homology;

import io.betti.topology.complex.GridComplex;
import java.util.Arrays;

/**
 * What the neighbourhood of a vertex in space says about it, by the mask of the neighbours that
 * come before it: bit k says that neighbour k does. The first half of the neighbours leads to
 * larger indices, and neighbour {@code k + half} lies opposite to neighbour k.
 *
 * <p>The link of a vertex is a sphere; the part of it that comes before the vertex is the <em>lower
 * link</em>, what is left the upper one. Each component of the lower link but one is a critical
 * edge of the vertex, each component of the upper link but one a critical 2-cell (Alexander duality
 * on the sphere), so nothing but components is ever looked for.
 *
 * <p>A <em>star edge</em> joins the vertex to a neighbour; those that belong to the vertex are the
 * ones whose other end comes before. A <em>link edge</em> joins two star edges through a 2-cell of
 * the star, and stands for the rest of that 2-cell's boundary, a path of one or two edges. The
 * lower link's <em>forest</em> spans each of its components by link edges. It is the part of a
 * discrete gradient (Robins, Wood, Sheppard 2011) that matters here: the root of a tree is the edge
 * that the vertex is paired with, or critical, and each other star edge is paired with the 2-cell
 * between it and its parent.
 */
abstract class VolumeLink {
  /** Most components that a lower or an upper link has: corners of a cube, no two adjacent. */
  static final int MAX_COMPONENTS = 8;

  /** Steps (dz, dy, dx) to each neighbour. */
  final int[][] neighbours;

  /** The neighbour to which each star edge leads. */
  final int[] starEdges;

  /** Bits of the neighbours that star edges lead to. */
  final int starMask;

  /** Ends of each link edge, as star edges. */
  final int[][] linkEdges;

  /** The trees of a lower link, by {@link #forest}: children, a bit each. */
  final short[] children;

  /** Entries of all forests: {@code child | parent << 4 | linkEdge << 8}, leaves first. */
  final short[] entries;

  /** First entry of each forest; one more than its last is the first of the next. */
  final int[] firstEntry;

  VolumeLink(int[][] neighbours, int[] starEdges, int[][] linkEdges, int forests) {
    this.neighbours = neighbours;
    this.starEdges = starEdges;
    this.linkEdges = linkEdges;
    starMask = Arrays.stream(starEdges).map(k -> 1 << k).reduce(0, (a, b) -> a | b);
    children = new short[forests];
    firstEntry = new int[forests + 1];
    short[] all = new short[forests * starEdges.length];
    for (int f = 0; f < forests; f++) {
      firstEntry[f + 1] = grow(f, all, firstEntry[f]);
    }
    entries = Arrays.copyOf(all, firstEntry[forests]);
  }

  /** The tables of a complex; {@code cubical-t} is {@code cubical-v} seen from the other side. */
  static VolumeLink of(GridComplex complex) {
    return complex == GridComplex.FREUDENTHAL ? KuhnLink.TABLES : CubeLink.TABLES;
  }

  /** Whether a forest may use a link edge. */
  abstract boolean hasLinkEdge(int forest, int linkEdge);

  /** Number of the forest of a mask's lower link. */
  abstract int forest(int mask);

  /** The star edges that belong to a vertex, a bit each. */
  abstract int star(int mask);

  /** Whether the upper link has more than one component. */
  abstract boolean hasUpperSaddle(int mask);

  /**
   * Lists the components of the upper link.
   *
   * @param representative gets a later neighbour of each
   * @param loop gets the link edges around each, a bit each: a cycle of the lower link
   * @return their number
   */
  abstract int upperComponents(int mask, int[] representative, long[] loop);

  /** The roots of the lower link's trees, one a component, as star edges, a bit each. */
  final int lowerRoots(int mask) {
    return star(mask) & ~children[forest(mask)];
  }

  final boolean hasLowerSaddle(int mask) {
    int roots = lowerRoots(mask);
    return (roots & roots - 1) != 0;
  }

  /** Trees as shallow as they can be from their first vertices, breadth first. */
  private int grow(int forest, short[] to, int from) {
    int seen = 0;
    int end = from;
    int[] queue = new int[starEdges.length];
    for (int root = 0; root < starEdges.length; root++) {
      if ((seen >> root & 1) == 1) {
        continue;
      }
      seen |= 1 << root;
      queue[0] = root;
      int filled = 1;
      for (int next = 0; next < filled; next++) {
        int parent = queue[next];
        for (int e = 0; e < linkEdges.length; e++) {
          int child = otherEnd(e, parent);
          if (child >= 0 && (seen >> child & 1) == 0 && hasLinkEdge(forest, e)) {
            seen |= 1 << child;
            queue[filled++] = child;
            children[forest] |= (short) (1 << child);
            to[end++] = (short) (child | parent << 4 | e << 8);
          }
        }
      }
    }
    for (int a = from, b = end - 1; a < b; a++, b--) {
      short entry = to[a];
      to[a] = to[b];
      to[b] = entry;
    }
    return end;
  }

  private int otherEnd(int linkEdge, int starEdge) {
    int[] ends = linkEdges[linkEdge];
    return ends[0] == starEdge ? ends[1] : ends[1] == starEdge ? ends[0] : -1;
  }

  /**
   * The edges that a link edge stands for, each from a neighbour of the vertex to another: pairs of
   * neighbours.
   */
  abstract int[][] path(int linkEdge);

  /** The neighbour at a step, or -1. */
  static int indexOf(int[][] steps, int... step) {
    for (int k = 0; k < steps.length; k++) {
      if (Arrays.equals(steps[k], step)) {
        return k;
      }
    }
    return -1;
  }

  /** The neighbour of a vertex's neighbour {@code from} that is its neighbour {@code to}, or -1. */
  static int between(int[][] steps, int from, int to) {
    int[] a = steps[from];
    int[] b = steps[to];
    return indexOf(steps, b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  }

  /** Steps of the first half, followed by their opposites. */
  static int[][] withOpposites(int[][] half) {
    int[][] steps = new int[2 * half.length][];
    for (int k = 0; k < half.length; k++) {
      steps[k] = half[k];
      steps[half.length + k] = new int[] {-half[k][0], -half[k][1], -half[k][2]};
    }
    return steps;
  }
}
