package io.betti.topology.distance;

import java.io.Serializable;

/**
 * Which Wasserstein distance.
 *
 * @param order p, from 1 to 512
 * @param groundNorm r, by which points are compared
 * @param essential what becomes of bars that never die
 */
public record WassersteinOptions(double order, GroundNorm groundNorm, EssentialBars essential)
    implements Serializable {
  private static final int MOST = 512;

  /**
   * Refuses orders out of range.
   *
   * @throws IllegalArgumentException if the order is NaN, below 1 or above 512
   */
  public WassersteinOptions {
    if (!(order >= 1 && order <= MOST)) {
      throw new IllegalArgumentException(
          "Wasserstein order "
              + order
              + " must be a number from 1 to "
              + MOST
              + "; for the limit use the bottleneck distance");
    }
  }

  /** Order and ground norm, essential bars matched among themselves. */
  public static WassersteinOptions of(double order, GroundNorm groundNorm) {
    return new WassersteinOptions(order, groundNorm, EssentialBars.match());
  }

  /** Order 1 and ground norm 1, essential bars matched among themselves. */
  public static WassersteinOptions standard() {
    return of(1, GroundNorm.ONE);
  }

  /** A distance between points, raised to the order. */
  double power(double distance) {
    if (order == 1) {
      return distance;
    }
    if (order == 2) {
      return distance * distance;
    }
    return order == 3 ? distance * distance * distance : Math.pow(distance, order);
  }

  /** The inverse of {@link #power}. */
  double root(double power) {
    if (order == 1) {
      return power;
    }
    if (order == 2) {
      return Math.sqrt(power);
    }
    return order == 3 ? Math.cbrt(power) : Math.pow(power, 1 / order);
  }
}
