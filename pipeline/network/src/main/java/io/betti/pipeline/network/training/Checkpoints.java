package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.SavedState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The checkpoints of one training in a folder: {@code step-000000000100}, each whole or not there.
 * The latest few are kept. Two trainings must not share a folder.
 */
public final class Checkpoints {
  private static final String PREFIX = "step-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{12}");

  private final Folder folder;
  private final int keep;
  private final Map<String, Supplier<byte[]>> others = new LinkedHashMap<>();

  /**
   * In a folder, made when needed.
   *
   * @param keep how many of the latest to keep, at least 1
   * @throws IllegalArgumentException if {@code keep < 1}
   */
  public Checkpoints(Folder folder, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep " + keep + " checkpoints; it must be at least 1");
    }
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * Saves a file in each checkpoint, too, beside the training's own.
   *
   * @param content asked for as a checkpoint is saved
   */
  public void add(String file, Supplier<byte[]> content) {
    others.put(file, content);
  }

  /** Saves a training as it stands, unless it has been saved at this step; returns where. */
  public Folder save(Training training) throws IOException {
    Folder target = folder.in(String.format(PREFIX + "%012d", training.steps()));
    if (!target.exists()) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      others.forEach((name, content) -> files.put(name, content.get()));
      training.state().save(target, files);
    }
    List<String> all = all();
    for (String old : all.subList(0, Math.max(0, all.size() - keep))) {
      folder.in(old).delete();
    }
    return target;
  }

  /** The latest, or null if there is none. */
  public Folder latest() throws IOException {
    List<String> all = all();
    return all.isEmpty() ? null : folder.in(all.get(all.size() - 1));
  }

  /** How many steps the training had done at the latest; 0 if there is none. */
  public long steps() throws IOException {
    Folder latest = latest();
    return latest == null ? 0 : Long.parseLong(latest.name().substring(PREFIX.length()));
  }

  /**
   * The state of the latest.
   *
   * @throws IllegalStateException if there is none
   */
  public SavedState load() throws IOException {
    Folder latest = latest();
    if (latest == null) {
      throw new IllegalStateException("no checkpoint in " + folder + "; start the training anew");
    }
    return SavedState.load(latest);
  }

  private List<String> all() throws IOException {
    return folder.names().stream().filter(name -> NAME.matcher(name).matches()).toList();
  }
}
