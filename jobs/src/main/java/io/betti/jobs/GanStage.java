package io.betti.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code gan} does with one network. */
enum GanStage {
  /** Trains a generator and a discriminator from nothing. */
  TRAIN(true, false),
  /** Trains a generator on a topology loss of what it makes. */
  TOPOLOGY(true, true),
  /** Moves latents so that a topology loss falls, the weights fixed. */
  LATENT(true, true),
  /** Trains a generator against a discriminator that sees diagrams only. */
  DISCRIMINATE(true, true),
  /** Trains both networks further. */
  CONTINUE(true, true),
  /** Makes a data set of samples. */
  SAMPLE(false, true),
  /** Makes images between latents. */
  INTERPOLATE(false, true),
  /** Moves one latent so that what it makes gets another topology. */
  QUERY(true, true);

  private final boolean trains;
  private final boolean needsNetwork;

  GanStage(boolean trains, boolean needsNetwork) {
    this.trains = trains;
    this.needsNetwork = needsNetwork;
  }

  /**
   * A stage by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static GanStage parse(String text) {
    for (GanStage stage : values()) {
      if (stage.toString().equalsIgnoreCase(text)) {
        return stage;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no stage; the stages are "
            + Arrays.stream(values()).map(GanStage::toString).collect(Collectors.joining(", ")));
  }

  /** Whether it goes step by step, with checkpoints. */
  boolean trains() {
    return trains;
  }

  /** Whether it begins from a network that is there. */
  boolean needsNetwork() {
    return needsNetwork;
  }

  /** Whether it sees real images. */
  boolean seesImages() {
    return this == TRAIN || this == DISCRIMINATE || this == CONTINUE;
  }

  /** Whether it has a topology loss. */
  boolean hasEnergy() {
    return this == TOPOLOGY || this == LATENT || this == QUERY;
  }

  /** As {@code train}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
