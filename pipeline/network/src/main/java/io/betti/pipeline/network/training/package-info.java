/**
 * Training of networks and sampling from them: each {@link
 * io.betti.pipeline.network.training.Training} is a function of its settings, seed and number of
 * steps; {@link io.betti.pipeline.network.training.TrainingRun} takes it on, with checkpoints.
 */
package io.betti.pipeline.network.training;
