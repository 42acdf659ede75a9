package io.betti.jobs.settings;

import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.distance.EssentialBars;
import java.util.Locale;

/**
 * What becomes of essential bars from the making of a diagram to a distance: {@code match}, {@code
 * drop}, {@code clamp} to the last value of the filtration as diagrams are made, or {@code
 * clamp:VALUE} as they are compared.
 *
 * @param text as the user wrote it
 * @param policy as diagrams are made
 * @param bars as they are compared
 */
public record EssentialChoice(String text, EssentialPolicy policy, EssentialBars bars) {
  private static final String CLAMP = "clamp";

  /**
   * Reads a choice.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static EssentialChoice parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.equals(CLAMP)) {
      return new EssentialChoice(name, EssentialPolicy.CLAMP, EssentialBars.match());
    }
    try {
      EssentialBars bars = EssentialBars.parse(name);
      return new EssentialChoice(bars.toString(), EssentialPolicy.DROP, bars);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unknown treatment of essential bars '"
              + text
              + "'; it is one of match, drop, clamp, clamp:VALUE with a finite value",
          e);
    }
  }

  /** Whether diagrams are clamped as they are made, so that a table of them comes too late. */
  public boolean isMade() {
    return policy == EssentialPolicy.CLAMP;
  }

  /** The text as users write it. */
  @Override
  public String toString() {
    return text;
  }
}
