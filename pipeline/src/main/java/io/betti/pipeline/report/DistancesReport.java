package io.betti.pipeline.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The report of a table of distances: how many, how large, run facts. */
public final class DistancesReport {
  private DistancesReport() {}

  /**
   * The report as one HTML file.
   *
   * @param title its heading
   * @param settings which distance, on one line
   * @param headline numbers by name, in the order to be shown
   * @param quantiles values by name, in the order to be shown; empty if no distance is finite
   * @param facts settings, versions, times: by name, in the order to be shown
   */
  public static String render(
      String title,
      String settings,
      Map<String, String> headline,
      Map<String, String> quantiles,
      Map<String, String> facts) {
    Report report = new Report(title, settings).headline(new LinkedHashMap<>(headline));
    if (!quantiles.isEmpty()) {
      Table table = new Table("Finite distances").text("quantile").number("distance");
      quantiles.forEach(table::row);
      report.section("Distances").table(table);
    }
    return report.section("Run").facts(facts).render();
  }
}
