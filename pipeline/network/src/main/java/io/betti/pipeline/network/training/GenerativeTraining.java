package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Network;

/** A training of a network that makes items. */
public interface GenerativeTraining extends Training {
  /** The generator as it stands; belongs to the training. */
  Network generator();
}
