package io.betti.pipeline.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@link GenerativeScores} says of generated items against reference items. */
public enum GenerativeMetric {
  /** Minimum matching distance: needs the nearest generated item of every reference item. */
  MMD("mmd"),
  /** Coverage: needs the nearest reference item of every generated item. */
  COV("cov"),
  /** Accuracy of the nearest neighbour among both sets: needs distances within each set, too. */
  NNA("1nna"),
  /** Precision, recall, density and coverage_k: needs distances within each set, too. */
  PRDC("prdc");

  private final String text;

  GenerativeMetric(String text) {
    this.text = text;
  }

  /**
   * The metric of a name: {@code mmd}, {@code cov}, {@code 1nna} or {@code prdc}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static GenerativeMetric parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    for (GenerativeMetric metric : values()) {
      if (metric.text.equals(name)) {
        return metric;
      }
    }
    throw new IllegalArgumentException(
        "unknown metric '"
            + text
            + "'; it is one of "
            + Arrays.stream(values()).map(m -> m.text).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return text;
  }
}
