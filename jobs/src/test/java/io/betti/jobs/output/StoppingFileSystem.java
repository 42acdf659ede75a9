package io.betti.jobs.output;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local file system under the scheme {@code stopping}, which stops at a chosen change. */
public final class StoppingFileSystem extends RawLocalFileSystem {
  /** Changes (renames, deletions, new files) that still go well; no limit if negative. */
  static int left = -1;

  /** Whether the process is to die at that change, rather than the change to fail. */
  static boolean deadly;

  /** Whether nothing works any more. */
  private static boolean dead;

  /** As the death of the process: nobody catches it to tidy up. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  static void stopAfter(int changes, boolean byDeath) {
    left = changes;
    deadly = byDeath;
    dead = false;
  }

  private static void change() throws IOException {
    if (dead) {
      throw new Death();
    }
    if (left == 0) {
      left = -1;
      dead = deadly;
      if (deadly) {
        throw new Death();
      }
      throw new IOException("No space left on device");
    }
    left--;
  }

  @Override
  public URI getUri() {
    return URI.create("stopping:///");
  }

  @Override
  public String getScheme() {
    return "stopping";
  }

  @Override
  protected void checkPath(Path path) {}

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (exists(path)) {
      change();
    }
    return super.delete(path, recursive);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }
}
