package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of a binvox file (Patrick Min's format, version 1): lines of text up to {@code data}.
 *
 * <pre>
 * #binvox 1
 * dim 32 32 32
 * translate -0.5 -0.5 -0.5
 * scale 1.0
 * data
 * </pre>
 *
 * @param x first number of {@code dim}; x runs slowest in the file
 * @param z second number of {@code dim}
 * @param y third number of {@code dim}; y runs fastest in the file
 * @param translate with {@code scale} the place of the voxels in the model's space: the centre of
 *     voxel (i, j, k) along x, y, z is {@code scale * (i + 0.5) / x + translate[0]} and so on
 * @param scale length of the voxels' longest side
 */
record BinvoxHeader(int x, int z, int y, double[] translate, double scale) {
  private static final int MAX_LINE = 1000;
  private static final int MAX_LINES = 100;

  /**
   * Reads a header and leaves the stream at the first run.
   *
   * @throws UnreadableDataException if it is malformed or promises more than 2^31 voxels
   */
  static BinvoxHeader read(InputStream in, String name) throws IOException {
    in.mark(4);
    byte[] first = in.readNBytes(4);
    in.reset();
    String magic = line(in, name);
    if (!magic.equals("#binvox 1")) {
      if (magic.startsWith("#binvox")) {
        throw malformed(name, "its version is '" + magic + "', not '#binvox 1'");
      }
      throw new UnreadableDataException(
          name,
          ForeignFormat.problem(first, "the line '#binvox 1'"),
          ForeignFormat.remedy(first, "a binvox file"));
    }
    int[] dim = null;
    double[] translate = new double[3];
    double[] scale = {1};
    for (int lines = 0; lines < MAX_LINES; lines++) {
      String[] words = line(in, name).split(" ");
      switch (words[0]) {
        case "dim" -> dim = sizes(words, name);
        case "translate" -> translate = numbers(words, 3, name);
        case "scale" -> scale = numbers(words, 1, name);
        case "data" -> {
          if (dim == null) {
            throw malformed(name, "it has no line dim");
          }
          return new BinvoxHeader(dim[0], dim[1], dim[2], translate, scale[0]);
        }
        default -> {
          if (!words[0].isEmpty() && !words[0].startsWith("#")) {
            throw malformed(name, "it has a line '" + brief(words[0]) + "'");
          }
        }
      }
    }
    throw malformed(name, "it has no line data among " + MAX_LINES);
  }

  /** A line, runs of blanks made one. */
  private static String line(InputStream in, String name) throws IOException {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || length == MAX_LINE) {
        throw malformed(
            name, c < 0 ? "it ends within it" : "a line is above " + MAX_LINE + " bytes");
      }
      line[length++] = (byte) c;
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip().replaceAll("\\s+", " ");
  }

  private static int[] sizes(String[] words, String name) {
    int[] sizes = new int[3];
    long voxels = 1;
    try {
      for (int i = 0; i < 3 && words.length == 4; i++) {
        sizes[i] = Integer.parseInt(words[i + 1]);
        // Within a long: voxels are at most 2^31 before each product.
        voxels = sizes[i] < 1 ? 0 : voxels * sizes[i];
        if (voxels < 1 || voxels > IdxHeader.MAX_ITEM_BYTES) {
          break;
        }
      }
    } catch (NumberFormatException e) {
      voxels = 0;
    }
    if (words.length != 4 || voxels < 1 || voxels > IdxHeader.MAX_ITEM_BYTES) {
      throw malformed(
          name,
          "its line is '"
              + brief(String.join(" ", words))
              + "', not dim and three sizes of at most "
              + IdxHeader.MAX_ITEM_BYTES
              + " voxels in all");
    }
    return sizes;
  }

  private static double[] numbers(String[] words, int count, String name) {
    try {
      double[] numbers = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
      if (numbers.length == count && Arrays.stream(numbers).allMatch(Double::isFinite)) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw malformed(
        name,
        "its line is '"
            + brief(String.join(" ", words))
            + "', not "
            + words[0]
            + " and "
            + count
            + " finite numbers");
  }

  private static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  private static UnreadableDataException malformed(String name, String problem) {
    return new UnreadableDataException(
        name, "its binvox header is malformed: " + problem, "write it anew or fetch it again");
  }

  int voxels() {
    return x * y * z;
  }

  /** The shape of the grid that it becomes. */
  int[] shape() {
    return new int[] {z, y, x};
  }
}
