package io.betti.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Spark itself recorded of an application: proof that a run was what the test takes it for,
 * independent of anything that our jobs print.
 */
final class EventLog {
  private final List<JsonNode> events;

  private EventLog(List<JsonNode> events) {
    this.events = events;
  }

  static EventLog read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      events.add(json.readTree(line));
    }
    return new EventLog(events);
  }

  private List<JsonNode> of(String event) {
    return events.stream().filter(e -> e.path("Event").asText().equals(event)).toList();
  }

  /** Executors by id on which at least one task ended well. */
  Set<String> executorsThatWorked() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode end : of("SparkListenerTaskEnd")) {
      if (end.path("Task End Reason").path("Reason").asText().equals("Success")) {
        ids.add(end.path("Task Info").path("Executor ID").asText());
      }
    }
    return ids;
  }

  /** Executors by id that went away before the application ended. */
  Set<String> executorsLost() {
    Set<String> ids = new TreeSet<>();
    for (JsonNode removed : of("SparkListenerExecutorRemoved")) {
      ids.add(removed.path("Executor ID").asText());
    }
    return ids;
  }

  /** How many tasks ended well after the first executor had gone away; 0 if none went. */
  long tasksAfterALoss() {
    return events.stream()
        .dropWhile(e -> !e.path("Event").asText().equals("SparkListenerExecutorRemoved"))
        .filter(e -> e.path("Event").asText().equals("SparkListenerTaskEnd"))
        .filter(e -> e.path("Task End Reason").path("Reason").asText().equals("Success"))
        .count();
  }

  /** Why tasks ended otherwise than well, by Spark's class name, one entry for each task. */
  List<String> taskFailures() {
    return of("SparkListenerTaskEnd").stream()
        .map(end -> end.path("Task End Reason").path("Reason").asText())
        .filter(reason -> !reason.equals("Success"))
        .toList();
  }

  /** A setting as the driver saw it, or the empty string. */
  String setting(String key) {
    return of("SparkListenerEnvironmentUpdate").stream()
        .map(update -> update.path("Spark Properties").path(key).asText())
        .findFirst()
        .orElse("");
  }
}
