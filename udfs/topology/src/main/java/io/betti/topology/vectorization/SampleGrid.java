package io.betti.topology.vectorization;

import java.io.Serializable;

/**
 * Evenly spaced points from min to max, both among them: {@code min + k * (max - min) / (resolution
 * - 1)}. A grid of one point has min only.
 *
 * @param min first point, finite
 * @param max last point, finite, at least min
 * @param resolution number of points, at least 1
 */
public record SampleGrid(double min, double max, int resolution) implements Serializable {
  /**
   * Refuses empty and infinite grids.
   *
   * @throws IllegalArgumentException if an end or the width is not finite, max is below min, or the
   *     resolution below 1
   */
  public SampleGrid {
    if (!(min <= max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException(
          "sample grid from "
              + min
              + " to "
              + max
              + ": the ends must be finite and rise; a range that was fitted to no finite bar has"
              + " none, so give the ends yourself");
    }
    Parameters.atLeastOne("sample grid", "resolution", resolution);
  }

  /**
   * From the least birth to the greatest death of a range, ends included, as giotto-tda fits curves
   * and GUDHI does with {@code keep_endpoints}.
   *
   * @throws IllegalArgumentException if the range is empty or the resolution below 1
   */
  public static SampleGrid spanning(DiagramRange range, int resolution) {
    return new SampleGrid(range.minBirth(), range.maxDeath(), resolution);
  }

  /**
   * Within the least birth and the greatest death of a range, ends left out, as GUDHI fits curves
   * by default: at the ends most curves are zero.
   *
   * @throws IllegalArgumentException if the range is empty or the resolution below 1
   */
  public static SampleGrid within(DiagramRange range, int resolution) {
    SampleGrid whole = spanning(range, resolution);
    double step = (whole.max - whole.min) / (resolution + 1.0);
    return new SampleGrid(whole.min + step, whole.min + step * resolution, resolution);
  }

  /**
   * From the least birth to the greatest birth of a range: the first axis of persistence images.
   *
   * @throws IllegalArgumentException if the range is empty or the resolution below 1
   */
  public static SampleGrid births(DiagramRange range, int resolution) {
    return new SampleGrid(range.minBirth(), range.maxBirth(), resolution);
  }

  /**
   * From the least lifetime to the greatest lifetime of a range: the second axis of persistence
   * images.
   *
   * @throws IllegalArgumentException if the range is empty or the resolution below 1
   */
  public static SampleGrid lifetimes(DiagramRange range, int resolution) {
    return new SampleGrid(range.minLifetime(), range.maxLifetime(), resolution);
  }

  /** Distance of neighbouring points; 0 if there is one, or min is max. */
  public double step() {
    return resolution == 1 ? 0 : (max - min) / (resolution - 1);
  }

  /** What a point stands for: the step, or 1 if the step is 0. */
  double extent() {
    double step = step();
    return step > 0 ? step : 1;
  }

  /** Point k, from 0. */
  public double point(int k) {
    return point(k, step());
  }

  /** All points, in an array of their own. */
  public double[] points() {
    double[] points = new double[resolution];
    double step = step();
    for (int k = 0; k < resolution; k++) {
      points[k] = point(k, step);
    }
    return points;
  }

  private double point(int k, double step) {
    // never beyond max by rounding, so that the points do not fall
    return k > 0 && k == resolution - 1 ? max : Math.min(min + k * step, max);
  }

  /** Index of the first point that is at least x; their number if none is. */
  static int firstAtLeast(double[] points, double x) {
    int low = 0;
    int high = points.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (points[middle] >= x) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
