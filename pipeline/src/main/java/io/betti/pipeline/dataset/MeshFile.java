package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * One file of a mesh or of points, plain or gzip, on any file system that Hadoop knows.
 *
 * <p>Immutable; travels to executors, which open it with a Hadoop configuration of theirs.
 *
 * @param path with its scheme
 * @param length its bytes as stored
 * @param modified milliseconds since 1970
 */
public record MeshFile(String path, long length, long modified) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Most bytes of a file, inflated. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 1023;

  /**
   * The files that a path names, in the order of their paths: the file itself, those below a folder
   * whose names end as {@link MeshFormat} says, or what a pattern matches ({@code train/*.off}).
   *
   * @throws UnreadableDataException if there are none, one that is named has no known ending, or
   *     the file system fails
   */
  public static List<MeshFile> list(String path, Configuration hadoop) {
    return statuses(path, hadoop).stream()
        .map(
            status ->
                new MeshFile(
                    status.getPath().toString(), status.getLen(), status.getModificationTime()))
        .toList();
  }

  /** As {@link #list}, as the file system found them. */
  static List<FileStatus> statuses(String path, Configuration hadoop) {
    List<FileStatus> statuses = FileListing.of(path, MeshFormat.endings(), hadoop);
    for (FileStatus status : statuses) {
      if (MeshFormat.of(status.getPath().getName()) == null) {
        throw new UnreadableDataException(
            status.getPath().toString(),
            "its name ends with none of " + String.join(", ", MeshFormat.endings()),
            "name files of meshes or points, as by the pattern folder/*.off");
      }
    }
    return statuses;
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
   *     longer than 2^31 - 1024 bytes inflated, or the file system fails
   */
  public Mesh read(Configuration hadoop) {
    return read(new DataFile(path, length, 0), hadoop);
  }

  /** As {@link #read(Configuration)}. */
  static Mesh read(DataFile file, Configuration hadoop) {
    return file.read(hadoop, true, MeshFile::decode);
  }

  /** The whole file, gathered as its bytes arrive. */
  private static Mesh decode(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES);
    if (bytes.length == MOST_BYTES && in.read() >= 0) {
      throw new UnreadableDataException(
          name, "it has more than " + MOST_BYTES + " bytes", "cut it into several files");
    }
    return MeshFormat.of(name).read(bytes, name);
  }
}
