package io.betti.topology.vectorization;

/** A vectorization whose numbers are a function's values at evenly spaced points. */
public interface SampledVectorization extends Vectorization {
  /**
   * Length, or area, that one sample stands for: the product of the grids' steps. A grid of step 0
   * (the births of a Rips filtration's dimension 0, which are all 0) counts with 1.
   */
  double cell();
}
