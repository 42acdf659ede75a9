package io.betti.jobs.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings of one run as they were resolved: each option's value and where it comes from. */
public final class Settings {
  /** Options that say how the command is run rather than what it does. */
  private static final Set<String> NOT_SETTINGS = Set.of("config", "dry-run", "help", "version");

  /**
   * One setting.
   *
   * @param name the option's long name without dashes
   * @param value as text; nothing if it was not given and has no default
   * @param source command line, file and line, or default
   */
  public record Setting(String name, String value, String source) {}

  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private Settings() {}

  /** The settings of a parsed command whose other values come from a file. */
  public static Settings of(ParseResult result, ConfigFile file) {
    Settings settings = new Settings();
    for (OptionSpec option : result.commandSpec().options()) {
      String name = ConfigFile.key(option);
      if (!NOT_SETTINGS.contains(name)) {
        String source =
            result.hasMatchedOption(option)
                ? "command line"
                : file.origin(option).orElse("default");
        settings.put(name, option.getValue(), source);
      }
    }
    return settings;
  }

  /** Fills in what a setting that nobody gave turned out to be. */
  public void derive(String name, Object value, String reason) {
    put(name, value, "default, " + reason);
  }

  private void put(String name, Object value, String source) {
    settings.put(name, new Setting(name, Objects.toString(value, null), source));
  }

  /** All of them in the order in which they were declared. */
  public List<Setting> all() {
    return new ArrayList<>(settings.values());
  }

  /** Values by name, without those that nobody gave. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    settings.forEach(
        (name, setting) -> {
          if (setting.value() != null) {
            values.put(name, setting.value());
          }
        });
    return values;
  }

  /** Values of some of them, for those that were given. */
  public Map<String, String> values(Set<String> names) {
    Map<String, String> values = values();
    values.keySet().retainAll(names);
    return values;
  }
}
