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
}
