package io.betti.jobs;

import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.GridCell;
import io.betti.pipeline.regression.GridData;
import io.betti.pipeline.regression.GridFit;
import io.betti.pipeline.regression.GridPaths;
import io.betti.pipeline.regression.LambdaGrid;
import io.betti.pipeline.regression.SolverOptions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * The fits of a step as rows. Paths are dealt to tasks in runs of about the same cost; a path
 * depends on nothing but itself, so that neither the dealing nor the number of tasks changes a bit.
 */
final class FitRows {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add("problem", DataTypes.StringType, false)
          .add("trial", DataTypes.IntegerType, false)
          .add("n", DataTypes.IntegerType, true)
          .add("fold", DataTypes.IntegerType, true)
          .add("penalty", DataTypes.StringType, false)
          .add("lambda", DataTypes.DoubleType, false)
          .add("loss", DataTypes.DoubleType, false)
          .add("penalty_value", DataTypes.DoubleType, false)
          .add("validation_error", DataTypes.DoubleType, true)
          .add("beta_error", DataTypes.DoubleType, true)
          .add("prediction_error", DataTypes.DoubleType, true)
          .add("iterations", DataTypes.IntegerType, false)
          .add("converged", DataTypes.BooleanType, false)
          .add("intercept", DataTypes.DoubleType, false)
          .add("coefficients", DataTypes.createArrayType(DataTypes.DoubleType, false), true);

  /** Paths differ in cost, so each core gets several parts of them. */
  private static final int PARTITIONS_PER_CORE = 8;

  /** Cost of drawing a cell's rows and of its least squares, in fits of a topological penalty. */
  private static final double COST_OF_A_CELL = 2;

  private final FitGrid grid;

  FitRows(FitGrid grid) {
    this.grid = grid;
  }

  /**
   * The rows of a step, in order and in one partition.
   *
   * @param data of the step's trial
   * @param partitions into how many tasks the paths go; null for as many as suit the cores
   * @param count of fits that are done
   */
  Dataset<Row> of(
      SparkSession spark, GridData data, Step step, Integer partitions, LongAccumulator count) {
    int most =
        partitions == null
            ? PARTITIONS_PER_CORE * spark.sparkContext().defaultParallelism()
            : partitions;
    FitGrid.Path[][] runs = runs(grid.paths(step), most);
    PenaltySpec[][] penalties =
        grid.penalties().stream()
            .map(list -> list.toArray(PenaltySpec[]::new))
            .toArray(PenaltySpec[][]::new);
    Fitting fitting =
        new Fitting(
            runs,
            grid.problems().toArray(String[]::new),
            penalties,
            grid.lambdas(),
            grid.options(),
            data,
            count);
    return spark
        .range(0, runs.length, 1, runs.length)
        .mapPartitions(fitting, Encoders.row(SCHEMA))
        .repartition(1)
        .sortWithinPartitions("id");
  }

  /** Paths in at most so many runs of about the same cost, in order. */
  private FitGrid.Path[][] runs(List<FitGrid.Path> paths, int most) {
    double total = 0;
    double[] costs = new double[paths.size()];
    GridCell last = null;
    for (int i = 0; i < costs.length; i++) {
      FitGrid.Path path = paths.get(i);
      costs[i] = cost(path) + (path.cell().equals(last) ? 0 : COST_OF_A_CELL);
      total += costs[i];
      last = path.cell();
    }
    List<FitGrid.Path[]> runs = new ArrayList<>();
    double done = 0;
    int from = 0;
    for (int i = 0; i < costs.length; i++) {
      done += costs[i];
      if (done >= total * (runs.size() + 1) / most * (1 - 1e-9) || i == costs.length - 1) {
        runs.add(paths.subList(from, i + 1).toArray(FitGrid.Path[]::new));
        from = i + 1;
      }
    }
    return runs.toArray(FitGrid.Path[][]::new);
  }

  /**
   * About how many seconds all fits take on one core, by one path of each penalty with rows in the
   * middle of the numbers, the second time it is walked.
   */
  static double secondsOfAll(FitGrid grid, GridData data) {
    double seconds = 0;
    for (int problem = 0; problem < grid.problems().size(); problem++) {
      int n = grid.rows()[grid.rows().length / 2];
      GridPaths paths = new GridPaths(data, grid.lambdas());
      GridCell cell = new GridCell(problem, 0, n, GridCell.ALL);
      for (int penalty = 0; penalty < grid.penalties().get(problem).size(); penalty++) {
        PenaltySpec spec = grid.penalties().get(problem).get(penalty);
        long began = System.nanoTime();
        paths.fits(cell, penalty, spec, grid.options());
        double first = (System.nanoTime() - began) / 1e9;
        if (first < 1) {
          began = System.nanoTime();
          paths.fits(cell, penalty, spec, grid.options());
          first = (System.nanoTime() - began) / 1e9;
        }
        seconds += first;
      }
    }
    return seconds * grid.trials() * grid.rows().length * (1 + grid.foldsFitted());
  }

  private double cost(FitGrid.Path path) {
    PenaltySpec penalty = grid.penalty(path.cell(), path.penalty());
    double one = penalty.isNone() ? 0.1 : penalty.isTopological() ? 1 : 0.6;
    return one * path.length();
  }

  private record Fitting(
      FitGrid.Path[][] runs,
      String[] problems,
      PenaltySpec[][] penalties,
      LambdaGrid lambdas,
      SolverOptions options,
      GridData data,
      LongAccumulator done)
      implements MapPartitionsFunction<Long, Row>, Serializable {
    @Override
    public Iterator<Row> call(Iterator<Long> numbers) {
      GridPaths paths = new GridPaths(data, lambdas);
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(numbers, 0), false)
          .flatMap(number -> Arrays.stream(runs[number.intValue()]))
          .flatMap(path -> rows(path, paths))
          .iterator();
    }

    private Stream<Row> rows(FitGrid.Path path, GridPaths paths) {
      PenaltySpec penalty = penalties[path.cell().problem()][path.penalty()];
      List<Row> rows = new ArrayList<>();
      for (GridFit fit : paths.fits(path.cell(), path.penalty(), penalty, options)) {
        rows.add(row(path.first() + rows.size(), fit, penalty));
      }
      done.add(rows.size());
      return rows.stream();
    }

    private Row row(long id, GridFit fit, PenaltySpec penalty) {
      GridCell cell = fit.cell();
      return RowFactory.create(
          id,
          problems[cell.problem()],
          cell.trial(),
          cell.rows() < 0 ? null : (Integer) cell.rows(),
          cell.isAll() ? null : (Integer) cell.fold(),
          penalty.text(),
          fit.lambda(),
          fit.loss(),
          fit.value(),
          known(fit.validationError()),
          known(fit.betaError()),
          known(fit.predictionError()),
          fit.iterations(),
          fit.converged(),
          fit.intercept(),
          fit.coefficients());
    }

    private static Double known(double value) {
      return Double.isNaN(value) ? null : (Double) value;
    }
  }

  /** The fits of a step's rows as they were written, one group's after another's. */
  static GridFit fit(Row row, GridCell cell, int penalty) {
    return new GridFit(
        cell,
        penalty,
        row.getDouble(6),
        row.getDouble(7),
        row.getDouble(8),
        number(row, 9),
        number(row, 10),
        number(row, 11),
        row.getInt(12),
        row.getBoolean(13),
        row.getDouble(14),
        row.isNullAt(15)
            ? null
            : row.<Double>getList(15).stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double number(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
