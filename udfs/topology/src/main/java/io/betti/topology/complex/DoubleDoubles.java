package io.betti.topology.complex;

import java.util.Arrays;

/**
 * Sums and products of about 32 digits: each number is the sum of two doubles, the second at most
 * half the last digit of the first. Differences of doubles are exact, a sum has a relative error
 * below 4 * 2^-106 and a product of at most 4 * 2^-106, if nothing over- or underflows.
 *
 * <p>Source: Joldes, Muller, Popescu 2017, doi:10.1145/3121432, algorithms 6 and 12. One object
 * belongs to one task.
 */
final class DoubleDoubles implements Arithmetic {
  private double[] high = new double[128];
  private double[] low = new double[128];
  private int count;

  @Override
  public void clear() {
    count = 0;
  }

  /** The first of the two doubles, which has the number's sign. */
  double value(int e) {
    return high[e];
  }

  @Override
  public int difference(double a, double b) {
    double x = a - b;
    double virtual = a - x;
    return name(x, a - (x + virtual) + (virtual - b));
  }

  @Override
  public int plus(int e, int f) {
    return sum(high[e], low[e], high[f], low[f]);
  }

  @Override
  public int minus(int e, int f) {
    return sum(high[e], low[e], -high[f], -low[f]);
  }

  private int sum(double a, double aLow, double b, double bLow) {
    double s = a + b;
    double virtual = s - a;
    double sLow = a - (s - virtual) + (b - virtual);
    double t = aLow + bLow;
    virtual = t - aLow;
    double tLow = aLow - (t - virtual) + (bLow - virtual);
    double c = sLow + t;
    double v = s + c;
    double w = tLow + (c - (v - s));
    double x = v + w;
    return name(x, w - (x - v));
  }

  @Override
  public int times(int e, int f) {
    double a = high[e];
    double b = high[f];
    double product = a * b;
    double rest = Math.fma(a, b, -product);
    double cross = Math.fma(low[e], b, Math.fma(a, low[f], low[e] * low[f]));
    double tail = rest + cross;
    double x = product + tail;
    return name(x, tail - (x - product));
  }

  private int name(double first, double second) {
    if (count == high.length) {
      high = Arrays.copyOf(high, 2 * count);
      low = Arrays.copyOf(low, 2 * count);
    }
    high[count] = first;
    low[count] = second;
    return count++;
  }
}
