package io.betti.jobs;

import java.util.Locale;

/**
 * How much of an experiment with networks is done where the command does not say it.
 *
 * @see GanJob
 * @see Table10Job
 */
enum Preset {
  /** A few minutes, to see that all runs; no result. */
  QUICK,
  /** The paper's numbers. */
  PAPER;

  /** What is said in every output of a quick run. */
  static final String NO_RESULT =
      "This is a quick run, to see that all runs: the networks are hardly trained, and its numbers"
          + " are no result.";

  /**
   * A preset by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static Preset parse(String text) {
    for (Preset preset : values()) {
      if (preset.toString().equalsIgnoreCase(text)) {
        return preset;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no preset; there are quick and paper");
  }

  /** The number of this preset. */
  <T> T of(T quick, T paper) {
    return this == QUICK ? quick : paper;
  }

  /** As {@code quick}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
