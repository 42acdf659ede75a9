package io.betti.pipeline.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of a read, their names checked. Every source has {@code path}, {@code mode}, {@code
 * from}, {@code limit} and {@code partitions}; those of file systems pass through to Hadoop.
 */
final class ReadOptions {
  static final String PATH = "path";
  static final String LABELS = "labels";
  static final String MODE = "mode";
  static final String FROM = "from";
  static final String LIMIT = "limit";
  static final String PARTITIONS = "partitions";

  /** Words of {@link #MODE}, which are Spark's own. */
  static final String FAIL_FAST = "failfast";

  static final String PERMISSIVE = "permissive";

  /** What Spark makes of several paths in one call. */
  private static final String PATHS = "paths";

  private final String source;
  private final Map<String, String> options;

  private ReadOptions(String source, Map<String, String> options) {
    this.source = source;
    this.options = options;
  }

  /**
   * The options by name.
   *
   * @param source the format's name, for messages
   * @param options names in any case
   * @param own the options that this format has beside those of every source
   * @throws IllegalArgumentException if an option is unknown, no or several paths are given
   */
  static ReadOptions of(String source, Map<String, String> options, List<String> own) {
    List<String> names = new ArrayList<>(List.of(PATH));
    names.addAll(own);
    names.addAll(List.of(MODE, FROM, LIMIT, PARTITIONS));
    for (String name : options.keySet()) {
      String key = name.toLowerCase(Locale.ROOT);
      if (key.equals(PATHS)) {
        throw new IllegalArgumentException(
            "the "
                + source
                + " source got several paths, "
                + options.get(name)
                + ", but a read takes one; load each and unite them");
      }
      if (names.stream().noneMatch(key::equalsIgnoreCase)
          && !isFileSystem(key)
          && !isOfCatalog(key)) {
        throw new IllegalArgumentException(
            "the "
                + source
                + " source has no option '"
                + name
                + "'; it has "
                + String.join(", ", names)
                + ", and passes fs.* and dfs.* to Hadoop");
      }
    }
    ReadOptions read = new ReadOptions(source, new CaseInsensitiveStringMap(options));
    if (read.path() == null || read.path().isBlank()) {
      throw new IllegalArgumentException(
          "the " + source + " source got no path; name what to read, as in load(\"data/file\")");
    }
    return read;
  }

  /** What a catalog adds to a table's own options: its owner, location, and the options again. */
  private static boolean isOfCatalog(String key) {
    return key.startsWith(TableCatalog.OPTION_PREFIX)
        || CatalogV2Util.TABLE_RESERVED_PROPERTIES().contains(key);
  }

  private static boolean isFileSystem(String key) {
    return key.startsWith("fs.") || key.startsWith("dfs.");
  }

  /** The format's name. */
  String source() {
    return source;
  }

  /** What to read. */
  String path() {
    return options.getOrDefault(PATH, options.get(TableCatalog.PROP_LOCATION));
  }

  /** The first row, 0 for all. */
  long from() {
    return number(FROM, 0, Long.MAX_VALUE, 0);
  }

  /** After the last row, {@link Long#MAX_VALUE} for all. */
  long limit() {
    return number(LIMIT, 0, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Number of partitions, 0 for as many as the size suggests. */
  int partitions() {
    return (int) number(PARTITIONS, 1, Integer.MAX_VALUE, 0);
  }

  /** Whether an item that cannot be read gives a row that says so, instead of failing the read. */
  boolean permissive() {
    return word(MODE, FAIL_FAST, List.of(FAIL_FAST, PERMISSIVE)).equals(PERMISSIVE);
  }

  /** Checks the options of every source, so that a wrong one is found when the source is loaded. */
  ReadOptions checked() {
    from();
    limit();
    partitions();
    permissive();
    return this;
  }

  /** An option's text, or null if it is not given. */
  String text(String name) {
    return options.get(name);
  }

  /**
   * An option that is one of some words.
   *
   * @param absent if it is not given
   * @throws IllegalArgumentException if it is another
   */
  String word(String name, String absent, List<String> words) {
    String text = options.get(name);
    String word = text == null ? absent : text.strip().toLowerCase(Locale.ROOT);
    if (word != null && !words.contains(word)) {
      throw wrong(name, "give one of " + String.join(", ", words));
    }
    return word;
  }

  /** The complaint about an option's value. */
  IllegalArgumentException wrong(String name, String remedy) {
    String text = options.get(name);
    return new IllegalArgumentException(
        "the "
            + source
            + " source got "
            + (text == null ? "no " + name : name + " = '" + text + "'")
            + "; "
            + remedy);
  }

  /**
   * A whole number.
   *
   * @param absent if it is not given
   * @throws IllegalArgumentException if it is none, or outside {@code least} to {@code most}
   */
  long number(String name, long least, long most, long absent) {
    String text = options.get(name);
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
    throw wrong(
        name,
        "give a whole number from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most));
  }
}
