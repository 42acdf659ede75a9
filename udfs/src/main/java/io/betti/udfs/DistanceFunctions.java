package io.betti.udfs;

import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.distance.WassersteinOptions;
import io.betti.topology.vectorization.PersistenceScaleSpaceKernel;
import io.betti.topology.vectorization.SlicedWassersteinKernel;
import io.betti.udfs.DistanceFunction.Layouts;
import io.betti.udfs.SqlFunction.Parameter;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;

/** The registry's part of distances and kernels of two diagrams. */
final class DistanceFunctions {
  private static final Parameter LEFT =
      Parameter.column("left", DiagramType.dataType().simpleString());
  private static final Parameter RIGHT =
      Parameter.column("right", DiagramType.dataType().simpleString());
  private static final Parameter ESSENTIAL =
      Parameter.optional("essential", "'match' (default) or 'drop'");
  private static final Parameter BANDWIDTH = Parameter.option("bandwidth", "number > 0");
  private static final String TWO_DIAGRAMS =
      "(tda_rips(array(array(0), array(2)), 0), tda_rips(array(array(0), array(5)), 0), 0";

  private DistanceFunctions() {}

  /** In the order in which they are documented. */
  static List<SqlFunction> list() {
    return List.of(
        wasserstein(),
        bottleneck(),
        slicedWasserstein(),
        scaleSpaceKernel(),
        slicedWassersteinKernel());
  }

  private static SqlFunction wasserstein() {
    return function(
        "tda_wasserstein",
        List.of(
            LEFT,
            RIGHT,
            TdaFunctions.DIMENSION,
            Parameter.option("order", "number from 1 to 512"),
            Parameter.option("ground_norm", "'1', '2' or 'inf', or the number"),
            ESSENTIAL),
        "The Wasserstein distance of an order between the bars of a dimension of two diagrams."
            + " Essential bars are matched among themselves, infinitely far if their numbers differ,"
            + " or dropped.",
        "SELECT tda_wasserstein" + TWO_DIAGRAMS + ", 1, 'inf')",
        "3.0",
        call -> {
          double order =
              call.numberOption(3, p -> WassersteinOptions.of(p, GroundNorm.ONE).order());
          GroundNorm norm = call.optionOrNumber(4, GroundNorm::parse);
          WassersteinOptions options = new WassersteinOptions(order, norm, essential(call, 5));
          return invoke(
              call, (lenient, layouts) -> new WassersteinFunction(lenient, layouts, options));
        });
  }

  private static SqlFunction bottleneck() {
    return function(
        "tda_bottleneck",
        List.of(LEFT, RIGHT, TdaFunctions.DIMENSION, ESSENTIAL),
        "The bottleneck distance, under the ground norm infinity, between the bars of a dimension"
            + " of two diagrams. Essential bars as in tda_wasserstein.",
        "SELECT tda_bottleneck" + TWO_DIAGRAMS + ")",
        "2.5",
        call -> {
          EssentialBars essential = essential(call, 3);
          return invoke(
              call, (lenient, layouts) -> new BottleneckFunction(lenient, layouts, essential));
        });
  }

  private static SqlFunction slicedWasserstein() {
    return function(
        "tda_sliced_wasserstein",
        List.of(
            LEFT,
            RIGHT,
            TdaFunctions.DIMENSION,
            Parameter.optional(
                "directions",
                "whole number >= 1, over the half circle; "
                    + SlicedWassersteinFunction.DIRECTIONS
                    + " unless given")),
        "The sliced Wasserstein distance between the bars of a dimension of two diagrams: the mean"
            + " over the directions. Essential bars are matched among themselves.",
        "SELECT round(tda_sliced_wasserstein" + TWO_DIAGRAMS + ", 4), 6)",
        "1.78033",
        call -> {
          int directions =
              call.has(3)
                  ? call.wholeOption(3, 1, SlicedWassersteinFunction.MOST_DIRECTIONS)
                  : SlicedWassersteinFunction.DIRECTIONS;
          return invoke(
              call,
              (lenient, layouts) -> new SlicedWassersteinFunction(lenient, layouts, directions));
        });
  }

  private static SqlFunction scaleSpaceKernel() {
    return function(
        "tda_scale_space_kernel",
        List.of(LEFT, RIGHT, TdaFunctions.DIMENSION, BANDWIDTH),
        "The persistence scale space kernel of the finite bars of a dimension of two diagrams, its"
            + " scale the square of the bandwidth over 4.",
        "SELECT round(tda_scale_space_kernel" + TWO_DIAGRAMS + ", 1), 6)",
        "0.001768",
        call -> {
          double bandwidth = call.positiveOption(3);
          return invoke(
              call,
              (lenient, layouts) ->
                  new KernelFunction(
                      call.name(),
                      lenient,
                      layouts,
                      k -> new PersistenceScaleSpaceKernel(k, bandwidth),
                      bandwidth));
        });
  }

  private static SqlFunction slicedWassersteinKernel() {
    return function(
        "tda_sliced_wasserstein_kernel",
        List.of(
            LEFT,
            RIGHT,
            TdaFunctions.DIMENSION,
            Parameter.option("directions", "whole number >= 1, over the half circle"),
            BANDWIDTH),
        "The sliced Wasserstein kernel of the finite bars of a dimension of two diagrams:"
            + " exp(-distance / bandwidth), the distance the mean over the directions.",
        "SELECT round(tda_sliced_wasserstein_kernel" + TWO_DIAGRAMS + ", 10, 2), 6)",
        "0.339539",
        call -> {
          int directions = call.wholeOption(3, 1, SlicedWassersteinFunction.MOST_DIRECTIONS);
          double bandwidth = call.positiveOption(4);
          return invoke(
              call,
              (lenient, layouts) ->
                  new KernelFunction(
                      call.name(),
                      lenient,
                      layouts,
                      k -> new SlicedWassersteinKernel(k, directions, bandwidth),
                      directions,
                      bandwidth));
        });
  }

  private static EssentialBars essential(FunctionCall call, int i) throws AnalysisException {
    return call.option(i, DistanceFunctions::parseEssential, EssentialBars.match());
  }

  /** Of the engine's treatments those that need no value: a clamped column is tda_clamp's. */
  private static EssentialBars parseEssential(String text) {
    return switch (text) {
      case "match" -> EssentialBars.match();
      case "drop" -> EssentialBars.drop();
      default ->
          throw new IllegalArgumentException(
              "unknown treatment of essential bars '"
                  + text
                  + "'; it is one of match, drop; for bars that end at a value pass"
                  + " tda_clamp(diagram, value)");
    };
  }

  private static Expression invoke(
      FunctionCall call, BiFunction<Boolean, Layouts, DistanceFunction> function)
      throws AnalysisException {
    DiagramColumn left = call.diagram(0);
    DiagramColumn right = call.diagram(1);
    Layouts layouts = new Layouts(left.layout(), right.layout());
    return call.invoke(
        function.apply(call.lenient(), layouts),
        "distance",
        left.expression(),
        right.expression(),
        call.whole(2));
  }

  private static SqlFunction function(
      String name,
      List<Parameter> parameters,
      String summary,
      String example,
      String shows,
      SqlFunction.Plan plan) {
    return new SqlFunction(
        name, parameters, DataTypes.DoubleType, summary, example, shows, false, plan);
  }
}
