package io.betti.topology.vectorization;

/** A vectorization whose numbers are a function's values at evenly spaced points. */
public interface SampledVectorization extends Vectorization {
  /** Length, or area, that one sample stands for: the product of the grid's steps. */
  double cell();
}
