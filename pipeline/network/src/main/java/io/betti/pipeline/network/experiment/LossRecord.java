package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.training.Training;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The losses of a training as a file of CSV: the step and each loss by its name, at the first step
 * and every so many. Each checkpoint holds the record up to its step, so that a training that goes
 * on from one has the same record in the end as if it had not stopped.
 */
public final class LossRecord {
  private final long every;
  private final StringBuilder text = new StringBuilder();

  /**
   * An empty record.
   *
   * @param every steps between entries, at least 1
   */
  LossRecord(long every) {
    this.every = every;
  }

  /**
   * A record that goes on.
   *
   * @param earlier what {@link #bytes} gave
   */
  LossRecord(long every, byte[] earlier) {
    this(every);
    text.append(new String(earlier, StandardCharsets.UTF_8));
  }

  /** Takes the losses of the latest step, if its turn has come. */
  void take(Training training) {
    long step = training.steps();
    if (step != 1 && step % every != 0) {
      return;
    }
    if (text.isEmpty()) {
      text.append("step");
      training.losses().keySet().forEach(name -> text.append(',').append(name));
      text.append('\n');
    }
    text.append(step);
    training.losses().values().forEach(loss -> text.append(',').append(loss));
    text.append('\n');
  }

  /** The file's bytes so far. */
  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The losses of a file.
   *
   * @param steps at which they were taken, ascending
   * @param losses by name, one a step
   */
  public record Curves(double[] steps, Map<String, double[]> losses) implements Serializable {}

  /**
   * Reads the file of a stage that is done.
   *
   * @param stage its folder
   * @throws IOException if it cannot be read
   */
  public static Curves read(Folder stage) throws IOException {
    List<String> lines =
        new String(stage.read(StageRun.LOSSES), StandardCharsets.UTF_8).lines().toList();
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
    return line.split(",", -1);
  }
}
