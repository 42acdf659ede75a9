package io.betti.pipeline.regression;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Ways to choose a penalty's weight. */
public enum LambdaSelection {
  /** The least mean error over the folds, each predicted by a fit of the others. */
  KFOLD,

  /** The least error on the first fold alone, predicted by a fit of the others. */
  HOLDOUT,

  /** The least error against the true coefficients, which only a made-up problem knows. */
  ORACLE;

  /**
   * The way of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static LambdaSelection parse(String name) {
    for (LambdaSelection selection : values()) {
      if (selection.toString().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return selection;
      }
    }
    throw new IllegalArgumentException(
        "unknown selection '"
            + name
            + "'; it is one of "
            + Arrays.stream(values())
                .map(LambdaSelection::toString)
                .collect(Collectors.joining(", ")));
  }

  /** How many of so many folds are fitted for it. */
  public int folds(int folds) {
    return switch (this) {
      case KFOLD -> folds;
      case HOLDOUT -> 1;
      case ORACLE -> 0;
    };
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
