package io.betti.pipeline.network;

import io.betti.pipeline.dataset.UnreadableDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A folder on any file system that Hadoop knows, by its address, which means the same place in
 * every process: a task takes it along, with the configuration by which its file system is found.
 *
 * <p>What is written here is whole or not there: it is written beside, under a name that begins
 * with {@code .saving-}, and renamed. That holds where a rename is one step, as on HDFS and on
 * local disks; an object store copies file after file instead, and what was cut off there is
 * refused when it is read. Local files get no side files of check sums: what is kept here has its
 * own.
 */
public final class Folder implements Serializable {
  private static final long serialVersionUID = 1;

  /** How a name begins that is being written. */
  private static final String DRAFT = ".saving-";

  private final String address;
  private final SerializableConfiguration hadoop;

  private Folder(Path path, SerializableConfiguration hadoop) {
    this.address = path.toString();
    this.hadoop = hadoop;
  }

  /**
   * The folder of a path, which need not exist; a relative one begins at this process's own folder.
   *
   * @throws UnreadableDataException if its file system cannot be reached
   */
  public static Folder at(String path, Configuration hadoop) {
    try {
      Path given = new Path(path);
      FileSystem system = given.getFileSystem(hadoop);
      return new Folder(system.makeQualified(given), new SerializableConfiguration(hadoop));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableDataException(
          path, "its file system cannot be reached (" + e + ")", "check the address", e);
    }
  }

  /** A folder on a local disk. */
  public static Folder at(java.nio.file.Path path) {
    return at(path.toUri().toString(), new Configuration(false));
  }

  /** A folder in this one. */
  public Folder in(String name) {
    return new Folder(new Path(address, name), hadoop);
  }

  /** The last part of its address. */
  public String name() {
    return new Path(address).getName();
  }

  /** Whether it is there. */
  public boolean exists() throws IOException {
    return system().exists(new Path(address));
  }

  /** The names of what is in it, sorted, drafts left out; none if it is not there. */
  public List<String> names() throws IOException {
    return exists()
        ? Arrays.stream(system().listStatus(new Path(address)))
            .map(status -> status.getPath().getName())
            .filter(name -> !name.startsWith(DRAFT))
            .sorted()
            .toList()
        : List.of();
  }

  /** The bytes of a file in it. */
  public byte[] read(String name) throws IOException {
    try (InputStream in = system().open(new Path(address, name))) {
      return in.readAllBytes();
    }
  }

  /**
   * Makes the folder with files in it, all or nothing.
   *
   * @param files contents by name
   * @throws FileAlreadyExistsException if it is there already
   */
  public void create(Map<String, byte[]> files) throws IOException {
    FileSystem system = system();
    Path target = new Path(address);
    if (system.exists(target)) {
      throw new FileAlreadyExistsException(this + " is there already; name a new folder");
    }
    Path draft = draft(system, target);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(system, new Path(draft, file.getKey()), file.getValue());
    }
    rename(system, draft, target);
    // Had another process made the target meanwhile, the draft would now be a folder in it.
    system.delete(new Path(target, draft.getName()), true);
  }

  /** Writes a file into it, all or nothing, in place of one of that name. */
  public void write(String name, byte[] content) throws IOException {
    FileSystem system = system();
    Path target = new Path(address, name);
    Path draft = draft(system, target);
    write(system, draft, content);
    system.delete(target, false);
    rename(system, draft, target);
  }

  /** Deletes it with all that is in it, if it is there. */
  public void delete() throws IOException {
    system().delete(new Path(address), true);
  }

  /** A new name beside a target; drafts of it that a killed process left are deleted. */
  private static Path draft(FileSystem system, Path target) throws IOException {
    Path parent = target.getParent();
    String prefix = DRAFT + target.getName() + "-";
    system.mkdirs(parent);
    for (FileStatus found : system.listStatus(parent, p -> p.getName().startsWith(prefix))) {
      system.delete(found.getPath(), true);
    }
    return new Path(parent, prefix + UUID.randomUUID());
  }

  private static void write(FileSystem system, Path file, byte[] content) throws IOException {
    try (OutputStream out = system.create(file, false)) {
      out.write(content);
    }
  }

  private static void rename(FileSystem system, Path draft, Path target) throws IOException {
    if (!system.rename(draft, target)) {
      throw new IOException("cannot rename " + draft + " to " + target);
    }
  }

  private FileSystem system() throws IOException {
    FileSystem system = new Path(address).getFileSystem(hadoop.value());
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  /** As the user would write it: without the scheme if it is a local path. */
  @Override
  public String toString() {
    Path path = new Path(address);
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : address;
  }
}
