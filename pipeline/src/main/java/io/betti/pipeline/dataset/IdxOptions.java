package io.betti.pipeline.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.TableCatalog;

/**
 * The options of a read, checked.
 *
 * @param path the IDX file of the items
 * @param labels the IDX file of their labels, or null
 * @param from the first row, 0 for all
 * @param limit after the last row, {@link Long#MAX_VALUE} for all
 * @param partitions number of partitions, 0 for as many as the size suggests
 */
record IdxOptions(String path, String labels, long from, long limit, int partitions) {
  static final String PATH = "path";
  static final String LABELS = "labels";
  static final String FROM = "from";
  static final String LIMIT = "limit";
  static final String PARTITIONS = "partitions";

  private static final Set<String> NAMES = Set.of(PATH, LABELS, FROM, LIMIT, PARTITIONS);

  /** What Spark makes of several paths in one call. */
  private static final String PATHS = "paths";

  /**
   * The options by name; those of file systems pass through to Hadoop.
   *
   * @param options names in any case
   * @throws IllegalArgumentException if an option is unknown, no or several paths are given, or a
   *     number is none or out of range
   */
  static IdxOptions of(Map<String, String> options) {
    for (String name : options.keySet()) {
      String key = name.toLowerCase(Locale.ROOT);
      if (key.equals(PATHS)) {
        throw new IllegalArgumentException(
            "the idx source got several paths, "
                + options.get(name)
                + ", but a read takes one file; load each and unite them");
      }
      if (!NAMES.contains(key) && !isFileSystem(key) && !isOfCatalog(key)) {
        throw new IllegalArgumentException(
            "the idx source has no option '"
                + name
                + "'; it has path, labels, from, limit, partitions, and passes fs.* and dfs.* to Hadoop");
      }
    }
    String path = options.getOrDefault(PATH, options.get(TableCatalog.PROP_LOCATION));
    if (path == null || path.isBlank()) {
      throw new IllegalArgumentException(
          "the idx source got no path; name the IDX file, as in load(\"images.gz\")");
    }
    return new IdxOptions(
        path,
        options.get(LABELS),
        number(options.get(FROM), FROM, 0, Long.MAX_VALUE, 0),
        number(options.get(LIMIT), LIMIT, 0, Long.MAX_VALUE, Long.MAX_VALUE),
        (int) number(options.get(PARTITIONS), PARTITIONS, 1, Integer.MAX_VALUE, 0));
  }

  /** What a catalog adds to a table's own options: its owner, location, and the options again. */
  private static boolean isOfCatalog(String key) {
    return key.startsWith(TableCatalog.OPTION_PREFIX)
        || CatalogV2Util.TABLE_RESERVED_PROPERTIES().contains(key);
  }

  private static boolean isFileSystem(String key) {
    return key.startsWith("fs.") || key.startsWith("dfs.");
  }

  private static long number(String text, String name, long least, long most, long absent) {
    if (text == null) {
      return absent;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    throw new IllegalArgumentException(
        "the idx source got "
            + name
            + " = '"
            + text
            + "'; give a whole number from "
            + least
            + (most == Long.MAX_VALUE ? " on" : " to " + most));
  }
}
