package io.betti.udfs;

import io.betti.topology.vectorization.Amplitude;
import io.betti.topology.vectorization.BettiCurve;
import io.betti.topology.vectorization.ComplexPolynomial;
import io.betti.topology.vectorization.DiagonalAmplitude;
import io.betti.topology.vectorization.DiagramRange;
import io.betti.topology.vectorization.EntropySummary;
import io.betti.topology.vectorization.HeatKernel;
import io.betti.topology.vectorization.NumberOfPoints;
import io.betti.topology.vectorization.PersistenceEntropy;
import io.betti.topology.vectorization.PersistenceEntropy.Normalization;
import io.betti.topology.vectorization.PersistenceImage;
import io.betti.topology.vectorization.PersistenceLandscape;
import io.betti.topology.vectorization.SampleGrid;
import io.betti.topology.vectorization.Silhouette;
import io.betti.udfs.SqlFunction.Parameter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The registry's part of vectorizations, and of the ranges that they are fitted to: a declaration
 * each, with its documentation, one after another.
 */
final class VectorizationFunctions {
  /** Points of an axis, layers and coefficients: a vector of all of them fits an array. */
  private static final int MOST = 1 << 15;

  private static final SampleGrid UNIT = new SampleGrid(0, 1, 2);

  private static final Parameter LOW = Parameter.column("low", "number, the first sample");
  private static final Parameter HIGH = Parameter.column("high", "number, the last sample");
  private static final Parameter RESOLUTION =
      Parameter.option("resolution", "samples from low to high, 1 to " + MOST);
  private static final Parameter POWER =
      Parameter.option("power", "number >= 0; a bar weighs its lifetime to this power");
  private static final String BARS_2_4 = "(tda_rips(array(array(0), array(2), array(6)), 0), 0";
  private static final String BARS_2_2 = "(tda_rips(array(array(0), array(2), array(4)), 0), 0";

  private VectorizationFunctions() {}

  /** In the order in which they are documented. */
  static List<SqlFunction> list() {
    return List.of(
        range(),
        landscape(),
        silhouette(),
        bettiCurve(),
        entropySummary(),
        heatKernel(),
        persistenceImage(),
        entropy(),
        numberOfPoints(),
        complexPolynomial(),
        amplitude());
  }

  private static SqlFunction range() {
    return function(
        "tda_range",
        List.of(TdaFunctions.DIAGRAM, TdaFunctions.DIMENSION),
        RangeFunction.TYPE,
        "Aggregate: the extremes of the births, deaths and lifetimes of a dimension over all"
            + " diagrams, to which vectorizations are fitted; finite bars of length above 0,"
            + " falling ones negated. Null where there is none.",
        "SELECT tda_range" + BARS_2_4 + ")",
        "{\"min_birth\":0.0,\"max_birth\":0.0,\"min_death\":2.0,\"max_death\":4.0,"
            + "\"min_lifetime\":2.0,\"max_lifetime\":4.0}",
        VectorizationFunctions::planRange);
  }

  /** Minima and maxima over the rows of the extremes of each row; exact in any order. */
  private static Expression planRange(FunctionCall call) throws AnalysisException {
    DiagramColumn diagram = call.diagram(0);
    Expression one =
        call.invoke(
            new RangeFunction(call.lenient(), diagram.layout()),
            "range",
            diagram.expression(),
            call.whole(1));
    List<Expression> parts = new ArrayList<>();
    String[] names = RangeFunction.TYPE.fieldNames();
    for (int i = 0; i < names.length; i++) {
      Expression extreme = new GetStructField(one, i, Option.apply(names[i]));
      AggregateFunction over = i % 2 == 0 ? new Min(extreme) : new Max(extreme);
      parts.add(new Literal(UTF8String.fromString(names[i]), DataTypes.StringType));
      parts.add(over.toAggregateExpression());
    }
    return new CreateNamedStruct(CollectionConverters.asScala(parts).toSeq());
  }

