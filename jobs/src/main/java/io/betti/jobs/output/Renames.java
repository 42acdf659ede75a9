package io.betti.jobs.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Renames that turn one state of a folder into another, in order. A rename whose target stands
 * already was done before, so a list that was interrupted anywhere can be gone through again in
 * either direction: names are only taken after an earlier rename has freed them.
 *
 * @param moves first to last
 */
record Renames(List<Move> moves) {
  /**
   * One rename.
   *
   * @param from relative to the folder
   * @param to relative to the folder
   */
  record Move(String from, String to) {}

  Renames {
    moves = List.copyOf(moves);
  }

  /** Does what has not been done. */
  void redo(FileSystem files, Path folder) throws IOException {
    for (Move move : moves) {
      step(files, new Path(folder, move.from), new Path(folder, move.to));
    }
  }

  /** Undoes what has been done, last first. */
  void undo(FileSystem files, Path folder) throws IOException {
    List<Move> backwards = new ArrayList<>(moves);
    Collections.reverse(backwards);
    for (Move move : backwards) {
      step(files, new Path(folder, move.to), new Path(folder, move.from));
    }
  }

  private static void step(FileSystem files, Path from, Path to) throws IOException {
    // A folder that was made for files which have gone back is no target.
    if (files.exists(to) && !isEmptyFolder(files, to)) {
      return;
    }
    if (files.exists(to) && files.exists(from)) {
      files.delete(to, false);
    }
    if (!files.exists(to)) {
      files.mkdirs(to.getParent());
      rename(files, from, to);
    }
  }

  private static boolean isEmptyFolder(FileSystem files, Path path) throws IOException {
    return files.getFileStatus(path).isDirectory() && files.listStatus(path).length == 0;
  }

  /** A rename that fails aloud; Hadoop's answers false. */
  static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (files.exists(to) || !files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }
}
