package io.betti.topology.distance;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a distance does with bars that never die.
 *
 * @param treatment match, drop or clamp
 * @param value the finite death that {@link Treatment#CLAMP} gives them; 0 otherwise
 */
public record EssentialBars(Treatment treatment, double value) implements Serializable {
  /** The three treatments. */
  public enum Treatment {
    /**
     * Essential bars are matched among themselves, by sorted birth, at |b - b'|; the distance is
     * infinite if their numbers differ. The default.
     */
    MATCH,

    /** Essential bars are left out. */
    DROP,

    /** Essential bars die at a stated value and are bars like others. */
    CLAMP
  }

  private static final EssentialBars MATCHED = new EssentialBars(Treatment.MATCH, 0);
  private static final EssentialBars DROPPED = new EssentialBars(Treatment.DROP, 0);

  /**
   * Refuses a value that is not finite.
   *
   * @throws IllegalArgumentException if the value is NaN or infinite
   */
  public EssentialBars {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "cannot clamp essential bars to " + value + "; give a finite value");
    }
    value = treatment == Treatment.CLAMP ? value + 0.0 : 0;
  }

  /** Matched among themselves. */
  public static EssentialBars match() {
    return MATCHED;
  }

  /** Left out. */
  public static EssentialBars drop() {
    return DROPPED;
  }

  /**
   * Ending at a value.
   *
   * @throws IllegalArgumentException if the value is not finite
   */
  public static EssentialBars clamp(double value) {
    return new EssentialBars(Treatment.CLAMP, value);
  }

  /**
   * The treatment of a text as users write it: {@code match}, {@code drop} or {@code clamp:VALUE}.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static EssentialBars parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    if (name.equals("match")) {
      return MATCHED;
    }
    if (name.equals("drop")) {
      return DROPPED;
    }
    if (name.startsWith("clamp:")) {
      try {
        return clamp(Double.parseDouble(name.substring("clamp:".length())));
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw new IllegalArgumentException(
        "unknown treatment of essential bars '"
            + text
            + "'; it is one of match, drop, clamp:VALUE with a finite value");
  }

  /** The text as users write it: {@code match}, {@code drop}, {@code clamp:1.0}. */
  @Override
  public String toString() {
    String name = treatment.name().toLowerCase(Locale.ROOT);
    return treatment == Treatment.CLAMP ? name + ":" + value : name;
  }
}
