package io.betti.pipeline.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files that a path means, in the order of their whole paths: itself if it is a file; all files
 * below it with certain endings if it is a folder; what matches, if it is a pattern of Hadoop's
 * ({@code *}, {@code ?}, {@code [a-z]}, <code>{a,b}</code>), a folder again with all below it.
 * Files and folders that begin with a dot or an underscore are passed over, unless named in full.
 */
final class FileListing {
  private final Path path;
  private final FileSystem system;
  private final List<String> endings;
  private final TreeMap<String, FileStatus> files = new TreeMap<>();

  private FileListing(Path path, FileSystem system, List<String> endings) {
    this.path = path;
    this.system = system;
    this.endings = endings;
  }

  /**
   * Lists them.
   *
   * @param path a file, a folder or a pattern
   * @param endings of the files in a folder, in small letters, as {@code .png}
   * @throws UnreadableDataException if there are none, or the file system fails
   */
  static List<FileStatus> of(String path, List<String> endings, Configuration hadoop) {
    try {
      Path place = new Path(path);
      FileListing listing = new FileListing(place, place.getFileSystem(hadoop), endings);
      listing.list();
      if (listing.files.isEmpty()) {
        throw new UnreadableDataException(
            path,
            "no file below it ends in " + String.join(", ", endings),
            "check the folder, or name the files by a pattern as in folder/*");
      }
      return List.copyOf(listing.files.values());
    } catch (FileNotFoundException e) {
      throw new UnreadableDataException(
          path,
          "there is no such file or folder, nor does it match any as a pattern",
          "check the path and its spelling",
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw ItemFile.storage(path, e);
    }
  }

  private void list() throws IOException {
    try {
      add(List.of(system.getFileStatus(path)));
    } catch (FileNotFoundException e) {
      FileStatus[] matches = system.globStatus(path);
      if (matches == null || matches.length == 0) {
        throw e;
      }
      add(Arrays.stream(matches).filter(match -> !isHidden(match)).toList());
    }
  }

  private void add(Collection<FileStatus> found) throws IOException {
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addBelow(status.getPath());
      } else {
        files.put(status.getPath().toString(), status);
      }
    }
  }

  private void addBelow(Path folder) throws IOException {
    RemoteIterator<FileStatus> children = system.listStatusIterator(folder);
    while (children.hasNext()) {
      FileStatus child = children.next();
      String name = child.getPath().getName();
      if (isHidden(child)) {
        continue;
      }
      if (child.isDirectory()) {
        addBelow(child.getPath());
      } else if (endings.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)) {
        files.put(child.getPath().toString(), child);
      }
    }
  }

  private static boolean isHidden(FileStatus status) {
    String name = status.getPath().getName();
    return name.startsWith(".") || name.startsWith("_");
  }
}
