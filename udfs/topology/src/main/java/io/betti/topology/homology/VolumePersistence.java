package io.betti.topology.homology;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.Arrays;

/**
 * Persistence pairs of a filtration of a grid in space, by local comparison, union-find and a
 * reduction of what is left.
 *
 * <p>The grid is framed, each vertex gets a mask of the neighbours before it ({@link LinkMasks}),
 * and the mask gives the components of its lower and its upper link ({@link VolumeLink}). A vertex
 * with several of either is a saddle; only saddles are sorted.
 *
 * <ul>
 *   <li>PD0: saddles of the lower link in order. From one neighbour in each component walk down to
 *       a minimum; join the minima, the younger dies (elder rule).
 *   <li>PD2, by Alexander duality: saddles of the upper link in reverse. From one neighbour in each
 *       component walk up to a maximum or into the frame, which is older than all; the void born at
 *       the saddle dies at the younger maximum.
 *   <li>PD1: components that joined nothing in PD0 close loops, those that joined nothing in PD2
 *       fill them; {@link LoopReduction} says which fills which.
 * </ul>
 *
 * <p><b>cubical-t</b> is the same seen from the other side. A cell of that complex enters with the
 * first of the voxels that contain it; the dual cell of the complex on the voxels as vertices has
 * just those voxels as vertices, and enters with the last of them in the reverse order. So the grid
 * is turned around (index reversed, keys negated, the frame first instead of last), paired as
 * {@code cubical-v}, and a pair (birth, death) of dimension k read as (death, birth) of dimension 2
 * - k. Cells on the border have the frame as a vertex, a sphere that counts as one point. Compare
 * Garin, Heiss, Maggs, Bleile, Robins, "Duality in Persistent Homology of Images" (2020),
 * doi:10.1007/978-3-030-42266-0_6, who turn values only; the order of ties must be turned as well.
 *
 * <p><b>Cost</b> for n vertices and s saddles: O(n) for masks, O(s log s) to sort, nearly O(n) for
 * walks; for PD1 O(log s) a vertex that a loop passes on its way down, which is not bounded by n
 * but is some 10 n in noise. Space 12 bytes a vertex of the framed grid, and 16 to 24 a saddle and
 * pair, kept between calls; the cycles of PD1 live during the call only.
 *
 * <p>Not safe for use by several threads.
 */
final class VolumePersistence implements VertexPairing {
  /** The frame as a component: a vertex of the frame that no voxel uses. */
  private static final int OUTSIDE = 0;

  /** Walks longer than this leave jumps behind. */
  private static final int LONG_WALK = 16;

  private final int depth;
  private final int height;
  private final int width;

  /**
   * Framed vertex of (z, y, x) is {@code (z + 1) * plane + (y + 1) * stride + x + 1}; one frame
   * column serves two rows and one frame row two planes.
   */
  private final int stride;

  private final int plane;

  private final VolumeLink tables;

  /** Whether the grid is turned around, for cubical-t. */
  private final boolean turned;

  private final int frameKey;
  private final int[] key;
  private final int[] mask;

  /** A vertex's mask until a walk or a join points it elsewhere: below 0, {@code ~vertex}. */
  private final int[] link;

  private final LinkMasks masks;

  /** Index step to each neighbour. */
  private final int[] step;

  private final LoopReduction loops;

  /** Saddles by place: of the lower link, of the upper link. */
  private long[] lower = new long[64];

  private long[] upper = new long[64];
  private int lowerCount;
  private int upperCount;

  /** Components that joined nothing: roots by saddle, and a loop each. */
  private final SaddleList born = new SaddleList();

  private final SaddleList filled = new SaddleList();

  private final PairList[] pairs = {new PairList(), new PairList(), new PairList()};
  private int essential;

  /** Planes of the last call. */
  private int top;

  private int bottom;

  private final int[] representative = new int[VolumeLink.MAX_COMPONENTS];
  private final long[] loop = new long[VolumeLink.MAX_COMPONENTS];

