package io.betti.topology.layer;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.homology.WeightedPersistence;

/**
 * The paper's directional-sweep features of an image (Brüel-Gabrielsson et al. 2020, section 3.3):
 * for each angle theta the image I is weighted by a ramp g that rises across it, and the superlevel
 * diagrams of f = I * g are summed up by polynomials.
 *
 * <p>g(x, y) = cos(theta) x + sin(theta) y, x the column, y the row, in double, shifted and scaled
 * to [0, 1] over the grid, then rounded to float; f is one float product. Births and deaths are
 * these floats, widened. The features are E(p, q, 1; PD_k) with p, q in 0..4 and k in {0, 1}, 50 a
 * direction, in the order direction, dimension, p, q: entry {@code ((direction * 2 + k) * 5 + p) *
 * 5 + q}. The eight multiples of pi/4 give the paper's 400.
 *
 * <p>Sums run in double over the bars in the order in which the filtration ends them, a clamped
 * essential bar first; the order of {@link PersistenceDiagram} would change the last digits only.
 *
 * <p>On a grid of one row or column, or wherever g is constant, g is 0 throughout.
 *
 * <p>Cost: one level set diagram a direction, and 25 products a bar. No allocation but the result.
 * Not safe for use by several threads: one object a task.
 */
public final class DirectionalSweepLayer {
  /** Exponents run from 0 to below this. */
  public static final int POWERS = 5;

  /** Features of one diagram: p and q. */
  public static final int FEATURES_PER_DIAGRAM = POWERS * POWERS;

  /** Features of one direction: two diagrams. */
  public static final int FEATURES_PER_DIRECTION = 2 * FEATURES_PER_DIAGRAM;

  private final Grid grid;
  private final EssentialPolicy essential;
  private final float[][] ramps;
  private final GridPersistence plan;
  private final WeightedPersistence weighted;

  /** An image of bytes as floats. */
  private final float[] scaled;

  private final float[] ofByte = new float[256];

  /** Powers of one bar's length and midlife. */
  private final double[] lengths = new double[POWERS];

  private final double[] middles = new double[POWERS];

  /**
   * A sweep over a grid.
   *
   * @param grid of two axes
   * @param angles directions in radians, at least one, finite
   * @param essential what the essential component of each direction is worth
   * @param byteScale what an unsigned byte is multiplied by to become a float; 1/255 as the paper
   * @throws IllegalArgumentException if the grid has one axis, there is no angle or one is not
   *     finite, or the scale is not finite and above 0
   */
  public DirectionalSweepLayer(
      Grid grid, double[] angles, EssentialPolicy essential, double byteScale) {
    if (grid.dimension() != 2) {
      throw new IllegalArgumentException(
          "a directional sweep needs a grid of two axes, not of shape " + grid);
    }
    if (angles.length == 0) {
      throw new IllegalArgumentException("a directional sweep needs at least one angle");
    }
    if (!(byteScale > 0) || Double.isInfinite(byteScale)) {
      throw new IllegalArgumentException(
          "scale " + byteScale + " of a directional sweep must be finite and above 0");
    }
    this.grid = grid;
    this.essential = essential;
    this.ramps = new float[angles.length][];
    for (int a = 0; a < angles.length; a++) {
      ramps[a] = ramp(grid, angles[a]);
    }
    for (int v = 0; v < 256; v++) {
      ofByte[v] = (float) (v * byteScale);
    }
    LevelSetFiltration filtration =
        new LevelSetFiltration(grid, GridComplex.FREUDENTHAL, Direction.SUPERLEVEL);
    plan = new GridPersistence(filtration, DiagramOptions.upTo(1).withEssential(essential));
    weighted = new WeightedPersistence(grid);
    scaled = new float[grid.vertices()];
  }

  /** The paper's sweep: eight directions, bytes divided by 255, essential bars dropped. */
  public static DirectionalSweepLayer of(Grid grid) {
    return new DirectionalSweepLayer(grid, angles(8), EssentialPolicy.DROP, 1 / 255.0);
  }

  /** The multiples of 2 pi / count from 0 on. */
  public static double[] angles(int count) {
    double[] angles = new double[count];
    for (int a = 0; a < count; a++) {
      angles[a] = a * Math.PI / 4 * 8 / count;
    }
    return angles;
  }

