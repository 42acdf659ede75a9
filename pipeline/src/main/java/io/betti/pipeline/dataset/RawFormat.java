package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * Numbers without a header, of a type and shape that the user states. How many items there are, the
 * file's length tells; gzip is inflated once to know it.
 */
final class RawFormat implements ItemFormat {
  private static final long serialVersionUID = 1;

  static final String SHAPE = "shape";
  static final String DTYPE = "dtype";
  static final String ENDIAN = "endian";
  static final List<String> OPTIONS = List.of(SHAPE, DTYPE, ENDIAN, ReadOptions.LABELS);

  private final NumberType type;
  private final boolean bigEndian;
  private final int[] shape;
  private final ItemLayout known;

  private RawFormat(NumberType type, boolean bigEndian, int[] shape, ItemLayout known) {
    this.type = type;
    this.bigEndian = bigEndian;
    this.shape = shape;
    this.known = known;
  }

  /**
   * What a user states.
   *
   * @throws IllegalArgumentException if type or shape is missing or wrong
   */
  static RawFormat of(ReadOptions options) {
    String dtype = options.text(DTYPE);
    NumberType type =
        dtype == null ? null : NumberType.ofName(dtype.strip().toLowerCase(Locale.ROOT));
    if (type == null) {
      throw options.wrong(DTYPE, "give the type of the numbers, one of " + NumberType.names());
    }
    boolean bigEndian = options.word(ENDIAN, "little", List.of("little", "big")).equals("big");
    RawFormat format = new RawFormat(type, bigEndian, shape(options), null);
    try {
      format.layout(1);
    } catch (IllegalArgumentException e) {
      throw options.wrong(SHAPE, e.getMessage());
    }
    return format;
  }

  private static int[] shape(ReadOptions options) {
    String text = options.text(SHAPE);
    try {
      String[] words = text == null ? new String[0] : text.split(",", -1);
      int[] shape = new int[words.length];
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = Integer.parseInt(words[axis].strip());
        if (shape[axis] < 1) {
          throw new NumberFormatException();
        }
      }
      if (shape.length > 0) {
        return shape;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw options.wrong(
        SHAPE, "give the sizes of an item's axes, the last fastest, as in 64,64,64");
  }

  private ItemLayout layout(long count) {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new ArrayLayout(type, order, count, shape, 0, "length");
  }

  @Override
  public String fileName() {
    return "raw file";
  }

  /** Any two bytes may be numbers, so the name decides. */
  @Override
  public boolean isGzip(byte[] magic, String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  @Override
  public ItemLayout read(InputStream in, String name, long length) throws IOException {
    if (known != null) {
      return known;
    }
    long bytes = length == UNKNOWN ? countBytes(in) : length;
    int itemBytes = layout(1).itemBytes();
    if (bytes % itemBytes != 0) {
      throw new UnreadableDataException(
          name,
          "it has "
              + bytes
              + " bytes"
              + (length == UNKNOWN ? " inflated" : "")
              + ", which is no multiple of the "
              + itemBytes
              + " of an item of "
              + ArrayLayout.text(shape)
              + " "
              + type,
          "check shape and dtype; a file with a header is not raw");
    }
    return layout(bytes / itemBytes);
  }

  private static long countBytes(InputStream in) throws IOException {
    byte[] buffer = new byte[ItemReader.BUFFER_BYTES];
    long bytes = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      bytes += count;
    }
    return bytes;
  }

  @Override
  public ItemFormat knowing(ItemLayout layout) {
    return new RawFormat(type, bigEndian, shape, layout);
  }
}
