package io.betti.udfs;

import io.betti.topology.vectorization.Vectorization;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A vectorization of a diagram. Dimension and range come from the row; the engine's object is made
 * once and again only when they change.
 */
public final class VectorizationFunction extends DiagramRowFunction {
  private static final long serialVersionUID = 1;

  private static final double[] NO_RANGE = {};

  /** Makes the engine's object of what a row says. */
  @FunctionalInterface
  interface Plan extends Serializable {
    /**
     * The vectorization.
     *
     * @param range ends of its axes, low before high
     * @throws IllegalArgumentException if the engine refuses them
     */
    Vectorization of(int dimension, double[] range);
  }

  private final Plan plan;
  private transient Vectorization vectorization;
  private transient long dimension;
  private transient double[] range;
  private transient double[] out;

  VectorizationFunction(
      String name, boolean lenient, DiagramLayout layout, Plan plan, Serializable... constants) {
    super(name, lenient, layout, constants);
    this.plan = plan;
  }

  /** The vector of a function that needs no range; null for a bad row if lenient. */
  public synchronized ArrayData vector(ArrayData diagram, long dimension) {
    return array(diagram, dimension, NO_RANGE);
  }

  /** The number of a function that needs no range; null for a bad row if lenient. */
  public synchronized Double number(ArrayData diagram, long dimension) {
    return first(diagram, dimension, NO_RANGE);
  }

  /** The vector of a function on an axis; null for a bad row if lenient. */
  public synchronized ArrayData curve(ArrayData diagram, long dimension, double low, double high) {
    return array(diagram, dimension, low, high);
  }

  /** The vector of an image of two axes; null for a bad row if lenient. */
  public synchronized ArrayData image(
      ArrayData diagram, long dimension, double left, double right, double low, double high) {
    return array(diagram, dimension, left, right, low, high);
  }

  /** The number of a function on a range as tda_range gives it; null for a bad row if lenient. */
  public synchronized Double amplitude(
      ArrayData diagram,
      long dimension,
      double minBirth,
      double maxBirth,
      double minDeath,
      double maxDeath,
      double minLifetime,
      double maxLifetime) {
    return first(
        diagram, dimension, minBirth, maxBirth, minDeath, maxDeath, minLifetime, maxLifetime);
  }

  private ArrayData array(ArrayData diagram, long dimension, double... range) {
    return computed(diagram, dimension, range) ? UnsafeArrayData.fromPrimitiveArray(out) : null;
  }

  private Double first(ArrayData diagram, long dimension, double... range) {
    return computed(diagram, dimension, range) ? (Double) out[0] : null;
  }

  /** Whether the row's vector is in {@link #out}; false for a bad row. */
  private boolean computed(ArrayData diagram, long dimension, double[] range) {
    try {
      if (vectorization == null
          || this.dimension != dimension
          || !Arrays.equals(this.range, range)) {
        vectorization = plan.of(whole(dimension, "the dimension"), range);
        this.dimension = dimension;
        this.range = range;
        out = new double[vectorization.size()];
      }
      vectorization.vector(bars(diagram), out);
      return true;
    } catch (IllegalArgumentException problem) {
      if (lenient()) {
        return false;
      }
      throw badRow(problem, shown(diagram), "" + dimension, Arrays.toString(range));
    }
  }
}
