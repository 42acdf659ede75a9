package io.betti.pipeline.voxel;

import java.util.Locale;

/** Which axis of a mesh points upwards. */
public enum UpAxis {
  /** As in most OBJ files, those of Sweet Home 3D among them. */
  Y,
  /** As in the OFF files of ModelNet. */
  Z;

  /**
   * The axis of a name as users write it, in any case.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static UpAxis parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "y" -> Y;
      case "z" -> Z;
      default -> throw new IllegalArgumentException("unknown axis '" + name + "'; up is y or z");
    };
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
