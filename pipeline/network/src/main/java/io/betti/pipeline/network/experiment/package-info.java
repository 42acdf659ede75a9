/**
 * The paper's experiment with generative networks (section 3.2): stages of training one after the
 * other, each with checkpoints and a record of its losses, and the scores of what a generator
 * makes.
 */
package io.betti.pipeline.network.experiment;
