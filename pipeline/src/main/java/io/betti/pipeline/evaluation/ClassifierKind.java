package io.betti.pipeline.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The classifiers that a features table can be evaluated with, by the names that users write. */
public enum ClassifierKind {
  /** Multinomial logistic regression. */
  LOGISTIC,

  /** A multilayer perceptron. */
  MLP,

  /** A random forest. */
  FOREST,

  /** None: features only. */
  NONE;

  /**
   * The classifier of a name, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static ClassifierKind parse(String name) {
    for (ClassifierKind kind : values()) {
      if (kind.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "unknown classifier '"
            + name
            + "'; it is one of "
            + Arrays.stream(values())
                .map(ClassifierKind::toString)
                .collect(Collectors.joining(", ")));
  }

  /** The name as users write it: {@code logistic}, {@code mlp}, {@code forest}, {@code none}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
