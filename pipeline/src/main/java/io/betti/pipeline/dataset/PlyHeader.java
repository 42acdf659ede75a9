package io.betti.pipeline.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a PLY file: how its values are stored, and what its elements consist of.
 *
 * @param encoding of the values
 * @param elements in the order of the file
 */
record PlyHeader(Encoding encoding, List<Element> elements) {
  /** How values are stored. */
  enum Encoding {
    /** As text. */
    ASCII,
    /** Lowest byte first. */
    BINARY_LITTLE_ENDIAN,
    /** Highest byte first. */
    BINARY_BIG_ENDIAN
  }

  /**
   * One kind of element.
   *
   * @param name as {@code vertex}
   * @param count how many the header promises
   * @param properties of each
   */
  record Element(String name, long count, List<Property> properties) {}

  /**
   * A number, or a list of numbers, of each element.
   *
   * @param name as {@code x}
   * @param counts type of a list's length; null for a single number
   * @param values type of the number or of each in the list
   */
  record Property(String name, PlyType counts, PlyType values) {
    boolean isList() {
      return counts != null;
    }
  }

  /**
   * Reads a header; the text is left in its last line.
   *
   * @throws UnreadableDataException if it is malformed
   */
  static PlyHeader read(MeshText text) {
    if (!text.nextLine() || !text.word().equals("ply")) {
      throw text.fault("it does not begin with the word ply");
    }
    Encoding encoding = null;
    List<Element> elements = new ArrayList<>();
    while (text.nextLine()) {
      String keyword = text.word();
      switch (keyword) {
        case "comment", "obj_info" -> {
          // for people
        }
        case "format" -> encoding = encoding(text);
        case "element" ->
            elements.add(new Element(text.word(), text.whole(0, 0xFFFF_FFFFL), new ArrayList<>()));
        case "property" -> {
          if (elements.isEmpty()) {
            throw text.fault("a property stands before the first element");
          }
          elements.get(elements.size() - 1).properties().add(property(text));
        }
        case "end_header" -> {
          if (encoding == null) {
            throw text.fault("its header has no line 'format'");
          }
          return new PlyHeader(encoding, elements);
        }
        default ->
            throw text.fault("'" + MeshText.shown(keyword) + "' is no keyword of a PLY header");
      }
    }
    throw text.fault("it ends before end_header");
  }

  private static Encoding encoding(MeshText text) {
    String name = text.word();
    for (Encoding encoding : Encoding.values()) {
      if (encoding.name().equalsIgnoreCase(name)) {
        return encoding;
      }
    }
    throw text.fault(
        "its format '"
            + MeshText.shown(name)
            + "' is none of ascii, binary_little_endian, binary_big_endian");
  }

  private static Property property(MeshText text) {
    String word = text.word();
    boolean list = word.equals("list");
    PlyType counts = list ? type(text, text.word()) : null;
    if (list && !counts.isWhole()) {
      throw text.fault("the length of a list is a " + counts + ", not a whole number");
    }
    PlyType values = type(text, list ? text.word() : word);
    return new Property(text.word(), counts, values);
  }

  private static PlyType type(MeshText text, String name) {
    PlyType type = PlyType.of(name);
    if (type == null) {
      throw text.fault("'" + MeshText.shown(name) + "' is no type of a PLY property");
    }
    return type;
  }
}
