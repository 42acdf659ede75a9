package io.betti.pipeline.evaluation;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Packs what a distance sees of an item into bytes: items at distance 0 because they are equal have
 * equal bytes, whatever else their rows hold.
 */
interface ItemCodec extends Serializable {
  /**
   * The columns beside the id that are read, in the order of the rows given to {@link #pack}.
   *
   * @throws IllegalArgumentException if one is missing or of a wrong type
   */
  List<String> columns(String side, StructType schema);

  /**
   * The bytes of a row.
   *
   * @param row the columns, after the id
   * @throws IllegalArgumentException if it has no distance from others; the message is the reason
   */
  byte[] pack(Row row);

  /** What must be the same in all items of both tables, in words. */
  String outline(byte[] packed);
}
