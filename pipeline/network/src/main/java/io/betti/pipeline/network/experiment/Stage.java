package io.betti.pipeline.network.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A stage of the paper's experiment that changes a network or its latents. */
public enum Stage {
  /** A generator and a discriminator from nothing. */
  BASELINE,
  /** The generator on a topology loss of what it makes, and on nothing else. */
  TOPOLOGY,
  /** Latents on the same loss, the generator's weights fixed. */
  LATENT,
  /** Latents whose images have a ring on a loss of rings, the generator's weights fixed. */
  QUERY,
  /** The generator against a new discriminator that sees diagrams only. */
  DISCRIMINATOR,
  /** The baseline's generator and discriminator, further. */
  CONTINUED;

  /**
   * A stage by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Stage parse(String text) {
    for (Stage stage : values()) {
      if (stage.toString().equalsIgnoreCase(text.trim())) {
        return stage;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no stage; the stages are "
            + Arrays.stream(values()).map(Stage::toString).collect(Collectors.joining(", ")));
  }

  /** Whether it moves latents and changes no network. */
  public boolean movesLatents() {
    return this == LATENT || this == QUERY;
  }

  /** As {@code baseline}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
