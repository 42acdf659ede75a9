package io.betti.pipeline.voxel;

import java.util.Arrays;

/**
 * Replaces a connected region of equal values in a cube of voxels, in breadth-first order. Memory
 * follows the front of the flood; each voxel is visited once.
 *
 * <p>One object belongs to one thread.
 */
final class VoxelFlood {
  /** Steps {dz, dy, dx} to the six voxels that share a face. */
  static final int[][] FACES = {
    {0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {0, 0, -1}, {0, -1, 0}, {-1, 0, 0}
  };

  /** Steps to the 14 neighbours in the Kuhn subdivision: all of one sign. */
  static final int[][] FREUDENTHAL = {
    {0, 0, 1}, {0, 1, 0}, {0, 1, 1}, {1, 0, 0}, {1, 0, 1}, {1, 1, 0}, {1, 1, 1},
    {0, 0, -1}, {0, -1, 0}, {0, -1, -1}, {-1, 0, 0}, {-1, 0, -1}, {-1, -1, 0}, {-1, -1, -1}
  };

  private final int size;
  private final int[][] steps;
  // A ring: the flood's front is front[head..head+length), modulo the array's length.
  private int[] front = new int[256];
  private int head;
  private int length;

  /**
   * @param size voxels along an edge
   * @param steps to the neighbours
   */
  VoxelFlood(int size, int[][] steps) {
    this.size = size;
    this.steps = steps;
  }

  /** Gives a voxel and all of its value that are connected with it another value. */
  void replace(byte[] values, int start, byte replacement) {
    byte replaced = values[start];
    values[start] = replacement;
    push(start);
    while (length > 0) {
      int voxel = front[head];
      head = (head + 1) % front.length;
      length--;
      int z = voxel / size / size;
      int y = voxel / size % size;
      int x = voxel % size;
      for (int[] step : steps) {
        if (isInside(z + step[0]) && isInside(y + step[1]) && isInside(x + step[2])) {
          int neighbour = voxel + (step[0] * size + step[1]) * size + step[2];
          if (values[neighbour] == replaced) {
            values[neighbour] = replacement;
            push(neighbour);
          }
        }
      }
    }
  }

  private boolean isInside(int index) {
    return index >= 0 && index < size;
  }

  private void push(int voxel) {
    if (length == front.length) {
      int[] longer = Arrays.copyOfRange(front, head, head + 2 * length);
      System.arraycopy(front, 0, longer, length - head, head);
      front = longer;
      head = 0;
    }
    front[(head + length) % front.length] = voxel;
    length++;
  }
}
