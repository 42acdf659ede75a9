package io.betti.pipeline.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file that make its pixels: IHDR, PLTE, tRNS, IDAT, IEND. Their check sums and
 * lengths are verified, which {@code javax.imageio} doesn't do, and the others are left out: texts,
 * which it would inflate, and colour spaces, so that samples stay as they are stored.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int TRNS = 0x74524E53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int IHDR_BYTES = 13;

  /** Samples of a pixel by colour type: grey, -, RGB, palette, grey and alpha, -, RGBA. */
  private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};

  private final ByteBuffer file;
  private final String name;
  private int width;
  private int height;
  private int bitsPerPixel;
  private long dataBytes;

  private PngFile(byte[] file, String name) {
    this.file = ByteBuffer.wrap(file);
    this.name = name;
  }

  static boolean isMagic(byte[] first) {
    return first.length >= SIGNATURE.length
        && Arrays.equals(Arrays.copyOf(first, SIGNATURE.length), SIGNATURE);
  }

  /**
   * The sizes in the header.
   *
   * @param first at least the signature
   * @return height and width
   * @throws UnreadableDataException if the first chunk is no header
   */
  static int[] shape(byte[] first, String name) {
    PngFile png = new PngFile(first, name);
    png.file.position(SIGNATURE.length);
    png.chunk(new ByteArrayOutputStream());
    return new int[] {png.height, png.width};
  }

  /**
   * The file without the chunks that aren't needed.
   *
   * @throws UnreadableDataException if a chunk is damaged, missing or out of place, or the
   *     compressed data are too few for the pixels
   */
  static byte[] needed(byte[] file, String name) {
    PngFile png = new PngFile(file, name);
    png.file.position(SIGNATURE.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    while (png.chunk(out)) {
      // the next one
    }
    // The rows' filter bytes are left out of the estimate: it is a bound.
    double rowBytes = Math.ceil((double) png.width * png.bitsPerPixel / 8);
    if (rowBytes * png.height > (double) png.dataBytes * GzipStream.MAX_RATIO) {
      throw png.malformed(
          "its "
              + png.dataBytes
              + " compressed bytes cannot hold "
              + png.height
              + "x"
              + png.width
              + " pixels");
    }
    return out.toByteArray();
  }

  /** Takes one chunk; false if it was the last. */
  private boolean chunk(ByteArrayOutputStream out) {
    if (file.remaining() < 12) {
      throw cutShort();
    }
    int begin = file.position();
    int length = file.getInt();
    int type = file.getInt();
    if (length < 0 || length > file.remaining() - 4) {
      throw cutShort();
    }
    if ((width == 0) != (type == IHDR)) {
      throw malformed("its header is not its first chunk, or not its only one");
    }
    CRC32 crc = new CRC32();
    crc.update(file.array(), begin + 4, length + 4);
    if ((int) crc.getValue() != file.getInt(begin + 8 + length)) {
      throw malformed("the check sum of the chunk at byte " + begin + " does not match");
    }
    switch (type) {
      case IHDR -> header(length);
      case IDAT -> dataBytes += length;
      default -> {
        // passed over, or nothing to learn from
      }
    }
    if (type == IHDR || type == PLTE || type == TRNS || type == IDAT || type == IEND) {
      out.write(file.array(), begin, length + 12);
    }
    file.position(begin + length + 12);
    return type != IEND;
  }

  private void header(int length) {
    if (length != IHDR_BYTES) {
      throw malformed("its header has " + length + " bytes, not " + IHDR_BYTES);
    }
    width = file.getInt();
    height = file.getInt();
    int depth = file.get() & 0xFF;
    int colour = file.get() & 0xFF;
    int samples = colour < SAMPLES.length ? SAMPLES[colour] : 0;
    if (width < 1 || height < 1 || samples == 0 || depth > 16) {
      throw malformed(
          "its header says "
              + Integer.toUnsignedLong(height)
              + "x"
              + Integer.toUnsignedLong(width)
              + " pixels, colour type "
              + colour
              + ", "
              + depth
              + " bits");
    }
    bitsPerPixel = samples * depth;
  }

  private UnreadableDataException malformed(String problem) {
    return new UnreadableDataException(
        name, "it is a malformed PNG: " + problem, "fetch it again or write it anew");
  }

  private UnreadableDataException cutShort() {
    return new UnreadableDataException(
        name,
        "it is a PNG that ends within a chunk or before its last",
        "it was cut short: fetch it again or write it anew");
  }
}
