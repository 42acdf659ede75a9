package io.betti.pipeline.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files in memory, written from the standard: any depth and colour type, filter 0. */
final class PngBytes {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private PngBytes() {}

  /**
   * A whole file.
   *
   * @param colour type: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
   * @param rows packed samples of each row
   * @param extra chunks between header and data
   */
  static byte[] file(int width, int depth, int colour, byte[][] rows, byte[]... extra) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(rows.length);
    header.put((byte) depth).put((byte) colour);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (byte[] row : rows) {
      data.write(0);
      data.writeBytes(row);
    }
    return IdxBytes.join(
        SIGNATURE,
        chunk("IHDR", header.array()),
        IdxBytes.join(extra),
        chunk("IDAT", deflated(data.toByteArray())),
        chunk("IEND", new byte[0]));
  }

  static byte[] chunk(String type, byte[] data) {
    byte[] body = IdxBytes.join(type.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 crc = new CRC32();
    crc.update(body);
    ByteBuffer chunk = ByteBuffer.allocate(body.length + 8);
    return chunk.putInt(data.length).put(body).putInt((int) crc.getValue()).array();
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] out = new byte[data.length + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }
}
