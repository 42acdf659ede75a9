package io.betti.jobs;

import io.betti.pipeline.network.experiment.ScoredItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the report of table 10 says of images.
 *
 * @param settings of the run
 * @param accuracy of the classifier on test images
 */
record Table10Images(Table10Settings settings, double accuracy) implements Table10Items {
  @Override
  public Map<String, Object> facts() {
    return Map.of("classifier_accuracy", accuracy);
  }

  @Override
  public String line() {
    return String.format(Locale.ROOT, "classifier: %.2f %% of test images right", 100 * accuracy);
  }

  @Override
  public String claim() {
    return "its authors say that all but one are better";
  }

  @Override
  public Map<String, String> headline() {
    return Map.of("classifier's accuracy", Table10Report.percent(accuracy));
  }

  @Override
  public List<String> findings() {
    List<String> findings = new ArrayList<>();
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
              + Table10Report.percent(accuracy)
              + " of the test images right, below the 99 % that the paper's had: read the Inception"
              + " score accordingly.");
    }
    return findings;
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A component counts if its bar in PD0 has a lifetime above "
            + ScoredItems.SPECK
            + ", on values in [0, 1]; the one that never dies always counts. So a stroke whose ink"
            + " fades and comes back counts twice, in real digits too. One at "
            + ScoredItems.LEVEL
            + " is the share of images whose pixels from that value on are connected. These shares,"
            + " the mean number of components and the Inception score (ten splits) are of "
            + settings.scored()
            + " images an evaluation.",
        "Real against real takes other real test images for generated ones, and is what a perfect"
            + " generator would reach.");
  }
}
