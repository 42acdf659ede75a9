package io.betti.topology.homology;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.Arrays;

/**
 * Persistence pairs of a filtration of a planar grid, by local comparison and union-find: no
 * matrix, and no sort of the regular vertices.
 *
 * <p>The grid is framed by vertices that come after every other. Each vertex gets a mask of the
 * neighbours before it ({@link LinkMasks}), and the mask says whether it is a minimum, a maximum, a
 * saddle or regular ({@link LinkTables}). Only the saddles are sorted.
 *
 * <ul>
 *   <li>PD0: saddles in order. From one neighbour in each component of the lower link walk down, by
 *       one fixed earlier neighbour per mask, to a minimum; join the minima, the younger dies
 *       (elder rule).
 *   <li>PD1, by Alexander duality: the saddles that did not join as many as they could, in reverse.
 *       From one neighbour in each component of the upper link walk up to a maximum or into the
 *       frame, which is older than all; the loop born at the saddle dies at the younger maximum.
 * </ul>
 *
 * <p>The pointers of the walk are the forest of the union-find: a regular vertex points to an
 * earlier neighbour, a minimum to itself or to the minimum that swallowed it, and every walk halves
 * its path. So no vertex is visited often, and slopes as long as the grid cost no more than O(n log
 * n) in all.
 *
 * <p><b>Cost</b> for n vertices and s saddles: O(n) without branches, O(s log s) to sort, and
 * nearly O(n) in the worst case for all walks. Space 12 bytes a vertex and 24 a saddle, kept
 * between calls; a call allocates only where it meets more saddles than any before.
 *
 * <p>Not safe for use by several threads.
 */
final class SaddlePairing implements VertexPairing {
  /** The frame as a component: a vertex of the frame that no pixel uses. */
  private static final int OUTSIDE = 0;

  /** Walks longer than this leave jumps behind. */
  private static final int LONG_WALK = 16;

  private final int height;
  private final int width;

  /**
   * Framed vertex of (i, j) is {@code (i + 1) * stride + j + 1}; one frame column serves two rows.
   */
  final int stride;

  /** Keys, framed; the frame holds {@link Integer#MAX_VALUE}. */
  final int[] key;

  private final LinkTables tables;
  private final LinkMasks masks;

  /** Links towards minima, and towards maxima or the frame. */
  private final int[] down;

  private final int[] up;

  /** Index step to each neighbour. */
  private final int[] step;

  /** Index step of a walk down or up from a vertex, by mask; 0 at a minimum or maximum. */
  private final int[] downStep;

  private final int[] upStep;

  /** Saddles as (key, vertex), the vertex in the low 32 bits; the order of the filtration. */
  private long[] saddles = new long[64];

  /** Pairs found by the last call, as framed vertices; those of PD1 after those of PD0. */
  int[] births = new int[64];

  int[] deaths = new int[64];
  int pairs0;
  int pairs;

  /** The minimum that never dies. */
  int essential;

  /** Bounds of a scan that looks at every row whole. */
  private final int[] wholeFrom;

  private final int[] wholeTo;

  SaddlePairing(Grid grid, GridComplex complex) {
    height = grid.height();
    width = grid.width();
    stride = width + 1;
    tables = LinkTables.of(complex);
    int framed = (height + 2) * stride + 2;
    key = new int[framed];
    Arrays.fill(key, Integer.MAX_VALUE);
    down = new int[framed];
    up = new int[framed];
    Arrays.fill(up, ~OUTSIDE);
    step = new int[tables.neighbours()];
    for (int k = 0; k < step.length; k++) {
      step[k] = tables.rowStep[k] * stride + tables.columnStep[k];
    }
    masks = new LinkMasks(step, framed);
    wholeFrom = new int[height];
    wholeTo = new int[height];
    Arrays.fill(wholeTo, width);
    downStep = new int[1 << step.length];
    upStep = new int[1 << step.length];
    for (int m = 0; m < downStep.length; m++) {
      downStep[m] = tables.hasLower(m) ? step[tables.lower[m * LinkTables.MAX_COMPONENTS]] : 0;
      upStep[m] = tables.hasUpper(m) ? step[tables.upper[m * LinkTables.MAX_COMPONENTS]] : 0;
    }
  }

  /** Bytes of the arrays of a grid: keys and two links, and a row's two bounds. */
  static long arrayBytes(Grid grid) {
    return 12 * ((grid.height() + 2) * (grid.width() + 1L) + 2) + 8L * grid.height();
  }

  @Override
  public int[] key() {
    return key;
  }

  @Override
  public int rowStart(int row) {
    return (row + 1) * stride + 1;
  }

  /** Flat index in the grid of a framed vertex. */
  int pixel(int vertex) {
    return (vertex / stride - 1) * width + vertex % stride - 1;
  }

  @Override
  public void pair(int top, int bottom, int maxDimension, boolean zeroLength) {
    pair(top, bottom, wholeFrom, wholeTo, maxDimension > 0, zeroLength);
  }

  @Override
  public int pairsUpTo(int dimension) {
    return dimension == 0 ? pairs0 : pairs;
  }

  @Override
  public int birthVertex(int n) {
    return pixel(births[n]);
  }

