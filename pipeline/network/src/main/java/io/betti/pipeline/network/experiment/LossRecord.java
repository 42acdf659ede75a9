package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.training.Training;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The losses of a training as a file of CSV: the step and each loss by its name, at the first step
 * and every so many. A training that goes on from a checkpoint writes again what came after it, so
 * that the file is the same as if the training had not stopped.
 */
public final class LossRecord {
  private final Path file;
  private final long every;

  /**
   * A record that goes on after a step.
   *
   * @param every steps between records, at least 1
   * @param after the last step that stays; 0 to begin anew
   * @throws IOException if the file cannot be read or written
   */
  LossRecord(Path file, long every, long after) throws IOException {
    this.file = file;
    this.every = every;
    Files.createDirectories(file.toAbsolutePath().getParent());
    List<String> kept = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        boolean heading = line.startsWith("step");
        boolean whole = line.endsWith(";");
        if (after > 0 && whole && (heading || step(line) <= after)) {
          kept.add(line);
        }
      }
    }
    Files.write(file, kept);
  }

  private static long step(String line) {
    return Long.parseLong(line.substring(0, line.indexOf(',')));
  }

  /** Takes the losses of the latest step, if its turn has come. */
  void take(Training training) {
    long step = training.steps();
    if (step != 1 && step % every != 0) {
      return;
    }
    StringBuilder text = new StringBuilder();
    try {
      if (Files.size(file) == 0) {
        text.append("step");
        training.losses().keySet().forEach(name -> text.append(',').append(name));
        text.append(";\n");
      }
      text.append(step);
      training.losses().values().forEach(loss -> text.append(',').append(loss));
      text.append(";\n");
      Files.writeString(file, text, java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * The losses of a file.
   *
   * @param steps at which they were taken, ascending
   * @param losses by name, one a step
   */
  public record Curves(double[] steps, Map<String, double[]> losses) implements Serializable {}

  /**
   * Reads a file; lines that are still being written are left out.
   *
   * @throws IOException if it cannot be read
   */
  public static Curves read(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream().filter(line -> line.endsWith(";")).toList();
    int count = Math.max(0, lines.size() - 1);
    double[] steps = new double[count];
    Map<String, double[]> losses = new LinkedHashMap<>();
    if (lines.isEmpty()) {
      return new Curves(steps, losses);
    }
    String[] names = cells(lines.get(0));
    for (int i = 1; i < names.length; i++) {
      losses.put(names[i], new double[count]);
    }
    for (int row = 0; row < count; row++) {
      String[] cells = cells(lines.get(row + 1));
      steps[row] = Double.parseDouble(cells[0]);
      for (int i = 1; i < names.length; i++) {
        losses.get(names[i])[row] = Double.parseDouble(cells[i]);
      }
    }
    return new Curves(steps, losses);
  }

  private static String[] cells(String line) {
    return line.substring(0, line.length() - 1).split(",", -1);
  }
}
