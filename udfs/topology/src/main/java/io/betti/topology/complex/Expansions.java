package io.betti.topology.complex;

import java.util.Arrays;

/**
 * Exact sums and products of doubles, as expansions: a number is a list of doubles that do not
 * overlap, smallest first, zeros left out, whose exact sum it is. Its sign is the sign of its last
 * component. Expansions live in one arena until {@link #clear} and are named by small numbers.
 *
 * <p>Exact as long as no product overflows and none has bits below 2^-1074; {@link ScaledPoints}
 * sees to that. The arena grows to what a workload needs and then stays, so a warm call allocates
 * nothing. One object belongs to one task.
 *
 * <p>Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
 * Predicates, 1997, doi:10.1007/PL00009321, sections 2.4 (sums), 2.5 and 2.6 (products); the
 * rounding error of a product is had from a fused multiply-add instead of by splitting.
 */
final class Expansions implements Arithmetic {
  private double[] arena = new double[1024];
  private double[] scaled = new double[64];
  private double[] partial = new double[64];
  private double[] total = new double[64];
  private int[] offset = new int[128];
  private int[] length = new int[128];
  private int count;
  private int used;

  @Override
  public void clear() {
    count = 0;
    used = 0;
  }

  @Override
  public int difference(double a, double b) {
    int at = reserve(2);
    double x = a - b;
    double bVirtual = a - x;
    double tail = a - (x + bVirtual) + (bVirtual - b);
    int n = 0;
    if (tail != 0) {
      arena[at + n++] = tail;
    }
    if (x != 0) {
      arena[at + n++] = x;
    }
    return name(at, n);
  }

  @Override
  public int plus(int e, int f) {
    return sum(e, f, 1);
  }

  @Override
  public int minus(int e, int f) {
    return sum(e, f, -1);
  }

  private int sum(int e, int f, double sign) {
    int at = reserve(length[e] + length[f]);
    int n = add(arena, offset[e], length[e], arena, offset[f], length[f], sign, arena, at);
    return name(at, n);
  }

  /** e * f, by as many scaled copies of the longer factor as the shorter one has components. */
  @Override
  public int times(int e, int f) {
    int many = length[e] >= length[f] ? e : f;
    int few = many == e ? f : e;
    if (length[few] == 0) {
      return name(reserve(0), 0);
    }
    int most = 2 * length[many] * length[few];
    if (length[few] == 1) {
      int at = reserve(most);
      return name(at, scale(offset[many], length[many], arena[offset[few]], arena, at));
    }
    if (total.length < most) {
      scaled = new double[most];
      partial = new double[most];
      total = new double[most];
    }
    int n = scale(offset[many], length[many], arena[offset[few]], total, 0);
    for (int k = 1; k < length[few]; k++) {
      int m = scale(offset[many], length[many], arena[offset[few] + k], scaled, 0);
      n = add(total, 0, n, scaled, 0, m, 1, partial, 0);
      double[] swap = total;
      total = partial;
      partial = swap;
    }
    int at = reserve(n);
    System.arraycopy(total, 0, arena, at, n);
    return name(at, n);
  }

  /** -1, 0 or 1. */
  int sign(int e) {
    if (length[e] == 0) {
      return 0;
    }
    return arena[offset[e] + length[e] - 1] > 0 ? 1 : -1;
  }

  private int reserve(int size) {
    if (used + size > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(2 * arena.length, used + size));
    }
    if (count == offset.length) {
      offset = Arrays.copyOf(offset, 2 * count);
      length = Arrays.copyOf(length, 2 * count);
    }
    return used;
  }

  private int name(int at, int size) {
    offset[count] = at;
    length[count] = size;
    used = at + size;
    return count++;
  }

  /** Components of the arena's expansion at e times b, into h; how many there are. */
  private int scale(int e, int n, double b, double[] h, int at) {
    double first = arena[e];
    double q = first * b;
    double low = Math.fma(first, b, -q);
    int k = at;
    if (low != 0) {
      h[k++] = low;
    }
    for (int i = 1; i < n; i++) {
      double x = arena[e + i];
      double high = x * b;
      double tail = Math.fma(x, b, -high);
      double s = q + tail;
      double virtual = s - q;
      low = q - (s - virtual) + (tail - virtual);
      if (low != 0) {
        h[k++] = low;
      }
      q = high + s;
      low = s - (q - high);
      if (low != 0) {
        h[k++] = low;
      }
    }
    if (q != 0) {
      h[k++] = q;
    }
    return k - at;
  }

  /** Components of e + sign * f, merged by rising magnitude, into h; how many there are. */
  private static int add(
      double[] e, int ea, int en, double[] f, int fa, int fn, double sign, double[] h, int at) {
    int i = ea;
    int j = fa;
    int iEnd = ea + en;
    int jEnd = fa + fn;
    int k = at;
    double q = 0;
    while (i < iEnd || j < jEnd) {
      double x;
      if (j == jEnd || i < iEnd && Math.abs(e[i]) < Math.abs(f[j])) {
        x = e[i++];
      } else {
        x = sign * f[j++];
      }
      double s = q + x;
      double virtual = s - q;
      double low = q - (s - virtual) + (x - virtual);
      if (low != 0) {
        h[k++] = low;
      }
      q = s;
    }
    if (q != 0) {
      h[k++] = q;
    }
    return k - at;
  }
}
