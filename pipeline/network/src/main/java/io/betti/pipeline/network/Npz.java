package io.betti.pipeline.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Arrays of floats as NumPy's NPZ: a zip, not compressed, of one NPY file (version 1.0, {@code
 * <f4}, row-major) for each. Every entry has the same time, so that equal arrays are equal bytes.
 *
 * <p>Source: the NPY format in NumPy's documentation, numpy.lib.format.
 */
final class Npz {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /** An array and its name. */
  record Entry(String name, int[] shape, float[] values) {}

  /** The bytes of an archive. */
  static byte[] write(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        byte[] content = npy(entry.shape, entry.values);
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry header = new ZipEntry(entry.name + SUFFIX);
        header.setMethod(ZipEntry.STORED);
        header.setSize(content.length);
        header.setCrc(sum.getValue());
        header.setTimeLocal(TIME);
        zip.putNextEntry(header);
        zip.write(content);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] npy(int[] shape, float[] values) {
    byte[] header = header(shape);
    ByteBuffer content =
        ByteBuffer.allocate(header.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    content.put(header);
    content.asFloatBuffer().put(values);
    return content.array();
  }

  private static byte[] header(int[] shape) {
    String axes = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + axes
            + (shape.length == 1 ? ",), }" : "), }");
    int length = (10 + text.length() + 1 + 63) / 64 * 64;
    String padded = text + " ".repeat(length - 10 - text.length() - 1) + "\n";
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (length - 10));
    header.put(padded.getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /**
   * Reads an archive of known arrays.
   *
   * @param expected name and shape of each array, in order; the values are not used
   * @throws IOException if the archive holds anything else, or is damaged; the message says what
   */
  static List<Entry> read(byte[] archive, List<Entry> expected) throws IOException {
    List<Entry> found = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (Entry wanted : expected) {
        ZipEntry header = zip.getNextEntry();
        if (header == null || !header.getName().equals(wanted.name + SUFFIX)) {
          throw new IOException(
              "array "
                  + wanted.name
                  + " is missing, there is "
                  + (header == null ? "no further array" : header.getName()));
        }
        found.add(new Entry(wanted.name, wanted.shape, values(zip, wanted, archive.length)));
      }
      if (zip.getNextEntry() != null) {
        throw new IOException("there are more arrays than the " + expected.size() + " described");
      }
    }
    return found;
  }

  private static float[] values(ZipInputStream zip, Entry wanted, int most) throws IOException {
    byte[] header = header(wanted.shape);
    long count = 1;
    for (int n : wanted.shape) {
      count *= n;
    }
    if (count < 0 || header.length + 4 * count > most) {
      throw new IOException("array " + wanted.name + " cannot be as large as described");
    }
    byte[] content = zip.readNBytes(Math.toIntExact(header.length + 4 * count));
    boolean whole = content.length == header.length + 4 * count && zip.read() < 0;
    if (!whole || !Arrays.equals(header, 0, header.length, content, 0, header.length)) {
      throw new IOException(
          "array " + wanted.name + " is not of " + Shapes.text(wanted.shape) + " floats");
    }
    float[] values = new float[(int) count];
    ByteBuffer.wrap(content, header.length, content.length - header.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
