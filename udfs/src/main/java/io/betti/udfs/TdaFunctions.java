package io.betti.udfs;

import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import io.betti.udfs.FunctionCall.GridColumns;
import io.betti.udfs.SqlFunction.Parameter;
import io.betti.udfs.SqlFunction.Plan;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/**
 * The registry: every SQL function, once. Registration, {@code DESCRIBE FUNCTION} and the test that
 * holds {@code udfs/README.md} against it all read this list. Long as it is one: a declaration with
 * its documentation a function.
 */
public final class TdaFunctions {
  /** Homology of grids of one to three axes. */
  private static final int HIGHEST_GRID_DIMENSION = 2;

  /** Rips has simplices of one dimension more. */
  private static final int HIGHEST_RIPS_DIMENSION = 7;

  /** Homology of points in space. */
  private static final int HIGHEST_DELAUNAY_DIMENSION = 2;

  private static final Parameter VALUES =
      Parameter.column("values", FunctionCall.VALUES + " or another array of numbers");
  private static final Parameter SHAPE =
      Parameter.column("shape", "array<int> or array<bigint>, [w], [h, w] or [d, h, w]");
  private static final Parameter POINTS =
      Parameter.column("points", "array<array<double>> or arrays of other numbers, one a point");
  private static final Parameter CLOUD_DIMENSION =
      Parameter.option("max_dimension", "highest homology dimension, 0 to 7");
  private static final Parameter DELAUNAY_DIMENSION =
      Parameter.option("max_dimension", "highest homology dimension, below the number of axes");
  private static final Parameter THRESHOLD =
      Parameter.optional("threshold", "number >= 0, the longest edge; infinite unless given");
  private static final Parameter ESSENTIAL =
      Parameter.optional("essential", "'drop' (default) or 'clamp'");
  static final Parameter DIAGRAM =
      Parameter.column("diagram", DiagramType.dataType().simpleString());
  static final Parameter DIMENSION =
      Parameter.column("dimension", "whole number, homology dimension from 0");

