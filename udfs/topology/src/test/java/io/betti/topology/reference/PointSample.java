package io.betti.topology.reference;

import io.betti.topology.complex.PointCloud;
import java.util.Arrays;
import java.util.Random;

/**
 * A small cloud from a seed, of 1, 2 or 3 axes: the seeds run through points in general position,
 * duplicates, grids, circles and spheres, collinear and coplanar points, nearly flat ones, and very
 * large or small scales.
 */
public record PointSample(long seed, PointCloud points) {
  private static final int KINDS = 10;

  /** The cloud of a seed with at most a number of points. */
  public static PointSample of(long seed, int pointDimension, int most) {
    Random random = new Random(seed * 31 + pointDimension);
    int kind = (int) Math.floorMod(seed, (long) KINDS);
    int n = random.nextInt(most + 1);
    double[] x = new double[n * pointDimension];
    for (int i = 0; i < x.length; i++) {
      x[i] = coordinate(kind, i % pointDimension, random);
    }
    if (kind == 6) {
      collapse(x, pointDimension, 1, random);
    } else if (kind == 7) {
      collapse(x, pointDimension, 2, random);
    }
    repeat(x, pointDimension, random);
    return new PointSample(seed, PointCloud.of(pointDimension, x));
  }

  private static double coordinate(int kind, int axis, Random random) {
    return switch (kind) {
      case 0 -> random.nextDouble();
      case 1 -> random.nextInt(3);
      case 2 -> random.nextInt(2) * 7 - 3.5;
      // Many points of whole coordinates share a circle or sphere about 0.
      case 3 -> random.nextInt(11) - 5;
      // No grid in doubles: equal radii in the plane of thought differ in the last digits.
      case 4 -> random.nextInt(4) * 0.1;
      case 5 -> (float) random.nextGaussian();
      case 6, 7 -> random.nextInt(5) - 2;
      case 8 -> axis == 0 ? random.nextInt(5) : random.nextInt(5) * 1e-13;
      default -> Math.scalb(random.nextDouble() - 0.5, random.nextBoolean() ? 300 : 260);
    };
  }

  /** Makes later axes whole combinations of the first ones. */
  private static void collapse(double[] x, int axes, int kept, Random random) {
    for (int axis = kept; axis < axes; axis++) {
      int a = random.nextInt(3) - 1;
      int b = random.nextInt(3) - 1;
      for (int i = 0; i < x.length; i += axes) {
        x[i + axis] = a * x[i] + b * x[i + kept - 1];
      }
    }
  }

  /** In every other cloud some points become copies of others. */
  private static void repeat(double[] x, int axes, Random random) {
    int n = x.length / axes;
    for (int copies = n > 1 && random.nextBoolean() ? random.nextInt(3) : 0; copies > 0; copies--) {
      System.arraycopy(x, random.nextInt(n) * axes, x, random.nextInt(n) * axes, axes);
    }
  }

  @Override
  public String toString() {
    return "seed " + seed + ": " + points + " " + Arrays.toString(points.coordinates());
  }
}
