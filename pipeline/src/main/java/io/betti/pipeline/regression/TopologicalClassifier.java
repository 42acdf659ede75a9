package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Penalty;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/**
 * Logistic regression of two classes with a penalty that may state a topological belief about the
 * coefficients, as an estimator of Spark ML (Brüel-Gabrielsson et al. 2020, section A.6): minimises
 * the mean logistic loss plus {@code lambda} times the penalty. Labels are 0 and 1.
 *
 * <p>Params are those of {@link TopologicalRegression}, and {@code rawPredictionCol}
 * (rawPrediction), {@code probabilityCol} (probability). The start is 0. Without a penalty, or with
 * a weak one, there is no minimum where a plane separates the classes: a fit that did not converge
 * says so.
 *
 * <p>Rows of more than 64 MB stay on the cluster, in memory or on disk, and each step is a Spark
 * job. The model is the same bit for bit on any partitions; see {@link PenalisedParams} for the
 * order of rows that this needs.
 */
public final class TopologicalClassifier
    extends PenalisedParams<TopologicalClassifier, TopologicalClassifierModel> {
  private static final long serialVersionUID = 1;

  private final Param<String> rawPredictionCol;
  private final Param<String> probabilityCol;

  /** An estimator with an identifier of its own. */
  public TopologicalClassifier() {
    this(Identifiable.randomUID("topologicalClassifier"));
  }

  /** An estimator of an identifier. */
  public TopologicalClassifier(String uid) {
    super(uid);
    rawPredictionCol =
        new Param<>(this, "rawPredictionCol", "column of scores, one a class, that is added");
    probabilityCol =
        new Param<>(this, "probabilityCol", "column of probabilities, one a class, that is added");
    setDefaults();
    setDefault(rawPredictionCol, "rawPrediction");
    setDefault(probabilityCol, "probability");
  }

  /** Name of the column of scores. */
  public Param<String> rawPredictionCol() {
    return rawPredictionCol;
  }

  /** Name of the column of probabilities. */
  public Param<String> probabilityCol() {
    return probabilityCol;
  }

  /** Sets {@link #rawPredictionCol()}. */
  public TopologicalClassifier setRawPredictionCol(String column) {
    return with(rawPredictionCol, column);
  }

  /** Sets {@link #probabilityCol()}. */
  public TopologicalClassifier setProbabilityCol(String column) {
    return with(probabilityCol, column);
  }

  @Override
  List<StructField> added() {
    return List.of(
        DataTypes.createStructField(
            getOrDefault(rawPredictionCol), SQLDataTypes.VectorType(), true),
        DataTypes.createStructField(getOrDefault(probabilityCol), SQLDataTypes.VectorType(), true),
        DataTypes.createStructField(getPredictionCol(), DataTypes.DoubleType, true));
  }

  @Override
  Optional<String> problemOfLabel(double label) {
    return label == 0 || label == 1 ? Optional.empty() : Optional.of("0 or 1");
  }

  @Override
  LinearFit fit(OrderedRows rows, List<String> names) {
    int p = rows.columns();
    boolean intercept = getFitIntercept();
    long size = rows.rowsOfBlock(Integer.MAX_VALUE);
    JavaRDD<RegressionData> blocks =
        rows.blocks(size, (first, block) -> data(block, p, intercept))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      BlockLogisticLoss loss =
          fitsDriver(rows)
              ? BlockLogisticLoss.of(blocks.collect())
              : BlockLogisticLoss.of(blocks, intercept ? p + 1 : p, rows.count());
      if (!keepsSingular()) {
        ColumnCheck.check(TopologicalRegression.statistics(rows), names, intercept);
      }
      return fit(loss, p, rows.count());
    } finally {
      blocks.unpersist();
    }
  }

  private LinearFit fit(BlockLogisticLoss loss, int p, long rows) {
    Penalty plain = spec().build(p);
    Penalty penalty = getFitIntercept() ? new FreeIntercept(plain) : plain;
    RegressionFit fit =
        new RegressionSolver(loss, penalty, GridPaths.forPenalty(penalty, options()))
            .fit(getLambda());
    double[] beta = fit.beta();
    return new LinearFit(
        java.util.Arrays.copyOf(beta, p),
        getFitIntercept() ? beta[p] : 0,
        fit.loss(),
        fit.penalty(),
        fit.iterations(),
        fit.converged(),
        fit.method().toString(),
        rows);
  }

  /** Rows of a block, with a last column of ones for the intercept. */
  private static RegressionData data(List<double[]> block, int p, boolean intercept) {
    int columns = intercept ? p + 1 : p;
    double[] x = new double[Math.multiplyExact(block.size(), columns)];
    double[] y = new double[block.size()];
    for (int i = 0; i < y.length; i++) {
      OrderedRows.checkLength(block.get(i), p);
      System.arraycopy(block.get(i), 0, x, i * columns, p);
      if (intercept) {
        x[i * columns + p] = 1;
      }
      y[i] = block.get(i)[p];
    }
    return RegressionData.of(x, y, columns);
  }

  @Override
  TopologicalClassifierModel model(LinearFit fit) {
    return new TopologicalClassifierModel(uid())
        .of(this, fit, getOrDefault(rawPredictionCol), getOrDefault(probabilityCol));
  }

  /** What reads a saved estimator. */
  public static MLReader<TopologicalClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** The estimator saved under a path. */
  public static TopologicalClassifier load(String path) {
    return read().load(path);
  }
}
