package io.betti.pipeline.evaluation;

/**
 * A row of a table that has no distance from others.
 *
 * @param id of the row; null if that is what it lacks
 * @param reason what is wrong with it
 */
public record BadItem(Long id, String reason) {}
