package io.betti.pipeline.voxel;

import io.betti.pipeline.dataset.Mesh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Meshes of known volume, and what can be done with them. */
final class Solids {
  private Solids() {}

  /** A box from the origin, its six faces of two triangles each. */
  static Mesh box(double x, double y, double z) {
    double[] vertices = new double[24];
    for (int i = 0; i < 8; i++) {
      vertices[3 * i] = (i & 1) * x;
      vertices[3 * i + 1] = (i >> 1 & 1) * y;
      vertices[3 * i + 2] = (i >> 2) * z;
    }
    return Mesh.of(
        vertices,
        new int[] {
          0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6,
          1, 3, 5, 3, 7, 5
        });
  }

  /** A mesh without the last so many triangles. */
  static Mesh without(Mesh mesh, int last) {
    return Mesh.of(
        vertices(mesh),
        java.util.Arrays.copyOf(triangles(mesh), 3 * (mesh.triangleCount() - last)));
  }

  static Mesh tetrahedron() {
    return Mesh.of(
        new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1},
        new int[] {0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3});
  }

  /** An octahedron whose faces are cut into four so many times, all vertices on the unit sphere. */
  static Mesh sphere(int cuts) {
    List<double[]> points = new ArrayList<>();
    for (double[] point :
        new double[][] {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}}) {
      points.add(point);
    }
    List<int[]> faces = new ArrayList<>();
    for (int x = 0; x < 2; x++) {
      for (int y = 2; y < 4; y++) {
        for (int z = 4; z < 6; z++) {
          faces.add(new int[] {x, y, z});
        }
      }
    }
    for (int cut = 0; cut < cuts; cut++) {
      Map<Long, Integer> middles = new HashMap<>();
      List<int[]> finer = new ArrayList<>();
      for (int[] f : faces) {
        int a = middle(points, middles, f[0], f[1]);
        int b = middle(points, middles, f[1], f[2]);
        int c = middle(points, middles, f[2], f[0]);
        finer.addAll(
            List.of(
                new int[] {f[0], a, c},
                new int[] {a, f[1], b},
                new int[] {c, b, f[2]},
                new int[] {a, b, c}));
      }
      faces = finer;
    }
    return Mesh.of(
        points.stream().flatMapToDouble(java.util.Arrays::stream).toArray(),
        faces.stream().flatMapToInt(java.util.Arrays::stream).toArray());
  }

  private static int middle(List<double[]> points, Map<Long, Integer> middles, int a, int b) {
    long key = ((long) Math.min(a, b) << 32) + Math.max(a, b);
    return middles.computeIfAbsent(
        key,
        k -> {
          double[] sum = new double[3];
          for (int i = 0; i < 3; i++) {
            sum[i] = points.get(a)[i] + points.get(b)[i];
          }
          double length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
          for (int i = 0; i < 3; i++) {
            sum[i] /= length;
          }
          points.add(sum);
          return points.size() - 1;
        });
  }

  /** Both meshes as one. */
  static Mesh union(Mesh a, Mesh b) {
    double[] vertices =
        java.util.Arrays.copyOf(vertices(a), 3 * (a.vertexCount() + b.vertexCount()));
    System.arraycopy(vertices(b), 0, vertices, 3 * a.vertexCount(), 3 * b.vertexCount());
    int[] triangles =
        java.util.Arrays.copyOf(triangles(a), 3 * (a.triangleCount() + b.triangleCount()));
    int[] more = triangles(b);
    for (int i = 0; i < more.length; i++) {
      triangles[3 * a.triangleCount() + i] = more[i] + a.vertexCount();
    }
    return Mesh.of(vertices, triangles);
  }

  /** The mesh moved by a step along each axis and scaled. */
  static Mesh moved(Mesh mesh, double scale, double dx, double dy, double dz) {
    double[] vertices = vertices(mesh);
    double[] step = {dx, dy, dz};
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = scale * vertices[i] + step[i % 3];
    }
    return Mesh.of(vertices, triangles(mesh));
  }

  static double[] vertices(Mesh mesh) {
    double[] vertices = new double[3 * mesh.vertexCount()];
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = mesh.coordinate(i / 3, i % 3);
    }
    return vertices;
  }

  static int[] triangles(Mesh mesh) {
    int[] triangles = new int[3 * mesh.triangleCount()];
    for (int i = 0; i < triangles.length; i++) {
      triangles[i] = mesh.corner(i / 3, i % 3);
    }
    return triangles;
  }
}
