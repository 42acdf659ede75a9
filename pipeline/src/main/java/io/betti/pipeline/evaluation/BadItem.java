package io.betti.pipeline.evaluation;

import java.util.Comparator;

/**
 * A row of a table that has no distance from others.
 *
 * @param id of the row; null if that is what it lacks
 * @param reason what is wrong with it
 */
public record BadItem(Long id, String reason) {
  static final Comparator<BadItem> BY_ID =
      Comparator.comparing(BadItem::id, Comparator.nullsFirst(Comparator.naturalOrder()));
}
