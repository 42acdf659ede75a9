/**
 * Neural networks with topological losses: the only place that knows ND4J, and of it one class,
 * {@link io.betti.pipeline.network.NativeMatrix}.
 *
 * <p>A {@link io.betti.pipeline.network.Network} is made of a {@link
 * io.betti.pipeline.network.NetworkDescription} and a seed; {@link
 * io.betti.pipeline.network.TopologyLoss} and the layer of diagrams are the seam to the engine.
 */
package io.betti.pipeline.network;
