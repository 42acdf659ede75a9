package io.betti.jobs;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.EvaluationRun;
import io.betti.pipeline.network.experiment.Interpolation;
import io.betti.pipeline.network.experiment.LossRecord;
import io.betti.pipeline.network.experiment.ScoredImages;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.report.GenerationReport;
import io.betti.pipeline.report.Images;
import io.betti.pipeline.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told of table 10: in the report, in the metrics, on the console. */
final class Table10Report {
  private static final int SIDE = 28;
  private static final int SHOWN = 64;
  private static final int COLUMNS = 8;
  private static final int PATHS = 4;
  private static final int PATH_IMAGES = 12;
  private static final String BASELINE = Stage.BASELINE.toString();
  private static final String TOPOLOGY = Stage.TOPOLOGY.toString();

  /** Scores of the table, by name, with their headings. */
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
  private final byte[][] real;
  private final double accuracy;

  /**
   * A report.
   *
   * @param accuracy of the classifier on test images
   */
  Table10Report(
      Table10Settings settings,
      List<List<StageRun>> stages,
      Table10Scores scores,
      byte[][] real,
      double accuracy) {
    this.settings = settings;
    this.stages = stages;
    this.scores = scores;
    this.real = real;
    this.accuracy = accuracy;
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
    facts.put("classifier_accuracy", accuracy);
    return facts;
  }

  /** For the console. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "classifier: %.2f %% of test images right", 100 * accuracy));
    for (String stage : scores.stages()) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s", stage));
      COLUMNS_OF_TABLE.forEach(
          (name, heading) ->
              line.append("  ").append(heading).append(' ').append(text(scores.of(stage, name))));
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
                + " trainings on images of 28x28, each evaluated "
                + settings.repeats()
                + " times, before and after "
                + settings.steps().get(TOPOLOGY)
                + " steps on E(1,0,2;PD0)",
            quick ? Preset.NO_RESULT : "",
            headline(),
            findings(),
            List.of(
                table("Mean ± deviation over seeds and evaluations", COLUMNS_OF_TABLE),
                changes(),
                table("The Wasserstein scores under each ground norm", COLUMNS_OF_NORMS)),
            notes(),
            sheets(),
            paths(),
            losses(),
            facts));
  }

  private Map<String, String> headline() {
    Map<String, String> headline = new LinkedHashMap<>();
    headline.put("one component, before", percent(scores.of(BASELINE, "one_component").mean()));
    headline.put("one component, after", percent(scores.of(TOPOLOGY, "one_component").mean()));
    headline.put(
        "one component, real images",
        percent(scores.of(EvaluationRun.REAL, "one_component").mean()));
    headline.put("classifier's accuracy", percent(accuracy));
    return headline;
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    findings.add(finding("one_component", "The share of images of one component", true));
    findings.add(
        finding("one_component_at_half", "The share of images connected where above 0.5", true));
    findings.add(finding("mmd_wass", "MMD under the Wasserstein distance", false));
    findings.add(finding("inception", "The Inception score", true));
    findings.add(
        "Where this differs from the paper: its authors published neither the code nor the"
            + " networks of this comparison, so the trainings are our own; the Inception score is by"
            + " our classifier and of "
            + settings.scored()
            + " images; the ground norm of the Wasserstein distance, which the paper leaves open, is"
            + " 1, the others stand below; and intervals are over trainings, where the paper has one"
            + " training. The paper's own numbers are not repeated here: see its table 10"
            + " (arXiv:1905.12200).");
    if (accuracy < 0.99) {
      findings.add(
          "The classifier gets "
              + percent(accuracy)
              + " of the test images right, below the 99 % that the paper's had: read the Inception"
              + " score accordingly.");
    }
    return findings;
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

  private Table table(String caption, Map<String, String> columns) {
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
    COLUMNS_OF_TABLE.forEach(
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
    return List.of(
        "MMD is the mean over "
            + settings.compared()
            + " real test images of the distance to the nearest of as many generated ones; COV the"
            + " share of real images that are nearest to a generated one, ties drawn by chance. Both"
            + " under the Euclidean norm of images in [0, 1] (L2), and under the Wasserstein distance"
            + " of order 1 between diagrams PD0 (Freudenthal, superlevel), essential bars matched.",
        "A component counts if its bar in PD0 has a lifetime above "
            + ScoredImages.SPECK
            + ", on values in [0, 1]; the one that never dies always counts. So a stroke whose ink"
            + " fades and comes back counts twice, in real digits too. One at "
            + ScoredImages.LEVEL
            + " is the share of images whose pixels from that value on are connected. These shares,"
            + " the mean number of components and the Inception score (ten splits) are of "
            + settings.scored()
            + " images an evaluation.",
        "Real against real takes other real test images for generated ones, and is what a perfect"
            + " generator would reach.",
        "A deviation is over all evaluations of all seeds; evaluations of one training are not"
            + " independent, so intervals are Student's, of one mean a training.");
  }

  private List<GenerationReport.Sheet> sheets() {
    List<GenerationReport.Sheet> sheets = new ArrayList<>();
    int[] first = new int[Math.min(SHOWN, real.length)];
    Arrays.setAll(first, i -> i);
    sheets.add(sheet("Real", "The first test images", ScoredImages.unit(real, first)));
    for (StageRun stage : stages.get(0)) {
      sheets.add(
          sheet(
              stage.stage().toString(),
              "Seed " + stage.seed() + ", the same latents in all sheets",
              ScoredImages.unit(samples(stage))));
    }
    return sheets;
  }

  private static GenerationReport.Sheet sheet(String heading, String caption, float[] values) {
    return new GenerationReport.Sheet(heading, caption, new Images(SIDE, SIDE, COLUMNS, values));
  }

  private static float[] samples(StageRun stage) {
    if (stage.stage() == Stage.LATENT) {
      SavedState state = SavedState.load(stage.to().in(StageRun.LATENTS));
      try (Network generator = generator(stage.from())) {
        int count = stage.settings().batch();
        float[] latents =
            state.reader(StageRun.LATENTS).array(StageRun.LATENTS, count, generator.inputs());
        return new Sampler(generator, stage.seed()).items(latents);
      }
    }
    try (Network generator = generator(stage.to())) {
      return new Sampler(generator, stage.seed()).samples(0, SHOWN);
    }
  }

  private static Network generator(Folder stage) {
    return Network.of(SavedState.load(stage.in(StageRun.GENERATOR)));
  }

  /** Figure 9: between the same latents, before and after. */
  private List<GenerationReport.Sheet> paths() {
    List<GenerationReport.Sheet> sheets = new ArrayList<>();
    for (StageRun stage : stages.get(0)) {
      if (stage.stage() == Stage.BASELINE || stage.stage() == Stage.TOPOLOGY) {
        float[] images = new float[PATHS * PATH_IMAGES * SIDE * SIDE];
        try (Network generator = generator(stage.to())) {
          for (int path = 0; path < PATHS; path++) {
            float[] one =
                Interpolation.between(generator, stage.seed(), 2 * path, 2 * path + 1, PATH_IMAGES);
            System.arraycopy(ScoredImages.unit(one), 0, images, path * one.length, one.length);
          }
        }
        sheets.add(
            new GenerationReport.Sheet(
                stage.stage().toString(),
                "A row is a straight line between two latents",
                new Images(SIDE, SIDE, PATH_IMAGES, images)));
      }
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

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
