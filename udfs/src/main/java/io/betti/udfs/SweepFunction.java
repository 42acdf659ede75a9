package io.betti.udfs;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.layer.DirectionalSweepLayer;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_sweep_features}: values and shape of an image to the features of its sweep. */
public final class SweepFunction extends RowFunction {
  private static final long serialVersionUID = 1;

  /** The paper's directions. */
  static final int DIRECTIONS = 8;

  /** A vector of a million features is no feature vector any more. */
  static final int MOST_DIRECTIONS = 20_000;

  /** The paper's scale of bytes. */
  static final double BYTE_SCALE = 1 / 255.0;

  private final GridLayout layout;
  private final EssentialPolicy essential;
  private final int directions;
  private final double byteScale;
  private transient ShapePlans<DirectionalSweepLayer> plans;

  SweepFunction(
      boolean lenient,
      GridLayout layout,
      EssentialPolicy essential,
      int directions,
      double byteScale) {
    super("tda_sweep_features", lenient, layout, essential, directions, byteScale);
    this.layout = layout;
    this.essential = essential;
    this.directions = directions;
    this.byteScale = byteScale;
  }

  /** The features of unsigned bytes, scaled. */
  public synchronized ArrayData features(byte[] values, ArrayData shape) {
    try {
      return UnsafeArrayData.fromPrimitiveArray(plans().of(shape).features(values));
    } catch (IllegalArgumentException problem) {
      return refuse(problem, GridValues.shown(values), shape);
    }
  }

  /** The features of an array of floats, or of doubles rounded to floats, as they are. */
  public synchronized ArrayData features(ArrayData values, ArrayData shape) {
    try {
      DirectionalSweepLayer layer = plans().of(shape);
      return UnsafeArrayData.fromPrimitiveArray(
          layer.features(
              layout.form() == GridLayout.Form.FLOATS
                  ? GridValues.finiteFloats(values)
                  : GridValues.roundedToFloats(values)));
    } catch (IllegalArgumentException problem) {
      return refuse(problem, GridValues.shown(values), shape);
    }
  }

  private ArrayData refuse(IllegalArgumentException problem, String values, ArrayData shape) {
    if (lenient()) {
      return null;
    }
    throw badRow(problem, values, plans().shown(shape));
  }

  private ShapePlans<DirectionalSweepLayer> plans() {
    if (plans == null) {
      plans = new ShapePlans<>(this::layer, layout.longAxes());
    }
    return plans;
  }

  private DirectionalSweepLayer layer(Grid grid) {
    return new DirectionalSweepLayer(
        grid, DirectionalSweepLayer.angles(directions), essential, byteScale);
  }
}
