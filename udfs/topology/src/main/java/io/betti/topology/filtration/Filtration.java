package io.betti.topology.filtration;

/**
 * A rule that turns numbers on a fixed space into a nested family of subcomplexes: the paper's
 * filtration. An implementation is immutable; the numbers are passed to what computes with it.
 */
public interface Filtration {
  /** Highest dimension in which the space can have homology that is worth asking for. */
  int maxHomologyDimension();

  /** What it is, in the words that options and reports use: {@code level-set freudenthal ...}. */
  String description();

  /**
   * Every cell in the order of the filtration: what a matrix reduction runs on. It takes objects a
   * cell and is for complexes of some ten thousand cells; the quick algorithms never make it.
   *
   * @param input the numbers: one a vertex of a grid; coordinates of points, or a full matrix of
   *     distances for Rips; what {@link ComplexFiltration} says
   * @throws IllegalArgumentException if the numbers do not fit the space, or one is NaN or infinite
   */
  FilteredComplex cells(double[] input);
}
