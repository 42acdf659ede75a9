package io.betti.pipeline.dataset;

/**
 * Reads the vertices and faces of a Wavefront OBJ file: lines {@code v x y z} and {@code f a b c},
 * where a corner may carry a texture and a normal, {@code a/t/n}, and a negative number counts back
 * from the last vertex so far. Weights and colours behind x, y, z and all other lines are passed
 * over: lines, points, curves, groups, materials. A backslash at a line's end goes on in the next.
 */
final class ObjReader {
  private final MeshText text;
  private final MeshBuilder mesh;

  private ObjReader(byte[] bytes, String name) {
    this.text = new MeshText(joined(bytes), name, true);
    this.mesh = new MeshBuilder(name);
  }

  /**
   * The mesh of a file.
   *
   * @param name what a message calls the file
   * @throws UnreadableDataException if it is no such file
   */
  static Mesh read(byte[] bytes, String name) {
    return new ObjReader(bytes, name).mesh();
  }

  /** The bytes with blanks in place of each backslash and line end that make one line of two. */
  private static byte[] joined(byte[] bytes) {
    byte[] joined = bytes;
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '\\' && (bytes[i + 1] == '\n' || bytes[i + 1] == '\r')) {
        joined = joined == bytes ? bytes.clone() : joined;
        joined[i] = ' ';
        joined[i + 1] = ' ';
        if (bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n') {
          joined[i + 2] = ' ';
        }
      }
    }
    return joined;
  }

  private Mesh mesh() {
    while (text.nextLine()) {
      switch (text.word()) {
        case "v" -> mesh.vertex(text.number(), text.number(), text.number());
        case "f" -> face();
        default -> {
          // nothing of the surface
        }
      }
    }
    return mesh.finish();
  }

  private void face() {
    mesh.face();
    while (text.hasWord()) {
      String word = text.word();
      int stroke = word.indexOf('/');
      String number = stroke < 0 ? word : word.substring(0, stroke);
      int corner = (int) text.whole(number, -mesh.vertexCount(), Integer.MAX_VALUE);
      if (corner == 0) {
        throw text.fault("a corner is 0; vertices are numbered from 1, or back from -1");
      }
      // A positive one may name a vertex that comes later, which the end of the file tells.
      mesh.corner(corner < 0 ? mesh.vertexCount() + corner : corner - 1);
    }
  }
}