  private static float[] ramp(Grid grid, double angle) {
    if (!Double.isFinite(angle)) {
      throw new IllegalArgumentException("angle " + angle + " of a sweep must be finite");
    }
    int width = grid.width();
    double[] height = new double[grid.vertices()];
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < height.length; v++) {
      int y = v / width;
      int x = v % width;
      height[v] = Math.cos(angle) * x + Math.sin(angle) * y;
      least = Math.min(least, height[v]);
      greatest = Math.max(greatest, height[v]);
    }
    float[] ramp = new float[height.length];
    for (int v = 0; v < height.length && greatest > least; v++) {
      ramp[v] = (float) ((height[v] - least) / (greatest - least));
    }
    return ramp;
  }

  /** Number of directions. */
  public int directions() {
    return ramps.length;
  }

  /** Number of features: {@link #FEATURES_PER_DIRECTION} for each direction. */
  public int features() {
    return ramps.length * FEATURES_PER_DIRECTION;
  }

  /** The ramp of a direction, one float a pixel, row-major. */
  public float[] ramp(int direction) {
    return ramps[direction].clone();
  }

  /**
   * The features of an image of unsigned bytes, scaled.
   *
   * @throws IllegalArgumentException if there is not one value a pixel
   */
  public double[] features(byte[] pixels) {
    return features(floats(pixels));
  }

  /**
   * The features of an image of floats, as they are.
   *
   * @throws IllegalArgumentException if there is not one value a pixel, or one is NaN or infinite
   */
  public double[] features(float[] pixels) {
    weighted.load(pixels);
    double[] features = new double[features()];
    for (int direction = 0; direction < ramps.length; direction++) {
      weighted.pair(ramps[direction]);
      int from = direction * FEATURES_PER_DIRECTION;
      if (essential == EssentialPolicy.CLAMP) {
        add(weighted.essentialVertex(), weighted.lastVertex(), features, from);
      }
      for (int n = 0; n < weighted.pairs(); n++) {
        int at = n < weighted.pairs0() ? from : from + FEATURES_PER_DIAGRAM;
        add(weighted.birthVertex(n), weighted.deathVertex(n), features, at);
      }
    }
    return features;
  }

  private void add(int birth, int death, double[] features, int from) {
    powers(birth, death);
    for (int p = 0; p < POWERS; p++) {
      double length = lengths[p];
      int at = from + p * POWERS;
      features[at] += length;
      features[at + 1] += length * middles[1];
      features[at + 2] += length * middles[2];
      features[at + 3] += length * middles[3];
      features[at + 4] += length * middles[4];
    }
  }

  /** Powers of the length and midlife of a bar of the superlevel filtration. */
  private void powers(int birth, int death) {
    double born = weighted.value(birth);
    double dead = weighted.value(death);
    double length = born - dead;
    double middle = (born + dead) / 2;
    lengths[0] = 1;
    middles[0] = 1;
    for (int e = 1; e < POWERS; e++) {
      lengths[e] = lengths[e - 1] * length;
      middles[e] = middles[e - 1] * middle;
    }
  }

  /**
   * The gradient of {@code sum over k of cotangent[k] * feature[k]} with respect to the image I: g
   * times the gradient with respect to f.
   *
   * @param pixels an image of floats
   * @param cotangent one number a feature
   * @return one number a pixel
   * @throws IllegalArgumentException if there is not one value a pixel or one number a feature, or
   *     a value is NaN or infinite
   */
  public double[] gradient(float[] pixels, double[] cotangent) {
    if (cotangent.length != features()) {
      throw new IllegalArgumentException(
          "got " + cotangent.length + " derivatives for " + features() + " sweep features");
    }
    weighted.load(pixels);
    double[] gradient = new double[pixels.length];
    for (int direction = 0; direction < ramps.length; direction++) {
      weighted.pair(ramps[direction]);
      int from = direction * FEATURES_PER_DIRECTION;
      if (essential == EssentialPolicy.CLAMP) {
        addGradient(
            weighted.essentialVertex(),
            weighted.lastVertex(),
            direction,
            cotangent,
            from,
            gradient);
      }
      for (int n = 0; n < weighted.pairs(); n++) {
        int at = n < weighted.pairs0() ? from : from + FEATURES_PER_DIAGRAM;
        addGradient(
            weighted.birthVertex(n), weighted.deathVertex(n), direction, cotangent, at, gradient);
      }
    }
    return gradient;
  }

  private void addGradient(
      int birth, int death, int direction, double[] cotangent, int from, double[] gradient) {
    powers(birth, death);
    double byLength = 0;
    double byMiddle = 0;
    for (int p = 0; p < POWERS; p++) {
      for (int q = 0; q < POWERS; q++) {
        double c = cotangent[from + p * POWERS + q];
        byLength += p == 0 ? 0 : c * p * lengths[p - 1] * middles[q];
        byMiddle += q == 0 ? 0 : c * q * lengths[p] * middles[q - 1];
      }
    }
    // Length is birth - death; at length 0 (a clamped bar of a flat image) its subgradient 0 is
    // taken.
    double sign = lengths[1] > 0 ? 1 : 0;
    float[] ramp = ramps[direction];
    gradient[birth] += ramp[birth] * (byMiddle / 2 + sign * byLength);
    gradient[death] += ramp[death] * (byMiddle / 2 - sign * byLength);
  }

  /** The superlevel diagram of f = I * g for one direction. */
  public PersistenceDiagram diagram(float[] pixels, int direction) {
    // Refuses the image before a ramp of 0 can turn an infinite pixel into NaN.
    weighted.load(pixels);
    float[] product = new float[pixels.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = pixels[i] * ramps[direction][i];
    }
    return plan.diagram(product);
  }

  /** As {@link #diagram(float[], int)}, for scaled bytes. */
  public PersistenceDiagram diagram(byte[] pixels, int direction) {
    return diagram(floats(pixels), direction);
  }

  private float[] floats(byte[] pixels) {
    grid.checkLength(pixels.length);
    for (int i = 0; i < pixels.length; i++) {
      scaled[i] = ofByte[pixels[i] & 255];
    }
    return scaled;
  }
}
