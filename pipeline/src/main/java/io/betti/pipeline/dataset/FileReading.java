package io.betti.pipeline.dataset;

import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** How a file that holds one item is read; travels to the executors. */
interface FileReading extends Serializable {
  /**
   * What columns have of the file's content, in Spark's own form and arrays of their own.
   *
   * @param whole whether all of it is wanted; otherwise what the header tells is enough
   * @throws UnreadableDataException if it is missing, damaged, or the file system fails
   */
  Map<ItemColumn, Object> read(DataFile file, boolean whole, Configuration hadoop);
}
