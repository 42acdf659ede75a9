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
 * - k. Cells on the border have the frame as a vertex, a sphere that counts as one point. See
 * Bleile, Garin, Heiss, Maggs, Robins, "The Persistent Homology of Dual Digital Image
 * Constructions" (2022), arXiv:2102.11397; for the critical voxels the order of ties is turned as
 * well.
 *
 * <p><b>Cost</b> for n vertices and s saddles: O(n) for masks, O(s log s) to sort, nearly O(n) for
 * walks; for PD1 O(log s) a vertex that a loop passes on its way down. How many that are has no
 * bound but n for each loop; counted, it was n / 3 for noise smoothed by a Gaussian of sigma 1 and
 * 4 n / 3 for noise without. Space 12 bytes a vertex of the framed grid, and 16 to 24 a saddle and
 * pair, kept between calls; the cycles of PD1 live during the call only.
 *
 * <p>Not safe for use by several threads.
 */
final class VolumePersistence implements VertexPairing {
  /** Walks longer than this leave jumps behind. */
  private static final int LONG_WALK = 16;

  private final FramedVolume space;
  private final VolumeLink tables;

  /** Whether the grid is turned around, for cubical-t. */
  private final boolean turned;

  private final int frameKey;
  private final int[] key;
  private final int[] mask;

  /** A vertex's mask until a walk or a join points it elsewhere: below 0, {@code ~vertex}. */
  private final int[] link;

  private final LinkMasks masks;

  /** Steps to each neighbour, in positions of {@link FramedVolume}. */
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
    space = new FramedVolume(grid);
    turned = complex == GridComplex.CUBICAL_T;
    frameKey = turned ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    tables = VolumeLink.of(complex);
    key = new int[space.size];
    Arrays.fill(key, frameKey);
    mask = new int[space.size];
    link = new int[space.size];
    step = new int[tables.neighbours.length];
    for (int k = 0; k < step.length; k++) {
      step[k] = space.step(tables.neighbours[k]);
    }
    masks = new LinkMasks(step, space.size);
    loops = new LoopReduction(tables, key, mask, step, Integer.MIN_VALUE);
  }

  /** Bytes of the arrays of a grid: keys, masks and links. */
  static long arrayBytes(Grid grid) {
    long rows = (grid.depth() + 2L) * (grid.height() + 1) + 1;
    return 12 * (rows * (grid.width() + 1) + 1);
  }

  @Override
  public int[] key() {
    return key;
  }

  @Override
  public int rowStart(int row) {
    return space.rowStart(row);
  }

  @Override
  public void pair(int topRow, int bottomRow, int maxDimension, boolean zeroLength) {
    top = topRow / space.height;
    bottom = bottomRow / space.height;
    if (turned) {
      space.turn(key);
      int before = top;
      top = space.depth - bottom;
      bottom = space.depth - before;
    }
    space.fillPlane(key, top - 1, frameKey);
    space.fillPlane(key, bottom, frameKey);
    masks.fill(key, mask, space.start(top, 0), space.end(bottom));
    space.fillFrame(mask, top, bottom, 0);
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

  private void listSaddles() {
    lowerCount = 0;
    upperCount = 0;
    for (int z = top; z < bottom; z++) {
      for (int y = 0; y < space.height; y++) {
        if (lower.length < lowerCount + space.width) {
          lower = Arrays.copyOf(lower, lowerCount + space.width + (lowerCount >> 1));
        }
        if (upper.length < upperCount + space.width) {
          upper = Arrays.copyOf(upper, upperCount + space.width + (upperCount >> 1));
        }
        int start = space.start(z, y);
        for (int v = start; v < start + space.width; v++) {
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
    int from = space.start(top, 0);
    System.arraycopy(mask, from, link, from, space.end(bottom) - from);
    space.fillFrame(link, top, bottom, ~FramedVolume.OUTSIDE);
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
      essential = down(space.start(top, 0));
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
      essential = up(space.start(top, 0));
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

  /** Flat index in the grid of a position. */
  private int voxel(int position) {
    return space.vertex(turned ? space.size - 1 - position : position);
  }
}
