package io.betti.jobs;

import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.GridSummary;
import io.betti.pipeline.regression.Interval;
import io.betti.pipeline.regression.LambdaChoice;
import io.betti.pipeline.regression.LambdaSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a grid's figures say, as sentences. One penalty is said to be better than another only if
 * the whole 95 % interval of the ratio of their errors lies below 1.
 */
final class GridFindings {
  private final FitGrid grid;
  private final GridSummary choices;
  private final boolean truthKnown;

  GridFindings(FitGrid grid, GridSummary choices, boolean truthKnown) {
    this.grid = grid;
    this.choices = choices;
    this.truthKnown = truthKnown;
  }

  /** The error that findings are about. */
  ToDoubleFunction<LambdaChoice> figure() {
    if (truthKnown) {
      return choice -> choice.fit().betaError();
    }
    boolean tested =
        choices.entries().stream().noneMatch(e -> Double.isNaN(e.choice().fit().predictionError()));
    return tested ? choice -> choice.fit().predictionError() : LambdaChoice::error;
  }

  /** Its name. */
  String figureName() {
    if (truthKnown) {
      return "squared error of the coefficients";
    }
    boolean tested =
        choices.entries().stream().noneMatch(e -> Double.isNaN(e.choice().fit().predictionError()));
    return tested ? "mean squared error on the test rows" : "mean squared error over the folds";
  }

  /** Sentences about a problem under a selection. */
  List<String> of(int problem, LambdaSelection selection) {
    List<PenaltySpec> penalties = grid.penalties().get(problem);
    List<String> sentences = new ArrayList<>();
    if (penalties.size() < 2) {
      return sentences;
    }
    int best = best(problem, selection);
    int base = 0;
    for (int k = 0; k < penalties.size(); k++) {
      base = penalties.get(k).isNone() ? k : base;
    }
    String where = grid.rows().length > 1 ? "over all numbers of rows " : "";
    String by =
        grid.lambdas().count() > 1 ? "λ chosen by " + selection + ": the least " : "The least ";
    String first = by + figureName() + " " + where + "is that of " + name(problem, best);
    if (best != base) {
      first +=
          ", "
              + factor(ratio(problem, selection, best, base))
              + " times that of "
              + name(problem, base);
    }
    sentences.add(first + ".");
    for (int k = 0; k < penalties.size(); k++) {
      if (penalties.get(k).isTopological()) {
        sentences.add(comparisons(problem, selection, k));
      }
    }
    String edges = edges(problem, selection);
    if (!edges.isEmpty()) {
      sentences.add(edges);
    }
    return sentences;
  }

  /** The penalty of least error: of least geometric mean. */
  private int best(int problem, LambdaSelection selection) {
    int best = 0;
    for (int k = 1; k < grid.penalties().get(problem).size(); k++) {
      if (ratio(problem, selection, k, best).mean() < 1) {
        best = k;
      }
    }
    return best;
  }

  private Interval ratio(int problem, LambdaSelection selection, int penalty, int other) {
    return choices.ratio(problem, grid.rows(), selection, penalty, other, figure());
  }

  private String comparisons(int problem, LambdaSelection selection, int penalty) {
    List<String> lower = new ArrayList<>();
    List<String> higher = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    for (int k = 0; k < grid.penalties().get(problem).size(); k++) {
      if (k == penalty) {
        continue;
      }
      Interval ratio = ratio(problem, selection, penalty, k);
      List<String> list = ratio.high() < 1 ? lower : ratio.low() > 1 ? higher : unclear;
      list.add(name(problem, k) + " (×" + factor(ratio) + ")");
    }
    List<String> parts = new ArrayList<>();
    if (!lower.isEmpty()) {
      parts.add("lower error than " + String.join(", ", lower));
    }
    if (!higher.isEmpty()) {
      parts.add("higher error than " + String.join(", ", higher));
    }
    if (!unclear.isEmpty()) {
      String how =
          grid.trials() < 2
              ? "error beside others', one trial and so no interval: "
              : "no clear difference from ";
      parts.add(how + String.join(", ", unclear));
    }
    return name(problem, penalty) + ": " + String.join("; ", parts) + ".";
  }

  private String edges(int problem, LambdaSelection selection) {
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < grid.penalties().get(problem).size(); k++) {
      int penalty = k;
      long top =
          choices.entries().stream()
              .filter(e -> e.problem() == problem && e.penalty() == penalty)
              .map(GridSummary.Entry::choice)
              .filter(c -> c.selection() == selection && c.edge() && c.place() > 0)
              .count();
      int all = grid.trials() * grid.rows().length;
      if (10 * top > all) {
        parts.add(name(problem, k) + " " + top + " of " + all);
      }
    }
    return parts.isEmpty()
        ? ""
        : "The greatest lambda was chosen often, so that a wider grid may do better: "
            + String.join(", ", parts)
            + ".";
  }

  private String name(int problem, int penalty) {
    return grid.penalties().get(problem).get(penalty).text();
  }

  /** As {@code 0.21 [0.18, 0.25]}. */
  static String factor(Interval ratio) {
    String mean = number(ratio.mean());
    return Double.isNaN(ratio.low())
        ? mean
        : mean + " [" + number(ratio.low()) + ", " + number(ratio.high()) + "]";
  }

  /** Three significant digits. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size < 1e-3 || size >= 1e5) {
      return String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-").replace("e+0", "e");
    }
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** Names of the penalties of a problem. */
  String names(int problem) {
    return grid.penalties().get(problem).stream()
        .map(PenaltySpec::text)
        .collect(Collectors.joining(", "));
  }

  /** Mean of a figure with its interval, over the trials. */
  static String mean(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isNaN) ? "–" : factor(Interval.of(values));
  }
}
