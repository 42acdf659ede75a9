package io.betti.udfs;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** {@code tda_level_set}: values and shape of a grid to the diagram of its level sets. */
public final class LevelSetFunction extends RowFunction {
  private static final long serialVersionUID = 1;

  private final GridLayout layout;
  private final GridComplex complex;
  private final Direction direction;
  private final int maxDimension;
  private final EssentialPolicy essential;
  private transient ShapePlans<GridPersistence> plans;

  LevelSetFunction(
      boolean lenient,
      GridLayout layout,
      GridComplex complex,
      Direction direction,
      int maxDimension,
      EssentialPolicy essential) {
    super("tda_level_set", lenient, layout, complex, direction, maxDimension, essential);
    this.layout = layout;
    this.complex = complex;
    this.direction = direction;
    this.maxDimension = maxDimension;
    this.essential = essential;
  }

  /** The diagram of unsigned bytes, in the layout of {@link DiagramType}. */
  public synchronized ArrayData diagram(byte[] values, ArrayData shape) {
    try {
      return Diagrams.toArrayData(plans().of(shape).diagram(values));
    } catch (IllegalArgumentException problem) {
      return refuse(problem, GridValues.shown(values), shape);
    }
  }

  /** The diagram of an array of floats or doubles. */
  public synchronized ArrayData diagram(ArrayData values, ArrayData shape) {
    try {
      GridPersistence plan = plans().of(shape);
      return Diagrams.toArrayData(
          layout.form() == GridLayout.Form.FLOATS
              ? plan.diagram(GridValues.floats(values))
              : plan.diagram(GridValues.doubles(values)));
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

  private ShapePlans<GridPersistence> plans() {
    if (plans == null) {
      plans = new ShapePlans<>(this::plan, layout.longAxes());
    }
    return plans;
  }

  private GridPersistence plan(Grid grid) {
    return new GridPersistence(
        new LevelSetFiltration(grid, complex, direction),
        DiagramOptions.upTo(maxDimension).withEssential(essential));
  }
}
