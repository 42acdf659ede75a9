package io.betti.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import io.betti.jobs.failure.JobFailure;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A file of settings in HOCON, the values of options that the command line does not give.
 *
 * <p>Keys are the long names of options without their dashes, at the top of the file or in a group
 * with the name of a job, which goes before:
 *
 * <pre>
 * seed = 7
 * sweep { limit = 1000, classifier = none }
 * </pre>
 *
 * <p>A key that is no option of the job is an error with file, line and the nearest option; so is
 * one in another job's group that is no option of that job. Environment variables may be used as
 * {@code ${HOME}}.
 */
public final class ConfigFile implements IDefaultValueProvider {
  /** Options that only mean something on the command line. */
  private static final Set<String> COMMAND_LINE_ONLY = Set.of("config", "help", "version");

  private final Map<String, ConfigValue> values;

  private ConfigFile(Map<String, ConfigValue> values) {
    this.values = values;
  }

  /** The settings of no file. */
  public static ConfigFile none() {
    return new ConfigFile(Map.of());
  }

  /**
   * Reads a file for a job.
   *
   * @param job the subcommand that is to run
   * @param jobs all subcommands by name
   * @throws JobFailure if the file is missing, is not HOCON, or has a key that is no option or a
   *     value that is no scalar
   */
  public static ConfigFile read(File file, String job, Map<String, CommandSpec> jobs) {
    if (!file.isFile()) {
      throw JobFailure.usage(
          "there is no config file " + file, "give --config the path of a file of settings");
    }
    try {
      Config config =
          ConfigFactory.parseFile(file, ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve();
      return new ConfigFile(valuesFor(config.root(), job, jobs));
    } catch (ConfigException e) {
      throw JobFailure.usage("cannot read the config file " + file, e.getMessage());
    }
  }

  private static Map<String, ConfigValue> valuesFor(
      ConfigObject root, String job, Map<String, CommandSpec> jobs) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    root.forEach(
        (key, value) -> {
          if (!jobs.containsKey(key)) {
            checkKey(key, value, job, jobs);
            values.put(key, value);
          }
        });
    for (Map.Entry<String, CommandSpec> other : jobs.entrySet()) {
      ConfigValue group = root.get(other.getKey());
      if (group == null) {
        continue;
      }
      if (!(group instanceof ConfigObject settings)) {
        throw refusal(
            group.origin(),
            "'" + other.getKey() + "' is a job, and its settings are a group",
            "write " + other.getKey() + " { key = value }");
      }
      settings.forEach((key, value) -> checkKey(key, value, other.getKey(), jobs));
      if (other.getKey().equals(job)) {
        values.putAll(settings);
      }
    }
    return values;
  }

  private static void checkKey(
      String key, ConfigValue value, String job, Map<String, CommandSpec> jobs) {
    Set<String> known = keys(jobs.get(job));
    if (!known.contains(key)) {
      throw unknownKey(key, value, job, jobs, known);
    }
    switch (value.valueType()) {
      case LIST, OBJECT, NULL ->
          throw refusal(
              value.origin(), "'" + key + "' must be one value", "write " + key + " = value");
      default -> {}
    }
  }

  private static JobFailure unknownKey(
      String key, ConfigValue value, String job, Map<String, CommandSpec> jobs, Set<String> known) {
    Set<String> nameable = new TreeSet<>(known);
    nameable.addAll(jobs.keySet());
    Set<String> elsewhere = new TreeSet<>();
    jobs.forEach(
        (name, spec) -> {
          if (keys(spec).contains(key)) {
            elsewhere.add(name);
          }
        });
    String remedy =
        elsewhere.isEmpty()
            ? NearestName.of(key, nameable)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("its settings are " + String.join(", ", known))
            : (elsewhere.size() == 1 ? "it is one of the job '" : "it is one of the jobs '")
                + String.join("', '", elsewhere)
                + "': put it into a group of that name";
    return refusal(value.origin(), "unknown key '" + key + "' for the job '" + job + "'", remedy);
  }

  private static JobFailure refusal(ConfigOrigin origin, String problem, String remedy) {
    return JobFailure.usage(problem, "in " + place(origin), remedy);
  }

  private static String place(ConfigOrigin origin) {
    String file = origin.filename() == null ? origin.description() : origin.filename();
    return origin.lineNumber() > 0 ? file + ", line " + origin.lineNumber() : file;
  }

  private static Set<String> keys(CommandSpec spec) {
    Map<String, OptionSpec> keys = new TreeMap<>();
    spec.options().forEach(option -> keys.put(key(option), option));
    keys.keySet().removeAll(COMMAND_LINE_ONLY);
    return keys.keySet();
  }

  /** The key of an option: its long name without dashes. */
  static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** Where the file sets an option: file and line; nothing if it does not. */
  public Optional<String> origin(OptionSpec option) {
    return Optional.ofNullable(values.get(key(option))).map(value -> place(value.origin()));
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && values.get(key(option)) != null) {
      return values.get(key(option)).unwrapped().toString();
    }
    return null;
  }
}
