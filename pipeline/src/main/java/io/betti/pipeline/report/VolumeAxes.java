package io.betti.pipeline.report;

import java.util.Locale;

/** The order in which a volume's axes are stored, the last one fastest; z points upwards. */
public enum VolumeAxes {
  /** As in this project's grids. */
  ZYX,
  /** As in the grids of 3D ShapeNets. */
  XYZ;

  /**
   * The order of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static VolumeAxes parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "zyx" -> ZYX;
      case "xyz" -> XYZ;
      default ->
          throw new IllegalArgumentException(
              "unknown order of axes '" + name + "'; it is zyx or xyz");
    };
  }

  /** Where a voxel of a cube is. */
  int index(int edge, int x, int y, int z) {
    return this == ZYX ? (z * edge + y) * edge + x : (x * edge + y) * edge + z;
  }

  /** As {@code zyx}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
