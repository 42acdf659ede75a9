package io.betti.jobs.records;

/**
 * A row that could not be used.
 *
 * @param split which of the inputs it stands in; nothing if there is only one
 * @param id index in its file
 * @param reason what is wrong with it
 */
public record BadRecord(String split, long id, String reason) {}
