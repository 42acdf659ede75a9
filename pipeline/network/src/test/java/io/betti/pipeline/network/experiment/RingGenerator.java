package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;

/**
 * A generator that was made by hand: every image is a ring, the first number of a latent opens it
 * on one side, the second makes it paler or brighter.
 */
public final class RingGenerator {
  private static final int SIDE = 28;

  private RingGenerator() {}

  /** The network. */
  public static Network make() {
    Network network =
        Network.of(NetworkDescription.from("ring", 2).dense(SIDE * SIDE).tanh().build(), 0);
    float[] values = network.parameters().values();
    int pixels = SIDE * SIDE;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double radius = Math.hypot(x - 13.5, y - 13.5);
        boolean ring = radius > 6.5 && radius < 9.5;
        boolean gap = ring && x > 13 && Math.abs(y - 13.5) < 3;
        int pixel = y * SIDE + x;
        values[pixel] = gap ? -1 : 0;
        values[pixels + pixel] = ring ? 0.1f : 0;
        values[2 * pixels + pixel] = (ring ? 2 : -2) + 0.001f * pixel / pixels;
      }
    }
    network.parameters().changed();
    return network;
  }
}
