package io.betti.pipeline.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.jdk.javaapi.CollectionConverters;

/** The files of a path as a table; listed on the driver, before any task. */
final class MeshTable implements Table, SupportsRead {
  static final String ID = "id";
  static final String CLOUD = "cloud";
  static final String POINTS = "points";

  static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            new StructField(ID, DataTypes.LongType, false, Metadata.empty()),
            new StructField(CLOUD, DataTypes.StringType, false, Metadata.empty()),
            new StructField(
                POINTS,
                DataTypes.createArrayType(
                    DataTypes.createArrayType(DataTypes.DoubleType, false), false),
                false,
                Metadata.empty())
          });

  private static final String PATH = "path";
  private static final String PARTITIONS = "partitions";

  private final SparkSession spark = SparkSession.active();
  private final Configuration hadoop;
  private final String path;
  private final List<MeshFile> files;
  private final int partitions;

  /**
   * @throws IllegalArgumentException if an option is wrong
   * @throws UnreadableDataException if the path has no such files
   */
  MeshTable(CaseInsensitiveStringMap options) {
    refuseUnknown(options);
    this.path = options.getOrDefault(PATH, options.get(TableCatalog.PROP_LOCATION));
    if (path == null || path.isBlank()) {
      throw new IllegalArgumentException(
          "the meshes source got no path; name a file, a folder or a pattern, as in"
              + " load(\"chairs/*.off\")");
    }
    this.partitions = partitions(options.get(PARTITIONS));
    // The session's configuration, and the options over it, as Spark's own file sources have it.
    this.hadoop =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .sessionState()
            .newHadoopConfWithOptions(
                scala.collection.immutable.Map.from(
                    CollectionConverters.asScala(options.asCaseSensitiveMap())));
    this.files = MeshFile.list(path, hadoop);
  }

  private static void refuseUnknown(Map<String, String> options) {
    for (String name : options.keySet()) {
      String key = name.toLowerCase(Locale.ROOT);
      boolean known =
          key.equals(PATH)
              || key.equals(PARTITIONS)
              || key.startsWith("fs.")
              || key.startsWith("dfs.")
              // what a catalog adds to a table's own options
              || key.startsWith(TableCatalog.OPTION_PREFIX)
              || CatalogV2Util.TABLE_RESERVED_PROPERTIES().contains(key);
      if (!known) {
        throw new IllegalArgumentException(
            "the meshes source has no option '"
                + name
                + "'; it has path (one, perhaps a pattern), partitions, and passes fs.* and dfs.*"
                + " to Hadoop");
      }
    }
  }

  private static int partitions(String text) {
    try {
      int count = text == null ? 0 : Integer.parseInt(text.strip());
      if (text == null || count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "the meshes source got partitions = '" + text + "'; give a whole number from 1 on");
  }

  SparkSession spark() {
    return spark;
  }

  Configuration hadoop() {
    return hadoop;
  }

  /** In the order of the rows. */
  List<MeshFile> files() {
    return files;
  }

  int partitionCount() {
    int wanted = partitions == 0 ? spark.sparkContext().defaultParallelism() : partitions;
    return Math.min(wanted, files.size());
  }

  @Override
  public String name() {
    return "meshes " + path;
  }

  @Override
  @SuppressWarnings("deprecation") // Spark calls columns(), whose default asks this.
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap query) {
    refuseUnknown(query);
    return new Builder(this);
  }

  /** Learns which columns a query wants. */
  private static final class Builder implements ScanBuilder, SupportsPushDownRequiredColumns {
    private final MeshTable table;
    private StructType columns = SCHEMA;

    Builder(MeshTable table) {
      this.table = table;
    }

    @Override
    public void pruneColumns(StructType required) {
      columns = required;
    }

    @Override
    public Scan build() {
      return new MeshScan(table, columns);
    }
  }
}
