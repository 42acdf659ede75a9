package io.betti.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Real images for the benchmarks, from gzipped IDX files of unsigned bytes. */
final class Images {
  private Images() {}

  /**
   * The images of {@code mnist} (embedded), or of {@code fashion} (Debian's package
   * dataset-fashion-mnist), test split.
   */
  static byte[][] load(String set) {
    Path file =
        set.equals("mnist")
            ? Path.of(System.getProperty("betti.basedir", "."))
                .resolve("data/mnist/t10k-images-idx3-ubyte.gz")
            : Path.of("/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz");
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readInt() != 0x0803) {
        throw new IOException(file + " is not an IDX file of bytes with three axes");
      }
      byte[][] images = new byte[in.readInt()][];
      int pixels = in.readInt() * in.readInt();
      for (int i = 0; i < images.length; i++) {
        images[i] = in.readNBytes(pixels);
      }
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + file + "; run from the project's root or pass -Dbetti.basedir", e);
    }
  }
}
