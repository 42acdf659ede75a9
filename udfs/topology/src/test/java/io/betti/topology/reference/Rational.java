package io.betti.topology.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** A fraction of whole numbers, for answers without rounding. */
public final class Rational implements Comparable<Rational> {
  /** 0. */
  public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

  /** 1/2. */
  public static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

  private final BigInteger numerator;
  private final BigInteger denominator;

  private Rational(BigInteger numerator, BigInteger denominator) {
    BigInteger divisor =
        denominator.equals(BigInteger.ONE) ? denominator : numerator.gcd(denominator);
    divisor = denominator.signum() < 0 ? divisor.negate() : divisor;
    this.numerator = numerator.divide(divisor);
    this.denominator = denominator.divide(divisor);
  }

  /** A double as a multiple of 2^exponent, which must be no larger than its last digit. */
  public static Rational multiple(double x, int exponent) {
    int unit = Math.getExponent(Math.ulp(x));
    BigInteger digits = new BigDecimal(Math.scalb(x, -unit)).toBigIntegerExact();
    return new Rational(x == 0 ? digits : digits.shiftLeft(unit - exponent), BigInteger.ONE);
  }

  /** Sum. */
  public Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** Difference. */
  public Rational minus(Rational other) {
    return plus(new Rational(other.numerator.negate(), other.denominator));
  }

  /** Product. */
  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** Quotient. */
  public Rational over(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** -1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /** The nearest double. */
  public double toDouble() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), new MathContext(80))
        .doubleValue();
  }

  @Override
  public int compareTo(Rational other) {
    return minus(other).signum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rational r && compareTo(r) == 0;
  }

  @Override
  public int hashCode() {
    return numerator.hashCode() ^ denominator.hashCode();
  }
}
