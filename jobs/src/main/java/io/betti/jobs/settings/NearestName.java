package io.betti.jobs.settings;

import java.util.Collection;
import java.util.Optional;

/** The known name that a mistyped one most likely means, by edit distance. */
public final class NearestName {
  private NearestName() {}

  /** The nearest name, if it takes fewer edits than half the letters of the mistyped one. */
  public static Optional<String> of(String mistyped, Collection<String> known) {
    String nearest = null;
    int fewest = mistyped.length() / 2 + 1;
    for (String name : known) {
      int edits = edits(mistyped, name);
      if (edits < fewest) {
        fewest = edits;
        nearest = name;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Insertions, deletions and replacements that make one word of the other (Levenshtein 1966). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
