package io.betti.pipeline.dataset;

/**
 * Reads points from plain text: a line for each, its first three numbers x, y, z, what follows
 * passed over. Numbers stand between blanks, or between commas throughout a line; comments begin
 * with {@code #}.
 */
final class XyzReader {
  private XyzReader() {}

  /**
   * The points of a file, a mesh without triangles.
   *
   * @param name what a message calls the file
   * @throws UnreadableDataException if a line does not begin with three numbers, or there is none
   */
  static Mesh read(byte[] bytes, String name) {
    MeshText text = new MeshText(bytes, name, true);
    MeshBuilder mesh = new MeshBuilder(name);
    while (text.nextLine()) {
      String line = text.rest();
      String[] fields = line.strip().split(line.indexOf(',') < 0 ? "[ \\t\\f\\x0B]+" : ",", 4);
      if (fields.length < 3) {
        throw text.fault("it has fewer than three numbers");
      }
      mesh.vertex(
          text.number(fields[0].strip()),
          text.number(fields[1].strip()),
          text.number(fields[2].strip()));
    }
    return mesh.finish();
  }
}
