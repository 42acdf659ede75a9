package io.betti.jobs.output;

import io.betti.jobs.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * An input file as it was when a run began.
 *
 * @param path with its scheme
 * @param length in bytes
 * @param modified milliseconds since 1970
 */
public record InputFile(String path, long length, long modified) {
  /** A file that was looked up. */
  public static InputFile of(FileStatus status) {
    return new InputFile(
        status.getPath().toString(), status.getLen(), status.getModificationTime());
  }

  /**
   * Refuses a path that isn't there, file or folder.
   *
   * @param role what the job wants it for: {@code --input}
   * @throws JobFailure if it is missing or cannot be reached
   */
  public static void refuseMissing(String role, String path, Configuration configuration) {
    status(role, path, configuration);
  }

  /**
   * Looks a file up.
   *
   * @param role what the job wants it for: {@code --input}
   * @throws JobFailure if it is missing, is a folder or cannot be reached
   */
  public static InputFile of(String role, String path, Configuration configuration) {
    FileStatus status = status(role, path, configuration);
    if (status.isDirectory()) {
      throw JobFailure.of(
          role + " " + path + " is a folder", "one file is wanted, plain or gzipped");
    }
    return of(status);
  }

  /**
   * What may help if a path is missing: of a driver on a cluster the current folder is not that of
   * the command.
   */
  public static String remedyOfMissing(Path path, Configuration configuration) {
    if (path.isAbsolute()) {
      return "check the path";
    }
    try {
      return "check the path; a relative one begins at "
          + path.getFileSystem(configuration).getWorkingDirectory();
    } catch (IOException e) {
      return "check the path";
    }
  }

  private static FileStatus status(String role, String path, Configuration configuration) {
    Path file = new Path(path);
    try {
      return file.getFileSystem(configuration).getFileStatus(file);
    } catch (FileNotFoundException e) {
      throw JobFailure.because(
          e, role + " " + path + " does not exist", remedyOfMissing(file, configuration));
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot reach " + role + " " + path, e.getMessage());
    }
  }
}
