package io.betti.jobs;

import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.GridFit;
import io.betti.pipeline.regression.GridSummary;
import io.betti.pipeline.regression.Interval;
import io.betti.pipeline.regression.LambdaChoice;
import io.betti.pipeline.regression.LambdaSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The small tables beside the fits. */
record GridTables(FitGrid grid, GridSummary choices) {
  /** Rows of a schema. */
  record Rows(StructType schema, List<Row> rows) {}

  private static StructType key() {
    return new StructType()
        .add("problem", DataTypes.StringType, false)
        .add("n", DataTypes.IntegerType, true)
        .add("penalty", DataTypes.StringType, false)
        .add("selection", DataTypes.StringType, false);
  }

  /** The chosen fits. */
  Rows chosen() {
    StructType schema =
        key()
            .add("trial", DataTypes.IntegerType, false)
            .add("lambda", DataTypes.DoubleType, false)
            .add("lambda_place", DataTypes.IntegerType, false)
            .add("at_edge", DataTypes.BooleanType, false)
            .add("selection_error", DataTypes.DoubleType, true)
            .add("selection_standard_error", DataTypes.DoubleType, true)
            .add("beta_error", DataTypes.DoubleType, true)
            .add("prediction_error", DataTypes.DoubleType, true)
            .add("iterations", DataTypes.IntegerType, false)
            .add("converged", DataTypes.BooleanType, false)
            .add("intercept", DataTypes.DoubleType, false)
            .add("coefficients", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    List<Row> rows = new ArrayList<>();
    for (GridSummary.Entry entry : choices.entries()) {
      LambdaChoice choice = entry.choice();
      GridFit fit = choice.fit();
      rows.add(
          RowFactory.create(
              grid.problems().get(entry.problem()),
              size(entry.rows()),
              penalty(entry.problem(), entry.penalty()),
              name(choice.selection()),
              entry.trial(),
              fit.lambda(),
              choice.place(),
              choice.edge(),
              known(choice.error()),
              known(choice.errorDeviation()),
              known(fit.betaError()),
              known(fit.predictionError()),
              fit.iterations(),
              fit.converged(),
              fit.intercept(),
              fit.coefficients()));
    }
    return new Rows(schema, rows);
  }

  /** Means and intervals over the trials. */
  Rows summary() {
    StructType schema = key().add("trials", DataTypes.IntegerType, false);
    for (String figure : List.of("beta_error", "prediction_error", "selection_error")) {
      for (String part : List.of("mean", "low", "high")) {
        schema = schema.add(figure + "_" + part, DataTypes.DoubleType, true);
      }
    }
    schema =
        schema
            .add("lambda_median", DataTypes.DoubleType, false)
            .add("at_edge", DataTypes.IntegerType, false);
    List<Row> rows = new ArrayList<>();
    for (int problem = 0; problem < grid.problems().size(); problem++) {
      for (int n : grid.rows()) {
        for (int penalty = 0; penalty < grid.penalties().get(problem).size(); penalty++) {
          for (LambdaSelection selection : grid.selections()) {
            rows.add(summary(problem, n, penalty, selection));
          }
        }
      }
    }
    return new Rows(schema, rows);
  }

  private Row summary(int problem, int n, int penalty, LambdaSelection selection) {
    List<Object> cells = new ArrayList<>();
    cells.add(grid.problems().get(problem));
    cells.add(size(n));
    cells.add(penalty(problem, penalty));
    cells.add(name(selection));
    cells.add(grid.trials());
    double[][] figures = {
      choices.values(problem, n, penalty, selection, c -> c.fit().betaError()),
      choices.values(problem, n, penalty, selection, c -> c.fit().predictionError()),
      choices.values(problem, n, penalty, selection, LambdaChoice::error)
    };
    for (double[] values : figures) {
      Interval interval = Interval.of(values);
      cells.add(known(interval.mean()));
      cells.add(known(interval.low()));
      cells.add(known(interval.high()));
    }
    cells.add(
        GridSummary.median(choices.values(problem, n, penalty, selection, c -> c.fit().lambda())));
    double[] edges = choices.values(problem, n, penalty, selection, c -> c.edge() ? 1 : 0);
    cells.add((int) Arrays.stream(edges).sum());
    return RowFactory.create(cells.toArray());
  }

  /** Where there is one lambda nothing was selected. */
  private String name(LambdaSelection selection) {
    return grid.lambdas().count() == 1 ? "none" : selection.toString();
  }

  private String penalty(int problem, int penalty) {
    PenaltySpec spec = grid.penalties().get(problem).get(penalty);
    return spec.text();
  }

  private static Integer size(int rows) {
    return rows < 0 ? null : (Integer) rows;
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
