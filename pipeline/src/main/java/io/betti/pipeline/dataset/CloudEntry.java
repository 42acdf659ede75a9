package io.betti.pipeline.dataset;

import java.io.Serializable;

/**
 * A point cloud of a CSV file, and where its rows are.
 *
 * @param cloud its id as it stands in the file
 * @param points number of its rows
 * @param begin byte at which its first row begins, inflated
 * @param line of its first row
 */
record CloudEntry(String cloud, int points, long begin, long line) implements Serializable {
  private static final long serialVersionUID = 1;
}
