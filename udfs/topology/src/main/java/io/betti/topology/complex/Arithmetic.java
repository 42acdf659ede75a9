package io.betti.topology.complex;

/**
 * Numbers longer than a double, named by small numbers until they are forgotten: what the later
 * stages of the predicates compute their determinants in.
 */
interface Arithmetic {
  /** Forgets all numbers. */
  void clear();

  /** The number a - b. */
  int difference(double a, double b);

  /** The number e + f. */
  int plus(int e, int f);

  /** The number e - f. */
  int minus(int e, int f);

  /** The number e * f. */
  int times(int e, int f);
}
