package io.betti.udfs;

import io.betti.udfs.SqlFunction.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalHelper;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One call of a SQL function while the query is analyzed: counts its arguments, finds its
 * constants, settles the types of its columns, and refuses what does not fit with an {@link
 * AnalysisException} that names the function, the parameter, the problem and what is accepted.
 *
 * <p>Long, since every kind of argument has its reading and its refusals here, and nowhere else.
 */
final class FunctionCall implements EvalHelper {
  /** Characters of one argument that an error shows. */
  private static final int MOST_SHOWN = 60;

  /** What a column of values may be. */
  static final String VALUES = "binary (unsigned bytes), array<float>, array<double>";

  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);
  private static final DataType DOUBLES_WITHOUT_NULLS =
      DataTypes.createArrayType(DataTypes.DoubleType, false);
  private static final DataType POINTS_TYPE = DataTypes.createArrayType(DOUBLES);

  private static final String TYPE_MISMATCH = "42K09";
  private static final String WRONG_COUNT = "42605";
  private static final String WRONG_VALUE = "22023";

  private final SqlFunction function;
  private final Seq<Expression> written;
  private final List<Expression> arguments;

  FunctionCall(SqlFunction function, Seq<Expression> arguments) {
    this.function = function;
    this.written = arguments;
    this.arguments = List.copyOf(CollectionConverters.asJava(arguments));
  }

  /** The call as an expression. */
  Expression expression() throws AnalysisException {
    checkCount();
    for (int i = 0; i < arguments.size(); i++) {
      if (function.parameters().get(i).constant() && constant(i) == null) {
        return named(new Literal(null, function.result()));
      }
    }
    return named(function.plan().of(this));
  }

  private Expression named(Expression replacement) {
    return new NamedCall(function.name(), written, replacement);
  }

  private void checkCount() throws AnalysisException {
    int most = function.parameters().size();
    if (arguments.size() < function.fewest() || arguments.size() > most) {
      String count = function.fewest() == most ? "" + most : function.fewest() + " to " + most;
      throw refusal(
          WRONG_COUNT,
          "got " + arguments.size() + " arguments; " + function.signature() + " takes " + count);
    }
    for (Expression argument : arguments) {
      if (argument instanceof NamedArgumentExpression named) {
        throw refusal(
            WRONG_COUNT,
            "argument "
                + named.key()
                + " is passed by name; pass them by position: "
                + function.signature());
      }
    }
  }

  /** The SQL name without {@code try_}. */
  String name() {
    return lenient() ? function.name().substring("try_".length()) : function.name();
  }

  /** Whether a bad row gives null. */
  boolean lenient() {
    return function.lenient();
  }

  /** Whether the parameter's argument was given. */
  boolean has(int i) {
    return i < arguments.size();
  }

  /** The value of a constant argument; null if it is NULL. */
  private Object constant(int i) throws AnalysisException {
    Expression argument = arguments.get(i);
    while (argument instanceof Alias alias) {
      argument = alias.child();
    }
    if (!argument.foldable()) {
      throw refusal(
          i,
          WRONG_VALUE,
          "it is not a constant, but it is resolved once, when the query is analyzed;"
              + " pass a literal, and query other values one by one");
    }
    return prepareForEval(argument).eval(null);
  }

  /**
   * A text that is a constant.
   *
   * @param parse makes the option of it; what it refuses is an error of the query
   */
  <T> T option(int i, Function<String, T> parse) throws AnalysisException {
    if (!(arguments.get(i).dataType() instanceof StringType)) {
      throw mistyped(i, "a string");
    }
    return parsed(i, parse);
  }

  private <T> T parsed(int i, Function<String, T> parse) throws AnalysisException {
    try {
      return parse.apply(constant(i).toString());
    } catch (IllegalArgumentException problem) {
      throw refusal(i, WRONG_VALUE, problem.getMessage());
    }
  }

  /** As {@link #option}, with a default for an argument that may be left out. */
  <T> T option(int i, Function<String, T> parse, T otherwise) throws AnalysisException {
    return has(i) ? option(i, parse) : otherwise;
  }

  /** As {@link #option}, of a text or of a number as SQL writes it. */
  <T> T optionOrNumber(int i, Function<String, T> parse) throws AnalysisException {
    DataType type = arguments.get(i).dataType();
    if (!(type instanceof StringType) && !(type instanceof NumericType)) {
      throw mistyped(i, "a string or a number");
    }
    return parsed(i, parse);
  }

  /**
   * A number that is a constant.
   *
   * @param check gives the number back; what it refuses is an error of the query
   */
  double numberOption(int i, DoubleUnaryOperator check) throws AnalysisException {
    if (!(arguments.get(i).dataType() instanceof NumericType)) {
      throw mistyped(i, "a number");
    }
    Expression number = cast(arguments.get(i), DataTypes.DoubleType);
    try {
      return check.applyAsDouble((double) prepareForEval(number).eval(null));
    } catch (IllegalArgumentException problem) {
      throw refusal(i, WRONG_VALUE, problem.getMessage());
    }
  }

  /** A whole number that is a constant, within bounds. */
  int wholeOption(int i, int least, int most) throws AnalysisException {
    if (!(arguments.get(i).dataType() instanceof IntegralType)) {
      throw mistyped(i, "a whole number");
    }
    long value = ((Number) constant(i)).longValue();
    if (value < least || value > most) {
      throw refusal(i, WRONG_VALUE, "it is " + value + "; it must be " + least + " to " + most);
    }
    return (int) value;
  }

  /** A number that is a constant, finite and above 0. */
  double positiveOption(int i) throws AnalysisException {
    if (!(arguments.get(i).dataType() instanceof NumericType)) {
      throw mistyped(i, "a number");
    }
    Expression number = cast(arguments.get(i), DataTypes.DoubleType);
    double value = (double) prepareForEval(number).eval(null);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw refusal(i, WRONG_VALUE, "it is " + value + "; it must be finite and above 0");
    }
    return value;
  }

  /** A number that is a constant, at least 0, perhaps infinite. */
  double thresholdOption(int i) throws AnalysisException {
    if (!(arguments.get(i).dataType() instanceof NumericType)) {
      throw mistyped(i, "a number");
    }
    Expression number = cast(arguments.get(i), DataTypes.DoubleType);
    double value = (double) prepareForEval(number).eval(null);
    if (!(value >= 0)) {
      throw refusal(i, WRONG_VALUE, "it is " + value + "; it must be at least 0");
    }
    return value;
  }

  /** True or false, a constant. */
  boolean flagOption(int i) throws AnalysisException {
    if (!(arguments.get(i).dataType() instanceof BooleanType)) {
      throw mistyped(i, "true or false");
    }
    return (boolean) constant(i);
  }

  /** A column of arrays of arrays of numbers, as double. */
  Expression points(int i) throws AnalysisException {
    Expression points = arguments.get(i);
    if (points.dataType() instanceof NullType) {
      return new Literal(null, POINTS_TYPE);
    }
    if (points.dataType() instanceof ArrayType rows
        && (rows.elementType() instanceof NullType
            || (rows.elementType() instanceof ArrayType row
                && (row.elementType() instanceof NumericType
                    || row.elementType() instanceof NullType)))) {
      return elementIs(points, DOUBLES) || elementIs(points, DOUBLES_WITHOUT_NULLS)
          ? points
          : cast(points, POINTS_TYPE);
    }
    throw mistyped(i, "array<array<double>>, one array of coordinates a point");
  }

  /** A column of whole numbers, as long. */
  Expression whole(int i) throws AnalysisException {
    return number(i, "a whole number", IntegralType.class, DataTypes.LongType);
  }

  /** A column of numbers, as double. */
  Expression real(int i) throws AnalysisException {
    return number(i, "a number", NumericType.class, DataTypes.DoubleType);
  }

  private Expression number(int i, String what, Class<?> accepted, DataType type)
      throws AnalysisException {
    Expression argument = arguments.get(i);
    if (argument.dataType() instanceof NullType) {
      return new Literal(null, type);
    }
    if (!accepted.isInstance(argument.dataType())) {
      throw mistyped(i, what);
    }
    return cast(argument, type);
  }

  /**
   * Columns of a grid: values and shape.
   *
   * @param values as binary, array of float or array of double
   * @param shape as array of int or of long
   */
  record GridColumns(Expression values, Expression shape, GridLayout layout) {}

  /** The columns {@code values} and {@code shape} at two places. */
  GridColumns grid(int valuesAt, int shapeAt) throws AnalysisException {
    Expression values = values(valuesAt);
    Expression shape = shape(shapeAt);
    GridLayout.Form form =
        values.dataType() instanceof BinaryType
            ? GridLayout.Form.BYTES
            : elementIs(values, DataTypes.FloatType)
                ? GridLayout.Form.FLOATS
                : GridLayout.Form.DOUBLES;
    boolean longAxes = elementIs(shape, DataTypes.LongType);
    return new GridColumns(values, shape, new GridLayout(form, longAxes));
  }

  private static boolean elementIs(Expression array, DataType type) {
    return array.dataType() instanceof ArrayType a && a.elementType().equals(type);
  }

  private Expression values(int i) throws AnalysisException {
    Expression values = arguments.get(i);
    if (values.dataType() instanceof NullType) {
      return new Literal(null, DataTypes.BinaryType);
    }
    if (values.dataType() instanceof BinaryType || elementIs(values, DataTypes.FloatType)) {
      return values;
    }
    if (values.dataType() instanceof ArrayType array
        && (array.elementType() instanceof NumericType
            || array.elementType() instanceof NullType)) {
      return cast(values, DataTypes.createArrayType(DataTypes.DoubleType, array.containsNull()));
    }
    throw mistyped(i, VALUES + " or an array of other numbers, which are taken as double");
  }

  private Expression shape(int i) throws AnalysisException {
    Expression shape = arguments.get(i);
    if (shape.dataType() instanceof NullType) {
      return new Literal(null, DataTypes.createArrayType(DataTypes.IntegerType));
    }
    if (elementIs(shape, DataTypes.LongType)) {
      return shape;
    }
    if (shape.dataType() instanceof ArrayType array
        && (array.elementType() instanceof IntegralType
            || array.elementType() instanceof NullType)) {
      return cast(shape, DataTypes.createArrayType(DataTypes.IntegerType, array.containsNull()));
    }
    throw mistyped(i, "array<int> or array<bigint>: [w], [h, w] or [d, h, w]");
  }

  /** The column of a diagram. */
  DiagramColumn diagram(int i) throws AnalysisException {
    DiagramColumn column = DiagramColumn.of(arguments.get(i));
    if (column == null) {
      throw mistyped(i, "a diagram, " + DiagramType.dataType().simpleString());
    }
    return column;
  }

  /** The column of a map from names to diagrams. */
  DiagramColumn diagrams(int i) throws AnalysisException {
    Expression map = arguments.get(i);
    if (map.dataType() instanceof NullType) {
      DataType type = DataTypes.createMapType(DataTypes.StringType, DiagramType.dataType());
      return new DiagramColumn(new Literal(null, type), DiagramLayout.STANDARD);
    }
    DiagramColumn value =
        map.dataType() instanceof MapType type && type.keyType() instanceof StringType
            ? DiagramColumn.of(new Literal(null, type.valueType()))
            : null;
    if (value == null) {
      throw mistyped(
          i,
          "a map from names to diagrams, map<string,"
              + DiagramType.dataType().simpleString()
              + ">");
    }
    DataType read = value.expression().dataType();
    MapType type = (MapType) map.dataType();
    Expression typed =
        read.equals(type.valueType())
            ? map
            : new Cast(
                map,
                new MapType(type.keyType(), read, type.valueContainsNull()),
                Option.empty(),
                EvalMode.TRY());
    return new DiagramColumn(typed, value.layout());
  }

  /**
   * The numbers of a struct, found by the names of its fields, as double.
   *
   * @param type of which it must have the fields
   * @param need said if the argument is missing
   */
  List<Expression> numbersOf(int i, StructType type, String need) throws AnalysisException {
    if (!has(i)) {
      throw refusal(i, WRONG_COUNT, need + "; pass one, " + function.parameters().get(i).type());
    }
    Expression struct = arguments.get(i);
    if (struct.dataType() instanceof NullType) {
      struct = new Literal(null, type);
    }
    List<Expression> numbers = new ArrayList<>();
    for (String name : type.fieldNames()) {
      int at = struct.dataType() instanceof StructType found ? place(found, name) : -1;
      if (at < 0) {
        throw mistyped(i, type.simpleString());
      }
      Expression number = new GetStructField(struct, at, Option.apply(name));
      numbers.add(cast(number, DataTypes.DoubleType));
    }
    return numbers;
  }

  /** Place of a field of numbers; -1 if there is none. */
  private static int place(StructType type, String name) {
    for (int at = 0; at < type.length(); at++) {
      StructField field = type.apply(at);
      if (field.name().equalsIgnoreCase(name) && field.dataType() instanceof NumericType) {
        return at;
      }
    }
    return -1;
  }

  /** Nothing is lost from whole numbers or decimals to double but digits beyond the 16th. */
  private static Expression cast(Expression from, DataType type) {
    return from.dataType().equals(type)
        ? from
        : new Cast(from, type, Option.empty(), EvalMode.ANSI());
  }

  /** The invocation of a method of a function object. */
  Expression invoke(RowFunction object, String method, Expression... columns) {
    return new Invoke(
        new Literal(object, new ObjectType(object.getClass())),
        method,
        function.result(),
        seq(List.of(columns)),
        seq(List.of()),
        true,
        object.lenient(),
        true);
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  private AnalysisException mistyped(int i, String accepted) {
    return refusal(
        i,
        TYPE_MISMATCH,
        "it is " + arguments.get(i).dataType().simpleString() + "; pass " + accepted);
  }

  private AnalysisException refusal(int i, String sqlState, String problem) {
    Parameter parameter = function.parameters().get(i);
    return refusal(sqlState, "parameter " + parameter.name() + ": " + problem);
  }

  private AnalysisException refusal(String sqlState, String problem) {
    String message =
        "["
            + BettiExtensions.INVALID_CALL
            + "] "
            + function.name()
            + arguments.stream()
                .map(FunctionCall::shown)
                .collect(Collectors.joining(", ", "(", ")"))
            + ": "
            + problem
            + ". SQLSTATE: "
            + sqlState;
    return new AnalysisException(
        BettiExtensions.INVALID_CALL,
        sqlState,
        message,
        Map$.MODULE$.empty(),
        Option.empty(),
        Option.apply(message));
  }

  private static String shown(Expression argument) {
    String text = org.apache.spark.sql.catalyst.util.package$.MODULE$.toPrettySQL(argument, false);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 3) + "...";
  }
}
