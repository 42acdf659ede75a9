package io.betti.topology.homology;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.function.IntToDoubleFunction;

/**
 * Persistence diagrams of the level sets of functions on one grid: PD0 on a line, PD0 and PD1 in
 * the plane, PD0 to PD2 in space, each bar with its two critical vertices. A plan: made once for a
 * filtration and used for many images, it keeps its workspaces, and a call allocates the resulting
 * diagram only (and in space, for PD1, cycles that it forgets).
 *
 * <p><b>Input.</b> One value a vertex, row-major: unsigned bytes, or finite floats or doubles. -0.0
 * is 0.0. One pixel, axes of length 1 or equal values throughout are ordinary input.
 *
 * <p><b>Output.</b> Births and deaths are the values of the critical vertices, widened to double;
 * order and essential classes as in {@link PersistenceDiagram} and {@link LevelSetFiltration}. Bars
 * of length zero are left out unless asked for.
 *
 * <p><b>Source.</b> The elder rule with union-find, and duality for the highest dimension:
 * Edelsbrunner and Harer, "Computational Topology" (2010), chapters VI and VII; critical points by
 * local comparison: Banchoff, "Critical Points and Curvature for Embedded Polyhedral Surfaces"
 * (1970), doi:10.1080/00029890.1970.11992523. The filtration is section 2.2 of Brüel-Gabrielsson et
 * al. (2020).
 *
 * <p>PD1 in space: Robins, Wood, Sheppard, "Theory and Algorithms for Constructing Discrete Morse
 * Complexes from Grayscale Digital Images" (2011), doi:10.1109/TPAMI.2011.95, and Guillou, Vidal,
 * Tierny, "Discrete Morse Sandwich" (2023), doi:10.1109/TVCG.2023.3238008; see {@link
 * VolumePersistence} and {@link LoopReduction}.
 *
 * <p><b>Cost.</b> For n vertices and s saddles O(n + s log s) in practice, and for PD1 in space the
 * loops' way down; see {@link SaddlePairing} and {@link VolumePersistence}. {@link #workspaceBytes}
 * says beforehand what a plan takes. Rows (in space planes) of background (the last value there can
 * be: 0 in superlevel, 255 in sublevel for bytes, 0 for floats of at least 0 in superlevel) above
 * and below the picture are left out but for one, which changes no bar of positive length. Doubles
 * that are not floats are ranked first, in O(n log n).
 *
 * <p>Exact and deterministic. Not safe for use by several threads: one object a task. As long as it
 * is for this comment.
 */
public final class GridPersistence {
  /** What a plan takes however small the grid is. */
  private static final int FIXED_BYTES = 1 << 16;

  /** Bits of infinity; those of every finite float without its sign are fewer. */
  private static final int INFINITY_BITS = 0x7f800000;

  private final LevelSetFiltration filtration;
  private final DiagramOptions options;

  /** Rows, those of all planes, and their length. */
  private final int rows;

  private final int width;

  /** Rows that are left out together or not at all: one, in space a plane's. */
  private final int slab;

  private final boolean superlevel;
  private final VertexPairing pairing;
  private final DiagramBuilder builder = new DiagramBuilder();
  private final ValueRanks ranks = new ValueRanks();

  private byte[] bytes;
  private float[] floats;
  private double[] doubles;

  /**
   * A plan for one filtration.
   *
   * @throws IllegalArgumentException if {@code options.maxDimension()} is above what the grid has:
   *     0 on a line, 1 in the plane, 2 in space
   */
  public GridPersistence(LevelSetFiltration filtration, DiagramOptions options) {
    checkDimension(filtration, options);
    this.filtration = filtration;
    this.options = options;
    Grid space = filtration.grid().withoutThinAxis();
    this.rows = space.depth() * space.height();
    this.width = space.width();
    boolean solid = space.dimension() == 3;
    this.slab = solid ? space.height() : 1;
    this.superlevel = filtration.direction() == Direction.SUPERLEVEL;
    this.pairing =
        solid
            ? new VolumePersistence(space, filtration.complex())
            : new SaddlePairing(space, filtration.complex());
  }

  private static void checkDimension(LevelSetFiltration filtration, DiagramOptions options) {
    if (options.maxDimension() > filtration.maxHomologyDimension()) {
      throw new IllegalArgumentException(
          "homology dimension "
              + options.maxDimension()
              + " asked of a grid of shape "
              + filtration.grid()
              + "; its level sets have dimensions 0 to "
              + filtration.maxHomologyDimension());
    }
  }

