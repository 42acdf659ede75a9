package io.betti.pipeline.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * Labels of files by the names of their folders: the number that the name is, if all are whole
 * numbers; otherwise the name's place among all of them in alphabetical order, from 0.
 */
final class FolderLabels {
  private final Map<String, Integer> labels = new HashMap<>();

  /** Labels for the folders of all these files. */
  FolderLabels(List<Path> files) {
    TreeSet<String> names = new TreeSet<>();
    files.forEach(file -> names.add(name(file)));
    boolean numbers = names.stream().allMatch(name -> name.matches("-?[0-9]{1,9}"));
    for (String name : names) {
      labels.put(name, numbers ? Integer.parseInt(name) : labels.size());
    }
  }

  private static String name(Path file) {
    return file.getParent() == null ? "" : file.getParent().getName();
  }

  /** The label of one of the files. */
  int of(Path file) {
    return labels.get(name(file));
  }
}
