package io.betti.pipeline.voxel;

/**
 * Whether a triangle meets an axis-aligned cube, by the separating axes of a triangle and a box:
 * the three axes of space, the triangle's normal, and the nine cross products of an edge and an
 * axis. Touching counts. A degenerate triangle is the segment or point that it is.
 *
 * <p>Source: T. Akenine-Moeller, Fast 3D triangle-box overlap testing, Journal of Graphics Tools 6
 * (2001), doi:10.1080/10867651.2001.10487535. The paper orders the tests for early exits; here the
 * caller has made the first three, by going through the cubes of the triangle's bounding box only.
 *
 * <p>One object belongs to one thread.
 */
final class TriangleBox {
  private static final int AXES = 3;

  private final double half;
  private final double[][] corners = new double[AXES][];
  private final double[][] edges = new double[AXES][AXES];
  private final double[] normal = new double[AXES];
  private double leastAlongNormal;
  private double greatestAlongNormal;

  /**
   * @param half half the edge of the cubes
   */
  TriangleBox(double half) {
    this.half = half;
  }

  /** Takes a triangle up; its corners are not copied. */
  void triangle(double[] a, double[] b, double[] c) {
    corners[0] = a;
    corners[1] = b;
    corners[2] = c;
    for (int i = 0; i < AXES; i++) {
      double[] from = corners[i];
      double[] to = corners[(i + 1) % AXES];
      for (int axis = 0; axis < AXES; axis++) {
        edges[i][axis] = to[axis] - from[axis];
      }
    }
    for (int axis = 0; axis < AXES; axis++) {
      int next = (axis + 1) % AXES;
      int last = (axis + 2) % AXES;
      normal[axis] = edges[0][next] * edges[1][last] - edges[0][last] * edges[1][next];
    }
    // All three, since the normal of a sliver is little but rounding: then it is some axis only.
    double p = alongNormal(a[0], a[1], a[2]);
    double q = alongNormal(b[0], b[1], b[2]);
    double r = alongNormal(c[0], c[1], c[2]);
    leastAlongNormal = Math.min(p, Math.min(q, r));
    greatestAlongNormal = Math.max(p, Math.max(q, r));
  }

  private double alongNormal(double x, double y, double z) {
    return normal[0] * x + normal[1] * y + normal[2] * z;
  }

  /** The least coordinate along an axis. */
  double least(int axis) {
    return Math.min(corners[0][axis], Math.min(corners[1][axis], corners[2][axis]));
  }

  /** The greatest coordinate along an axis. */
  double greatest(int axis) {
    return Math.max(corners[0][axis], Math.max(corners[1][axis], corners[2][axis]));
  }

  /** Whether the triangle meets the cube around a centre, given that their bounding boxes meet. */
  boolean meets(double x, double y, double z) {
    double centre = alongNormal(x, y, z);
    double reach = half * (Math.abs(normal[0]) + Math.abs(normal[1]) + Math.abs(normal[2]));
    if (centre - reach > greatestAlongNormal || centre + reach < leastAlongNormal) {
      return false;
    }
    for (int edge = 0; edge < AXES; edge++) {
      if (isSeparated(edge, 0, 1, x, y)
          || isSeparated(edge, 1, 2, y, z)
          || isSeparated(edge, 2, 0, z, x)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the cross product of an edge and the third axis separates them: in the plane of the
   * axes u and v it is the edge's normal. Along it both ends of the edge have one value, and the
   * opposite corner the other.
   */
  private boolean isSeparated(int edge, int u, int v, double centreU, double centreV) {
    double normalU = -edges[edge][v];
    double normalV = edges[edge][u];
    double[] on = corners[edge];
    double[] opposite = corners[(edge + 2) % AXES];
    double p = normalU * (on[u] - centreU) + normalV * (on[v] - centreV);
    double q = normalU * (opposite[u] - centreU) + normalV * (opposite[v] - centreV);
    double reach = half * (Math.abs(normalU) + Math.abs(normalV));
    return Math.min(p, q) > reach || Math.max(p, q) < -reach;
  }
}