  private static SqlFunction landscape() {
    return curves(
        "tda_landscape",
        List.of(Parameter.option("layers", "whole number >= 1")),
        "The persistence landscape, sampled: layer k at t is the k-th greatest of the tents over"
            + " all bars, the first layer first. As giotto-tda's; GUDHI's is sqrt(2) times it.",
        BARS_2_4 + ", 2, 0, 4, 5)",
        "[0.0,1.0,2.0,1.0,0.0,0.0,1.0,0.0,0.0,0.0]",
        call -> {
          int layers = call.wholeOption(2, 1, MOST);
          int resolution = call.wholeOption(5, 1, MOST);
          return invokeCurve(
              call,
              3,
              (k, ends) -> new PersistenceLandscape(k, layers, axis(ends, resolution)),
              layers,
              resolution);
        });
  }

  private static SqlFunction silhouette() {
    return curves(
        "tda_silhouette",
        List.of(POWER),
        "The power-weighted silhouette, sampled: the weighted mean of the tents over all bars. As"
            + " giotto-tda's; GUDHI's is sqrt(2) times it.",
        BARS_2_4 + ", 0, 0, 4, 5)",
        "[0.0,1.0,1.0,0.5,0.0]",
        call -> {
          double power = call.numberOption(2, p -> new Silhouette(0, p, UNIT).power());
          int resolution = call.wholeOption(5, 1, MOST);
          return invokeCurve(
              call,
              3,
              (k, ends) -> new Silhouette(k, power, axis(ends, resolution)),
              power,
              resolution);
        });
  }

  private static SqlFunction bettiCurve() {
    return curves(
        "tda_betti_curve",
        List.of(),
        "The Betti curve, sampled: the number of finite bars that live at t.",
        BARS_2_4 + ", 0, 4, 5)",
        "[2.0,2.0,1.0,1.0,0.0]",
        call -> {
          int resolution = call.wholeOption(4, 1, MOST);
          return invokeCurve(
              call, 2, (k, ends) -> new BettiCurve(k, axis(ends, resolution)), resolution);
        });
  }

  private static SqlFunction entropySummary() {
    return curves(
        "tda_entropy_summary",
        List.of(
            Parameter.option("normalized", "boolean, whether the samples are made to sum to 1")),
        "The entropy summary curve, sampled: the sum of -p ln(p) over the bars that live at t, p a"
            + " bar's share of all lifetimes.",
        BARS_2_2 + ", true, 0, 4, 5)",
        "[0.5,0.5,0.0,0.0,0.0]",
        call -> {
          boolean normalized = call.flagOption(2);
          int resolution = call.wholeOption(5, 1, MOST);
          return invokeCurve(
              call,
              3,
              (k, ends) -> new EntropySummary(k, normalized, axis(ends, resolution)),
              normalized,
              resolution);
        });
  }

  private static SqlFunction heatKernel() {
    return curves(
        "tda_heat_kernel",
        List.of(Parameter.option("sigma", "number > 0, standard deviation in the unit of values")),
        "The heat kernel image on a square, [death][birth]: normal densities around the bars less"
            + " those around their mirror images.",
        BARS_2_4 + ", 1, 0, 4, 2)",
        "[0.0,-0.180687,0.180687,0.0]",
        call -> {
          double sigma = call.positiveOption(2);
          int resolution = call.wholeOption(5, 1, MOST);
          return invokeCurve(
              call,
              3,
              (k, ends) -> new HeatKernel(k, sigma, axis(ends, resolution)),
              sigma,
              resolution);
        });
  }

  /** A function that is sampled from low to high. */
  private static SqlFunction curves(
      String name,
      List<Parameter> own,
      String summary,
      String example,
      String shows,
      SqlFunction.Plan plan) {
    List<Parameter> parameters =
        new ArrayList<>(List.of(TdaFunctions.DIAGRAM, TdaFunctions.DIMENSION));
    parameters.addAll(own);
    parameters.addAll(List.of(LOW, HIGH, RESOLUTION));
    return function(
        name,
        parameters,
        TdaFunctions.DOUBLES,
        summary,
        "SELECT transform(" + name + example + ", x -> round(x, 6))",
        shows,
        plan);
  }