  VolumePersistence(Grid grid, GridComplex complex) {
    depth = grid.depth();
    height = grid.height();
    width = grid.width();
    stride = width + 1;
    plane = (height + 1) * stride;
    int framed = (depth + 2) * plane + stride + 1;
    turned = complex == GridComplex.CUBICAL_T;
    frameKey = turned ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    tables = VolumeLink.of(complex);
    key = new int[framed];
    Arrays.fill(key, frameKey);
    mask = new int[framed];
    link = new int[framed];
    step = new int[tables.neighbours.length];
    for (int k = 0; k < step.length; k++) {
      int[] to = tables.neighbours[k];
      step[k] = to[0] * plane + to[1] * stride + to[2];
    }
    masks = new LinkMasks(step, framed);
    loops = new LoopReduction(tables, key, mask, step, Integer.MIN_VALUE);
  }

  @Override
  public int[] key() {
    return key;
  }

  @Override
  public int rowStart(int row) {
    return start(row / height, row % height);
  }

  private int start(int z, int y) {
    return (z + 1) * plane + (y + 1) * stride + 1;
  }

  @Override
  public void pair(int topRow, int bottomRow, int maxDimension, boolean zeroLength) {
    top = topRow / height;
    bottom = bottomRow / height;
    if (turned) {
      turn();
    }
    framePlane(top - 1);
    framePlane(bottom);
    masks.fill(key, mask, start(top, 0), start(bottom - 1, height - 1) + width);
    setFrame(mask, 0);
    boolean allSides = maxDimension > 0;
    for (PairList list : pairs) {
      list.clear();
    }
    listSaddles();
    if (allSides || !turned) {
      joinLower(pairs[turned ? 2 : 0], zeroLength);
    }
    if (allSides || turned) {
      joinUpper(pairs[turned ? 0 : 2], zeroLength);
    }
    if (allSides) {
      Arrays.fill(link, 0);
      loops.reduce(born, filled, link, pairs[1], zeroLength);
    }
  }

  /** Turns the grid around: index, keys and the planes of the call. */
  private void turn() {
    for (int first = 0, last = depth * height - 1; first <= last; first++, last--) {
      int a = rowStart(first);
      int b = rowStart(last) + width - 1;
      int end = first == last ? a + (width + 1) / 2 : a + width;
      for (; a < end; a++, b--) {
        int swap = ~key[a];
        key[a] = ~key[b];
        key[b] = swap;
      }
    }
    int before = top;
    top = depth - bottom;
    bottom = depth - before;
  }

  private void framePlane(int z) {
    if (z >= 0 && z < depth) {
      for (int y = 0; y < height; y++) {
        Arrays.fill(key, start(z, y), start(z, y) + width, frameKey);
      }
    }
  }

  /** Sets what an array holds for the frame of the call's planes. */
  private void setFrame(int[] array, int value) {
    Arrays.fill(array, start(top - 1, -1) - 1, start(top, 0), value);
    for (int z = top; z < bottom; z++) {
      for (int y = 1; y < height; y++) {
        array[start(z, y) - 1] = value;
      }
      int end = z + 1 < bottom ? start(z + 1, 0) : start(bottom, height) + width + 1;
      Arrays.fill(array, start(z, height - 1) + width, end, value);
    }
    array[OUTSIDE] = value;
  }

  private void listSaddles() {
    lowerCount = 0;
    upperCount = 0;
    for (int z = top; z < bottom; z++) {
      for (int y = 0; y < height; y++) {
        if (lower.length < lowerCount + width) {
          lower = Arrays.copyOf(lower, lowerCount + width + (lowerCount >> 1));
        }
        if (upper.length < upperCount + width) {
          upper = Arrays.copyOf(upper, upperCount + width + (upperCount >> 1));
        }
        int end = start(z, y) + width;
        for (int v = start(z, y); v < end; v++) {
          int m = mask[v];
          if (tables.hasLowerSaddle(m)) {
            lower[lowerCount++] = SaddleList.place(key[v], v);
          }
          if (tables.hasUpperSaddle(m)) {
            upper[upperCount++] = SaddleList.place(key[v], v);
          }
        }
      }
    }
  }

  private void resetLinks() {
    int from = start(top, 0);
    System.arraycopy(mask, from, link, from, start(bottom - 1, height - 1) + width - from);
    setFrame(link, ~OUTSIDE);
  }

