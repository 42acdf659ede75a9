package io.betti.jobs;

import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.GridSummary;
import io.betti.pipeline.regression.Interval;
import io.betti.pipeline.regression.LambdaChoice;
import io.betti.pipeline.regression.LambdaSelection;
import io.betti.pipeline.regression.RegressionProblem;
import io.betti.pipeline.report.CurvePlot;
import io.betti.pipeline.report.LambdaGridReport;
import io.betti.pipeline.report.Table;
import io.betti.topology.complex.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The report of {@code lambda-grid}: the paper's figures of a grid's choices. */
final class GridReport {
  private final FitGrid grid;
  private final List<RegressionProblem> problems;
  private final GridChoices choices;
  private final GridSummary summary;
  private final GridFindings findings;
  private final long seed;

  /** Number of rows whose paths and coefficients are shown. */
  private final int shown;

  GridReport(FitGrid grid, List<RegressionProblem> problems, GridChoices choices, long seed) {
    this.grid = grid;
    this.problems = problems;
    this.choices = choices;
    this.summary = choices.summary();
    this.findings = new GridFindings(grid, summary, !problems.isEmpty());
    this.seed = seed;
    this.shown = grid.rows()[grid.rows().length / 2];
  }

  /** What was found, for the console: a line a problem. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int p = 0; p < grid.problems().size(); p++) {
      List<String> sentences = findings.of(p, grid.selections().get(0));
      if (!sentences.isEmpty()) {
        lines.add(grid.problems().get(p) + ": " + sentences.get(0));
      }
    }
    return lines;
  }

  /** The report as one HTML file. */
  String render(JobPlan plan, Map<String, String> facts) {
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put("fits", String.format(Locale.ROOT, "%,d", grid.size()));
    headline.put("trials", Integer.toString(grid.trials()));
    headline.put("penalties", Integer.toString(grid.penalties().get(0).size()));
    double rate = Double.parseDouble(facts.get("fits_per_second"));
    headline.put(
        "fits per second",
        rate < 10 ? GridFindings.number(rate) : String.format(Locale.ROOT, "%,.0f", rate));
    List<LambdaGridReport.Problem> parts = new ArrayList<>();
    for (int p = 0; p < grid.problems().size(); p++) {
      parts.add(problem(p));
    }
    return LambdaGridReport.render(
        new LambdaGridReport.Data(
            "Regularised regression: " + String.join(", ", grid.problems()),
            plan.description().get("compute"),
            headline,
            notes(),
            parts,
            facts));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "A fit minimises the mean squared error plus λ times the penalty. The paper's equation (4)"
            + " has the sum of squared errors instead of their mean, so that its λ is n times"
            + " the one given here.");
    if (grid.lambdas().count() > 1) {
      notes.add(
          "λ was chosen "
              + grid.selections().stream().map(this::meaning).collect(Collectors.joining(", and "))
              + "; then all rows were fitted with it.");
    }
    notes.add(
        "Means over "
            + grid.trials()
            + (grid.trials() == 1
                ? " trial, which has no interval."
                : " trials with 95 % intervals by Student's t. A ratio of errors is a geometric"
                    + " mean over the same trials, its interval by Student's t on logarithms.")
            + " Solver: "
            + grid.options()
            + ".");
    return notes;
  }

  private String meaning(LambdaSelection selection) {
    return switch (selection) {
      case KFOLD -> "by cross-validation in " + grid.folds() + " folds (kfold)";
      case HOLDOUT -> "by the first of " + grid.folds() + " folds alone (holdout)";
      case ORACLE ->
          "by the error against the true coefficients (oracle), which nobody knows in earnest and"
              + " the paper's published code goes by";
    };
  }

  private LambdaGridReport.Problem problem(int p) {
    boolean known = !problems.isEmpty();
    List<String> sentences = new ArrayList<>();
    for (LambdaSelection selection : grid.selections()) {
      if (grid.lambdas().count() > 1 || selection == grid.selections().get(0)) {
        sentences.addAll(findings.of(p, selection));
      }
    }
    String description =
        (known ? problems.get(p).columns() + " coefficients; " : "")
            + "filtration of topological penalties: "
            + grid.penalties().get(p).get(0).space()
            + "; penalties: "
            + findings.names(p)
            + ".";
    return new LambdaGridReport.Problem(
        grid.problems().get(p),
        description,
        sentences,
        errors(p),
        lambdas(p),
        "The first trial"
            + ofRows()
            + ". Solid: error on the folds left out, mean and standard error over the folds, the"
            + " chosen point ringed."
            + (known ? " Pale: squared error of the coefficients fitted to all rows." : ""),
        shapes(p),
        "The first trial"
            + ofRows()
            + (grid.lambdas().count() > 1
                ? ", λ chosen by " + grid.selections().get(0)
                : ", λ = " + GridFindings.number(grid.lambdas().least()))
            + "."
            + (known && !isPicture(p) ? " Pale: the true coefficients." : ""),
        table(p));
  }

  private String ofRows() {
    return shown < 0 ? "" : ", " + shown + " rows";
  }

  private List<LambdaGridReport.Plot> errors(int p) {
    List<LambdaGridReport.Plot> plots = new ArrayList<>();
    for (LambdaSelection selection : grid.selections()) {
      if (grid.rows().length > 1) {
        plots.add(errors(p, selection));
      }
    }
    return plots;
  }

  private LambdaGridReport.Plot errors(int p, LambdaSelection selection) {
    double[] n = Arrays.stream(grid.rows()).asDoubleStream().toArray();
    List<CurvePlot.Curve> curves = new ArrayList<>();
    for (int k = 0; k < grid.penalties().get(p).size(); k++) {
      double[][] parts = new double[3][n.length];
      for (int i = 0; i < n.length; i++) {
        Interval interval =
            Interval.of(summary.values(p, grid.rows()[i], k, selection, findings.figure()));
        parts[0][i] = interval.mean();
        parts[1][i] = interval.low();
        parts[2][i] = interval.high();
      }
      String name = grid.penalties().get(p).get(k).text();
      curves.add(new CurvePlot.Curve(name, k, n, parts[0], parts[1], parts[2], -1, true));
    }
    return new LambdaGridReport.Plot(
        new CurvePlot.Axes("rows n", false, findings.figureName(), true),
        curves,
        "λ chosen by "
            + selection
            + ", mean and 95 % interval over the trials; one that reaches 0 runs to the foot");
  }

  private List<LambdaGridReport.Plot> lambdas(int p) {
    List<LambdaGridReport.Plot> plots = new ArrayList<>();
    if (grid.lambdas().count() < 2 || grid.foldsFitted() == 0) {
      return plots;
    }
    double[] lambdas = grid.lambdas().values();
    for (int k = 0; k < grid.penalties().get(p).size(); k++) {
      PenaltySpec penalty = grid.penalties().get(p).get(k);
      if (penalty.isNone()) {
        continue;
      }
      LambdaChoice.Curve curve = choices.curve(p, shown, k);
      List<CurvePlot.Curve> curves = new ArrayList<>();
      if (!problems.isEmpty()) {
        curves.add(CurvePlot.Curve.line("", CurvePlot.TRUTH, lambdas, curve.truth()));
      }
      double[] low = new double[lambdas.length];
      double[] high = new double[lambdas.length];
      for (int i = 0; i < lambdas.length; i++) {
        low[i] = curve.mean()[i] - curve.deviation()[i];
        high[i] = curve.mean()[i] + curve.deviation()[i];
      }
      LambdaChoice chosen = choice(p, k);
      curves.add(
          new CurvePlot.Curve("", k, lambdas, curve.mean(), low, high, chosen.place(), true));
      plots.add(
          new LambdaGridReport.Plot(
              new CurvePlot.Axes("λ", true, "squared error", true),
              curves,
              penalty.text() + ": λ = " + GridFindings.number(chosen.fit().lambda())));
    }
    return plots;
  }

  /** The first trial's choice, by the first selection. */
  private LambdaChoice choice(int p, int penalty) {
    return summary.entries().stream()
        .filter(e -> e.problem() == p && e.rows() == shown && e.penalty() == penalty)
        .filter(e -> e.trial() == 0)
        .map(GridSummary.Entry::choice)
        .filter(c -> c.selection() == grid.selections().get(0))
        .findFirst()
        .orElseThrow();
  }

  private boolean isPicture(int p) {
    return grid.penalties().get(p).get(0).space().shape().length == 2;
  }

  private List<LambdaGridReport.Shape> shapes(int p) {
    PenaltySpace space = grid.penalties().get(p).get(0).space();
    double[] truth = problems.isEmpty() ? new double[0] : problems.get(p).truth(seed, 0);
    int size = choice(p, 0).fit().coefficients().length;
    Grid shape = isPicture(p) ? Grid.of(space.shape()) : Grid.of(size);
    double low = Arrays.stream(truth).min().orElse(Double.NaN);
    double high = Arrays.stream(truth).max().orElse(Double.NaN);
    List<LambdaGridReport.Shape> shapes = new ArrayList<>();
    if (isPicture(p) && truth.length > 0) {
      shapes.add(
          new LambdaGridReport.Shape("true coefficients", shape, new double[0], truth, low, high));
    }
    for (int k = 0; k < grid.penalties().get(p).size(); k++) {
      LambdaChoice chosen = choice(p, k);
      double[] beta = chosen.fit().coefficients();
      boolean own = truth.length == 0;
      shapes.add(
          new LambdaGridReport.Shape(
              caption(p, k, chosen, isPicture(p)),
              shape,
              truth,
              beta,
              own ? Arrays.stream(beta).min().orElse(0) : low,
              own ? Arrays.stream(beta).max().orElse(1) : high));
    }
    return shapes;
  }

  private String caption(int p, int k, LambdaChoice chosen, boolean picture) {
    PenaltySpec penalty = grid.penalties().get(p).get(k);
    String text = penalty.text();
    if (!penalty.isNone()) {
      text += ", λ = " + GridFindings.number(chosen.fit().lambda());
    }
    if (!problems.isEmpty()) {
      double error = chosen.fit().betaError();
      text += ": squared error " + GridFindings.number(error);
      if (picture) {
        int size = chosen.fit().coefficients().length;
        text += ", " + GridFindings.number(error / size) + " a coefficient";
      }
    }
    return text;
  }

  private Table table(int p) {
    boolean known = !problems.isEmpty();
    Table table =
        new Table(
            grid.trials() > 1
                ? "Mean [95 % interval] over " + grid.trials() + " trials"
                : "One trial");
    if (grid.rows().length > 1 || shown > 0) {
      table.number("n");
    }
    table.text("penalty").text("selection");
    if (known) {
      table.number("squared error of β");
    }
    table
        .number("prediction error")
        .number("selection error")
        .number("median λ")
        .number("at an end of the grid");
    for (int n : grid.rows()) {
      for (int k = 0; k < grid.penalties().get(p).size(); k++) {
        for (LambdaSelection selection : grid.selections()) {
          table.row(row(p, n, k, selection, known));
        }
      }
    }
    return table;
  }

  private String[] row(int p, int n, int k, LambdaSelection selection, boolean known) {
    List<String> cells = new ArrayList<>();
    if (n > 0) {
      cells.add(Integer.toString(n));
    }
    cells.add(grid.penalties().get(p).get(k).text());
    cells.add(grid.lambdas().count() == 1 ? "none" : selection.toString());
    if (known) {
      cells.add(mean(p, n, k, selection, c -> c.fit().betaError()));
    }
    cells.add(mean(p, n, k, selection, c -> c.fit().predictionError()));
    cells.add(mean(p, n, k, selection, LambdaChoice::error));
    double lambda = GridSummary.median(summary.values(p, n, k, selection, c -> c.fit().lambda()));
    cells.add(lambda == 0 ? "–" : GridFindings.number(lambda));
    double[] edges = summary.values(p, n, k, selection, c -> c.edge() ? 1 : 0);
    cells.add(Integer.toString((int) Arrays.stream(edges).sum()));
    return cells.toArray(String[]::new);
  }

  private String mean(
      int p, int n, int k, LambdaSelection selection, ToDoubleFunction<LambdaChoice> figure) {
    return GridFindings.mean(summary.values(p, n, k, selection, figure));
  }
}
