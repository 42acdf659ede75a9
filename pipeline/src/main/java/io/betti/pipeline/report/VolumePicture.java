package io.betti.pipeline.report;

import java.util.Arrays;

/**
 * Cubes of voxels as small grey images: seen from the front (y rises backwards), a little from the
 * right and above, without perspective. A voxel is solid from 0.5 on. Its faces are lit by where
 * they look, upwards most, and what is nearer is lighter.
 *
 * <p>Each pixel is the mean of a few rays. A ray goes from voxel to voxel after J. Amanatides and
 * A. Woo, A fast voxel traversal algorithm for ray tracing, Eurographics 1987,
 * doi:10.2312/egtp.19871000. Cost: edge times rays.
 */
public final class VolumePicture {
  /** Pixels along an image. */
  public static final int SIDE = 72;

  private static final double LEVEL = 0.5;
  private static final double TURN = Math.toRadians(35);
  private static final double RISE = Math.toRadians(25);

  /** Rays along a side of a pixel. */
  private static final int RAYS = 2;

  /** How many edges an image is wide and high: a whole cube just fits. */
  private static final double WIDTH = 1.5;

  /** Lightness of faces that look along x, y and z. */
  private static final double[] LIGHT = {0.5, 0.75, 1};

  /** How much darker the farthest voxel is than the nearest. */
  private static final double FADE = 0.4;

  private static final double[] RIGHT = {Math.cos(TURN), Math.sin(TURN), 0};
  private static final double[] FORWARD = {
    -Math.sin(TURN) * Math.cos(RISE), Math.cos(TURN) * Math.cos(RISE), -Math.sin(RISE)
  };
  private static final double[] UP = {
    RIGHT[1] * FORWARD[2] - RIGHT[2] * FORWARD[1],
    RIGHT[2] * FORWARD[0] - RIGHT[0] * FORWARD[2],
    RIGHT[0] * FORWARD[1] - RIGHT[1] * FORWARD[0]
  };

  private final float[] volume;
  private final int edge;
  private final VolumeAxes axes;

  private VolumePicture(float[] volume, int edge, VolumeAxes axes) {
    this.volume = volume;
    this.edge = edge;
    this.axes = axes;
  }

  /**
   * Pictures of volumes.
   *
   * @param volumes in [0, 1], one after the other
   * @param edge of a volume
   * @param columns pictures in a row of a sheet
   * @throws IllegalArgumentException if the numbers are not those of whole volumes
   */
  public static Images of(float[] volumes, int edge, VolumeAxes axes, int columns) {
    int length = edge * edge * edge;
    if (volumes.length % length != 0) {
      throw new IllegalArgumentException(
          volumes.length + " numbers are no cubes of edge " + edge + "; pass whole ones");
    }
    int pixels = SIDE * SIDE;
    float[] images = new float[volumes.length / length * pixels];
    for (int n = 0; n < volumes.length / length; n++) {
      float[] volume = Arrays.copyOfRange(volumes, n * length, (n + 1) * length);
      new VolumePicture(volume, edge, axes).draw(images, n * pixels);
    }
    return new Images(SIDE, SIDE, columns, images);
  }

  private void draw(float[] images, int from) {
    double step = WIDTH * edge / SIDE;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double sum = 0;
        for (int ray = 0; ray < RAYS * RAYS; ray++) {
          double right = column + (ray % RAYS + 0.5) / RAYS - SIDE / 2.0;
          double down = row + (ray / RAYS + 0.5) / RAYS - SIDE / 2.0;
          sum += lightness(right * step, -down * step);
        }
        images[from + row * SIDE + column] = (float) (sum / (RAYS * RAYS));
      }
    }
  }

  /** What a ray meets, that goes forward through a point so far right of the middle and above. */
  private double lightness(double right, double up) {
    double[] start = new double[3];
    double near = Double.NEGATIVE_INFINITY;
    double far = Double.POSITIVE_INFINITY;
    int face = 0;
    for (int axis = 0; axis < 3; axis++) {
      start[axis] = edge / 2.0 + right * RIGHT[axis] + up * UP[axis] - edge * FORWARD[axis];
      double first = ((FORWARD[axis] > 0 ? 0 : edge) - start[axis]) / FORWARD[axis];
      double last = ((FORWARD[axis] > 0 ? edge : 0) - start[axis]) / FORWARD[axis];
      if (first > near) {
        near = first;
        face = axis;
      }
      far = Math.min(far, last);
    }
    return near < far ? walk(start, near, face) : 0;
  }

  /** From voxel to voxel, from where the ray enters the cube by a face. */
  private double walk(double[] start, double near, int face) {
    int[] voxel = new int[3];
    double[] next = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int at = (int) Math.floor(start[axis] + near * FORWARD[axis]);
      if (axis == face) {
        at = FORWARD[axis] > 0 ? 0 : edge - 1;
      }
      voxel[axis] = Math.min(edge - 1, Math.max(0, at));
      int wall = voxel[axis] + (FORWARD[axis] > 0 ? 1 : 0);
      next[axis] = (wall - start[axis]) / FORWARD[axis];
    }
    double reached = near;
    int entered = face;
    while (isEmpty(voxel)) {
      int axis = next[0] < next[1] ? (next[0] < next[2] ? 0 : 2) : (next[1] < next[2] ? 1 : 2);
      voxel[axis] += FORWARD[axis] > 0 ? 1 : -1;
      if (voxel[axis] < 0 || voxel[axis] >= edge) {
        return 0;
      }
      reached = next[axis];
      next[axis] += 1 / Math.abs(FORWARD[axis]);
      entered = axis;
    }
    // Distances are from edge / 2 before the middle of the cube's front to as much behind it.
    double depth = Math.min(1, Math.max(0, reached / edge - 0.5));
    return LIGHT[entered] * (1 - FADE * depth);
  }

  private boolean isEmpty(int[] voxel) {
    return volume[axes.index(edge, voxel[0], voxel[1], voxel[2])] < LEVEL;
  }
}
