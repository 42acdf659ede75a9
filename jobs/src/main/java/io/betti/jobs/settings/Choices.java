package io.betti.jobs.settings;

import io.betti.jobs.failure.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Several of a few names, written with commas between them: {@code mmd,cov}. */
public final class Choices {
  private Choices() {}

  /**
   * The names of a text, in the order of all that there are, each once.
   *
   * @param option whose value it is: {@code --metrics}
   * @param known all names
   * @throws JobFailure if one is unknown or there is none
   */
  public static List<String> of(String option, String text, List<String> known) {
    List<String> chosen = new ArrayList<>();
    for (String part : text.split(",")) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      if (!known.contains(name)) {
        throw JobFailure.usage(
            option + " has '" + part.strip() + "'",
            NearestName.of(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("it takes some of " + String.join(", ", known) + ", commas between them"));
      }
      chosen.add(name);
    }
    return known.stream().filter(chosen::contains).toList();
  }
}