  /**
   * Bytes that a plan takes when it is made: 12 a vertex of the grid with its frame, which is 1.7
   * GB for 512 x 512 x 512. To this come the input, 8 a vertex more if it is of doubles, and by the
   * data some 100 for each saddle, 100 for each bar, and during a call for PD1 in space the loops
   * that are kept, some 200 each: in noise smoothed by a Gaussian of sigma 1 that is 15 a vertex in
   * all, in noise without a Gaussian 100.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static long workspaceBytes(LevelSetFiltration filtration, DiagramOptions options) {
    checkDimension(filtration, options);
    Grid space = filtration.grid().withoutThinAxis();
    long arrays =
        space.dimension() == 3
            ? VolumePersistence.arrayBytes(space)
            : SaddlePairing.arrayBytes(space);
    return arrays + FIXED_BYTES;
  }

  /** The diagram of one image, all dimensions, essential bars kept: for one call only. */
  public static PersistenceDiagram of(LevelSetFiltration filtration, float[] values) {
    DiagramOptions options = DiagramOptions.upTo(filtration.maxHomologyDimension());
    return new GridPersistence(filtration, options).diagram(values);
  }

  /** The filtration that this plan is for. */
  public LevelSetFiltration filtration() {
    return filtration;
  }

  /** What its diagrams hold. */
  public DiagramOptions options() {
    return options;
  }

  /**
   * The diagram of one image of unsigned bytes; births and deaths are 0 to 255.
   *
   * @throws IllegalArgumentException if there is not one value a vertex
   */
  public PersistenceDiagram diagram(byte[] values) {
    pair(values);
    return build();
  }

  /**
   * The diagram of one image of floats.
   *
   * @throws IllegalArgumentException if there is not one value a vertex, or one is NaN or infinite
   */
  public PersistenceDiagram diagram(float[] values) {
    pair(values);
    return build();
  }

  /**
   * The diagram of one image of doubles.
   *
   * @throws IllegalArgumentException if there is not one value a vertex, or one is NaN or infinite
   */
  public PersistenceDiagram diagram(double[] values) {
    pair(values);
    return build();
  }

  /**
   * Finds the pairs without making a diagram of them; read them by {@link #pairs()} and its
   * companions until the next call. For callers who sum over bars in the order of the filtration.
   *
   * @throws IllegalArgumentException as {@link #diagram(byte[])}
   */
  public void pair(byte[] values) {
    filtration.grid().checkLength(values.length);
    take(values, null, null);
    byte background = (byte) (superlevel ? 0 : 255);
    int top = 0;
    int bottom = rows;
    if (!options.zeroLength()) {
      while (top < rows && rowIs(values, top, background)) {
        top++;
      }
      while (bottom > top && rowIs(values, bottom - 1, background)) {
        bottom--;
      }
    }
    boolean cut = top < bottom;
    top = cut ? slabBefore(top) : 0;
    bottom = cut ? slabAfter(bottom) : rows;
    int flip = superlevel ? 255 : 0;
    int[] key = pairing.key();
    for (int row = top; row < bottom; row++) {
      int to = pairing.rowStart(row);
      int from = row * width;
      for (int j = 0; j < width; j++) {
        key[to + j] = (values[from + j] & 255) ^ flip;
      }
    }
    run(top, bottom);
  }

  /** First row of the slab before the one that a row lies in. */
  private int slabBefore(int row) {
    return Math.max(0, (row / slab - 1) * slab);
  }

  /** First row after the slab behind the one that the row before a row lies in. */
  private int slabAfter(int row) {
    return Math.min(rows, ((row - 1) / slab + 2) * slab);
  }

