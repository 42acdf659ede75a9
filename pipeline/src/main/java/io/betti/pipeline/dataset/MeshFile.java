package io.betti.pipeline.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One file of a mesh or of points on any file system that Hadoop knows.
 *
 * <p>Immutable; travels to executors, which open it with a Hadoop configuration of theirs.
 *
 * @param path with its scheme
 * @param length in bytes
 * @param modified milliseconds since 1970
 */
public record MeshFile(String path, long length, long modified) implements Serializable {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 1023;

  /**
   * The files that a path names, in the order of their paths by code unit: the file itself, those
   * in a folder, or those that a pattern matches ({@code train/*.off}). Of a folder or a pattern
   * only files with a known ending count, and none whose name begins with a dot or an underscore;
   * folders in a folder are not searched.
   *
   * @throws UnreadableDataException if there are none, a single file has no known ending, or the
   *     file system fails
   */
  public static List<MeshFile> list(String path, Configuration hadoop) {
    try {
      Path named = new Path(path);
      FileSystem system = named.getFileSystem(hadoop);
      FileStatus[] found = found(system, named);
      if (found == null) {
        throw new UnreadableDataException(
            path, "there is no such file or folder", "check the path and its spelling");
      }
      List<MeshFile> files = new ArrayList<>();
      for (FileStatus status : found) {
        if (status.isFile() && isData(status.getPath())) {
          files.add(
              new MeshFile(
                  status.getPath().toString(), status.getLen(), status.getModificationTime()));
        }
      }
      if (files.isEmpty()) {
        throw new UnreadableDataException(
            path,
            "there are no files of meshes or points, whose names end with " + MeshFormat.endings(),
            "name such a file, a folder of them, or a pattern such as folder/*/*.off");
      }
      files.sort(Comparator.comparing(MeshFile::path));
      return files;
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableDataException(
          path,
          "the file system answered: " + e,
          "check the address, the permissions and the network",
          e);
    }
  }

  /** A name that exists goes before a pattern, whatever brackets are in it. */
  private static FileStatus[] found(FileSystem system, Path named) throws IOException {
    try {
      FileStatus status = system.getFileStatus(named);
      return status.isFile() ? new FileStatus[] {status} : system.listStatus(named);
    } catch (FileNotFoundException e) {
      return system.globStatus(named);
    }
  }

  private static boolean isData(Path path) {
    String name = path.getName();
    return MeshFormat.of(name) != null && !name.startsWith(".") && !name.startsWith("_");
  }

  /** The file's name without its folders. */
  public String name() {
    return new Path(path).getName();
  }

  /** Whether its format has faces; of points, as XYZ, there is no surface. */
  public boolean isSurface() {
    return MeshFormat.of(name()) != MeshFormat.XYZ;
  }

  /**
   * Reads it.
   *
   * @throws UnreadableDataException if it is missing, damaged, of another format, without vertices,
   *     longer than 2^31 - 1024 bytes, or the file system fails
   */
  public Mesh read(Configuration hadoop) {
    if (length > MOST_BYTES) {
      throw new UnreadableDataException(
          path, "it has " + length + " bytes, above " + MOST_BYTES, "cut it into several files");
    }
    Path file = new Path(path);
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      // Gathers bytes as they arrive; the file may have grown since it was listed.
      return MeshFormat.of(name()).read(in.readNBytes(MOST_BYTES), path);
    } catch (IOException e) {
      throw new UnreadableDataException(
          path, "the file system answered: " + e, "check the file and the network", e);
    }
  }
}
