package io.betti.pipeline.optimization;

import io.betti.topology.diagram.Energy;

/**
 * One term of a penalty.
 *
 * @param weight a finite number
 * @param name as it is written, {@code l1} or {@code E(1,0,2;PD0)}
 * @param energy what a topological name stands for; null for others
 */
record PenaltyTerm(double weight, String name, Energy energy) {
  boolean isTopological() {
    return energy != null;
  }

  /**
   * Refuses a dimension that the space does not have.
   *
   * @throws IllegalArgumentException if the energy's dimension is above that of diagrams there
   */
  void check(PenaltySpace space) {
    if (energy == null) {
      return;
    }
    int highest = space.maxDimension();
    if (energy.dimension() > highest) {
      throw new IllegalArgumentException(
          name
              + " asks for PD"
              + energy.dimension()
              + ", but coefficients as "
              + space
              + " have diagrams up to PD"
              + highest
              + " only; lower the dimension or give a shape of more axes");
    }
  }
}
