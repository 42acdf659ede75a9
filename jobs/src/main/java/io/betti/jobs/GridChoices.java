package io.betti.jobs;

import io.betti.pipeline.regression.GridCell;
import io.betti.pipeline.regression.GridFit;
import io.betti.pipeline.regression.GridSummary;
import io.betti.pipeline.regression.LambdaChoice;
import io.betti.pipeline.regression.LambdaSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The choices of lambda, made step by step of the fits as they were written. */
final class GridChoices {
  private record Key(int problem, int rows, int penalty) {}

  private final FitGrid grid;
  private final List<GridSummary.Entry> entries = new ArrayList<>();
  private final Map<Key, LambdaChoice.Curve> curves = new HashMap<>();

  GridChoices(FitGrid grid) {
    this.grid = grid;
  }

  /** Chooses among the fits of a step, given in the order of their ids. */
  void add(Step step, List<Row> rows) {
    Map<Integer, List<GridFit>> all = new HashMap<>();
    Map<Integer, List<GridFit>> folds = new HashMap<>();
    GridCell group = null;
    int at = 0;
    for (FitGrid.Path path : grid.paths(step)) {
      GridCell cell = path.cell();
      if (cell.isAll() && !cell.equals(group)) {
        choose(group, all, folds);
        all.clear();
        folds.clear();
        group = cell;
      }
      List<GridFit> fits =
          (cell.isAll() ? all : folds).computeIfAbsent(path.penalty(), k -> new ArrayList<>());
      for (int i = 0; i < path.length(); i++) {
        fits.add(FitRows.fit(rows.get(at++), cell, path.penalty()));
      }
    }
    choose(group, all, folds);
  }

  private void choose(
      GridCell group, Map<Integer, List<GridFit>> all, Map<Integer, List<GridFit>> folds) {
    for (int penalty = 0; group != null && penalty < all.size(); penalty++) {
      List<GridFit> path = all.get(penalty);
      LambdaChoice.Curve curve =
          LambdaChoice.curve(path, LambdaChoice.byFold(folds.getOrDefault(penalty, List.of())));
      if (group.trial() == 0) {
        curves.put(new Key(group.problem(), group.rows(), penalty), curve);
      }
      for (LambdaSelection selection : grid.selections()) {
        entries.add(
            new GridSummary.Entry(
                group.problem(),
                group.trial(),
                group.rows(),
                penalty,
                LambdaChoice.of(selection, path, curve)));
      }
    }
  }

  /** All choices. */
  GridSummary summary() {
    return new GridSummary(entries);
  }

  /** The errors along lambda in the first trial. */
  LambdaChoice.Curve curve(int problem, int rows, int penalty) {
    return curves.get(new Key(problem, rows, penalty));
  }
}
