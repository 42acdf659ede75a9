package io.betti.pipeline.dataset;

/**
 * Reads the Object File Format of Geomview in its text form: the word {@code OFF}, the numbers of
 * vertices, faces and edges, a line for each vertex and for each face.
 *
 * <p>Files of ModelNet run word and counts together, {@code OFF8 6 0}; so may these. Of the
 * variants {@code COFF}, {@code NOFF}, {@code CNOFF}, {@code STOFF} the colours, normals and
 * texture coordinates behind x, y, z are passed over, as are colours behind a face. Binary files
 * and vertices of four or n coordinates are refused. The number of edges says nothing.
 */
final class OffReader {
  private static final String KEYWORD = "(ST)?C?N?OFF";

  private final MeshText text;
  private final MeshBuilder mesh;

  private OffReader(byte[] bytes, String name) {
    this.text = new MeshText(bytes, name, true);
    this.mesh = new MeshBuilder(name);
  }

  /**
   * The mesh of a file.
   *
   * @param name what a message calls the file
   * @throws UnreadableDataException if it is no such file
   */
  static Mesh read(byte[] bytes, String name) {
    return new OffReader(bytes, name).mesh();
  }

  private Mesh mesh() {
    if (!text.nextLine()) {
      return mesh.finish();
    }
    long vertices = firstCount();
    long faces = text.whole(0, Integer.MAX_VALUE);
    // The number of edges may be left out, and is wrong in many files.
    for (long i = 0; i < vertices; i++) {
      line("vertex", i, vertices);
      mesh.vertex(text.number(), text.number(), text.number());
    }
    for (long i = 0; i < faces; i++) {
      line("face", i, faces);
      face(vertices);
    }
    if (text.nextLine()) {
      throw text.fault(
          "more follows after the " + vertices + " vertices and " + faces + " faces of its header");
    }
    return mesh.finish();
  }

  /** The first number, behind the keyword, run together with it, or on the next line. */
  private long firstCount() {
    String word = text.word();
    int letters = word.indexOf("OFF") + 3;
    if (letters < 3 || !word.substring(0, letters).matches(KEYWORD)) {
      throw text.fault(
          "it begins with '" + MeshText.shown(word) + "' instead of OFF, COFF, NOFF or STOFF");
    }
    if (letters < word.length()) {
      return text.whole(word.substring(letters), 0, Integer.MAX_VALUE);
    }
    if (!text.hasWord() && !text.nextLine()) {
      throw text.fault("it ends before the numbers of vertices and faces");
    }
    String next = text.word();
    if (next.equals("BINARY")) {
      throw text.fault("it is a binary OFF, which is not read; write it as text");
    }
    return text.whole(next, 0, Integer.MAX_VALUE);
  }

  private void line(String what, long index, long count) {
    if (!text.nextLine()) {
      throw text.fault("it ends before " + what + " " + index + " of " + count);
    }
  }

  private void face(long vertices) {
    long corners = text.whole(0, Integer.MAX_VALUE);
    mesh.face();
    for (long i = 0; i < corners; i++) {
      mesh.corner((int) text.whole(0, vertices - 1));
    }
  }
}
