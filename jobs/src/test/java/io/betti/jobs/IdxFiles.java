package io.betti.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** IDX files for tests, written by hand. */
final class IdxFiles {
  private IdxFiles() {}

  /** Grids of floats: magic 0x00000D03. */
  static Path floats(Path file, int height, int width, float[]... grids) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + 4 * grids.length * height * width);
    bytes.putInt(0x0D03).putInt(grids.length).putInt(height).putInt(width);
    for (float[] grid : grids) {
      for (float value : grid) {
        bytes.putFloat(value);
      }
    }
    return write(file, bytes.array());
  }

  /** Volumes of unsigned bytes: magic 0x00000804. */
  static Path volumes(Path file, int depth, int height, int width, byte[]... grids) {
    int size = depth * height * width;
    ByteBuffer bytes = ByteBuffer.allocate(20 + grids.length * size);
    bytes.putInt(0x0804).putInt(grids.length).putInt(depth).putInt(height).putInt(width);
    for (byte[] grid : grids) {
      bytes.put(grid);
    }
    return write(file, bytes.array());
  }

  /** Rows of doubles: magic 0x00000E02. */
  static Path doubles(Path file, int width, double[]... rows) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 8 * rows.length * width);
    bytes.putInt(0x0E02).putInt(rows.length).putInt(width);
    for (double[] row : rows) {
      for (double value : row) {
        bytes.putDouble(value);
      }
    }
    return write(file, bytes.array());
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many small grids whose values fall and rise, all of them good. */
  static float[][] waves(int count, int height, int width) {
    float[][] grids = new float[count][height * width];
    for (int n = 0; n < count; n++) {
      for (int i = 0; i < height * width; i++) {
        grids[n][i] = (float) Math.sin(0.7 * i + n);
      }
    }
    return grids;
  }
}