  static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType, false);

  private static final List<SqlFunction> ALL = all();
  private static final List<
          Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>>
      REGISTRATIONS = ALL.stream().map(SqlFunction::registration).toList();

  private TdaFunctions() {}

  /** Every function, each followed by its {@code try_} twin. */
  public static List<SqlFunction> list() {
    return ALL;
  }

  /**
   * What Spark keeps of every function: the same objects at every call, so that Spark sees that
   * nothing changes when they are registered again.
   */
  static List<Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>>
      registrations() {
    return REGISTRATIONS;
  }

  private static List<SqlFunction> all() {
    List<SqlFunction> functions =
        new ArrayList<>(
            List.of(
                levelSet(),
                rips(),
                ripsDistances(),
                weakAlpha(),
                alpha(),
                sweepFeatures(),
                polyFeature(),
                energy(),
                clamp(),
                barLengths(),
                top()));
    functions.addAll(DistanceFunctions.list());
    functions.addAll(VectorizationFunctions.list());
    List<SqlFunction> all = new ArrayList<>();
    for (SqlFunction function : functions) {
      all.add(function);
      all.add(function.twin());
    }
    return List.copyOf(all);
  }

  private static SqlFunction levelSet() {
    return function(
        "tda_level_set",
        List.of(
            VALUES,
            SHAPE,
            Parameter.option("complex", "'freudenthal', 'cubical-t' or 'cubical-v'"),
            Parameter.option("direction", "'superlevel' or 'sublevel'"),
            Parameter.option(
                "max_dimension", "highest homology dimension, 0 to 2, less than the axes"),
            ESSENTIAL),
        DiagramType.dataType(),
        "Persistence diagram of the level sets of a grid of one to three axes, row-major."
            + " An essential bar keeps its infinite death, or with 'clamp' dies at the last value.",
        "SELECT transform(tda_level_set(array(0, 2, 1, 3, 0), array(5), 'freudenthal',"
            + " 'superlevel', 0), b -> concat(b.birth, ' ', b.death))",
        "[\"3.0 -Infinity\",\"2.0 1.0\"]",
        TdaFunctions::planLevelSet);
  }

  private static Expression planLevelSet(FunctionCall call) throws AnalysisException {
    GridColumns grid = call.grid(0, 1);
    LevelSetFunction function =
        new LevelSetFunction(
            call.lenient(),
            grid.layout(),
            call.option(2, GridComplex::parse),
            call.option(3, Direction::parse),
            call.wholeOption(4, 0, HIGHEST_GRID_DIMENSION),
            call.option(5, EssentialPolicy::parse, EssentialPolicy.DROP));
    return call.invoke(function, "diagram", grid.values(), grid.shape());
  }

  private static SqlFunction rips() {
    return function(
        "tda_rips",
        List.of(POINTS, CLOUD_DIMENSION, THRESHOLD, ESSENTIAL),
        DiagramType.dataType(),
        "Persistence diagram of the Vietoris-Rips filtration of a point cloud: edges at their"
            + " Euclidean lengths, the diameter of a simplex.",
        "SELECT transform(tda_rips(array(array(0, 0), array(0, 3), array(4, 3), array(4, 0)), 1),"
            + " b -> concat(b.dimension, ' ', b.birth, ' ', b.death))",
        "[\"0 0.0 Infinity\",\"0 0.0 4.0\",\"0 0.0 3.0\",\"0 0.0 3.0\",\"1 4.0 5.0\"]",
        call -> call.invoke(ripsFunction(call, "tda_rips"), "diagram", call.points(0)));
  }

  private static SqlFunction ripsDistances() {
    return function(
        "tda_rips_distances",
        List.of(
            Parameter.column(
                "distances", "array<array<double>>, square and symmetric; infinite for no edge"),
            CLOUD_DIMENSION,
            THRESHOLD,
            ESSENTIAL),
        DiagramType.dataType(),
        "Persistence diagram of the Vietoris-Rips filtration of a matrix of distances.",
        "SELECT transform(tda_rips_distances(array(array(0, 2), array(2, 0)), 0),"
            + " b -> concat(b.birth, ' ', b.death))",
        "[\"0.0 Infinity\",\"0.0 2.0\"]",
        call ->
            call.invoke(
                ripsFunction(call, "tda_rips_distances"), "diagramOfDistances", call.points(0)));
  }

  private static RipsFunction ripsFunction(FunctionCall call, String name)
      throws AnalysisException {
    return new RipsFunction(
        name,
        call.lenient(),
        call.wholeOption(1, 0, HIGHEST_RIPS_DIMENSION),
        call.has(2) ? call.thresholdOption(2) : Double.POSITIVE_INFINITY,
        call.option(3, EssentialPolicy::parse, EssentialPolicy.DROP));
  }

  private static SqlFunction weakAlpha() {
    return function(
        "tda_weak_alpha",
        List.of(POINTS, DELAUNAY_DIMENSION, ESSENTIAL),
        DiagramType.dataType(),
        "Persistence diagram of the weak alpha filtration of a point cloud of one to three axes:"
            + " the simplices of the Delaunay triangulation, at the length of their longest edge.",
        "SELECT transform(tda_weak_alpha(array(array(0, 0), array(0, 3), array(4, 0)), 0),"
            + " b -> concat(b.birth, ' ', b.death))",
        "[\"0.0 Infinity\",\"0.0 4.0\",\"0.0 3.0\"]",
        call -> {
          int maxDimension = call.wholeOption(1, 0, HIGHEST_DELAUNAY_DIMENSION);
          EssentialPolicy essential = call.option(2, EssentialPolicy::parse, EssentialPolicy.DROP);
          return call.invoke(
              new DelaunayFunction(
                  "tda_weak_alpha",
                  call.lenient(),
                  maxDimension,
                  essential,
                  DelaunayFunction.Kind.WEAK_ALPHA,
                  maxDimension,
                  essential),
              "diagram",
              call.points(0));
        });
  }

  private static SqlFunction alpha() {
    return function(
        "tda_alpha",
        List.of(
            POINTS,
            DELAUNAY_DIMENSION,
            ESSENTIAL,
            Parameter.optional("squared", "boolean, values are squared radii; false unless given")),
        DiagramType.dataType(),
        "Persistence diagram of the alpha filtration of a point cloud of one to three axes: the"
            + " simplices of the Delaunay triangulation, at the radius of their smallest empty"
            + " circumball.",
        "SELECT transform(tda_alpha(array(array(0, 0), array(0, 3), array(4, 0)), 0),"
            + " b -> concat(b.birth, ' ', b.death))",
        "[\"0.0 Infinity\",\"0.0 2.0\",\"0.0 1.5\"]",
        call -> {
          int maxDimension = call.wholeOption(1, 0, HIGHEST_DELAUNAY_DIMENSION);
          EssentialPolicy essential = call.option(2, EssentialPolicy::parse, EssentialPolicy.DROP);
          boolean squared = call.has(3) && call.flagOption(3);
          return call.invoke(
              new DelaunayFunction(
                  "tda_alpha",
                  call.lenient(),
                  maxDimension,
                  essential,
                  squared ? DelaunayFunction.Kind.SQUARED_ALPHA : DelaunayFunction.Kind.ALPHA,
                  maxDimension,
                  essential,
                  squared),
              "diagram",
              call.points(0));
        });
  }

  private static SqlFunction sweepFeatures() {
    return function(
        "tda_sweep_features",
        List.of(
            VALUES,
            SHAPE,
            ESSENTIAL,
            Parameter.optional("directions", "whole number, around the circle; 8 unless given"),
            Parameter.optional(
                "scale", "number > 0 that a byte is multiplied by; 1/255 unless given")),
        DOUBLES,
        "The features of an image's directional sweep: E(p,q,1) of PD0 and PD1 for p and q in 0..4,"
            + " 50 a direction. Bytes are multiplied by the scale, arrays are taken as they are.",
        "SELECT slice(tda_sweep_features(X'FF00FF00FF', array(1, 5)), 1, 7)",
        "[1.0,0.25,0.0625,0.015625,0.00390625,0.5,0.125]",
        TdaFunctions::planSweep);
  }

  private static Expression planSweep(FunctionCall call) throws AnalysisException {
    GridColumns grid = call.grid(0, 1);
    EssentialPolicy essential = call.option(2, EssentialPolicy::parse, EssentialPolicy.DROP);
    return call.invoke(
        new SweepFunction(
            call.lenient(),
            grid.layout(),
            essential,
            call.has(3)
                ? call.wholeOption(3, 1, SweepFunction.MOST_DIRECTIONS)
                : SweepFunction.DIRECTIONS,
            call.has(4) ? call.positiveOption(4) : SweepFunction.BYTE_SCALE),
        "features",
        grid.values(),
        grid.shape());
  }

  private static SqlFunction polyFeature() {
    return function(
        "tda_poly_feature",
        List.of(
            DIAGRAM,
            DIMENSION,
            Parameter.column("p", "number >= 0, exponent of the length"),
            Parameter.column("q", "whole number >= 0, exponent of the midlife"),
            Parameter.column("i0", "whole number >= 1, first bar that counts")),
        DataTypes.DoubleType,
        "E(p, q, i0; PDk): the sum over bars i >= i0 of |death - birth|^p * ((birth +"
            + " death) / 2)^q, an essential bar in its place but worth 0.",
        "SELECT tda_poly_feature(tda_level_set(array(0, 2, 1, 3, 0), array(5), 'freudenthal',"
            + " 'superlevel', 0), 0, 2, 1, 1)",
        "1.5",
        call -> {
          DiagramColumn diagram = call.diagram(0);
          return call.invoke(
              new PolynomialFunction(call.lenient(), diagram.layout()),
              "value",
              diagram.expression(),
              call.whole(1),
              call.real(2),
              call.whole(3),
              call.whole(4));
        });
  }

  private static SqlFunction energy() {
    return function(
        "tda_energy",
        List.of(
            DIAGRAM,
            Parameter.option(
                "text", "'E(p,q,i0;PDk)' and 'W(order,norm;PDk,reference)', weighted and summed"),
            Parameter.optionalColumn(
                "references",
                "map<string," + DiagramType.dataType().simpleString() + ">, by the text's names")),
        DataTypes.DoubleType,
        "The function of a diagram that a text in the paper's notation denotes; distances are from"
            + " the diagrams that the text's names are bound to.",
        "SELECT tda_energy(tda_level_set(array(0, 2, 1, 3, 0), array(5), 'freudenthal',"
            + " 'superlevel', 0), 'E(1,0,2;PD0) + 0.5*E(0,0,1;PD0)')",
        "1.5",
        TdaFunctions::planEnergy);
  }

  private static Expression planEnergy(FunctionCall call) throws AnalysisException {
    DiagramColumn diagram = call.diagram(0);
    if (!call.has(2)) {
      String notation = call.option(1, DiagramNotation::parse).toString();
      return call.invoke(
          new EnergyFunction(call.lenient(), diagram.layout(), notation),
          "value",
          diagram.expression());
    }
    String notation = call.option(1, EnergyFunction::checked);
    DiagramColumn references = call.diagrams(2);
    return call.invoke(
        new EnergyFunction(call.lenient(), diagram.layout(), references.layout(), notation),
        "valueByReferences",
        diagram.expression(),
        references.expression());
  }

  private static SqlFunction clamp() {
    return function(
        "tda_clamp",
        List.of(DIAGRAM, Parameter.column("value", "finite number")),
        DiagramType.dataType(),
        "The diagram with every essential death replaced by a value; order and births stay.",
        "SELECT tda_clamp(tda_level_set(array(0, 2, 1, 3, 0), array(5), 'freudenthal',"
            + " 'superlevel', 0), 0).death",
        "[0.0,1.0]",
        call -> {
          DiagramColumn diagram = call.diagram(0);
          return call.invoke(
              new ClampFunction(call.lenient(), diagram.layout()),
              "diagram",
              diagram.expression(),
              call.real(1));
        });
  }

  private static SqlFunction barLengths() {
    return function(
        "tda_bar_lengths",
        List.of(DIAGRAM, DIMENSION),
        DOUBLES,
        "The lengths of all bars of a dimension in the stored order, which decreases in every"
            + " diagram that tda_* functions make; an essential bar is in its place, worth 0.",
        "SELECT tda_bar_lengths(tda_level_set(array(0, 2, 1, 3, 0), array(5), 'freudenthal',"
            + " 'superlevel', 0), 0)",
        "[0.0,1.0]",
        call -> {
          DiagramColumn diagram = call.diagram(0);
          return call.invoke(
              new BarLengthsFunction(call.lenient(), diagram.layout()),
              "lengths",
              diagram.expression(),
              call.whole(1));
        });
  }

  private static SqlFunction top() {
    return function(
        "tda_top_lengths",
        List.of(
            DIAGRAM,
            DIMENSION,
            Parameter.column("k", "whole number, 1 to " + TopLengthsFunction.LARGEST_K)),
        DOUBLES,
        "The lengths of the first k bars of a dimension, filled up with zeros; an essential bar"
            + " is in its place, worth 0.",
        "SELECT tda_top_lengths(tda_level_set(array(0, 2, 1, 3, 0), array(5), 'freudenthal',"
            + " 'superlevel', 0), 0, 4)",
        "[0.0,1.0,0.0,0.0]",
        call -> {
          DiagramColumn diagram = call.diagram(0);
          return call.invoke(
              new TopLengthsFunction(call.lenient(), diagram.layout()),
              "lengths",
              diagram.expression(),
              call.whole(1),
              call.whole(2));
        });
  }

  private static SqlFunction function(
      String name,
      List<Parameter> parameters,
      DataType result,
      String summary,
      String example,
      String shows,
      Plan plan) {
    return new SqlFunction(name, parameters, result, summary, example, shows, false, plan);
  }
}
