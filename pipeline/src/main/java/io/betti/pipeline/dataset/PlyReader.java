package io.betti.pipeline.dataset;

import io.betti.pipeline.dataset.PlyHeader.Element;
import io.betti.pipeline.dataset.PlyHeader.Encoding;
import io.betti.pipeline.dataset.PlyHeader.Property;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Reads the Stanford Polygon Format (Turk 1994), as text or binary in either byte order: x, y, z of
 * the element {@code vertex}, and the list {@code vertex_indices} or {@code vertex_index} of the
 * element {@code face}, if there is one. Other elements and properties are passed over.
 */
final class PlyReader {
  /** Where the next number of the body comes from. */
  private interface Body {
    /** The next number of a type; finite for whole types. */
    double next(PlyType type);

    /** Passes over the next number, which may be anything. */
    void skip(PlyType type);

    /** Verifies that nothing follows. */
    void finish();
  }

  private final byte[] bytes;
  private final String name;
  private final MeshBuilder mesh;
  private Body body;

  /** What is being read, for a message: an element and its index. */
  private String element = "";

  private long index;

  private PlyReader(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
    this.mesh = new MeshBuilder(name);
  }

  /**
   * The mesh of a file.
   *
   * @param name what a message calls the file
   * @throws UnreadableDataException if it is no such file
   */
  static Mesh read(byte[] bytes, String name) {
    return new PlyReader(bytes, name).mesh();
  }

  private Mesh mesh() {
    MeshText text = new MeshText(bytes, name, false);
    PlyHeader header = PlyHeader.read(text);
    body = header.encoding() == Encoding.ASCII ? textBody(text) : binaryBody(text, header);
    for (Element kind : header.elements()) {
      element = kind.name();
      // One without properties takes no bytes, whatever its count.
      long count = kind.properties().isEmpty() ? 0 : kind.count();
      switch (element) {
        case "vertex" -> vertices(kind, count);
        case "face" -> faces(kind, count);
        default -> skip(kind, count);
      }
    }
    body.finish();
    return mesh.finish();
  }

  private void vertices(Element kind, long count) {
    int[] axes = axes(kind.properties());
    double[] point = new double[3];
    for (index = 0; index < count; index++) {
      for (int i = 0; i < axes.length; i++) {
        Property property = kind.properties().get(i);
        if (axes[i] < 0) {
          skip(property);
        } else {
          point[axes[i]] = finite(body.next(property.values()));
        }
      }
      mesh.vertex(point[0], point[1], point[2]);
    }
  }

  /** For each property of a vertex the axis that it is, or -1. */
  private int[] axes(List<Property> properties) {
    int[] axes = new int[properties.size()];
    int found = 0;
    for (int i = 0; i < axes.length; i++) {
      Property property = properties.get(i);
      axes[i] = property.isList() ? -1 : List.of("x", "y", "z").indexOf(property.name());
      found |= axes[i] < 0 ? 0 : 1 << axes[i];
    }
    if (found != 0b111) {
      throw fault("its element vertex has no properties x, y and z", "write it anew");
    }
    return axes;
  }

  private void faces(Element kind, long count) {
    for (index = 0; index < count; index++) {
      for (Property property : kind.properties()) {
        if (property.isList() && property.name().matches("vertex_(indices|index)")) {
          face(property);
        } else {
          skip(property);
        }
      }
    }
  }

  private void face(Property property) {
    if (!property.values().isWhole()) {
      throw fault("its vertex indices are " + property.values() + "s", "write it anew with ints");
    }
    long corners = length(property);
    mesh.face();
    for (long i = 0; i < corners; i++) {
      double corner = body.next(property.values());
      if (corner < 0 || corner > Integer.MAX_VALUE) {
        throw fault(
            "face " + index + " names vertex " + (long) corner, "fetch it again or write it anew");
      }
      mesh.corner((int) corner);
    }
  }

  private long length(Property property) {
    double length = body.next(property.counts());
    if (length < 0) {
      throw fault(
          element + " " + index + " has a list of length " + (long) length,
          "fetch it again or write it anew");
    }
    return (long) length;
  }

  private void skip(Element kind, long count) {
    for (index = 0; index < count; index++) {
      kind.properties().forEach(this::skip);
    }
  }

  private void skip(Property property) {
    long numbers = property.isList() ? length(property) : 1;
    for (long i = 0; i < numbers; i++) {
      body.skip(property.values());
    }
  }

  private double finite(double value) {
    if (!Double.isFinite(value)) {
      throw fault(
          "a coordinate of vertex " + index + " is " + value, "leave such vertices out of it");
    }
    return value;
  }

  private UnreadableDataException fault(String problem, String remedy) {
    return new UnreadableDataException(name, problem, remedy);
  }

  private UnreadableDataException cutShort() {
    return fault(
        "it ends within " + element + " " + index + ", before what its header promises",
        "it was cut short: fetch it again or write it anew");
  }

  /** Words, whatever lines they stand in. */
  private Body textBody(MeshText text) {
    return new Body() {
      @Override
      public double next(PlyType type) {
        String word = word();
        return type.isWhole() ? text.whole(word, type.least(), type.most()) : text.number(word);
      }

      @Override
      public void skip(PlyType type) {
        word();
      }

      private String word() {
        if (!text.hasWord() && !text.nextLine()) {
          throw cutShort();
        }
        return text.word();
      }

      @Override
      public void finish() {
        if (text.hasWord() || text.nextLine()) {
          throw text.fault("more follows after what its header promises");
        }
      }
    };
  }

  private Body binaryBody(MeshText text, PlyHeader header) {
    int start = Math.min(bytes.length, text.lineEnd() + (endsInPairs(text.lineEnd()) ? 2 : 1));
    ByteOrder order =
        header.encoding() == Encoding.BINARY_BIG_ENDIAN
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, bytes.length - start).order(order);
    return new Body() {
      @Override
      public double next(PlyType type) {
        if (buffer.remaining() < type.bytes()) {
          throw cutShort();
        }
        return type.read(buffer);
      }

      @Override
      public void skip(PlyType type) {
        next(type);
      }

      @Override
      public void finish() {
        if (buffer.hasRemaining()) {
          throw fault(
              buffer.remaining() + " bytes follow after what its header promises",
              "the header or the file is wrong: fetch it again or write it anew");
        }
      }
    };
  }

  /** Whether lines end with CR LF: a lone CR before a first value of 0x0A would look like it. */
  private boolean endsInPairs(int end) {
    int first = 0;
    while (bytes[first] != '\n' && bytes[first] != '\r') {
      first++;
    }
    return bytes[first] == '\r'
        && bytes[first + 1] == '\n'
        && end + 1 < bytes.length
        && bytes[end] == '\r'
        && bytes[end + 1] == '\n';
  }
}
