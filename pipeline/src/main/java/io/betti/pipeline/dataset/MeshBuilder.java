package io.betti.pipeline.dataset;

import java.util.Arrays;

/**
 * Gathers a mesh while its file is read. Arrays grow with what has arrived, never by a count that a
 * header states.
 */
final class MeshBuilder {
  private static final int FIRST_LENGTH = 48;
  private static final int MOST_LENGTH = Integer.MAX_VALUE - 8;

  private final String name;
  private double[] vertices = new double[FIRST_LENGTH];
  private int[] triangles = new int[FIRST_LENGTH];
  private int coordinates;
  private int corners;
  private int faceCorners;
  private int first;
  private int previous;

  /**
   * @param name what a message calls the file
   */
  MeshBuilder(String name) {
    this.name = name;
  }

  /** Vertices so far. */
  int vertexCount() {
    return coordinates / 3;
  }

  /** Adds a vertex of finite coordinates. */
  void vertex(double x, double y, double z) {
    if (coordinates + 3 > vertices.length) {
      vertices = Arrays.copyOf(vertices, grown(vertices.length));
    }
    vertices[coordinates++] = x;
    vertices[coordinates++] = y;
    vertices[coordinates++] = z;
  }

  /** Begins a face. */
  void face() {
    faceCorners = 0;
  }

  /** Adds a corner to the face; from the third on each gives a triangle of the fan. */
  void corner(int vertex) {
    if (faceCorners == 0) {
      first = vertex;
    } else if (faceCorners > 1) {
      triangle(first, previous, vertex);
    }
    previous = vertex;
    faceCorners++;
  }

  private void triangle(int a, int b, int c) {
    if (corners + 3 > triangles.length) {
      triangles = Arrays.copyOf(triangles, grown(triangles.length));
    }
    triangles[corners++] = a;
    triangles[corners++] = b;
    triangles[corners++] = c;
  }

  private int grown(int length) {
    if (length == MOST_LENGTH) {
      throw new UnreadableDataException(
          name,
          "it has more than " + MOST_LENGTH / 3 + " vertices or triangles",
          "cut it into several files");
    }
    return (int) Math.min(MOST_LENGTH, 2L * length);
  }

  /**
   * The mesh.
   *
   * @throws UnreadableDataException if there are no vertices, or a face names one that does not
   *     exist
   */
  Mesh finish() {
    if (coordinates == 0) {
      throw new UnreadableDataException(
          name, "it has no vertices", "it is empty or of another format: fetch it again");
    }
    try {
      return Mesh.of(Arrays.copyOf(vertices, coordinates), Arrays.copyOf(triangles, corners));
    } catch (IllegalArgumentException e) {
      throw new UnreadableDataException(
          name, e.getMessage(), "it is damaged: fetch it again or write it anew", e);
    }
  }
}
