package io.betti.pipeline.report;

import io.betti.pipeline.evaluation.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A confusion matrix as a shaded table, with precision and recall of every label. */
final class ConfusionTable {
  private static final String RIGHT = "0,114,178";
  private static final String WRONG = "213,94,0";

  private ConfusionTable() {}

  static Table of(ConfusionMatrix confusion) {
    Table table = new Table("").kind("confusion").text("");
    int labels = confusion.size();
    for (int j = 0; j < labels; j++) {
      table.number(Integer.toString(confusion.label(j)));
    }
    table.number("images").number("recall").number("precision");
    for (int i = 0; i < labels; i++) {
      List<String> cells = new ArrayList<>();
      List<String> styles = new ArrayList<>();
      cells.add("<b>" + confusion.label(i) + "</b>");
      styles.add("");
      for (int j = 0; j < labels; j++) {
        long count = confusion.count(i, j);
        cells.add(count == 0 ? "<span class=\"nil\">·</span>" : HtmlText.count(count));
        styles.add(shade(i == j, (double) count / Math.max(1, confusion.support(i))));
      }
      cells.add(HtmlText.count(confusion.support(i)));
      cells.add(share(confusion.recall(i)));
      cells.add(share(confusion.precision(i)));
      styles.addAll(List.of("", "", ""));
      table.markup(cells, styles);
    }
    return table;
  }

  private static String shade(boolean right, double share) {
    if (share == 0) {
      return "";
    }
    // By area a share of 1 % would be invisible; its root is not.
    double alpha = right ? 0.15 + 0.75 * share * share : Math.min(0.9, 1.6 * Math.sqrt(share));
    return String.format(
        Locale.ROOT,
        "background:rgba(%s,%.3f)%s",
        right ? RIGHT : WRONG,
        alpha,
        alpha > 0.55 ? ";color:#fff" : "");
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
