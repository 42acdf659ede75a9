package io.betti.jobs.output;

import java.util.List;

/**
 * Where a job's files stand in its output folder.
 *
 * <p>Readers of tables (Spark, Hive, Arrow) take every file of a folder for data, but for those
 * whose names begin with an underscore. So a job whose part files stand directly in the folder has
 * an underscore before its other files; one that has a subfolder for them does without.
 *
 * @param data subfolder of the part files; empty for none
 * @param others what a run writes besides, each a file or a folder in the output folder
 */
public record OutputLayout(String data, List<String> others) {
  /** JSON lines, one a bad record; absent if there are none. */
  public static final String BAD_RECORDS = "_bad_records";

  /** Part files in a subfolder. */
  public static OutputLayout inSubfolder(String data) {
    return new OutputLayout(data, List.of("metrics.json", "report.html", "model", BAD_RECORDS));
  }

  /** Part files directly in the output folder. */
  public static OutputLayout direct() {
    return new OutputLayout("", List.of("_metrics.json", "_report.html", BAD_RECORDS));
  }

  /** Name of the run's figures. */
  public String metrics() {
    return others.get(0);
  }

  /** Name of the run's report. */
  public String report() {
    return others.get(1);
  }

  /** Path of a part file relative to the output folder. */
  String part(String name) {
    return data.isEmpty() ? name : data + "/" + name;
  }

  /** The name that an earlier run's file gets: {@code metrics-1.json}. */
  static String earlier(String name, int number) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? name + "-" + number
        : name.substring(0, dot) + "-" + number + name.substring(dot);
  }

  /** Whether a job may have written an entry of this name into the folder. */
  boolean owns(String name) {
    if (name.startsWith("_") || name.startsWith(".") || name.startsWith("part-")) {
      return true;
    }
    return name.equals(data)
        || others.stream()
            .anyMatch(
                other -> {
                  int dot = other.lastIndexOf('.');
                  String stem = dot < 0 ? other : other.substring(0, dot);
                  String end = dot < 0 ? "" : other.substring(dot);
                  return name.matches("\\Q" + stem + "\\E(-[0-9]+)?\\Q" + end + "\\E");
                });
  }
}
