package io.betti.jobs.output;

import io.betti.jobs.records.BadRecord;
import java.util.List;

/**
 * What one finished step did.
 *
 * @param name of the step, unique in its run
 * @param rows read: written and bad ones
 * @param bad the rows left out
 * @param seconds wall time, reading and writing included
 */
public record StepRecord(String name, long rows, List<BadRecord> bad, double seconds) {}