  @Override
  public int deathVertex(int n) {
    return pixel(deaths[n]);
  }

  @Override
  public int essentialVertex() {
    return pixel(essential);
  }

  /**
   * Pairs the critical vertices of rows {@code top} to {@code bottom} (exclusive), whose keys the
   * caller has written; the rows beyond count as frame.
   *
   * @param scanFrom first column to look at for saddles, by row
   * @param scanTo one more than the last; there must be no saddle that is wanted outside
   * @param loops whether PD1 is wanted
   * @param zeroLength whether pairs of equal keys are wanted
   */
  void pair(int top, int bottom, int[] scanFrom, int[] scanTo, boolean loops, boolean zeroLength) {
    frame(top - 1);
    frame(bottom);
    int from = rowStart(top);
    int to = rowStart(bottom - 1) + width;
    masks.fill(key, down, from, to);
    if (loops) {
      System.arraycopy(down, from, up, from, to - from);
      // The copy went over the frame's column; put it back.
      for (int row = top; row <= bottom; row++) {
        up[rowStart(row) - 1] = ~OUTSIDE;
      }
    }
    int count = listSaddles(top, bottom, scanFrom, scanTo);
    Arrays.sort(saddles, 0, count);
    pairs = 0;
    int left = joinMinima(count, zeroLength);
    pairs0 = pairs;
    essential = find(down, downStep, from);
    if (loops) {
      joinMaxima(left, zeroLength);
    }
  }

  private void frame(int row) {
    int from = rowStart(row);
    Arrays.fill(key, from, from + width, Integer.MAX_VALUE);
    Arrays.fill(up, from, from + width, ~OUTSIDE);
  }

  /** Lists the saddles by rising index; every vertex is written, and only a saddle is kept. */
  private int listSaddles(int top, int bottom, int[] scanFrom, int[] scanTo) {
    byte[] isSaddle = tables.isSaddle;
    int count = 0;
    for (int row = top; row < bottom; row++) {
      if (saddles.length < count + width + 1) {
        saddles = Arrays.copyOf(saddles, Math.max(count + width + 1, count + (count >> 1)));
      }
      long[] list = saddles;
      int to = rowStart(row) + scanTo[row];
      for (int v = rowStart(row) + scanFrom[row]; v < to; v++) {
        list[count] = (long) key[v] << 32 | v;
        count += isSaddle[down[v] & isSaddle.length - 1];
      }
    }
    if (births.length < 3 * count) {
      births = new int[3 * count];
      deaths = new int[3 * count];
    }
    return count;
  }

  /** PD0; leaves in {@link #saddles} those that close loops, and returns their number. */
  private int joinMinima(int count, boolean zeroLength) {
    int left = 0;
    for (int n = 0; n < count; n++) {
      int v = (int) saddles[n];
      int mask = down[v];
      int base = mask * LinkTables.MAX_COMPONENTS;
      int components = tables.components[mask];
      int joined = 1;
      int a = find(down, downStep, v + step[tables.lower[base]]);
      for (int c = 1; c < components; c++) {
        int b = find(down, downStep, v + step[tables.lower[base + c]]);
        if (a != b) {
          boolean aFirst = key[a] < key[b] || key[a] == key[b] && a < b;
          int younger = aFirst ? b : a;
          a = aFirst ? a : b;
          down[younger] = ~a;
          joined++;
          if (zeroLength || key[younger] != key[v]) {
            births[pairs] = younger;
            deaths[pairs++] = v;
          }
        }
      }
      if (joined < components) {
        saddles[left++] = saddles[n];
      }
    }
    return left;
  }

  /** PD1 from the saddles that close loops, last first. */
  private void joinMaxima(int left, boolean zeroLength) {
    for (int n = left - 1; n >= 0; n--) {
      int v = (int) saddles[n];
      int mask = up[v];
      int base = mask * LinkTables.MAX_COMPONENTS;
      int components = tables.components[mask];
      int a = find(up, upStep, v + step[tables.upper[base]]);
      for (int c = 1; c < components; c++) {
        int b = find(up, upStep, v + step[tables.upper[base + c]]);
        if (a != b) {
          boolean aLast = key[a] > key[b] || key[a] == key[b] && a > b;
          int younger = aLast ? b : a;
          a = aLast ? a : b;
          up[younger] = ~a;
          if (zeroLength || key[younger] != key[v]) {
            births[pairs] = v;
            deaths[pairs++] = younger;
          }
        }
      }
    }
  }

  /** The minimum, maximum or frame that the links from a vertex lead to. */
  private static int find(int[] links, int[] step, int vertex) {
    int v = vertex;
    int length = 0;
    while (true) {
      int link = links[v];
      int next = link < 0 ? ~link : v + step[link & step.length - 1];
      if (next == v) {
        break;
      }
      v = next;
      length++;
    }
    if (length > LONG_WALK) {
      compress(links, step, vertex, v);
    }
    return v;
  }

  private static void compress(int[] links, int[] step, int vertex, int end) {
    int v = vertex;
    while (v != end) {
      int link = links[v];
      links[v] = ~end;
      v = link < 0 ? ~link : v + step[link];
    }
  }
}
