package io.betti.pipeline.evaluation;

import io.betti.topology.metric.Interval;

/**
 * How a score of generated items stands to the same score of real ones, the ceiling, by their
 * intervals: the two are apart if the intervals do not meet.
 */
public enum Verdict {
  /** Apart from the ceiling, on the worse side. */
  WORSE("worse than real"),

  /** The intervals meet. */
  NEAR("like real"),

  /** Apart from the ceiling, on the better side. */
  BETTER("better than real, as copies are"),

  /** One of the two is not a number to be compared: the distances are infinite. */
  NONE("infinite distances: cannot tell");

  /** What is good in a score. */
  public enum Aim {
    /** The lower the better: MMD. */
    LOW,

    /** The higher the better: COV, precision, recall, density, coverage_k. */
    HIGH,

    /** The nearer to one half the better; below it are copies: 1-NNA. */
    HALF
  }

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict in words. */
  public String words() {
    return words;
  }

  /** The verdict on a score. */
  public static Verdict of(Aim aim, Interval score, Interval ceiling) {
    if (Double.isInfinite(score.high()) || Double.isInfinite(ceiling.high())) {
      return NONE;
    }
    if (score.low() <= ceiling.high() && ceiling.low() <= score.high()) {
      return NEAR;
    }
    boolean above = score.low() > ceiling.high();
    return above == (aim == Aim.HIGH) ? BETTER : WORSE;
  }
}
