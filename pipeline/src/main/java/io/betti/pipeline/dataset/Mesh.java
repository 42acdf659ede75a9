package io.betti.pipeline.dataset;

import java.util.Arrays;

/**
 * A surface of triangles in space, or a cloud of points if there are none.
 *
 * <p>Vertices keep the order of the file that they come from; one that no triangle uses stays. A
 * polygon of a file is cut into the fan of triangles at its first corner, which is exact for a
 * convex one; of fewer than three corners it has no surface and leaves none. Triangles may be
 * degenerate, and the surface need not be closed.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Mesh {
  private static final int AXES = 3;

  private final double[] vertices;
  private final int[] triangles;

  private Mesh(double[] vertices, int[] triangles) {
    this.vertices = vertices;
    this.triangles = triangles;
  }

  /**
   * A mesh of copies of these arrays.
   *
   * @param vertices x, y, z of each vertex, finite
   * @param triangles three vertex numbers of each triangle, from 0
   * @throws IllegalArgumentException if a length is no multiple of 3, a coordinate is not finite,
   *     or a vertex number is outside {@code 0 <= v < vertices.length / 3}
   */
  public static Mesh of(double[] vertices, int[] triangles) {
    if (vertices.length % AXES != 0 || triangles.length % AXES != 0) {
      throw new IllegalArgumentException(
          vertices.length
              + " coordinates and "
              + triangles.length
              + " corners are no whole vertices and triangles; pass three each");
    }
    for (int i = 0; i < vertices.length; i++) {
      if (!Double.isFinite(vertices[i])) {
        throw new IllegalArgumentException(
            "coordinate "
                + i % AXES
                + " of vertex "
                + i / AXES
                + " is "
                + vertices[i]
                + "; it must be finite");
      }
    }
    for (int corner : triangles) {
      if (corner < 0 || corner >= vertices.length / AXES) {
        throw new IllegalArgumentException(
            "a face names vertex "
                + corner
                + ", but there are "
                + vertices.length / AXES
                + ", numbered from 0");
      }
    }
    return new Mesh(vertices.clone(), triangles.clone());
  }

  /** Number of vertices, at least 1 if the mesh was read from a file. */
  public int vertexCount() {
    return vertices.length / AXES;
  }

  /** Number of triangles, 0 for a cloud of points. */
  public int triangleCount() {
    return triangles.length / AXES;
  }

  /**
   * A coordinate of a vertex.
   *
   * @param axis 0 for x, 1 for y, 2 for z
   */
  public double coordinate(int vertex, int axis) {
    return vertices[AXES * vertex + axis];
  }

  /**
   * The vertex at a corner of a triangle.
   *
   * @param corner 0, 1 or 2
   */
  public int corner(int triangle, int corner) {
    return triangles[AXES * triangle + corner];
  }

  /** The three coordinates of a vertex, in an array of the caller's own. */
  public double[] vertex(int vertex) {
    return Arrays.copyOfRange(vertices, AXES * vertex, AXES * (vertex + 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mesh mesh
        && Arrays.equals(vertices, mesh.vertices)
        && Arrays.equals(triangles, mesh.triangles);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(vertices) + Arrays.hashCode(triangles);
  }

  /** The counts, as {@code 8 vertices, 12 triangles}. */
  @Override
  public String toString() {
    return vertexCount() + " vertices, " + triangleCount() + " triangles";
  }
}
