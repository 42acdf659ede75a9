package io.betti.jobs;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Losses in words. */
final class LossText {
  private LossText() {}

  /** As {@code discriminator 0.62 generator 0.93}. */
  static String of(Map<String, Double> losses) {
    return losses.entrySet().stream()
        .map(loss -> String.format(Locale.ROOT, "%s %.3g", loss.getKey(), loss.getValue()))
        .collect(Collectors.joining(" "));
  }
}