  /** Joins minima, first saddles first; leaves in {@link #born} what closes loops. */
  private void joinLower(PairList joined, boolean zeroLength) {
    resetLinks();
    born.clear();
    Arrays.sort(lower, 0, lowerCount);
    for (int n = 0; n < lowerCount; n++) {
      int v = (int) lower[n];
      int closing = 0;
      int a = -1;
      for (int rest = tables.lowerRoots(mask[v]); rest != 0; rest &= rest - 1) {
        int root = Integer.numberOfTrailingZeros(rest);
        int b = down(v + step[tables.starEdges[root]]);
        if (a == b) {
          closing |= 1 << root;
        } else {
          a = a < 0 ? b : join(a, b, v, joined, zeroLength, false);
        }
      }
      if (closing != 0) {
        born.add(lower[n], closing);
      }
    }
    if (!turned) {
      essential = down(start(top, 0));
    }
  }

  /** Joins maxima, last saddles first; leaves in {@link #filled} the loops that are filled. */
  private void joinUpper(PairList joined, boolean zeroLength) {
    resetLinks();
    filled.clear();
    Arrays.sort(upper, 0, upperCount);
    for (int n = upperCount - 1; n >= 0; n--) {
      int v = (int) upper[n];
      int components = tables.upperComponents(mask[v], representative, loop);
      int a = up(v + step[representative[0]]);
      for (int c = 1; c < components; c++) {
        int b = up(v + step[representative[c]]);
        if (a == b) {
          filled.add(upper[n], loop[c]);
        } else {
          a = join(a, b, v, joined, zeroLength, true);
        }
      }
    }
    if (turned) {
      essential = up(start(top, 0));
    }
  }

  /** Joins two components at a saddle and returns the elder. */
  private int join(
      int a, int b, int saddle, PairList joined, boolean zeroLength, boolean lastIsElder) {
    boolean aIsElder = (key[a] < key[b] || key[a] == key[b] && a < b) != lastIsElder;
    int elder = aIsElder ? a : b;
    int younger = aIsElder ? b : a;
    link[younger] = ~elder;
    if (zeroLength || key[younger] != key[saddle]) {
      joined.add(lastIsElder ? saddle : younger, lastIsElder ? younger : saddle);
    }
    return elder;
  }

  private int down(int vertex) {
    return find(vertex, 0, tables.starMask);
  }

  private int up(int vertex) {
    return find(vertex, -1, (1 << step.length) - 1);
  }

  /** The end of the walk from a vertex by the first neighbour that a mask, flipped, allows. */
  private int find(int vertex, int flip, int allowed) {
    int v = vertex;
    int length = 0;
    while (true) {
      int next = next(v, flip, allowed);
      if (next == v) {
        break;
      }
      v = next;
      length++;
    }
    if (length > LONG_WALK) {
      for (int u = vertex; u != v; ) {
        int next = next(u, flip, allowed);
        link[u] = ~v;
        u = next;
      }
    }
    return v;
  }

  private int next(int v, int flip, int allowed) {
    int to = link[v];
    if (to < 0) {
      return ~to;
    }
    int set = (to ^ flip) & allowed;
    return set == 0 ? v : v + step[Integer.numberOfTrailingZeros(set)];
  }

  @Override
  public int pairsUpTo(int dimension) {
    int count = 0;
    for (int k = 0; k <= Math.min(dimension, 2); k++) {
      count += pairs[k].size();
    }
    return count;
  }

  @Override
  public int birthVertex(int n) {
    return end(n, turned);
  }

  @Override
  public int deathVertex(int n) {
    return end(n, !turned);
  }

  private int end(int n, boolean second) {
    int rest = n;
    int k = 0;
    while (rest >= pairs[k].size()) {
      rest -= pairs[k++].size();
    }
    return voxel(second ? pairs[k].death(rest) : pairs[k].birth(rest));
  }

  @Override
  public int essentialVertex() {
    return voxel(essential);
  }

  /** Flat index in the grid of a framed vertex. */
  private int voxel(int framed) {
    int v = turned ? key.length - 1 - framed : framed;
    int z = v / plane - 1;
    int inPlane = v % plane;
    int y = inPlane / stride - 1;
    return (z * height + y) * width + inPlane % stride - 1;
  }
}
