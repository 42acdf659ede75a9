package io.betti.topology.reference;

import io.betti.topology.complex.Grid;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A small random grid, drawn from a seed alone: a pattern of whole levels, 0 the background, and
 * palettes that turn levels into bytes, floats or doubles.
 *
 * @param seed what it is drawn from
 * @param pattern how the levels were drawn
 * @param grid its shape
 * @param levels one level a vertex, at least 0
 */
public record GridSample(long seed, Pattern pattern, Grid grid, int[] levels) {
  private static final float[] FLOATS = {
    -Float.MAX_VALUE,
    -3.4e38f,
    -1e10f,
    -2.5f,
    -1,
    -Math.nextUp(1f),
    -0.1f,
    -Float.MIN_NORMAL,
    -Float.MIN_VALUE,
    -0.0f,
    0.0f,
    Float.MIN_VALUE,
    2 * Float.MIN_VALUE,
    Float.MIN_NORMAL,
    0.1f,
    0.25f,
    1,
    Math.nextUp(1f),
    2.5f,
    1e10f,
    3.4e38f,
    Float.MAX_VALUE
  };

  private static final double[] DOUBLES = {
    -Double.MAX_VALUE,
    -1e300,
    -1 - 1e-15,
    -1,
    -0.1,
    -1e-300,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    1e-300,
    0.1,
    0.1f,
    Math.nextUp(0.1),
    1 / 3.0,
    1,
    1 + 1e-15,
    1e15 + 0.125,
    1e300,
    Double.MAX_VALUE
  };

  /** Voxels of a sample in space at most: a plain reduction takes milliseconds. */
  private static final int MOST_VOXELS = 64;

  /** How the levels of a grid are drawn. */
  public enum Pattern {
    /** Each vertex one of two to four levels. */
    FEW_LEVELS,
    /** All levels different. */
    DISTINCT,
    /** One level throughout. */
    FLAT,
    /** Level 1 with some probability, else 0. */
    TWO_LEVELS,
    /** Alternating levels, a few vertices spoilt. */
    CHECKERBOARD,
    /** Bands along one of the two diagonals. */
    DIAGONALS,
    /** Stairs with broad steps, a few vertices spoilt. */
    STAIRS,
    /** Closed frames inside each other. */
    FRAMES,
    /** One small picture somewhere on a wide flat background; it may touch the border. */
    CONTENT_ON_BACKGROUND,
    /** Several small pictures on a wide flat background. */
    BLOBS_ON_BACKGROUND,
    /** Flat rows above and below a picture as wide as the grid. */
    BACKGROUND_ROWS;

    /** Whether level 0 is a background that reaches far. */
    public boolean hasBackground() {
      return compareTo(CONTENT_ON_BACKGROUND) >= 0;
    }
  }

  /** The sample of a seed; patterns take turns. */
  public static GridSample of(long seed) {
    return of(seed, Pattern.values()[(int) Math.floorMod(seed, (long) Pattern.values().length)]);
  }

  /** The sample of a seed with a given pattern. */
  public static GridSample of(long seed, Pattern pattern) {
    SplittableRandom random = new SplittableRandom(seed);
    Grid grid = Grid.of(shape(random, pattern.hasBackground() ? 13 : 7));
    int[] levels = new int[grid.vertices()];
    draw(pattern, grid, levels, random);
    return new GridSample(seed, pattern, grid, levels);
  }

  /** The sample of a seed in space, small enough for a plain reduction; patterns take turns. */
  public static GridSample volume(long seed) {
    return volume(
        seed, Pattern.values()[(int) Math.floorMod(seed, (long) Pattern.values().length)]);
  }

