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

/** An IDX file and perhaps its labels as a table; looked at on the driver, before any task. */
final class IdxTable implements Table, SupportsRead {
  private final CaseInsensitiveStringMap options;
  private final SparkSession spark;
  private final Configuration hadoop;
  private final IdxFile images;
  private final IdxFile labels;

  /**
   * @throws IllegalArgumentException if an option is wrong
   * @throws UnreadableDataException if a file cannot be read, or the labels do not fit the items
   */
  IdxTable(CaseInsensitiveStringMap options) {
    IdxOptions chosen = IdxOptions.of(options);
    this.options = options;
    this.spark = SparkSession.active();
    this.hadoop = hadoop(spark, options);
    this.images = IdxFile.open(chosen.path(), hadoop);
    this.labels = chosen.labels() == null ? null : IdxFile.open(chosen.labels(), hadoop);
    if (labels != null) {
      checkLabels();
    }
  }

  /** The session's configuration, and the options over it, as Spark's own file sources have it. */
  private static Configuration hadoop(SparkSession spark, CaseInsensitiveStringMap options) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .newHadoopConfWithOptions(
            scala.collection.immutable.Map.from(
                CollectionConverters.asScala(options.asCaseSensitiveMap())));
  }

  private void checkLabels() {
    IdxHeader header = labels.header();
    if (header.axes() != 1 || !header.type().isWhole()) {
      throw new UnreadableDataException(
          labels.path(),
          "labels are one axis of ubyte, byte, short or int, but its header is " + header,
          "name the file of labels; the images are " + images.path());
    }
    if (header.items() != images.header().items()) {
      throw new UnreadableDataException(
          labels.path(),
          "it has "
              + header.items()
              + " labels, but "
              + images.path()
              + " has "
              + images.header().items()
              + " items",
          "name the labels that belong to these items");
    }
  }

  /** Reads the labels through: they are small, and a fault is better found now than in a task. */
  void verifyLabels() {
    if (labels != null) {
      labels.verify(hadoop);
    }
  }

  SparkSession spark() {
    return spark;
  }

  Configuration hadoop() {
    return hadoop;
  }

  IdxFile images() {
    return images;
  }

  /** The labels' file, or null. */
  IdxFile labels() {
    return labels;
  }

  @Override
  public String name() {
    return "idx " + images.path() + (labels == null ? "" : " labels " + labels.path());
  }

  @Override
  @SuppressWarnings("deprecation") // Spark calls columns(), whose default asks this.
  public StructType schema() {
    return IdxColumn.schema(images.header(), labels != null);
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
    return new IdxScanBuilder(this, IdxOptions.of(new CaseInsensitiveStringMap(both)));
  }
}
