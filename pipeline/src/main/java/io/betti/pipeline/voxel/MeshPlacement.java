package io.betti.pipeline.voxel;

import io.betti.pipeline.dataset.Mesh;

/**
 * Where a mesh stands in a grid: turned about its upright axis, scaled so that the longest edge of
 * its bounding box has a given length, its box centred. The bounding box is that of the triangles,
 * after the turn; so each rotation is fitted for itself, and depends on no other.
 *
 * <p>A turn goes from x to y, seen from above counter-clockwise. Its quarters are exact, so that a
 * turn by 90 degrees more gives exactly the turned grid. Sine and cosine are {@link StrictMath}'s,
 * the same everywhere.
 */
final class MeshPlacement {
  private static final int AXES = 3;

  private MeshPlacement() {}

  /**
   * The vertices in the grid, x, y, z upwards, the origin in its middle, voxels of edge 1; of
   * vertices that no triangle uses anything.
   *
   * @param turn which of the turns
   * @param turns how many make a full circle
   * @param edge length of the longest edge of the box
   * @throws IllegalArgumentException if the mesh has no triangles, or the longest edge is 0, or so
   *     small or large that doubles do not carry it
   */
  static double[][] of(Mesh mesh, UpAxis up, int turn, int turns, double edge) {
    if (mesh.triangleCount() == 0) {
      throw new IllegalArgumentException(
          "it has no triangles, so no surface; voxels are made of meshes, not of points");
    }
    double[][] vertices = turned(mesh, up, turn, turns);
    double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] greatest = {
      Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    for (int triangle = 0; triangle < mesh.triangleCount(); triangle++) {
      for (int corner = 0; corner < AXES; corner++) {
        double[] vertex = vertices[mesh.corner(triangle, corner)];
        for (int axis = 0; axis < AXES; axis++) {
          least[axis] = Math.min(least[axis], vertex[axis]);
          greatest[axis] = Math.max(greatest[axis], vertex[axis]);
        }
      }
    }
    fit(vertices, least, greatest, edge);
    return vertices;
  }

  private static double[][] turned(Mesh mesh, UpAxis up, int turn, int turns) {
    long quarter = 4L * turn / turns;
    double rest = 2 * Math.PI * (4L * turn - quarter * turns) / (4.0 * turns);
    double cos = StrictMath.cos(rest);
    double sin = StrictMath.sin(rest);
    double[][] vertices = new double[mesh.vertexCount()][AXES];
    for (int i = 0; i < vertices.length; i++) {
      double x = mesh.coordinate(i, 0);
      double y = up == UpAxis.Z ? mesh.coordinate(i, 1) : -mesh.coordinate(i, 2);
      double turnedX = cos * x - sin * y;
      double turnedY = sin * x + cos * y;
      double[] vertex = vertices[i];
      vertex[0] = quarter % 2 == 0 ? turnedX : -turnedY;
      vertex[1] = quarter % 2 == 0 ? turnedY : turnedX;
      if (quarter >= 2) {
        vertex[0] = -vertex[0];
        vertex[1] = -vertex[1];
      }
      vertex[2] = mesh.coordinate(i, up == UpAxis.Z ? 2 : 1);
    }
    return vertices;
  }

  private static void fit(double[][] vertices, double[] least, double[] greatest, double edge) {
    double longest = 0;
    for (int axis = 0; axis < AXES; axis++) {
      longest = Math.max(longest, greatest[axis] - least[axis]);
    }
    double scale = edge / longest;
    if (!(longest > 0) || !Double.isFinite(longest) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          "the longest edge of its bounding box is "
              + longest
              + ", which cannot be scaled to "
              + edge
              + " voxels");
    }
    for (double[] vertex : vertices) {
      for (int axis = 0; axis < AXES; axis++) {
        // Half of each, since their sum may be too large.
        double middle = least[axis] / 2 + greatest[axis] / 2;
        vertex[axis] = (vertex[axis] - middle) * scale;
      }
    }
  }
}
