package io.betti.topology.complex;

/**
 * A number as the unevaluated sum of two doubles, about 106 bits. With u = 2^-53 the relative error
 * of a sum is below 3u^2 (for {@link #plus} whatever the signs), of a product 5u^2, of a quotient
 * 15u^2; differences and products of two doubles are exact. All this holds without overflow and
 * above about 1e-290.
 *
 * <p>Joldes, Muller, Popescu, "Tight and rigorous error bounds for basic building blocks of
 * double-word arithmetic", ACM Transactions on Mathematical Software 44 (2017),
 * doi:10.1145/3121432, algorithms 6, 12 and 17.
 *
 * <p>The arithmetic of {@link DoubleDoubles} as a value, for formulas of vectors, where an arena of
 * numbers reads badly. Immutable.
 *
 * @param high the sum rounded to a double
 * @param low the rest
 */
record DoubleDouble(double high, double low) {
  static final DoubleDouble ZERO = new DoubleDouble(0, 0);

  /** The exact value of a - b. */
  static DoubleDouble difference(double a, double b) {
    double high = a - b;
    double part = high - a;
    return new DoubleDouble(high, (a - (high - part)) - (b + part));
  }

  /** The exact value of a + b for |a| >= |b| or a = 0. */
  private static DoubleDouble ofOrdered(double a, double b) {
    double high = a + b;
    return new DoubleDouble(high, b - (high - a));
  }

  DoubleDouble plus(DoubleDouble other) {
    double high = this.high + other.high;
    double part = high - this.high;
    double rest = (this.high - (high - part)) + (other.high - part);
    double lows = low + other.low;
    double lowPart = lows - low;
    double lowRest = (low - (lows - lowPart)) + (other.low - lowPart);
    double sum = high + (rest + lows);
    double carried = (rest + lows) - (sum - high);
    return ofOrdered(sum, lowRest + carried);
  }

  DoubleDouble minus(DoubleDouble other) {
    return plus(new DoubleDouble(-other.high, -other.low));
  }

  DoubleDouble times(DoubleDouble other) {
    double product = high * other.high;
    double rest = Math.fma(high, other.high, -product);
    double cross = Math.fma(low, other.high, Math.fma(high, other.low, low * other.low));
    return ofOrdered(product, rest + cross);
  }

  /** The product with a power of two that overflows nothing. */
  DoubleDouble scaled(double factor) {
    return new DoubleDouble(high * factor, low * factor);
  }

  /** The quotient by a number that isn't 0. */
  DoubleDouble over(DoubleDouble divisor) {
    double quotient = high / divisor.high;
    double product = divisor.high * quotient;
    double rest = Math.fma(divisor.high, quotient, -product);
    double cross = Math.fma(divisor.low, quotient, rest);
    DoubleDouble back = ofOrdered(product, cross);
    double remainder = (high - back.high) + (low - back.low);
    return ofOrdered(quotient, remainder / divisor.high);
  }

  DoubleDouble squared() {
    return times(this);
  }

  /** The size, to one rounding. */
  double size() {
    return Math.abs(high);
  }
}