  private boolean rowIs(byte[] values, int row, byte background) {
    for (int i = row * width; i < (row + 1) * width; i++) {
      if (values[i] != background) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #pair(byte[])}, for floats. */
  public void pair(float[] values) {
    filtration.grid().checkLength(values.length);
    take(null, values, null);
    int top = 0;
    int bottom = rows;
    if (superlevel && !options.zeroLength()) {
      while (top < rows && rowIsZero(values, top)) {
        top++;
      }
      while (bottom > top && rowIsZero(values, bottom - 1)) {
        bottom--;
      }
    }
    boolean cut = top < bottom;
    top = cut ? slabBefore(top) : 0;
    bottom = cut ? slabAfter(bottom) : rows;
    boolean anyNegative = floatKeys(values, top, bottom);
    if (cut && anyNegative) {
      // Rows of zeros are not the end of the filtration if something lies below.
      top = 0;
      bottom = rows;
      floatKeys(values, top, bottom);
    }
    run(top, bottom);
  }

  private boolean rowIsZero(float[] values, int row) {
    for (int i = row * width; i < (row + 1) * width; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Writes keys that order as the floats do; returns whether any float is below 0. */
  private boolean floatKeys(float[] values, int top, int bottom) {
    int[] key = pairing.key();
    int flip = superlevel ? -1 : 0;
    int signs = 0;
    int largest = 0;
    for (int row = top; row < bottom; row++) {
      int to = pairing.rowStart(row);
      int from = row * width;
      for (int j = 0; j < width; j++) {
        int bits = Float.floatToRawIntBits(values[from + j] + 0.0f);
        signs |= bits;
        largest = Math.max(largest, bits & Integer.MAX_VALUE);
        key[to + j] = bits ^ (bits >> 31 & Integer.MAX_VALUE) ^ flip;
      }
    }
    if (largest >= INFINITY_BITS) {
      throw notFinite(filtration.grid(), this::value);
    }
    return signs < 0;
  }

  /** As {@link #pair(byte[])}, for doubles. */
  public void pair(double[] values) {
    filtration.grid().checkLength(values.length);
    take(null, null, values);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw notFinite(filtration.grid(), this::value);
      }
    }
    ranks.rank(values);
    int last = ranks.distinct() - 1;
    int[] key = pairing.key();
    for (int row = 0; row < rows; row++) {
      int to = pairing.rowStart(row);
      int from = row * width;
      for (int j = 0; j < width; j++) {
        int rank = ranks.rank(from + j);
        key[to + j] = superlevel ? last - rank : rank;
      }
    }
    run(0, rows);
  }

  private void take(byte[] asBytes, float[] asFloats, double[] asDoubles) {
    bytes = asBytes;
    floats = asFloats;
    doubles = asDoubles;
  }

  /** The refusal of the first value that is NaN or infinite. */
  static IllegalArgumentException notFinite(Grid grid, IntToDoubleFunction values) {
    int i = 0;
    while (Double.isFinite(values.applyAsDouble(i))) {
      i++;
    }
    return new IllegalArgumentException(
        "value "
            + values.applyAsDouble(i)
            + " at index "
            + i
            + " of a grid of shape "
            + grid
            + "; level sets need finite values: replace or drop such rows");
  }

  private void run(int top, int bottom) {
    pairing.pair(top, bottom, options.maxDimension(), options.zeroLength());
  }

  /** Number of pairs that the last {@code pair} call found, without the essential class. */
  public int pairs() {
    return pairsUpTo(options.maxDimension());
  }

  /** How many of them, the first ones, are of dimension 0. */
  public int pairs0() {
    return pairsUpTo(0);
  }

  /** How many of them, the first ones, are of dimensions 0 to {@code dimension}. */
  public int pairsUpTo(int dimension) {
    return pairing.pairsUpTo(Math.min(dimension, options.maxDimension()));
  }

  /** Vertex of the birth of pair n: flat row-major index. */
  public int birthVertex(int n) {
    return pairing.birthVertex(n);
  }

  /** Vertex of the death of pair n. */
  public int deathVertex(int n) {
    return pairing.deathVertex(n);
  }

  /** Vertex at which the essential component is born: the first of the filtration. */
  public int essentialVertex() {
    return pairing.essentialVertex();
  }

  /** The last vertex of the filtration, found by a pass over the values. */
  public int lastVertex() {
    int last = 0;
    for (int i = 1; i < filtration.grid().vertices(); i++) {
      if (superlevel ? value(i) <= value(last) : value(i) >= value(last)) {
        last = i;
      }
    }
    return last;
  }

  /** The value of a vertex in the last image, widened; -0.0 as 0.0. */
  public double value(int vertex) {
    if (bytes != null) {
      return bytes[vertex] & 255;
    }
    return (floats != null ? floats[vertex] : doubles[vertex]) + 0.0;
  }

  private PersistenceDiagram build() {
    builder.clear(1, superlevel);
    int first = essentialVertex();
    double never = filtration.direction().essentialDeath();
    if (options.essential() == EssentialPolicy.CLAMP) {
      int last = lastVertex();
      builder.addClamped(0, value(first), never, value(last), first, last);
    } else {
      builder.add(0, value(first), never, first, -1);
    }
    int n = 0;
    for (int k = 0; k <= options.maxDimension(); k++) {
      for (int end = pairsUpTo(k); n < end; n++) {
        int birth = birthVertex(n);
        int death = deathVertex(n);
        builder.add(k, value(birth), value(death), birth, death);
      }
    }
    take(null, null, null);
    return builder.build();
  }
}
