package io.betti.topology.reference;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Images of the project's own copy of the MNIST test set. */
public final class Mnist {
  /** Rows and columns of an image. */
  public static final int SIDE = 28;

  private Mnist() {}

  /** The first images of the test set, 784 unsigned bytes each. */
  public static byte[][] firstTestImages(int count) {
    Path file =
        Path.of(System.getProperty("betti.basedir"), "data", "mnist", "t10k-images-idx3-ubyte.gz");
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      int magic = in.readInt();
      int images = in.readInt();
      int rows = in.readInt();
      int columns = in.readInt();
      if (magic != 0x803 || images < count || rows != SIDE || columns != SIDE) {
        throw new IllegalStateException(file + " is not the MNIST test set");
      }
      byte[][] first = new byte[count][SIDE * SIDE];
      for (byte[] image : first) {
        in.readFully(image);
      }
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** float32(pixel) / 255, as the paper's authors scale. */
  public static float[] scaled(byte[] image) {
    float[] scaled = new float[image.length];
    for (int v = 0; v < scaled.length; v++) {
      scaled[v] = (image[v] & 255) / 255f;
    }
    return scaled;
  }
}
