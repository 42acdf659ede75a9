package io.betti.pipeline.report;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.List;

/**
 * An interval of values that an axis shows, never empty.
 *
 * @param low smallest value
 * @param high largest value, above {@code low}
 */
record ValueRange(double low, double high) {
  /** The smallest interval around some diagrams' finite births and deaths and some values. */
  static ValueRange around(List<PersistenceDiagram> diagrams, double... values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    for (PersistenceDiagram diagram : diagrams) {
      for (int i = 0; i < diagram.size(); i++) {
        double death = diagram.isEssential(i) ? diagram.birth(i) : diagram.death(i);
        low = Math.min(low, Math.min(diagram.birth(i), death));
        high = Math.max(high, Math.max(diagram.birth(i), death));
      }
    }
    if (!(low <= high)) {
      return new ValueRange(0, 1);
    }
    // One value only: something around it that is not empty even for a large one.
    double margin = Math.max(0.5, Math.ulp(high) * 1024);
    return low == high ? new ValueRange(low - margin, high + margin) : new ValueRange(low, high);
  }

  /** Where a value lies, 0 at {@code low} and 1 at {@code high}. */
  double fraction(double value) {
    return (value - low) / (high - low);
  }

  /**
   * Round values within, at most {@code most} of them, a step of 1, 2 or 5 times a power of ten.
   */
  double[] ticks(int most) {
    double step = roundStep((high - low) / Math.max(1, most));
    List<Double> ticks = new ArrayList<>();
    for (double k = Math.ceil(low / step); k * step <= high && ticks.size() <= most; k++) {
      ticks.add(k * step + 0.0);
    }
    return ticks.stream().mapToDouble(t -> t).toArray();
  }

  /** The smallest of 1, 2, 5 times a power of ten that is at least a length above 0. */
  static double roundStep(double length) {
    double ten = Math.pow(10, Math.floor(Math.log10(length)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * ten >= length * (1 - 1e-9)) {
        return factor * ten;
      }
    }
    return 10 * ten;
  }
}