  private static Expression invokeCurve(
      FunctionCall call, int low, VectorizationFunction.Plan plan, Serializable... constants)
      throws AnalysisException {
    DiagramColumn diagram = call.diagram(0);
    return call.invoke(
        function(call, diagram, plan, constants),
        "curve",
        diagram.expression(),
        call.whole(1),
        call.real(low),
        call.real(low + 1));
  }

  private static SqlFunction persistenceImage() {
    return function(
        "tda_persistence_image",
        List.of(
            TdaFunctions.DIAGRAM,
            TdaFunctions.DIMENSION,
            Parameter.option("bandwidth", "number > 0, standard deviation in the unit of values"),
            POWER,
            Parameter.column("birth_low", "number, the first column"),
            Parameter.column("birth_high", "number, the last column"),
            Parameter.column("lifetime_low", "number, the first row"),
            Parameter.column("lifetime_high", "number, the last row"),
            Parameter.option("width", "columns, 1 to " + MOST),
            Parameter.option("height", "rows, 1 to " + MOST)),
        TdaFunctions.DOUBLES,
        "The persistence image, [lifetime][birth]: the weighted sum of normal densities around the"
            + " points (birth, lifetime). As GUDHI's.",
        "SELECT transform(tda_persistence_image"
            + BARS_2_4
            + ", 1, 1, 0, 1, 2, 4, 2, 2), x -> round(x, 6))",
        "[0.404467,0.245322,0.679698,0.412258]",
        VectorizationFunctions::planImage);
  }

  private static Expression planImage(FunctionCall call) throws AnalysisException {
    double bandwidth = call.positiveOption(2);
    double power = call.numberOption(3, p -> new PersistenceImage(0, 1, p, UNIT, UNIT).power());
    int width = call.wholeOption(8, 1, MOST);
    int height = call.wholeOption(9, 1, MOST);
    DiagramColumn diagram = call.diagram(0);
    return call.invoke(
        function(
            call,
            diagram,
            (k, ends) ->
                new PersistenceImage(
                    k,
                    bandwidth,
                    power,
                    new SampleGrid(ends[0], ends[1], width),
                    new SampleGrid(ends[2], ends[3], height)),
            bandwidth,
            power,
            width,
            height),
        "image",
        diagram.expression(),
        call.whole(1),
        call.real(4),
        call.real(5),
        call.real(6),
        call.real(7));
  }

  private static SqlFunction entropy() {
    return function(
        "tda_entropy",
        List.of(
            TdaFunctions.DIAGRAM,
            TdaFunctions.DIMENSION,
            Parameter.optional("base", "number > 1, of the logarithm; e unless given"),
            Parameter.optional(
                "normalization", "'none' (default), 'bars' or 'lifetimes', what it is divided by")),
        DataTypes.DoubleType,
        "The persistence entropy, of the lifetimes as shares of their sum. As GUDHI's; with base 2,"
            + " and its normalization 'lifetimes', as giotto-tda's.",
        "SELECT tda_entropy" + BARS_2_2 + ", 2)",
        "1.0",
        call -> {
          double base =
              call.has(2)
                  ? call.numberOption(
                      2, b -> new PersistenceEntropy(0, b, Normalization.NONE).base())
                  : Math.E;
          Normalization by = call.option(3, Normalization::parse, Normalization.NONE);
          return invokeNumber(call, (k, none) -> new PersistenceEntropy(k, base, by), base, by);
        });
  }

  private static SqlFunction numberOfPoints() {
    return function(
        "tda_number_of_points",
        List.of(TdaFunctions.DIAGRAM, TdaFunctions.DIMENSION),
        DataTypes.DoubleType,
        "The number of finite bars of length above 0.",
        "SELECT tda_number_of_points" + BARS_2_4 + ")",
        "2.0",
        call -> invokeNumber(call, (k, none) -> new NumberOfPoints(k)));
  }

