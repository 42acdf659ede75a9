package io.betti.topology.metric;

/**
 * An interval of confidence.
 *
 * @param low lower end
 * @param high upper end
 * @param level nominal share of intervals that hold what they are for, as 0.95
 */
public record Interval(double low, double high, double level) {}
