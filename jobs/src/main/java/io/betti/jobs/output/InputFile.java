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
  /**
   * Looks a file up.
   *
   * @param role what the job wants it for: {@code --input}
   * @throws JobFailure if it is missing, is a folder or cannot be reached
   */
  public static InputFile of(String role, String path, Configuration configuration) {
    Path file = new Path(path);
    try {
      FileStatus status = file.getFileSystem(configuration).getFileStatus(file);
      if (status.isDirectory()) {
        throw JobFailure.of(
            role + " " + path + " is a folder", "one IDX file is wanted, plain or gzipped");
      }
      return new InputFile(
          status.getPath().toString(), status.getLen(), status.getModificationTime());
    } catch (FileNotFoundException e) {
      throw JobFailure.because(
          e, role + " " + path + " does not exist", "check the path and the current folder");
    } catch (IOException e) {
      throw JobFailure.because(e, "cannot reach " + role + " " + path, e.getMessage());
    }
  }
}
