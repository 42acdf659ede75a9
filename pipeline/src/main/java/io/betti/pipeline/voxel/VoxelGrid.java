package io.betti.pipeline.voxel;

/**
 * A cube of {@code n^3} voxels, each 0 (empty) or 1 (occupied), as {@code [z][y][x]}: row-major, x
 * fastest, z upwards.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class VoxelGrid {
  private final int size;
  private final byte[] values;

  /** Takes the array, which nobody else may keep. */
  VoxelGrid(int size, byte[] values) {
    this.size = size;
    this.values = values;
  }

  /**
   * A grid of a copy of its values.
   *
   * @param size voxels along an edge
   * @param values {@code size^3}, each 0 or 1
   * @throws IllegalArgumentException if {@code values.length != size^3} or a value is another
   */
  public static VoxelGrid of(int size, byte[] values) {
    if (values.length != (long) size * size * size) {
      throw new IllegalArgumentException(
          values.length + " values are not " + size + "^3; pass one for each voxel");
    }
    for (byte value : values) {
      if (value != 0 && value != 1) {
        throw new IllegalArgumentException("a voxel is " + value + "; it must be 0 or 1");
      }
    }
    return new VoxelGrid(size, values.clone());
  }

  /** Voxels along an edge. */
  public int size() {
    return size;
  }

  /** Whether a voxel is occupied. */
  public boolean isOccupied(int z, int y, int x) {
    return values[(z * size + y) * size + x] != 0;
  }

  /** The values, {@code [z][y][x]}, in an array of the caller's own. */
  public byte[] values() {
    return values.clone();
  }

  /** Number of occupied voxels. */
  public int occupied() {
    int count = 0;
    for (byte value : values) {
      count += value;
    }
    return count;
  }

  /**
   * The smallest box around the occupied voxels: least and greatest index along z, y and x, as
   * {@code {z0, z1, y0, y1, x0, x1}}, both inclusive.
   *
   * @throws IllegalStateException if no voxel is occupied
   */
  public int[] boundingBox() {
    int[] box = {size, -1, size, -1, size, -1};
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        int[] place = {i / size / size, i / size % size, i % size};
        for (int axis = 0; axis < place.length; axis++) {
          box[2 * axis] = Math.min(box[2 * axis], place[axis]);
          box[2 * axis + 1] = Math.max(box[2 * axis + 1], place[axis]);
        }
      }
    }
    if (box[1] < 0) {
      throw new IllegalStateException("no voxel is occupied, so there is no box around them");
    }
    return box;
  }

  /**
   * Number of connected components of the occupied voxels: as vertices of the Freudenthal
   * triangulation, so that each voxel has 14 neighbours. This is Betti number 0 of the sublevel or
   * superlevel set.
   */
  public int components() {
    VoxelFlood flood = new VoxelFlood(size, VoxelFlood.FREUDENTHAL);
    byte[] left = values.clone();
    int components = 0;
    for (int start = 0; start < left.length; start++) {
      if (left[start] == 1) {
        flood.replace(left, start, (byte) 0);
        components++;
      }
    }
    return components;
  }
}