  private static SqlFunction complexPolynomial() {
    return function(
        "tda_complex_polynomial",
        List.of(
            TdaFunctions.DIAGRAM,
            TdaFunctions.DIMENSION,
            Parameter.option("type", "'R', 'S' or 'T', how a bar becomes a root"),
            Parameter.option("coefficients", "how many, 1 to " + MOST)),
        TdaFunctions.DOUBLES,
        "The coefficients of the complex polynomial whose roots are the bars, from the highest"
            + " power down without the leading 1: real parts, then imaginary parts.",
        "SELECT tda_complex_polynomial" + BARS_2_4 + ", 'R', 2)",
        "[0.0,-8.0,-6.0,0.0]",
        call -> {
          ComplexPolynomial.Type type = call.option(2, ComplexPolynomial.Type::parse);
          int coefficients = call.wholeOption(3, 1, MOST);
          DiagramColumn diagram = call.diagram(0);
          return call.invoke(
              function(
                  call,
                  diagram,
                  (k, none) -> new ComplexPolynomial(k, type, coefficients),
                  type,
                  coefficients),
              "vector",
              diagram.expression(),
              call.whole(1));
        });
  }

  private static SqlFunction amplitude() {
    return function(
        "tda_amplitude",
        List.of(
            TdaFunctions.DIAGRAM,
            TdaFunctions.DIMENSION,
            Parameter.option(
                "metric",
                "'bottleneck', 'wasserstein', 'betti', 'landscape', 'silhouette', 'heat' or"
                    + " 'persistence_image'"),
            Parameter.option("order", "number >= 1 of the norm; bottleneck does not go by it"),
            Parameter.optionalColumn(
                "range", RangeFunction.TYPE.simpleString() + ", as tda_range gives it")),
        DataTypes.DoubleType,
        "The amplitude of a diagram by the name that giotto-tda gives it, with its parameters;"
            + " those but bottleneck and wasserstein are sampled on the range, which they need.",
        "SELECT tda_amplitude(tda_rips(array(array(0), array(6), array(14)), 0), 0, 'wasserstein',"
            + " 2)",
        "5.0",
        VectorizationFunctions::planAmplitude);
  }

  private static Expression planAmplitude(FunctionCall call) throws AnalysisException {
    Amplitude amplitude = call.option(2, Amplitude::parse);
    double order = call.numberOption(3, p -> new DiagonalAmplitude(0, p, 1).p());
    if (!amplitude.isSampled()) {
      return invokeNumber(
          call, (k, none) -> amplitude.fitted(DiagramRange.empty(k), order), amplitude, order);
    }
    DiagramColumn diagram = call.diagram(0);
    List<Expression> columns = new ArrayList<>(List.of(diagram.expression(), call.whole(1)));
    columns.addAll(
        call.numbersOf(
            4, RangeFunction.TYPE, "the amplitude '" + amplitude + "' is sampled on a range"));
    return call.invoke(
        function(
            call,
            diagram,
            (k, r) ->
                amplitude.fitted(new DiagramRange(k, r[0], r[1], r[2], r[3], r[4], r[5]), order),
            amplitude,
            order),
        "amplitude",
        columns.toArray(Expression[]::new));
  }

  private static SampleGrid axis(double[] ends, int resolution) {
    return new SampleGrid(ends[0], ends[1], resolution);
  }

  private static Expression invokeNumber(
      FunctionCall call, VectorizationFunction.Plan plan, Serializable... constants)
      throws AnalysisException {
    DiagramColumn diagram = call.diagram(0);
    return call.invoke(
        function(call, diagram, plan, constants), "number", diagram.expression(), call.whole(1));
  }

  private static VectorizationFunction function(
      FunctionCall call,
      DiagramColumn diagram,
      VectorizationFunction.Plan plan,
      Serializable... constants) {
    return new VectorizationFunction(
        call.name(), call.lenient(), diagram.layout(), plan, constants);
  }

  private static SqlFunction function(
      String name,
      List<Parameter> parameters,
      DataType result,
      String summary,
      String example,
      String shows,
      SqlFunction.Plan plan) {
    return new SqlFunction(name, parameters, result, summary, example, shows, false, plan);
  }
}
