package io.betti.pipeline.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The vectorizations, named as their {@code tda_*} functions are. */
enum VectorizationKind {
  LANDSCAPE,
  SILHOUETTE,
  BETTI_CURVE,
  ENTROPY_SUMMARY,
  HEAT_KERNEL,
  PERSISTENCE_IMAGE,
  ENTROPY,
  NUMBER_OF_POINTS,
  COMPLEX_POLYNOMIAL,
  AMPLITUDE;

  static VectorizationKind parse(String name) {
    for (VectorizationKind kind : values()) {
      if (kind.toString().equals(name)) {
        return kind;
      }
    }
    String names =
        Arrays.stream(values()).map(VectorizationKind::toString).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown vectorization '" + name + "'; it is one of " + names);
  }

  /** Whether it is a matrix of samples. */
  boolean isImage() {
    return this == HEAT_KERNEL || this == PERSISTENCE_IMAGE;
  }

  /** Whether it is one number. */
  boolean isNumber() {
    return this == ENTROPY || this == NUMBER_OF_POINTS || this == AMPLITUDE;
  }

  /** The name as users write it: {@code betti_curve}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
