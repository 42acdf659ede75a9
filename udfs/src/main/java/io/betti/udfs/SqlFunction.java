package io.betti.udfs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.Platform;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * One SQL function of the registry: its documentation, and how a call becomes an expression.
 *
 * @param name the SQL name: {@code tda_...}, or {@code try_tda_...} of a twin
 * @param parameters in order, optional ones last
 * @param result type of the result
 * @param summary what it does, one sentence or two
 * @param example a query that runs as it stands
 * @param shows what the example's one value prints as
 * @param lenient whether a bad row gives null instead of an error
 * @param plan makes the expression of a call whose arguments were counted and whose constants were
 *     found
 */
public record SqlFunction(
    String name,
    List<Parameter> parameters,
    DataType result,
    String summary,
    String example,
    String shows,
    boolean lenient,
    Plan plan) {
  /**
   * One parameter.
   *
   * @param name as documentation and errors call it
   * @param type the SQL types that it takes, in words
   * @param constant whether it must be a constant, resolved when the query is analyzed
   * @param optional whether it may be left out
   */
  public record Parameter(String name, String type, boolean constant, boolean optional) {
    static Parameter column(String name, String type) {
      return new Parameter(name, type, false, false);
    }

    static Parameter option(String name, String type) {
      return new Parameter(name, type, true, false);
    }

    static Parameter optionalColumn(String name, String type) {
      return new Parameter(name, type, false, true);
    }

    static Parameter optional(String name, String type) {
      return new Parameter(name, type, true, true);
    }
  }

  /** How a call becomes an expression. */
  @FunctionalInterface
  interface Plan {
    Expression of(FunctionCall call) throws AnalysisException;
  }

  /** The twin that gives null for a bad row. */
  SqlFunction twin() {
    return new SqlFunction(
        "try_" + name,
        parameters,
        result,
        "As " + name + ", but gives null for a row that it cannot take. " + summary,
        example.replace(name + "(", "try_" + name + "("),
        shows,
        true,
        plan);
  }

  /** Fewest arguments. */
  int fewest() {
    return (int) parameters.stream().filter(p -> !p.optional()).count();
  }

  /** The call with its parameters' names: {@code tda_clamp(diagram, value)}. */
  public String signature() {
    StringBuilder out = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      String comma = i == 0 ? "" : ", ";
      out.append(parameter.optional() ? "[" + comma : comma).append(parameter.name());
    }
    return out.append("]".repeat(parameters.size() - fewest())).append(')').toString();
  }

  /** What Spark keeps of it: its name, its description, and what makes an expression of a call. */
  Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>
      registration() {
    return new Tuple3<>(new FunctionIdentifier(name), info(), builder());
  }

  /** What {@code DESCRIBE FUNCTION EXTENDED} prints. */
  private ExpressionInfo info() {
    List<String> lines = new ArrayList<>();
    for (Parameter parameter : parameters) {
      lines.add(
          "      * "
              + parameter.name()
              + " - "
              + parameter.type()
              + (parameter.constant() ? ", a constant" : "")
              + (parameter.optional() ? ", may be left out" : ""));
    }
    String arguments =
        lines.stream().collect(Collectors.joining("\n", "\n    Arguments:\n", "\n  "));
    String examples = "\n    Examples:\n      > " + example + ";\n       " + shows + "\n  ";
    return new ExpressionInfo(
        SqlFunction.class.getName(),
        null,
        name,
        signature() + " - " + summary + " Result: " + result.simpleString() + ".",
        arguments,
        examples,
        "",
        "misc_funcs",
        Betti.VERSION,
        "",
        "built-in");
  }

  /** What Spark's analyzer calls with the arguments of a call. */
  private Function1<Seq<Expression>, Expression> builder() {
    return new AbstractFunction1<>() {
      @Override
      public Expression apply(Seq<Expression> arguments) {
        try {
          return new FunctionCall(SqlFunction.this, arguments).expression();
        } catch (AnalysisException refused) {
          // Checked in Java, expected by Spark, and absent from the signature of a Scala function.
          Platform.throwException(refused);
          throw new AssertionError("throwException returned");
        }
      }
    };
  }
}
