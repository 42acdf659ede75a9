package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Penalty;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Least squares with a penalty that may state a topological belief about the coefficients
 * (Brüel-Gabrielsson et al. 2020, section 3.1), as an estimator of Spark ML: minimises the mean
 * squared error plus {@code lambda} times the penalty. The paper's equation (4) has the sum of
 * squared errors, so that its lambda is n times this one.
 *
 * <p>Params: {@code featuresCol} (features), {@code labelCol} (label), {@code predictionCol}
 * (prediction), {@code idCol} (not set), {@code penalty} (ols), {@code lambda} (0.1), {@code
 * filtration} (weak-alpha), {@code shape}, {@code complex}, {@code direction} of level sets, {@code
 * solver} (auto), {@code maxIter} (100), {@code learningRate} (0.1), {@code tolerance} (0), {@code
 * fitIntercept} (true), {@code singular} (error). Solver {@code auto} solves penalties with a
 * closed form or proximal map to the end ({@value GridPaths#CONVEX_ITERATIONS} steps at most), and
 * takes {@code maxIter} steps of Adam from the least squares solution for others.
 *
 * <p>Of a table above 64 MB only sufficient statistics are kept: p^2 numbers for p features,
 * however many rows. The model is the same bit for bit on any partitions; see {@link
 * PenalisedParams} for the order of rows that this needs.
 */
public final class TopologicalRegression
    extends PenalisedParams<TopologicalRegression, TopologicalRegressionModel> {
  private static final long serialVersionUID = 1;

  /** Bytes of all blocks' statistics together, on their way to the driver. */
  private static final long MOST_BYTES = 512L << 20;

  /** An estimator with an identifier of its own. */
  public TopologicalRegression() {
    this(Identifiable.randomUID("topologicalRegression"));
  }

  /** An estimator of an identifier. */
  public TopologicalRegression(String uid) {
    super(uid);
    setDefaults();
  }

  @Override
  List<StructField> added() {
    return List.of(DataTypes.createStructField(getPredictionCol(), DataTypes.DoubleType, false));
  }

  @Override
  Optional<String> problemOfLabel(double label) {
    return Optional.empty();
  }

  @Override
  LinearFit fit(OrderedRows rows, List<String> names) {
    int p = rows.columns();
    boolean small = fitsDriver(rows);
    RegressionData data = small ? rows.collect() : null;
    SufficientStatistics statistics =
        small && keepsSingular() && !getFitIntercept()
            ? null
            : small ? SufficientStatistics.of(data) : statistics(rows);
    if (!keepsSingular()) {
      ColumnCheck.check(statistics, names, getFitIntercept());
    }
    SquaredLoss loss;
    if (small) {
      loss = SquaredLoss.of(getFitIntercept() ? centred(data, statistics) : data);
    } else {
      loss = SquaredLoss.of(getFitIntercept() ? statistics.centred() : statistics);
    }
    Penalty penalty = spec().build(p);
    RegressionSolver solver =
        new RegressionSolver(loss, penalty, GridPaths.forPenalty(penalty, options()));
    RegressionFit fit = solver.fit(getLambda());
    double[] beta = fit.beta();
    return new LinearFit(
        beta,
        getFitIntercept() ? intercept(statistics, beta) : 0,
        fit.loss(),
        fit.penalty(),
        fit.iterations(),
        fit.converged(),
        fit.method().toString(),
        rows.count());
  }

  static SufficientStatistics statistics(OrderedRows rows) {
    int p = rows.columns();
    long bytes = 4L * p * (p + 3);
    long size = rows.rowsOfBlock((int) Math.min(64, MOST_BYTES / bytes));
    SufficientStatistics sum = new SufficientStatistics(p);
    rows.blocks(size, (first, block) -> statistics(block, p)).collect().forEach(sum::merge);
    return sum;
  }

  private static SufficientStatistics statistics(List<double[]> rows, int p) {
    SufficientStatistics statistics = new SufficientStatistics(p);
    double[] features = new double[p];
    for (double[] row : rows) {
      OrderedRows.checkLength(row, p);
      System.arraycopy(row, 0, features, 0, p);
      statistics.add(features, row[p]);
    }
    return statistics;
  }

  private static RegressionData centred(RegressionData data, SufficientStatistics statistics) {
    int p = data.columns();
    double[] x = new double[data.rows() * p];
    double[] y = new double[data.rows()];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < p; j++) {
        x[i * p + j] = data.x(i, j) - statistics.mean(j);
      }
      y[i] = data.y(i) - statistics.labelMean();
    }
    return RegressionData.of(x, y, p);
  }

  private static double intercept(SufficientStatistics statistics, double[] beta) {
    double along = 0;
    for (int j = 0; j < beta.length; j++) {
      along += statistics.mean(j) * beta[j];
    }
    return statistics.labelMean() - along;
  }

  @Override
  TopologicalRegressionModel model(LinearFit fit) {
    return new TopologicalRegressionModel(uid()).of(this, fit);
  }

  /** What reads a saved estimator. */
  public static MLReader<TopologicalRegression> read() {
    return new DefaultParamsReader<>();
  }

  /** The estimator saved under a path. */
  public static TopologicalRegression load(String path) {
    return read().load(path);
  }
}
