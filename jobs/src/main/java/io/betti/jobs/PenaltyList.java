package io.betti.jobs;

import io.betti.jobs.settings.NearestName;
import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Penalties as a command line names them: separated by commas outside of brackets. */
record PenaltyList(String text) {
  private static final List<String> NAMES =
      List.of("ols", "l1", "l2", "l2-squared", "tv", "tv2", "top1", "top2");

  /**
   * The penalties.
   *
   * @param space where topological ones live
   * @throws IllegalArgumentException if one is none, or is named twice; the message points at the
   *     character
   */
  List<PenaltySpec> in(PenaltySpace space) {
    Set<PenaltySpec> specs = new LinkedHashSet<>();
    for (String part : parts()) {
      if (!specs.add(parse(part, space))) {
        throw new IllegalArgumentException(
            "the penalty '" + part.strip() + "' stands twice in '" + text + "'; name it once");
      }
    }
    return List.copyOf(specs);
  }

  private static PenaltySpec parse(String part, PenaltySpace space) {
    try {
      return PenaltySpec.parse(part.strip(), space);
    } catch (IllegalArgumentException e) {
      String nearest =
          NearestName.of(part.strip(), NAMES).map(name -> "did you mean " + name + "? ").orElse("");
      throw new IllegalArgumentException(nearest + e.getMessage(), e);
    }
  }

  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == text.length())) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    return parts;
  }
}
