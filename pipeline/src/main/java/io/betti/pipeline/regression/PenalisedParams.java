package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.filtration.Direction;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * A linear model with a penalty as an estimator of Spark ML: what regression and classification
 * have in common.
 *
 * <p><b>Repeatable.</b> Rows are summed in blocks by their place in the table, so that the result
 * is the same bit for bit on any partitions, cores and machines as long as the order of rows is:
 * that of a file, a list or a sort. A table that was shuffled has no order of its own; name a
 * column that orders its rows by {@code idCol}.
 *
 * <p>Accessors of settings are called {@code get...} here, and the settings' own {@code Param}s
 * have their names alone, as everywhere in Spark ML. Each of some twenty settings takes a {@code
 * Param}, a getter and a setter, which makes the file long.
 *
 * @param <E> the estimator itself, which its setters return
 * @param <M> its model
 */
abstract class PenalisedParams<E extends PenalisedParams<E, M>, M extends Model<M>>
    extends Estimator<M> implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  /** Rows of at most so many bytes are fitted on the driver, larger ones where they are. */
  private static final long BYTES_OF_THE_DRIVER = 64L << 20;

  private static final String ERROR = "error";
  private static final String KEEP = "keep";

  private final String uid;
  private final Param<String> featuresCol;
  private final Param<String> labelCol;
  private final Param<String> predictionCol;
  private final Param<String> idCol;
  private final Param<String> penalty;
  private final DoubleParam lambda;
  private final Param<String> filtration;
  private final IntArrayParam shape;
  private final Param<String> complex;
  private final Param<String> direction;
  private final Param<String> solver;
  private final IntParam maxIter;
  private final DoubleParam learningRate;
  private final DoubleParam tolerance;
  private final BooleanParam fitIntercept;
  private final Param<String> singular;

  private long bytesOfTheDriver = BYTES_OF_THE_DRIVER;

  /** Params of a subclass are made after this, and defaults set after all of them. */
  PenalisedParams(String uid) {
    this.uid = uid;
    featuresCol = new Param<>(this, "featuresCol", "column of feature vectors");
    labelCol = new Param<>(this, "labelCol", "column of labels");
    predictionCol = new Param<>(this, "predictionCol", "column of predictions that is added");
    idCol =
        new Param<>(
            this, "idCol", "column of whole numbers, by which rows are ordered before the fit");
    penalty =
        new Param<>(
            this, "penalty", "penalty as text: ols, l1, tv, top1, E(1,0,2;PD0), sums with weights");
    lambda =
        new DoubleParam(this, "lambda", "weight of the penalty, at least 0", check(v -> lambda(v)));
    filtration =
        new Param<>(
            this,
            "filtration",
            "where coefficients live: weak-alpha, rips or level-set",
            check(PenaltySpace.Filtration::parse));
    shape =
        new IntArrayParam(
            this,
            "shape",
            "grid of level sets: h,w or d,h,w; empty for a line of all coefficients",
            check(axes -> shape(axes)));
    complex = new Param<>(this, "complex", "complex of level sets", check(GridComplex::parse));
    direction = new Param<>(this, "direction", "direction of level sets", check(Direction::parse));
    solver =
        new Param<>(
            this,
            "solver",
            "auto, adam, gradient-descent, proximal or closed-form",
            check(SolverOptions.Method::parse));
    maxIter =
        new IntParam(
            this,
            "maxIter",
            "most steps of adam and gradient-descent",
            check(v -> SolverOptions.authors().withMaxIterations((int) v)));
    learningRate =
        new DoubleParam(
            this,
            "learningRate",
            "step of adam, factor of gradient-descent's",
            check(v -> SolverOptions.authors().withLearningRate((double) v)));
    tolerance =
        new DoubleParam(
            this,
            "tolerance",
            "relative gain over 50 steps below which they stop; 0 for never",
            check(v -> SolverOptions.authors().withTolerance((double) v)));
    fitIntercept = new BooleanParam(this, "fitIntercept", "whether the model has an intercept");
    singular =
        new Param<>(
            this,
            "singular",
            "what becomes of columns that are constant or multiples of others: error or keep",
            check(PenalisedParams::singular));
  }

  /** Sets the defaults, once a subclass has all its params. */
  final void setDefaults() {
    setDefault(featuresCol, "features");
    setDefault(labelCol, "label");
    setDefault(predictionCol, "prediction");
    setDefault(penalty, "ols");
    setDefault(lambda, 0.1);
    setDefault(filtration, PenaltySpace.Filtration.WEAK_ALPHA.toString());
    setDefault(shape, new int[0]);
    setDefault(complex, GridComplex.FREUDENTHAL.toString());
    setDefault(direction, Direction.SUPERLEVEL.toString());
    setDefault(solver, SolverOptions.Method.AUTO.toString());
    setDefault(maxIter, 100);
    setDefault(learningRate, 0.1);
    setDefault(tolerance, 0.0);
    setDefault(fitIntercept, true);
    setDefault(singular, ERROR);
  }

  private static void lambda(Object value) {
    if (!((double) value >= 0) || Double.isInfinite((double) value)) {
      throw new IllegalArgumentException(
          "lambda is " + value + "; it must be a finite number of at least 0");
    }
  }

  private static void shape(Object axes) {
    if (((int[]) axes).length > 0) {
      Grid.of((int[]) axes);
    }
  }

  private static void singular(String value) {
    if (!List.of(ERROR, KEEP).contains(value)) {
      throw new IllegalArgumentException(
          "unknown singular '" + value + "'; it is one of error, keep");
    }
  }

  /** A check that throws by itself; Spark's own message would not say what is accepted. */
  private static <V> Function1<V, Object> check(Check<V> check) {
    return (Function1<V, Object> & Serializable)
        value -> {
          check.accept(value);
          return true;
        };
  }

  /** Refuses a value by an {@link IllegalArgumentException}. */
  @FunctionalInterface
  private interface Check<V> extends Serializable {
    void accept(V value);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Name of the column of feature vectors. */
  public Param<String> featuresCol() {
    return featuresCol;
  }

  /** Name of the column of labels. */
  public Param<String> labelCol() {
    return labelCol;
  }

  /** Name of the column of predictions. */
  public Param<String> predictionCol() {
    return predictionCol;
  }

  /** Name of a column that orders the rows; not set for the order in which they come. */
  public Param<String> idCol() {
    return idCol;
  }

  /** The penalty as text. */
  public Param<String> penalty() {
    return penalty;
  }

  /** Weight of the penalty beside the mean loss. */
  public DoubleParam lambda() {
    return lambda;
  }

  /** Where coefficients live. */
  public Param<String> filtration() {
    return filtration;
  }

  /** Grid of level sets. */
  public IntArrayParam shape() {
    return shape;
  }

  /** Complex of level sets. */
  public Param<String> complex() {
    return complex;
  }

  /** Direction of level sets. */
  public Param<String> direction() {
    return direction;
  }

  /** How the minimum is found. */
  public Param<String> solver() {
    return solver;
  }

  /** Most steps. */
  public IntParam maxIter() {
    return maxIter;
  }

  /** Learning rate. */
  public DoubleParam learningRate() {
    return learningRate;
  }

  /** When to stop. */
  public DoubleParam tolerance() {
    return tolerance;
  }

  /** Whether there is an intercept, which is not penalised. */
  public BooleanParam fitIntercept() {
    return fitIntercept;
  }

  /** What becomes of columns that are constant or multiples of others. */
  public Param<String> singular() {
    return singular;
  }

  /** Sets {@link #featuresCol()}. */
  public E setFeaturesCol(String column) {
    return with(featuresCol, column);
  }

  /** Sets {@link #labelCol()}. */
  public E setLabelCol(String column) {
    return with(labelCol, column);
  }

  /** Sets {@link #predictionCol()}. */
  public E setPredictionCol(String column) {
    return with(predictionCol, column);
  }

  /** Sets {@link #idCol()}. */
  public E setIdCol(String column) {
    return with(idCol, column);
  }

  /** Sets {@link #penalty()}; its text is read when a fit begins. */
  public E setPenalty(String text) {
    return with(penalty, text);
  }

  /**
   * Sets {@link #lambda()}.
   *
   * @throws IllegalArgumentException if it is below 0, NaN or infinite
   */
  public E setLambda(double weight) {
    return with(lambda, weight);
  }

  /**
   * Sets {@link #filtration()}.
   *
   * @throws IllegalArgumentException if it is none of weak-alpha, rips, level-set
   */
  public E setFiltration(String name) {
    return with(filtration, name);
  }

  /**
   * Sets {@link #shape()}.
   *
   * @throws IllegalArgumentException as {@link Grid#of}
   */
  public E setShape(int... axes) {
    return with(shape, axes.clone());
  }

  /**
   * Sets {@link #complex()}.
   *
   * @throws IllegalArgumentException as {@link GridComplex#parse}
   */
  public E setComplex(String name) {
    return with(complex, name);
  }

  /**
   * Sets {@link #direction()}.
   *
   * @throws IllegalArgumentException as {@link Direction#parse}
   */
  public E setDirection(String name) {
    return with(direction, name);
  }

  /**
   * Sets {@link #solver()}.
   *
   * @throws IllegalArgumentException as {@link SolverOptions.Method#parse}
   */
  public E setSolver(String name) {
    return with(solver, name);
  }

  /**
   * Sets {@link #maxIter()}.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public E setMaxIter(int steps) {
    return with(maxIter, steps);
  }

  /**
   * Sets {@link #learningRate()}.
   *
   * @throws IllegalArgumentException if it is not finite or not above 0
   */
  public E setLearningRate(double rate) {
    return with(learningRate, rate);
  }

  /**
   * Sets {@link #tolerance()}.
   *
   * @throws IllegalArgumentException if it is not finite or below 0
   */
  public E setTolerance(double gain) {
    return with(tolerance, gain);
  }

  /** Sets {@link #fitIntercept()}. */
  public E setFitIntercept(boolean fitted) {
    return with(fitIntercept, fitted);
  }

  /**
   * Sets {@link #singular()}.
   *
   * @throws IllegalArgumentException if it is neither error nor keep
   */
  public E setSingular(String policy) {
    return with(singular, policy);
  }

  /** Value of {@link #featuresCol()}. */
  public String getFeaturesCol() {
    return getOrDefault(featuresCol);
  }

  /** Value of {@link #labelCol()}. */
  public String getLabelCol() {
    return getOrDefault(labelCol);
  }

  /** Value of {@link #predictionCol()}. */
  public String getPredictionCol() {
    return getOrDefault(predictionCol);
  }

  /** Value of {@link #penalty()}. */
  public String getPenalty() {
    return getOrDefault(penalty);
  }

  /** Value of {@link #lambda()}. */
  public double getLambda() {
    return (double) getOrDefault(lambda);
  }

  /** Value of {@link #fitIntercept()}. */
  public boolean getFitIntercept() {
    return (boolean) getOrDefault(fitIntercept);
  }

  @SuppressWarnings("unchecked")
  final <V> E with(Param<V> param, V value) {
    set(param, value);
    return (E) this;
  }

  @Override
  public E copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  final SolverOptions options() {
    return SolverOptions.authors()
        .withMethod(SolverOptions.Method.parse(getOrDefault(solver)))
        .withMaxIterations((int) getOrDefault(maxIter))
        .withLearningRate((double) getOrDefault(learningRate))
        .withTolerance((double) getOrDefault(tolerance));
  }

  /**
   * The penalty with its space.
   *
   * @throws IllegalArgumentException if the text is none, or does not fit the space
   */
  final PenaltySpec spec() {
    PenaltySpace space =
        PenaltySpace.of(
            PenaltySpace.Filtration.parse(getOrDefault(filtration)),
            getOrDefault(shape),
            GridComplex.parse(getOrDefault(complex)),
            Direction.parse(getOrDefault(direction)));
    return PenaltySpec.parse(getPenalty(), space);
  }

  /** Leaves rows on the cluster from another size on, for tests. */
  @SuppressWarnings("unchecked")
  final E withBytesOfTheDriver(long bytes) {
    bytesOfTheDriver = bytes;
    return (E) this;
  }

  /** Whether rows are fitted on the driver: by their number and length alone. */
  final boolean fitsDriver(OrderedRows rows) {
    return 8 * rows.count() * (rows.columns() + 1) <= bytesOfTheDriver;
  }

  final boolean keepsSingular() {
    return getOrDefault(singular).equals(KEEP);
  }

  /** Column names that are added. */
  abstract List<StructField> added();

  /** Refuses a label, with what labels may be; nothing if it is well. */
  abstract Optional<String> problemOfLabel(double label);

  /** The fit of rows in their order. */
  abstract LinearFit fit(OrderedRows rows, List<String> names);

  /** The model of a fit. */
  abstract M model(LinearFit fit);

  /**
   * The schema with the new columns.
   *
   * @throws IllegalArgumentException if a column is missing or of a wrong type, one of the new ones
   *     is there, or the penalty can't be read; nothing has run then
   */
  @Override
  public StructType transformSchema(StructType schema) {
    spec();
    StructField features = field(schema, featuresCol);
    if (!features.dataType().equals(SQLDataTypes.VectorType())) {
      throw wrongType(featuresCol, features.dataType(), "a vector of Spark ML");
    }
    StructField label = field(schema, labelCol);
    if (!(label.dataType() instanceof NumericType)) {
      throw wrongType(labelCol, label.dataType(), "a number");
    }
    if (isDefined(idCol) && !(field(schema, idCol).dataType() instanceof IntegralType)) {
      throw wrongType(idCol, field(schema, idCol).dataType(), "a whole number");
    }
    StructType result = schema;
    for (StructField field : added()) {
      if (Arrays.asList(schema.fieldNames()).contains(field.name())) {
        throw problem(
            "column '" + field.name() + "' exists already", "drop it, or set another name");
      }
      result = result.add(field);
    }
    return result;
  }

  private StructField field(StructType schema, Param<String> param) {
    String name = getOrDefault(param);
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    "there is no column '" + name + "' (" + param.name() + ")",
                    "set "
                        + param.name()
                        + " to one of "
                        + String.join(", ", schema.fieldNames())));
  }

  private IllegalArgumentException wrongType(Param<String> param, DataType found, String wanted) {
    return problem(
        "column '" + getOrDefault(param) + "' (" + param.name() + ") is " + found.simpleString(),
        "it must be " + wanted);
  }

  final IllegalArgumentException problem(String problem, String remedy) {
    return new IllegalArgumentException(
        getClass().getSimpleName() + ": " + problem + "; " + remedy);
  }

  /**
   * Fits the model.
   *
   * @throws IllegalArgumentException as {@link #transformSchema}; or if there are no rows, a number
   *     is null, NaN or infinite, vectors differ in length, a column is constant or a multiple of
   *     another and {@code singular} is error, the penalty does not fit the number of features, or
   *     the solver can't minimise it
   */
  @Override
  public M fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Dataset<?> ordered = isDefined(idCol) ? dataset.sort(column(getOrDefault(idCol))) : dataset;
    JavaRDD<double[]> rows =
        ordered
            .select(column(getFeaturesCol()), column(getLabelCol()).cast("double"))
            .toJavaRDD()
            .zipWithIndex()
            .map(new Numbers(this));
    try (OrderedRows kept = OrderedRows.of(rows)) {
      return model(fit(kept, names(dataset, kept.columns()))).setParent(this);
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      throw refused(e);
    }
  }

  /** What a task or the solver refused, out of whatever Spark wrapped around it. */
  private RuntimeException refused(Exception e) {
    for (Throwable link = e; link != null; link = link.getCause()) {
      if (link instanceof IllegalArgumentException) {
        return new IllegalArgumentException(
            getClass().getSimpleName() + ": " + link.getMessage(), e);
      }
    }
    return e instanceof RuntimeException own ? own : new IllegalStateException(e);
  }

  /** The stage as it travels to tasks: by what it needs there. */
  private record Numbers(PenalisedParams<?, ?> stage)
      implements org.apache.spark.api.java.function.Function<scala.Tuple2<Row, Long>, double[]> {
    @Override
    public double[] call(scala.Tuple2<Row, Long> row) {
      return stage.numbers(row._1(), row._2());
    }
  }

  /** Features, then the label. */
  private double[] numbers(Row row, long place) {
    if (row.isNullAt(0) || row.isNullAt(1)) {
      throw new IllegalArgumentException(
          "row "
              + place
              + " (from 0) has null in '"
              + (row.isNullAt(0) ? getFeaturesCol() : getLabelCol())
              + "'; leave the row out or fill it in");
    }
    Vector features = row.getAs(0);
    double label = row.getDouble(1);
    double[] numbers = Arrays.copyOf(features.toArray(), features.size() + 1);
    for (int j = 0; j < features.size(); j++) {
      if (!Double.isFinite(numbers[j])) {
        throw new IllegalArgumentException(
            "feature "
                + j
                + " of row "
                + place
                + " (from 0) is "
                + numbers[j]
                + "; leave the row out or correct it");
      }
    }
    Optional<String> problem =
        Double.isFinite(label) ? problemOfLabel(label) : Optional.of("a finite number");
    if (problem.isPresent()) {
      throw new IllegalArgumentException(
          "the label of row " + place + " (from 0) is " + label + "; it must be " + problem.get());
    }
    numbers[features.size()] = label;
    return numbers;
  }

  private List<String> names(Dataset<?> dataset, int columns) {
    AttributeGroup group = AttributeGroup.fromStructField(field(dataset.schema(), featuresCol));
    List<String> names = TableData.numbers(columns);
    if (group.attributes().isDefined() && group.attributes().get().length == columns) {
      for (int j = 0; j < columns; j++) {
        if (group.attributes().get()[j].name().isDefined()) {
          names.set(j, "'" + group.attributes().get()[j].name().get() + "'");
        }
      }
    }
    return names;
  }

  private static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }
}
