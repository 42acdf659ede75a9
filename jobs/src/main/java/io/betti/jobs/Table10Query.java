package io.betti.jobs;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.MovedLatents;
import io.betti.pipeline.network.experiment.Rings;
import io.betti.pipeline.network.experiment.ScoredItems;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.training.Classifier;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.report.GenerationReport;
import io.betti.pipeline.report.Images;
import io.betti.pipeline.report.Table;
import io.betti.topology.complex.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latent query of the paper's figure 16: samples that are one ring, their latents moved until
 * the ring is gone, and what a classifier takes them for before and after.
 */
final class Table10Query {
  private static final Grid GRID = Grid.of(28, 28);

  /** An image is a digit if the likeliest class has at least this probability. */
  private static final double SURE = 0.9;

  /** Samples whose ways are shown. */
  private static final int WAYS = 12;

  /**
   * A sample before and after.
   *
   * @param sample its index
   * @param before its class
   * @param after its class in the end
   * @param longest lifetime of a ring in the end
   * @param sure probability of the class in the end
   */
  private record Answer(long sample, int before, int after, double longest, double sure) {
    boolean isGone() {
      return longest < ScoredItems.SPECK;
    }

    boolean isDigit() {
      return sure >= SURE;
    }
  }

  private final StageRun stage;
  private final List<Answer> answers = new ArrayList<>();
  private final float[] ways;
  private final int times;

  private Table10Query(StageRun stage, Folder classifier) {
    this.stage = stage;
    MovedLatents moved = MovedLatents.of(SavedState.load(stage.to().in(StageRun.LATENTS)));
    times = moved.times();
    try (Network generator = network(stage.from().in(StageRun.GENERATOR));
        Network network = network(classifier)) {
      Sampler sampler = new Sampler(generator, stage.seed());
      Classifier judge = new Classifier(network);
      float[] after = GenerativeModel.unit(sampler.items(moved.moved()));
      double[][] were = judge.probabilities(GenerativeModel.unit(sampler.items(moved.start())));
      double[][] are = judge.probabilities(after);
      Rings rings = new Rings(GRID);
      for (int i = 0; i < are.length; i++) {
        int likeliest = likeliest(are[i]);
        answers.add(
            new Answer(
                moved.samples()[i],
                likeliest(were[i]),
                likeliest,
                rings.longest(after, i),
                are[i][likeliest]));
      }
      ways = GenerativeModel.unit(sampler.items(moved.ways(Math.min(WAYS, are.length))));
    }
  }

  private static Network network(Folder folder) {
    return Network.of(SavedState.load(folder));
  }

  private static int likeliest(double[] row) {
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      best = row[c] > row[best] ? c : best;
    }
    return best;
  }

  /**
   * The query among the stages of a seed; null if there is none.
   *
   * @param classifier of digits
   */
  static Table10Query of(List<StageRun> stages, Folder classifier) {
    for (StageRun stage : stages) {
      if (stage.stage() == Stage.QUERY) {
        return new Table10Query(stage, classifier);
      }
    }
    return null;
  }

  private double share(java.util.function.Predicate<Answer> which) {
    return (double) answers.stream().filter(which).count() / answers.size();
  }

  /** For the metrics. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("samples", answers.stream().map(Answer::sample).toList());
    facts.put("ring_gone", share(Answer::isGone));
    facts.put("ring_gone_and_digit", share(answer -> answer.isGone() && answer.isDigit()));
    facts.put("classes_before", answers.stream().map(Answer::before).toList());
    facts.put("classes_after", answers.stream().map(Answer::after).toList());
    return facts;
  }

  /** A sentence about it. */
  String finding() {
    return String.format(
        Locale.ROOT,
        "The latent query, %d steps on %s: of %d samples of one component with one ring, %d have none"
            + " any more (no bar of PD1 above %s), and %d of these are digits still (the classifier"
            + " gives a class %s or more).",
        stage.settings().steps(),
        stage.settings().energy(),
        answers.size(),
        answers.stream().filter(Answer::isGone).count(),
        ScoredItems.SPECK,
        answers.stream().filter(answer -> answer.isGone() && answer.isDigit()).count(),
        SURE);
  }

  /** What the samples were and are. */
  Table table() {
    Table table =
        new Table("The latent query: the class of samples before, by the classifier, and after")
            .text("class before")
            .number("samples")
            .number("ring gone")
            .number("digits still")
            .text("classes after");
    Map<Integer, List<Answer>> classes = new TreeMap<>();
    answers.forEach(
        answer -> classes.computeIfAbsent(answer.before(), c -> new ArrayList<>()).add(answer));
    classes.forEach(
        (before, those) -> {
          int[] after = new int[10];
          those.forEach(answer -> after[answer.after()]++);
          List<String> texts = new ArrayList<>();
          for (int c = 0; c < after.length; c++) {
            if (after[c] > 0) {
              texts.add(c + " (" + after[c] + ")");
            }
          }
          table.row(
              Integer.toString(before),
              Integer.toString(those.size()),
              Long.toString(those.stream().filter(Answer::isGone).count()),
              Long.toString(those.stream().filter(Answer::isDigit).count()),
              String.join(", ", texts));
        });
    return table;
  }

  /** Their ways. */
  GenerationReport.Sheet sheet() {
    return new GenerationReport.Sheet(
        "query",
        "A row is the way of a latent under "
            + stage.settings().energy()
            + ", from a sample with one ring (figure 16); samples "
            + Arrays.toString(answers.stream().limit(WAYS).mapToLong(Answer::sample).toArray()),
        new Images(28, 28, times, ways));
  }
}
