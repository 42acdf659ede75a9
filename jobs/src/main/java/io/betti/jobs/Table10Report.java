package io.betti.jobs;

import io.betti.pipeline.network.experiment.EvaluationRun;
import io.betti.pipeline.network.experiment.LossRecord;
import io.betti.pipeline.network.experiment.ScoredItems;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.report.GenerationReport;
import io.betti.pipeline.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told of table 10: in the report, in the metrics, on the console. */
final class Table10Report {
  private static final String BASELINE = Stage.BASELINE.toString();
  private static final String TOPOLOGY = Stage.TOPOLOGY.toString();

  /** Scores of the table, by name, with their headings; those that were not taken are left out. */
  private static final Map<String, String> COLUMNS_OF_TABLE = new LinkedHashMap<>();

  static {
    COLUMNS_OF_TABLE.put("mmd_l2", "MMD-L2");
    COLUMNS_OF_TABLE.put("cov_l2", "COV-L2");
    COLUMNS_OF_TABLE.put("mmd_wass", "MMD-Wass");
    COLUMNS_OF_TABLE.put("cov_wass", "COV-Wass");
    COLUMNS_OF_TABLE.put("inception", "Inception");
    COLUMNS_OF_TABLE.put("one_component", "one component");
    COLUMNS_OF_TABLE.put("one_component_at_half", "one at 0.5");
    COLUMNS_OF_TABLE.put("components", "components");
    COLUMNS_OF_TABLE.put("occupied", "voxels at 0.5");
  }

  /** The scores of the paper's own table, and whether more of one is better. */
  private static final Map<String, Boolean> IS_MORE_BETTER = new LinkedHashMap<>();

  static {
    IS_MORE_BETTER.put("mmd_l2", false);
    IS_MORE_BETTER.put("cov_l2", true);
    IS_MORE_BETTER.put("mmd_wass", false);
    IS_MORE_BETTER.put("cov_wass", true);
    IS_MORE_BETTER.put("inception", true);
  }

  /** The Wasserstein scores under the ground norms that the paper may have meant. */
  private static final Map<String, String> COLUMNS_OF_NORMS = new LinkedHashMap<>();

  static {
    COLUMNS_OF_NORMS.put("mmd_wass", "MMD, norm 1");
    COLUMNS_OF_NORMS.put("cov_wass", "COV, norm 1");
    COLUMNS_OF_NORMS.put("mmd_wass_norm2", "MMD, norm 2");
    COLUMNS_OF_NORMS.put("cov_wass_norm2", "COV, norm 2");
    COLUMNS_OF_NORMS.put("mmd_wass_inf", "MMD, norm inf");
    COLUMNS_OF_NORMS.put("cov_wass_inf", "COV, norm inf");
  }

  private final Table10Settings settings;
  private final List<List<StageRun>> stages;
  private final Table10Scores scores;
  private final Table10Items items;
  private final Table10Pictures pictures;
  private final Table10Query query;

  /**
   * A report.
   *
   * @param query null if there was none
   */
  Table10Report(
      Table10Settings settings,
      List<List<StageRun>> stages,
      Table10Scores scores,
      Table10Items items,
      Table10Pictures pictures,
      Table10Query query) {
    this.settings = settings;
    this.stages = stages;
    this.scores = scores;
    this.items = items;
    this.pictures = pictures;
    this.query = query;
  }

  /** For the metrics. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("scores", scores.facts());
    Map<String, Object> changes = new LinkedHashMap<>();
    for (String name : scores.names()) {
      changes.put(name, Table10Scores.facts(scores.change(BASELINE, TOPOLOGY, name)));
    }
    facts.put("change_by_topology", changes);
    facts.putAll(items.facts());
    if (query != null) {
      facts.put("query", query.facts());
    }
    return facts;
  }

  /** For the console. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(items.line());
    for (String stage : scores.stages()) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s", stage));
      columns(COLUMNS_OF_TABLE)
          .forEach(
              (name, heading) ->
                  line.append("  ")
                      .append(heading)
                      .append(' ')
                      .append(text(scores.of(stage, name))));
      lines.add(line.toString());
    }
    return lines;
  }

  /**
   * The whole report.
   *
   * @throws IOException if losses cannot be read
   */
  String render(Map<String, String> facts) throws IOException {
    boolean quick = settings.preset() == Preset.QUICK;
    return GenerationReport.render(
        new GenerationReport.Data(
            "Table 10: generative networks with a topological prior",
            settings.seeds()
                + (settings.seeds() == 1 ? " training on " : " trainings on ")
                + settings.items()
                + " of "
                + settings.shape()
                + ", each evaluated "
                + settings.repeats()
                + " times, before and after "
                + settings.steps().get(TOPOLOGY)
                + " steps on E(1,0,2;PD0)",
            quick ? Preset.NO_RESULT : "",
            headline(),
            findings(),
            tables(),
            notes(),
            pictures.sheets(),
            paths(),
            losses(),
            facts));
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    tables.add(table("Mean ± deviation over seeds and evaluations", COLUMNS_OF_TABLE));
    tables.add(changes());
    tables.add(table("The Wasserstein scores under each ground norm", COLUMNS_OF_NORMS));
    if (query != null) {
      tables.add(query.table());
    }
    return tables;
  }

