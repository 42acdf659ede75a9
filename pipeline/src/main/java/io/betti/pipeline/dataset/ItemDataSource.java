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
 * Hadoop's file systems.
 *
 * <p>The rows and their order are the same for any number of partitions. No column is ever null.
 * Each fault of the data is an {@link UnreadableDataException}, a wrong option an {@link
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