  /** The sample of a seed in space with a given pattern. */
  public static GridSample volume(long seed, Pattern pattern) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x3dL);
    int[] shape = new int[3];
    do {
      int longest = 2 + random.nextInt(5);
      for (int axis = 0; axis < 3; axis++) {
        shape[axis] = Math.min(longest, (random.nextInt(8) == 0 ? 1 : 2) + random.nextInt(3));
      }
      shape[random.nextInt(3)] = 1 + random.nextInt(longest);
    } while (shape[0] * shape[1] * shape[2] > MOST_VOXELS);
    Grid grid = Grid.of(shape);
    int[] levels = new int[grid.vertices()];
    draw(pattern, grid, levels, random);
    return new GridSample(seed, pattern, grid, levels);
  }

  private static int[] shape(SplittableRandom random, int longest) {
    int h = 1 + random.nextInt(longest);
    int w = 1 + random.nextInt(longest);
    return switch (random.nextInt(8)) {
      case 0 -> new int[] {w};
      case 1 -> new int[] {1, w};
      case 2 -> new int[] {h, 1};
      default -> new int[] {h, w};
    };
  }

  private static void draw(Pattern pattern, Grid grid, int[] levels, SplittableRandom random) {
    int w = grid.width();
    int few = 2 + random.nextInt(3);
    double share = random.nextDouble();
    int slope = 1 + random.nextInt(3);
    int side = random.nextBoolean() ? 1 : -1;
    for (int v = 0; v < levels.length; v++) {
      // In space the planes are shifted against each other by a row.
      int i = v / w % grid.height() + v / (w * grid.height());
      int j = v % w;
      boolean spoilt = random.nextInt(8) == 0;
      int any = random.nextInt(few);
      levels[v] =
          switch (pattern) {
            case FEW_LEVELS -> any;
            case DISTINCT -> v;
            case FLAT -> few;
            case TWO_LEVELS -> random.nextDouble() < share ? 1 : 0;
            case CHECKERBOARD -> spoilt ? any : (i + j) % 2;
            case DIAGONALS -> Math.floorMod(i + side * j, few);
            case STAIRS -> spoilt ? any : (i + j) / slope;
            case FRAMES -> nesting(grid, v) % few;
            case CONTENT_ON_BACKGROUND, BLOBS_ON_BACKGROUND, BACKGROUND_ROWS -> 0;
          };
    }
    switch (pattern) {
      case DISTINCT -> shuffle(levels, random);
      case CONTENT_ON_BACKGROUND -> paste(grid, levels, random, few);
      case BLOBS_ON_BACKGROUND -> {
        for (int blobs = 2 + random.nextInt(4); blobs > 0; blobs--) {
          paste(grid, levels, random, few);
        }
      }
      case BACKGROUND_ROWS -> {
        int rows = grid.dimension() == 3 ? grid.depth() : grid.height();
        int from = random.nextInt(rows);
        int to = from + random.nextInt(rows - from + 1);
        int size = grid.vertices() / rows;
        for (int v = from * size; v < to * size; v++) {
          levels[v] = random.nextInt(few);
        }
      }
      default -> {}
    }
  }

  /** How deep a vertex lies inside the grid. */
  private static int nesting(Grid grid, int v) {
    int rest = v;
    int nesting = Integer.MAX_VALUE;
    int[] shape = grid.shape();
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      int at = rest % shape[axis];
      nesting = Math.min(nesting, Math.min(at, shape[axis] - 1 - at));
      rest /= shape[axis];
    }
    return nesting;
  }

  private static void paste(Grid grid, int[] levels, SplittableRandom random, int few) {
    int h = 1 + random.nextInt(Math.min(5, grid.height()));
    int w = 1 + random.nextInt(Math.min(5, grid.width()));
    int top = random.nextInt(grid.height() - h + 1);
    int left = random.nextInt(grid.width() - w + 1);
    boolean hollow = random.nextInt(3) == 0;
    int d = grid.depth() == 1 ? 1 : 1 + random.nextInt(grid.depth());
    int front = grid.depth() == 1 ? 0 : random.nextInt(grid.depth() - d + 1);
    for (int z = front; z < front + d; z++) {
      for (int i = top; i < top + h; i++) {
        for (int j = left; j < left + w; j++) {
          boolean inside = i > top && i < top + h - 1 && j > left && j < left + w - 1;
          inside &= grid.depth() == 1 || (z > front && z < front + d - 1);
          int v = (z * grid.height() + i) * grid.width() + j;
          levels[v] = hollow && inside ? 0 : random.nextInt(few);
        }
      }
    }
  }

  private static void shuffle(int[] levels, SplittableRandom random) {
    for (int n = levels.length - 1; n > 0; n--) {
      int m = random.nextInt(n + 1);
      int level = levels[n];
      levels[n] = levels[m];
      levels[m] = level;
    }
  }

  /**
   * Levels as unsigned bytes. The background of half of the samples is 0, of a quarter 255; other
   * levels are anything, so levels may fall together.
   */
  public byte[] bytes() {
    SplittableRandom random = new SplittableRandom(seed ^ 0xb17e5L);
    int[] palette = new int[1 + Arrays.stream(levels).max().orElseThrow()];
    for (int n = 0; n < palette.length; n++) {
      palette[n] = random.nextInt(256);
    }
    int ground = random.nextInt(4);
    palette[0] = ground < 2 ? 0 : ground == 2 ? 255 : palette[0];
    byte[] bytes = new byte[levels.length];
    for (int v = 0; v < bytes.length; v++) {
      bytes[v] = (byte) palette[levels[v]];
    }
    return bytes;
  }

  /**
   * Levels as floats: all at least 0, or of both signs, with the extremes of the format, both zeros
   * (equal, and written both ways) and denormals. The background of half of them is 0.
   */
  public float[] floats() {
    SplittableRandom random = new SplittableRandom(seed ^ 0xf10a75L);
    int least = random.nextBoolean() ? 0 : FLOATS.length / 2 - 1;
    float[] palette = new float[1 + Arrays.stream(levels).max().orElseThrow()];
    for (int n = 0; n < palette.length; n++) {
      palette[n] =
          random.nextInt(3) == 0
              ? (float) ((random.nextDouble() - (least == 0 ? 0.5 : 0)) * 4)
              : FLOATS[least + random.nextInt(FLOATS.length - least)];
    }
    palette[0] = random.nextBoolean() ? 0 : palette[0];
    float[] floats = new float[levels.length];
    for (int v = 0; v < floats.length; v++) {
      float value = palette[levels[v]];
      floats[v] = value == 0 && random.nextBoolean() ? -value : value;
    }
    return floats;
  }

  /** Levels as doubles, most of which no float equals, with the extremes of the format. */
  public double[] doubles() {
    SplittableRandom random = new SplittableRandom(seed ^ 0xd0b1e5L);
    double[] palette = new double[1 + Arrays.stream(levels).max().orElseThrow()];
    for (int n = 0; n < palette.length; n++) {
      palette[n] =
          random.nextBoolean()
              ? random.nextDouble() * 4 - 2
              : DOUBLES[random.nextInt(DOUBLES.length)];
    }
    double[] doubles = new double[levels.length];
    for (int v = 0; v < doubles.length; v++) {
      double value = palette[levels[v]];
      doubles[v] = value == 0 && random.nextBoolean() ? -value : value;
    }
    return doubles;
  }

  /** Unsigned bytes as numbers. */
  public static double[] widen(byte[] bytes) {
    double[] wide = new double[bytes.length];
    for (int v = 0; v < wide.length; v++) {
      wide[v] = bytes[v] & 255;
    }
    return wide;
  }

  /** Floats as doubles. */
  public static double[] widen(float[] floats) {
    double[] wide = new double[floats.length];
    for (int v = 0; v < wide.length; v++) {
      wide[v] = floats[v];
    }
    return wide;
  }

  /** A larger grid of bytes around another. */
  public record Framed(Grid grid, byte[] bytes) {}

  /**
   * A plane grid of bytes with a margin of one value: rows above and below, columns at the sides.
   */
  public static Framed frame(
      Grid grid, byte[] bytes, byte ground, int above, int below, int left, int right) {
    Grid wide = Grid.of(grid.height() + above + below, grid.width() + left + right);
    byte[] framed = new byte[wide.vertices()];
    Arrays.fill(framed, ground);
    for (int i = 0; i < grid.height(); i++) {
      int to = (i + above) * wide.width() + left;
      System.arraycopy(bytes, i * grid.width(), framed, to, grid.width());
    }
    return new Framed(wide, framed);
  }

  /** A grid of values, row by row, with its seed: what a failing test prints. */
  public String describe(double[] values) {
    StringBuilder out =
        new StringBuilder("seed " + seed + ", " + pattern + ", shape " + grid + ":\n");
    for (int i = 0; i < grid.vertices() / grid.width(); i++) {
      int from = i * grid.width();
      out.append(i > 0 && i % grid.height() == 0 ? "\n  " : "  ")
          .append(Arrays.toString(Arrays.copyOfRange(values, from, from + grid.width())))
          .append('\n');
    }
    return out.toString();
  }
}
