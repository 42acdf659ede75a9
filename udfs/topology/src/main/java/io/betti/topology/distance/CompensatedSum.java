package io.betti.topology.distance;

/**
 * A sum of doubles with the rounding of every addition carried along (Neumaier 1974,
 * doi:10.1002/zamm.19740540106), so that its error doesn't grow with the number of terms.
 */
final class CompensatedSum {
  private double sum;
  private double rest;

  void clear() {
    sum = 0;
    rest = 0;
  }

  void add(double term) {
    double next = sum + term;
    rest += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    return Double.isInfinite(sum) ? sum : sum + rest;
  }
}
