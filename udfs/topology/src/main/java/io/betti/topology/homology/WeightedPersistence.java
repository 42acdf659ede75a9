package io.betti.topology.homology;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import java.util.Arrays;

/**
 * Superlevel persistence pairs of f = I * g for one image I and many weights g: what the directions
 * of a sweep have in common is done once an image.
 *
 * <p>Shared are the checks, the rows that hold anything, and in each row the interval from the
 * first pixel that is not zero to the last. Outside the intervals every product is 0, the end of
 * the filtration, and a pixel whose neighbours are all 0 is no saddle; so per weight only the
 * intervals get new keys, and only they and the pixels next to them are looked at for saddles. On
 * MNIST that is two fifths of the picture. If the image has values below 0, everything is looked
 * at.
 *
 * <p>Freudenthal, dimensions 0 and 1, no pairs of length zero, the essential class apart. Pairs
 * come in the order in which {@link GridPersistence} finds them, which is that of the filtration:
 * PD0 by rising place of the death, then PD1 by falling place of the birth.
 *
 * <p>Allocates nothing after the first call. Not safe for use by several threads.
 */
public final class WeightedPersistence {
  private static final int INFINITY_BITS = 0x7f800000;

  private final Grid grid;
  private final int height;
  private final int width;
  private final SaddlePairing pairing;
  private final float[] image;
  private final float[] product;

  /** First column of a row that is not zero, and one more than the last. */
  private final int[] supportFrom;

  private final int[] supportTo;

  /** The columns to look at for saddles: those of three rows' intervals, and one more each side. */
  private final int[] scanFrom;

  private final int[] scanTo;
  private int top;
  private int bottom;

  /**
   * A plan for one grid.
   *
   * @throws IllegalArgumentException if the grid has three axes
   */
  public WeightedPersistence(Grid grid) {
    if (grid.dimension() > 2) {
      throw new IllegalArgumentException(
          "grid shape " + grid + " has three axes; weighted images are planar, [w] or [h, w]");
    }
    this.grid = grid;
    height = grid.height();
    width = grid.width();
    pairing = new SaddlePairing(grid, GridComplex.FREUDENTHAL);
    image = new float[grid.vertices()];
    product = new float[grid.vertices()];
    supportFrom = new int[height];
    supportTo = new int[height];
    scanFrom = new int[height];
    scanTo = new int[height];
  }

  /**
   * Takes an image; the array is copied.
   *
   * @throws IllegalArgumentException if there is not one value a pixel, or one is NaN or infinite
   */
  public void load(float[] values) {
    grid.checkLength(values.length);
    int signs = 0;
    int largest = 0;
    for (int i = 0; i < values.length; i++) {
      // 0.0f turns -0.0 into 0.0.
      float value = values[i] + 0.0f;
      int bits = Float.floatToRawIntBits(value);
      signs |= bits;
      largest = Math.max(largest, bits & Integer.MAX_VALUE);
      image[i] = value;
    }
    if (largest >= INFINITY_BITS) {
      throw GridPersistence.notFinite(grid, i -> values[i]);
    }
    findSupport(signs < 0);
    // Outside the support the products stay 0 until the next image.
    Arrays.fill(product, 0);
    int background = key(0.0f);
    for (int row = top; row < bottom; row++) {
      int from = pairing.rowStart(row);
      Arrays.fill(pairing.key, from, from + width, background);
    }
  }

  private void findSupport(boolean whole) {
    top = height;
    bottom = 0;
    for (int row = 0; row < height; row++) {
      int start = row * width;
      int from = whole ? 0 : firstNonZero(start, start + width) - start;
      int to = whole ? width : from == width ? width : lastNonZero(start, start + width) - start;
      supportFrom[row] = from;
      supportTo[row] = to;
      if (from < to) {
        top = Math.min(top, row);
        bottom = row + 1;
      }
    }
    boolean cut = top < bottom;
    top = cut ? Math.max(0, top - 1) : 0;
    bottom = cut ? Math.min(height, bottom + 1) : height;
    for (int row = top; row < bottom; row++) {
      int from = width;
      int to = 0;
      for (int near = Math.max(0, row - 1); near <= Math.min(height - 1, row + 1); near++) {
        if (supportFrom[near] < supportTo[near]) {
          from = Math.min(from, supportFrom[near]);
          to = Math.max(to, supportTo[near]);
        }
      }
      scanFrom[row] = Math.max(0, from - 1);
      scanTo[row] = Math.min(width, to + 1);
    }
  }

  private int firstNonZero(int from, int to) {
    int i = from;
    while (i < to && image[i] == 0) {
      i++;
    }
    return i;
  }

  private int lastNonZero(int from, int to) {
    int i = to;
    while (i > from && image[i - 1] == 0) {
      i--;
    }
    return i;
  }

  /**
   * Finds the pairs of the image times a weight, one float product a pixel; read them until the
   * next call.
   *
   * @param weights one finite number of at least 0 a pixel, at most 1 so that no product overflows;
   *     not checked
   */
  public void pair(float[] weights) {
    int[] key = pairing.key;
    for (int row = top; row < bottom; row++) {
      int shift = pairing.rowStart(row) - row * width;
      int to = row * width + supportTo[row];
      for (int i = row * width + supportFrom[row]; i < to; i++) {
        float f = image[i] * weights[i] + 0.0f;
        product[i] = f;
        key[i + shift] = key(f);
      }
    }
    pairing.pair(top, bottom, scanFrom, scanTo, true, false);
  }

  /** Falls as the float rises; see {@link GridPersistence}. */
  private static int key(float value) {
    int bits = Float.floatToRawIntBits(value);
    return ~(bits ^ (bits >> 31 & Integer.MAX_VALUE));
  }

  /** Number of pairs found. */
  public int pairs() {
    return pairing.pairs;
  }

  /** How many of them, the first ones, are of dimension 0; the others are of dimension 1. */
  public int pairs0() {
    return pairing.pairs0;
  }

  /** Pixel of the birth of pair n, flat row-major. */
  public int birthVertex(int n) {
    return pairing.pixel(pairing.births[n]);
  }

  /** Pixel of the death of pair n. */
  public int deathVertex(int n) {
    return pairing.pixel(pairing.deaths[n]);
  }

  /** Pixel at which the essential component is born. */
  public int essentialVertex() {
    int first = pairing.pixel(pairing.essential);
    // Products that are 0 throughout begin at pixel 0, which may stand in a row that was left out.
    return top > 0 && product[first] == 0 ? 0 : first;
  }

  /** The last pixel of the filtration, found by a pass over the products. */
  public int lastVertex() {
    int last = 0;
    for (int i = 1; i < product.length; i++) {
      if (product[i] <= product[last]) {
        last = i;
      }
    }
    return last;
  }

  /** The product at a pixel. */
  public float value(int pixel) {
    return product[pixel];
  }
}
