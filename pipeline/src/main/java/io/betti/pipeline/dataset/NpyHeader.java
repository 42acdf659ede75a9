package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a NumPy file, versions 1.0 to 3.0: type, order and shape of one array.
 *
 * <pre>
 * byte  0..5          6      7      8..9 or 8..11           ...
 *       \x93 N U M P Y  major  0     length, little-endian   {'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }
 * </pre>
 *
 * <p>The length has two bytes in version 1, four in 2 and 3. See numpy.lib.format in NumPy's
 * documentation. Types with fields, texts, objects, complex and half-precision numbers are refused.
 *
 * @param type of the values
 * @param order of their bytes
 * @param fortran whether the first axis is fastest
 * @param shape sizes of all axes, none for a single number
 * @param headerBytes bytes before the first value
 */
record NpyHeader(NumberType type, ByteOrder order, boolean fortran, long[] shape, int headerBytes) {
  /** What no text begins with. */
  static final int FIRST_BYTE = 0x93;

  private static final byte[] MAGIC = {(byte) FIRST_BYTE, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_TEXT_BYTES = 0xFFFF;
  private static final Pattern TYPE = Pattern.compile("([<>|])([a-z][0-9])");

  /**
   * Reads a header and leaves the stream at the first value.
   *
   * @param name what a message calls the stream
   * @throws UnreadableDataException if it is malformed, or its type is none that is read
   */
  static NpyHeader read(InputStream in, String name) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      byte[] first = Arrays.copyOf(magic, Math.min(4, magic.length));
      throw new UnreadableDataException(
          name,
          ForeignFormat.problem(first, "a NumPy header (93 4E 55 4D 50 59)"),
          ForeignFormat.remedy(first, "a NumPy file (.npy)"));
    }
    int major = in.read();
    int minor = in.read();
    if (major < 1 || major > 3 || minor != 0) {
      throw malformed(name, "its version is " + major + "." + minor + ", none of 1.0, 2.0, 3.0");
    }
    int lengthBytes = major == 1 ? 2 : 4;
    byte[] field = Arrays.copyOf(readFully(in, lengthBytes, name), 4);
    int length = ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > MAX_TEXT_BYTES) {
      throw malformed(
          name,
          "it has "
              + Integer.toUnsignedLong(length)
              + " bytes of text, above "
              + MAX_TEXT_BYTES
              + ", the most that is read");
    }
    byte[] text = readFully(in, length, name);
    int headerBytes = MAGIC.length + 2 + lengthBytes + length;
    return of(new String(text, StandardCharsets.UTF_8), headerBytes, name);
  }

  private static byte[] readFully(InputStream in, int length, String name) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw malformed(name, "it ends within it");
    }
    return bytes;
  }

  private static NpyHeader of(String text, int headerBytes, String name) {
    Object literal;
    try {
      literal = PythonLiteral.parse(text);
    } catch (IllegalArgumentException e) {
      throw malformed(name, "its text is no Python dictionary: " + e.getMessage());
    }
    if (!(literal instanceof Map<?, ?> entries)
        || !(entries.get("fortran_order") instanceof Boolean fortran)
        || !(entries.get("shape") instanceof List<?> sizes)
        || !entries.containsKey("descr")
        || entries.size() != 3) {
      throw malformed(name, "it does not say just descr, fortran_order and shape");
    }
    String descr = String.valueOf(entries.get("descr"));
    Matcher matcher = TYPE.matcher(descr);
    NumberType type = matcher.matches() ? NumberType.ofName(matcher.group(2)) : null;
    if (type == null || (matcher.group(1).equals("|") && type.bytes() > 1)) {
      throw new UnreadableDataException(
          name,
          "its values are of type "
              + brief(descr)
              + ", and the types read are "
              + NumberType.names(),
          "convert them, as in numpy.save(file, a.astype('float32'))");
    }
    ByteOrder order = matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(type, order, fortran, shape(sizes, name), headerBytes);
  }

  private static String brief(String descr) {
    return descr.length() <= 40 ? descr : descr.substring(0, 40) + "...";
  }

  private static long[] shape(List<?> sizes, String name) {
    long[] shape = new long[sizes.size()];
    for (int axis = 0; axis < shape.length; axis++) {
      if (!(sizes.get(axis) instanceof Long size) || size < 0) {
        throw malformed(name, "its shape holds " + sizes.get(axis) + ", which is no size");
      }
      shape[axis] = size;
    }
    return shape;
  }

  private static UnreadableDataException malformed(String name, String problem) {
    return new UnreadableDataException(
        name, "its NumPy header is malformed: " + problem, "write it anew or fetch it again");
  }

  /**
   * The sizes of the axes from one on, as an item's.
   *
   * @throws UnreadableDataException if one is above 2^31 - 1
   */
  int[] sizes(int fromAxis, String name) {
    int[] sizes = new int[shape.length - fromAxis];
    for (int axis = 0; axis < sizes.length; axis++) {
      long size = shape[fromAxis + axis];
      if (size > Integer.MAX_VALUE) {
        throw malformed(name, "its shape holds " + size + ", above " + Integer.MAX_VALUE);
      }
      sizes[axis] = (int) size;
    }
    return sizes;
  }

  /** Whether the order of the axes makes a difference. */
  boolean isTransposed() {
    return fortran && Arrays.stream(shape).filter(size -> size > 1).count() > 1;
  }

  /** The shape as Python writes it. */
  String shapeText() {
    return Arrays.stream(shape)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
