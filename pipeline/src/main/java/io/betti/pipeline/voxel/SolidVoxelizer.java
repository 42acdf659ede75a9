package io.betti.pipeline.voxel;

import io.betti.pipeline.dataset.Mesh;
import java.io.Serializable;

/**
 * Solid voxels of a mesh: those that its surface meets, and those from which no path leads outside.
 *
 * <p><b>Definition.</b> The mesh is turned about its upright axis, scaled so that the longest edge
 * of its bounding box takes {@code size - 2 * margin} voxels, and centred. A voxel belongs to the
 * surface if a triangle meets its closed cube (Akenine-Moeller's test, {@link TriangleBox}). The
 * outside is what can be reached from the grid's border through faces of voxels off the surface;
 * the solid is all the rest. Such a surface lets no path through faces slip between its voxels.
 *
 * <p>Rays and their parity, the usual way, want a closed surface with sound orientation, which
 * meshes of furniture rarely are. Here triangles may intersect, overlap, face anywhere or be
 * degenerate. <b>An open shell stays a shell:</b> a box without a lid is not filled, a sheet is one
 * voxel thick; a gap closes where it is narrower than about a voxel. Since every voxel that the
 * surface meets counts, a solid is thicker than the mesh by about half a voxel on each side, but
 * along its longest edges: there it ends within the margin.
 *
 * <p><b>Ties.</b> The mesh is drawn towards the grid's middle by the factor 1 - 2^-20, so that a
 * face in the plane between two voxels belongs to the one nearer to the middle, the outermost faces
 * to the outermost voxels within the margin. The cubes are larger than a voxel by 2^-30 on each
 * side, so that rounding loses nothing; a face in the very middle of a grid of even size belongs to
 * both voxels. A mesh that is moved or scaled gives the same voxels, unless a face comes within
 * rounding of those limits.
 *
 * <p><b>Cost.</b> For each triangle the voxels of its bounding box, at most {@code size^3}, then
 * {@code size^3} for the flood; memory {@code size^3} bytes and the flood's front.
 *
 * <p>Exactly reproducible on every platform. Immutable and safe to share between threads.
 */
public final class SolidVoxelizer implements Serializable {
  private static final long serialVersionUID = 1;

  /** Most voxels along an edge: their number stays an int, their array below 2 GiB. */
  public static final int MOST_SIZE = 1024;

  /**
   * How far a cube reaches beyond its voxel: far more than rounding, far less than the shrinkage.
   */
  static final double SLACK = 0x1p-30;

  /** Length of the longest edge for one voxel of room. */
  static final double SHRINKAGE = 1 - 0x1p-20;

  private static final byte EMPTY = 0;
  private static final byte SURFACE = 1;
  private static final byte OUTSIDE = 2;

  private final int size;
  private final int margin;
  private final UpAxis up;
  private final int rotations;

  /**
   * A voxelizer of these settings.
   *
   * @param size voxels along an edge of the grid
   * @param margin empty voxels on each side of the mesh's longest edge
   * @param up the mesh's upright axis
   * @param rotations about it, evenly around the circle
   * @throws IllegalArgumentException if {@code margin < 0}, {@code rotations < 1}, or {@code size}
   *     is not within {@code 2 * margin + 1 <= size <= MOST_SIZE}
   */
  public SolidVoxelizer(int size, int margin, UpAxis up, int rotations) {
    if (margin < 0 || rotations < 1) {
      throw new IllegalArgumentException(
          "a margin of "
              + margin
              + " and "
              + rotations
              + " rotations cannot be; the margin must be at least 0, rotations at least 1");
    }
    if (size > MOST_SIZE || size <= 2L * margin) {
      throw new IllegalArgumentException(
          "a grid of "
              + size
              + " voxels along an edge with a margin of "
              + margin
              + " cannot be; it must be within "
              + (2L * margin + 1)
              + " and "
              + MOST_SIZE);
    }
    this.size = size;
    this.margin = margin;
    this.up = up;
    this.rotations = rotations;
  }

