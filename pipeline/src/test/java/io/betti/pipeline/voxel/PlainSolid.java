package io.betti.pipeline.voxel;

import io.betti.pipeline.dataset.Mesh;
import java.util.ArrayList;
import java.util.List;

/**
 * Solid voxels by other means, slowly: a triangle is clipped by the six planes of each cube
 * (Sutherland and Hodgman 1974) and meets it if anything is left, and the outside grows by sweeps
 * over the whole grid until nothing changes.
 */
final class PlainSolid {
  private static final double SLACK = SolidVoxelizer.SLACK;

  private PlainSolid() {}

  static byte[] of(Mesh mesh, int size, double edge) {
    double[][] vertices = MeshPlacement.of(mesh, UpAxis.Z, 0, 1, edge * SolidVoxelizer.SHRINKAGE);
    boolean[] surface = new boolean[size * size * size];
    for (int t = 0; t < mesh.triangleCount(); t++) {
      for (int i = 0; i < surface.length; i++) {
        double[] low = {
          i % size - size / 2.0, i / size % size - size / 2.0, i / size / size - size / 2.0
        };
        List<double[]> polygon = new ArrayList<>();
        for (int corner = 0; corner < 3; corner++) {
          polygon.add(vertices[mesh.corner(t, corner)]);
        }
        for (int axis = 0; axis < 3 && !polygon.isEmpty(); axis++) {
          polygon = clip(polygon, axis, 1, low[axis] - SLACK);
          polygon = clip(polygon, axis, -1, -(low[axis] + 1 + SLACK));
        }
        surface[i] |= !polygon.isEmpty();
      }
    }
    return filled(surface, size);
  }

  /** The part of a convex polygon where {@code sign * p[axis] >= bound}. */
  private static List<double[]> clip(List<double[]> polygon, int axis, int sign, double bound) {
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      double[] p = polygon.get(i);
      double[] q = polygon.get((i + 1) % polygon.size());
      double from = sign * p[axis] - bound;
      double to = sign * q[axis] - bound;
      if (from >= 0) {
        kept.add(p);
      }
      if (from >= 0 != to >= 0) {
        double t = from / (from - to);
        double[] cut = new double[3];
        for (int a = 0; a < 3; a++) {
          cut[a] = p[a] + t * (q[a] - p[a]);
        }
        kept.add(cut);
      }
    }
    return kept;
  }

  private static byte[] filled(boolean[] surface, int size) {
    boolean[] outside = new boolean[surface.length];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < surface.length; i++) {
        if (!surface[i] && !outside[i] && touchesOutside(outside, size, i)) {
          outside[i] = true;
          changed = true;
        }
      }
    }
    byte[] values = new byte[surface.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (outside[i] ? 0 : 1);
    }
    return values;
  }

  private static boolean touchesOutside(boolean[] outside, int size, int i) {
    int[] place = {i % size, i / size % size, i / size / size};
    int[] step = {1, size, size * size};
    for (int axis = 0; axis < 3; axis++) {
      if (place[axis] == 0
          || place[axis] == size - 1
          || outside[i - step[axis]]
          || outside[i + step[axis]]) {
        return true;
      }
    }
    return false;
  }
}
