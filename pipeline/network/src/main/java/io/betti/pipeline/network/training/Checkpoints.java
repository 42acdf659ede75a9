package io.betti.pipeline.network.training;

import io.betti.pipeline.network.SavedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of one training in a folder: {@code step-000000000100}, each whole or not there.
 * The latest few are kept. Two trainings must not share a folder.
 */
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("step-\\d{12}");

  /** What a process that was killed while saving leaves behind. */
  private static final Pattern DRAFT = Pattern.compile(Pattern.quote(SavedState.DRAFT) + "step-.*");

  private final Path folder;
  private final int keep;

  /**
   * In a folder, made when needed.
   *
   * @param keep how many of the latest to keep, at least 1
   * @throws IllegalArgumentException if {@code keep < 1}
   */
  public Checkpoints(Path folder, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep " + keep + " checkpoints; it must be at least 1");
    }
    this.folder = folder;
    this.keep = keep;
  }

  /** Saves a training as it stands, unless it has been saved at this step; returns where. */
  public Path save(Training training) throws IOException {
    Path target = folder.resolve(String.format("step-%012d", training.steps()));
    if (!Files.exists(target)) {
      training.state().save(target);
    }
    List<Path> all = all(NAME);
    for (Path old : all.subList(0, Math.max(0, all.size() - keep))) {
      delete(old);
    }
    for (Path draft : all(DRAFT)) {
      delete(draft);
    }
    return target;
  }

  /** The latest, or null if there is none. */
  public Path latest() throws IOException {
    List<Path> all = all(NAME);
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /**
   * The state of the latest.
   *
   * @throws IllegalStateException if there is none
   */
  public SavedState load() throws IOException {
    Path latest = latest();
    if (latest == null) {
      throw new IllegalStateException("no checkpoint in " + folder + "; start the training anew");
    }
    return SavedState.load(latest);
  }

  private List<Path> all(Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> name.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private static void delete(Path checkpoint) throws IOException {
    try (Stream<Path> found = Files.walk(checkpoint)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
