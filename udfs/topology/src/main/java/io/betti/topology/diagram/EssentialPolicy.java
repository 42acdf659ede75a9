package io.betti.topology.diagram;

import java.util.Locale;

/** What an essential bar is worth where a diagram is made or summed up. */
public enum EssentialPolicy {
  /**
   * An essential bar keeps its infinite death: it takes its place in the order of bars and
   * contributes nothing to a function of the diagram. The default.
   */
  DROP,

  /**
   * The death becomes the last value of the filtration, at the vertex that brings it; the place in
   * the order stays that of the unclamped bar.
   */
  CLAMP;

  /**
   * The policy of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static EssentialPolicy parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "drop" -> DROP;
      case "clamp" -> CLAMP;
      default ->
          throw new IllegalArgumentException(
              "unknown essential policy '" + name + "'; it is one of drop, clamp");
    };
  }

  /** The name as users write it: {@code drop}, {@code clamp}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
