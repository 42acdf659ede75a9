package io.betti.pipeline.dataset;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.jdk.javaapi.CollectionConverters;

/** A source of items as a table; looked at on the driver, before any task. */
final class ItemTable implements Table, SupportsRead {
  private final DataFormat format;
  private final CaseInsensitiveStringMap options;
  private final SparkSession spark;
  private final Configuration hadoop;
  private final ItemSource source;

  /**
   * Looks the data set up.
   *
   * @throws IllegalArgumentException if an option is wrong
   * @throws UnreadableDataException if a file cannot be read, or the labels do not fit the items
   */
  ItemTable(DataFormat format, CaseInsensitiveStringMap options) {
    this.format = format;
    this.options = options;
    this.spark = SparkSession.active();
    this.hadoop = hadoop(spark, options);
    this.source = format.source(format.options(options), hadoop);
  }

  /** The table of a data set that has been looked at. */
  ItemTable(
      DataFormat format, CaseInsensitiveStringMap options, SparkSession spark, ItemSource source) {
    this.format = format;
    this.options = options;
    this.spark = spark;
    this.hadoop = hadoop(spark, options);
    this.source = source;
  }

  /** The session's configuration, and the options over it, as Spark's own file sources have it. */
  private static Configuration hadoop(SparkSession spark, CaseInsensitiveStringMap options) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .newHadoopConfWithOptions(
            scala.collection.immutable.Map.from(
                CollectionConverters.asScala(options.asCaseSensitiveMap())));
  }

  SparkSession spark() {
    return spark;
  }

  Configuration hadoop() {
    return hadoop;
  }

  ItemSource source() {
    return source;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  @SuppressWarnings("deprecation") // Spark calls columns(), whose default asks this.
  public StructType schema() {
    return source.schema();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  /** A query's own options, {@code FROM t WITH (limit = 5)}, go over those of the table. */
  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap query) {
    Map<String, String> both = new HashMap<>(options);
    both.putAll(query);
    return new ItemScanBuilder(this, format.options(new CaseInsensitiveStringMap(both)));
  }
}