  private Map<String, String> headline() {
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put("one component, before", percent(scores.of(BASELINE, "one_component").mean()));
    headline.put("one component, after", percent(scores.of(TOPOLOGY, "one_component").mean()));
    headline.put(
        "one component, real " + settings.items(),
        percent(scores.of(EvaluationRun.REAL, "one_component").mean()));
    headline.putAll(items.headline());
    return headline;
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    String items = settings.items();
    findings.add(finding("one_component", "The share of " + items + " of one component", true));
    findings.add(
        finding(
            "one_component_at_half",
            "The share of " + items + " connected where above " + ScoredItems.LEVEL,
            true));
    findings.add(finding("mmd_wass", "MMD under the Wasserstein distance", false));
    if (query != null) {
      findings.add(query.finding());
    }
    if (scores.names().contains("inception")) {
      findings.add(finding("inception", "The Inception score", true));
    }
    findings.add(beside());
    findings.addAll(this.items.findings());
    return findings;
  }

  /** How the table's scores change, beside what the authors say of theirs. */
  private String beside() {
    List<String> better = new ArrayList<>();
    List<String> worse = new ArrayList<>();
    IS_MORE_BETTER.forEach(
        (name, more) -> {
          if (scores.names().contains(name)) {
            Table10Scores.Sum change = scores.change(BASELINE, TOPOLOGY, name);
            boolean clear = change.low() > 0 || change.high() < 0;
            String text = COLUMNS_OF_TABLE.get(name) + (clear ? " (clearly)" : "");
            if (change.mean() != 0) {
              ((change.mean() > 0) == more ? better : worse).add(text);
            }
          }
        });
    return "Of the scores of the paper's table 10, better by the topology stage: "
        + (better.isEmpty() ? "none" : String.join(", ", better))
        + "; worse: "
        + (worse.isEmpty() ? "none" : String.join(", ", worse))
        + (settings.seeds() > 1
            ? " (clearly: the 95 % interval over trainings leaves no change out)"
            : "")
        + ". Of theirs, "
        + items.claim()
        + " (their post, ai.stanford.edu/blog/topologylayer, 2019).";
  }

  /** Of some columns, those whose scores were taken. */
  private Map<String, String> columns(Map<String, String> all) {
    Map<String, String> columns = new LinkedHashMap<>(all);
    columns.keySet().retainAll(scores.names());
    return columns;
  }

  /** A sentence about how a score changes, that does not say more than the interval does. */
  private String finding(String name, String subject, boolean more) {
    Table10Scores.Sum change = scores.change(BASELINE, TOPOLOGY, name);
    String from = number(scores.of(BASELINE, name).mean());
    String to = number(scores.of(TOPOLOGY, name).mean());
    String moves =
        change.mean() == 0
            ? " stays at " + to
            : (change.mean() > 0 ? " rises from " : " falls from ") + from + " to " + to;
    String sure =
        Double.isNaN(change.low())
            ? "; one training gives no interval"
            : "; the change is "
                + number(change.mean())
                + ", 95 % interval over trainings "
                + interval(change)
                + (change.low() > 0 || change.high() < 0
                    ? (change.mean() > 0) == more ? ", for the better" : ", for the worse"
                    : ", which holds no change too");
    return subject + moves + sure + ".";
  }

  private Table table(String caption, Map<String, String> all) {
    Map<String, String> columns = columns(all);
    Table table = new Table(caption).text("generator");
    columns.values().forEach(table::number);
    for (String stage : scores.stages()) {
      List<String> row = new ArrayList<>(List.of(label(stage)));
      columns.keySet().forEach(name -> row.add(text(scores.of(stage, name))));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private Table changes() {
    Table table =
        new Table("Change by the topology stage, seed by seed and evaluation by evaluation")
            .text("score")
            .number("mean")
            .number("95 % interval over trainings");
    columns(COLUMNS_OF_TABLE)
        .forEach(
            (name, heading) -> {
              Table10Scores.Sum change = scores.change(BASELINE, TOPOLOGY, name);
              table.row(heading, number(change.mean()), interval(change));
            });
    return table;
  }

  private static String label(String stage) {
    return stage.equals(EvaluationRun.REAL) ? "real against real (ceiling)" : stage;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "MMD is the mean over "
            + settings.compared()
            + " real test "
            + settings.items()
            + " of the distance to the nearest of as many generated ones; COV the share of real "
            + settings.items()
            + " that are nearest to a generated one, ties drawn by chance. Both under the Euclidean"
            + " norm of "
            + settings.items()
            + " in [0, 1] (L2), and under the Wasserstein distance of order 1 between diagrams PD0"
            + " (Freudenthal, superlevel), essential bars matched.");
    notes.addAll(items.notes());
    notes.add(
        "A deviation is over all evaluations of all seeds; evaluations of one training are not"
            + " independent, so intervals are Student's, of one mean a training.");
    return notes;
  }

  private List<GenerationReport.Sheet> paths() {
    List<GenerationReport.Sheet> sheets = new ArrayList<>(pictures.paths());
    if (query != null) {
      sheets.add(query.sheet());
    }
    return sheets;
  }

  private List<GenerationReport.Losses> losses() throws IOException {
    List<GenerationReport.Losses> losses = new ArrayList<>();
    for (List<StageRun> seed : stages) {
      for (StageRun stage : seed) {
        LossRecord.Curves curves = LossRecord.read(stage.to());
        losses.add(
            new GenerationReport.Losses(
                "seed " + stage.seed() + ", " + stage.stage(), curves.steps(), curves.losses()));
      }
    }
    return losses;
  }

  private static String text(Table10Scores.Sum sum) {
    return Double.isNaN(sum.deviation())
        ? number(sum.mean())
        : number(sum.mean()) + " ± " + number(sum.deviation());
  }

  private static String interval(Table10Scores.Sum sum) {
    return Double.isNaN(sum.low())
        ? "one training gives none"
        : "[" + number(sum.low()) + ", " + number(sum.high()) + "]";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.2f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
