package io.betti.pipeline.dataset;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What all sources of items have in common.
 *
 * <p>Options of each: {@code path}; {@code limit}, the first so many items only; {@code from}, of
 * those the items from this index on; {@code partitions}, their number, at most one an item, by
 * default one per 8 MB of values and at least Spark's default parallelism (at most four times that
 * for gzip, which every task inflates from the start); {@code fs.*} and {@code dfs.*}, passed to
 * Hadoop's file systems; {@code mode}, as Spark's own sources have it: {@code failfast}, the
 * default, or {@code permissive}.
 *
 * <p>A permissive read has a column {@code _corrupt_record} more, a string: why an item cannot be
 * read, null if it can. Ids stay as they are, and what could not be read is null in that row. It is
 * for an item alone that is at fault: a file that holds one item (its header, or what follows), a
 * cloud of a CSV file with a coordinate that is no number, a whole number of an array that no
 * double holds. What leaves the number of items open, or which of them is hit, fails as ever: a
 * header, a length or a gzip stream of a file of many items, a CSV row of another number of fields;
 * so does a missing file, a failing file system, and a folder without any header that can be read.
 *
 * <p>The rows and their order are the same for any number of partitions. No column is ever null
 * otherwise. Each fault of the data is an {@link UnreadableDataException}, a wrong option an {@link
 * IllegalArgumentException}.
 */
abstract class ItemDataSource implements TableProvider, DataSourceRegister {
  private final DataFormat format;

  ItemDataSource(DataFormat format) {
    this.format = format;
  }

  @Override
  public String shortName() {
    return format.toString();
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return new ItemTable(format, options).schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    ItemTable table = new ItemTable(format, new CaseInsensitiveStringMap(properties));
    table.source().verify();
    return table;
  }
}
