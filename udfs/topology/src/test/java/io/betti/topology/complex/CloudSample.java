package io.betti.topology.complex;

import java.util.Random;

/** Seeded clouds of every kind of degeneracy, for the tests of triangulations. */
final class CloudSample {
  /** Kinds of clouds that {@link #cloud} makes. */
  static final int KINDS = 17;

  private CloudSample() {}

  static PointCloud cloud(int kind, int axes, int n, Random random) {
    double[] x = new double[n * axes];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < axes; k++) {
        x[i * axes + k] = coordinate(kind, k, random);
      }
      if (kind == 14) {
        toDiagonal(x, i, axes, random);
      }
      if (kind == 5 || kind == 15) {
        toSphere(x, i, axes);
      }
    }
    for (int i = 0; kind == 15 && i < x.length; i++) {
      x[i] = 0.3 + 1.7 * x[i];
    }
    if (kind == 6 || kind == 7) {
      flatten(x, axes, kind - 5, random);
    }
    if (kind == 8) {
      double factor = Math.scalb(1.0, random.nextInt(2000) - 1000);
      for (int i = 0; i < x.length; i++) {
        x[i] = x[i] * factor;
      }
    }
    return PointCloud.of(axes, x);
  }

  private static double coordinate(int kind, int axis, Random random) {
    return switch (kind) {
      case 0 -> random.nextDouble();
      case 1 -> random.nextInt(2);
      case 2 -> random.nextInt(3);
      case 3 -> random.nextInt(4) * 0.1;
      case 4 -> 0.5 + random.nextInt(4) * 0x1p-53;
      case 5 -> random.nextInt(5) - 2;
      case 6, 7 -> random.nextInt(4) - 1;
      case 8 -> random.nextInt(3) - 1;
      case 9 -> Math.scalb((double) (random.nextInt(3) - 1), random.nextInt(3) * 900 - 1000);
      case 10 -> Math.scalb(random.nextInt(3) * 0.1, -12) + random.nextInt(3) * 0x1p-60;
      case 11 -> axis == 0 ? random.nextInt(9) : random.nextInt(2) * 1e-9;
      case 12 -> 0.1 * random.nextInt(4) * (1 + (random.nextInt(5) - 2) * 0x1p-52);
      case 13 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(336) - 168);
      case 14 -> (random.nextInt(7) - 3) * 0x1p-53;
      case 15 -> random.nextGaussian();
      default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
    };
  }

  /** Moves a point to the unit sphere, as near as doubles get. */
  private static void toSphere(double[] x, int i, int axes) {
    double square = 0;
    for (int k = 0; k < axes; k++) {
      square += x[i * axes + k] * x[i * axes + k];
    }
    for (int k = 0; k < axes && square > 0; k++) {
      x[i * axes + k] /= Math.sqrt(square);
    }
  }

  /** Moves a point of few last digits to the diagonal. */
  private static void toDiagonal(double[] x, int i, int axes, Random random) {
    double place = new double[] {0.5, 12, 24, 3, -7.3}[random.nextInt(5)];
    for (int k = 0; k < axes; k++) {
      x[i * axes + k] += place;
    }
  }

  /** Makes the last axes whole-number combinations of the first few. */
  private static void flatten(double[] x, int axes, int kept, Random random) {
    int[] factors = {random.nextInt(3) - 1, random.nextInt(3) - 1, random.nextInt(3) - 1};
    for (int i = 0; i < x.length / axes; i++) {
      for (int k = kept; k < axes; k++) {
        x[i * axes + k] = factors[k] * x[i * axes];
        if (kept > 1) {
          x[i * axes + k] += factors[0] * x[i * axes + 1];
        }
      }
    }
  }
}
