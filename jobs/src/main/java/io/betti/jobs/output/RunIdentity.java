package io.betti.jobs.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What makes two runs the same run, so that one may go on where the other stopped: the job and its
 * version, the settings that decide about the result, and the input files.
 *
 * @param job name of the job
 * @param version of this program
 * @param table settings that say how a row is made: rows of other ones do not go into one table
 * @param run other settings that decide about the result, as how many rows; not the number of
 *     partitions or of bad records allowed
 * @param inputs in the order in which they are read
 */
public record RunIdentity(
    String job,
    String version,
    Map<String, String> table,
    Map<String, String> run,
    List<InputFile> inputs) {
  /** Takes copies, sorted by name. */
  public RunIdentity {
    table = Collections.unmodifiableMap(new TreeMap<>(table));
    run = Collections.unmodifiableMap(new TreeMap<>(run));
    inputs = List.copyOf(inputs);
  }

  /** What differs between another run and this one, in words; empty if nothing does. */
  public List<String> differencesFrom(RunIdentity earlier) {
    List<String> differences = tableDifferencesFrom(earlier);
    compare("version", earlier.version, version, differences);
    compare(earlier.run, run, differences);
    if (earlier.inputs.size() == inputs.size()) {
      for (int i = 0; i < inputs.size(); i++) {
        compare("input", earlier.inputs.get(i), inputs.get(i), differences);
      }
    } else {
      compare("number of inputs", earlier.inputs.size(), inputs.size(), differences);
    }
    return differences;
  }

  /** What differs in how a row is made. */
  List<String> tableDifferencesFrom(RunIdentity earlier) {
    List<String> differences = new ArrayList<>();
    compare("job", earlier.job, job, differences);
    compare(earlier.table, table, differences);
    return differences;
  }

  private static void compare(
      Map<String, String> was, Map<String, String> is, List<String> differences) {
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      compare("--" + name, was.get(name), is.get(name), differences);
    }
  }

  private static void compare(String name, Object was, Object is, List<String> differences) {
    if (was instanceof InputFile before
        && is instanceof InputFile after
        && before.path().equals(after.path())) {
      if (!before.equals(after)) {
        differences.add(before.path() + " has changed since");
      }
    } else if (!Objects.equals(was, is)) {
      differences.add(name + " was " + text(was) + ", now " + text(is));
    }
  }

  private static String text(Object value) {
    return value instanceof InputFile file ? file.path() : value == null ? "not given" : "" + value;
  }
}
