package io.betti.topology.homology;

import io.betti.topology.diagram.EssentialPolicy;
import java.util.Objects;

/**
 * What a diagram is to hold.
 *
 * @param maxDimension highest homology dimension, at least 0
 * @param essential what becomes of essential bars
 * @param zeroLength whether bars of length zero between two vertices are kept; what is born and
 *     dies at one vertex is never a bar
 */
public record DiagramOptions(int maxDimension, EssentialPolicy essential, boolean zeroLength) {
  /**
   * Refuses a dimension out of range.
   *
   * @throws IllegalArgumentException if {@code maxDimension < 0}
   */
  public DiagramOptions {
    Objects.requireNonNull(essential, "essential");
    if (maxDimension < 0) {
      throw new IllegalArgumentException(
          "the highest homology dimension is " + maxDimension + "; it must be at least 0");
    }
  }

  /** Dimensions up to a highest one, essential bars with infinite deaths, none of length zero. */
  public static DiagramOptions upTo(int maxDimension) {
    return new DiagramOptions(maxDimension, EssentialPolicy.DROP, false);
  }

  /** These options with another policy for essential bars. */
  public DiagramOptions withEssential(EssentialPolicy policy) {
    return new DiagramOptions(maxDimension, policy, zeroLength);
  }

  /** These options with bars of length zero kept. */
  public DiagramOptions withZeroLength() {
    return new DiagramOptions(maxDimension, essential, true);
  }
}