  /** Voxels along an edge of the grid. */
  public int size() {
    return size;
  }

  /** Number of rotations. */
  public int rotations() {
    return rotations;
  }

  /** The angle of a rotation in degrees, from x to y, seen from above counter-clockwise. */
  public double degrees(int rotation) {
    return 360.0 * rotation / rotations;
  }

  /**
   * The solid of a mesh in one rotation.
   *
   * @param rotation {@code 0 <= rotation < rotations()}
   * @throws IllegalArgumentException if the rotation is another, or the mesh has no triangles or no
   *     extent that doubles carry
   */
  public VoxelGrid solid(Mesh mesh, int rotation) {
    if (rotation < 0 || rotation >= rotations) {
      throw new IllegalArgumentException(
          "rotation " + rotation + " is outside 0 to " + (rotations - 1));
    }
    double[][] vertices = placed(mesh, rotation);
    byte[] voxels = new byte[size * size * size];
    markSurface(mesh, vertices, voxels);
    floodOutside(voxels);
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (byte) (voxels[i] == OUTSIDE ? 0 : 1);
    }
    return new VoxelGrid(size, voxels);
  }

  /**
   * Refuses a mesh that has no solid in some rotation, without making any.
   *
   * @throws IllegalArgumentException if the mesh has no triangles or no extent that doubles carry
   */
  public void check(Mesh mesh) {
    for (int rotation = 0; rotation < rotations; rotation++) {
      placed(mesh, rotation);
    }
  }

  private double[][] placed(Mesh mesh, int rotation) {
    double edge = (size - 2 * margin) * SHRINKAGE;
    return MeshPlacement.of(mesh, up, rotation, rotations, edge);
  }

  private void markSurface(Mesh mesh, double[][] vertices, byte[] voxels) {
    TriangleBox box = new TriangleBox(0.5 + SLACK);
    for (int i = 0; i < mesh.triangleCount(); i++) {
      box.triangle(
          vertices[mesh.corner(i, 0)], vertices[mesh.corner(i, 1)], vertices[mesh.corner(i, 2)]);
      markTriangle(box, voxels);
    }
  }

  private void markTriangle(TriangleBox box, byte[] voxels) {
    int x0 = first(box.least(0));
    int x1 = last(box.greatest(0));
    int y0 = first(box.least(1));
    int y1 = last(box.greatest(1));
    int z0 = first(box.least(2));
    int z1 = last(box.greatest(2));
    for (int z = z0; z <= z1; z++) {
      for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
          int voxel = (z * size + y) * size + x;
          if (voxels[voxel] == EMPTY && box.meets(centre(x), centre(y), centre(z))) {
            voxels[voxel] = SURFACE;
          }
        }
      }
    }
  }

  /** The first voxel along an axis whose cube reaches a coordinate. */
  private int first(double coordinate) {
    return Math.max(0, (int) Math.ceil(coordinate + size / 2.0 - SLACK) - 1);
  }

  /** The last voxel along an axis whose cube reaches a coordinate. */
  private int last(double coordinate) {
    return Math.min(size - 1, (int) Math.floor(coordinate + size / 2.0 + SLACK));
  }

  private double centre(int index) {
    return index + 0.5 - size / 2.0;
  }

  private void floodOutside(byte[] voxels) {
    VoxelFlood flood = new VoxelFlood(size, VoxelFlood.FACES);
    int end = size - 1;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        for (int side = 0; side <= end; side += Math.max(1, end)) {
          flood(flood, voxels, (side * size + a) * size + b);
          flood(flood, voxels, (a * size + side) * size + b);
          flood(flood, voxels, (a * size + b) * size + side);
        }
      }
    }
  }

  private static void flood(VoxelFlood flood, byte[] voxels, int start) {
    if (voxels[start] == EMPTY) {
      flood.replace(voxels, start, OUTSIDE);
    }
  }
}
