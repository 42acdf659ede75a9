package io.betti.jobs.output;

import java.util.Locale;

/** What becomes of a result that stands in the output folder already. */
public enum OutputMode {
  /** It is left alone and the job refused: the default. */
  ERRORIFEXISTS,

  /** It is replaced, once the new result is whole. */
  OVERWRITE,

  /** The new part files are put beside the old ones. */
  APPEND;

  /**
   * The mode of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static OutputMode parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "errorifexists" -> ERRORIFEXISTS;
      case "overwrite" -> OVERWRITE;
      case "append" -> APPEND;
      default ->
          throw new IllegalArgumentException(
              "unknown mode '" + name + "'; it is one of errorifexists, overwrite, append");
    };
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
