package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The formats of meshes and points that are read, told by the ending of a file's name. */
public enum MeshFormat {
  /** Object File Format of Geomview, as text: {@link OffReader}. */
  OFF,
  /** Wavefront OBJ: {@link ObjReader}. */
  OBJ,
  /** Stanford Polygon Format, text or binary: {@link PlyReader}. */
  PLY,
  /** Points as plain text: {@link XyzReader}. */
  XYZ;

  /** The format of a file by its name's ending in any case, plain or gzip, or null. */
  static MeshFormat of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (MeshFormat format : values()) {
      if (name.endsWith("." + format) || name.endsWith("." + format + ".gz")) {
        return format;
      }
    }
    return null;
  }

  /** The endings of files, plain and gzip. */
  static List<String> endings() {
    return Arrays.stream(values())
        .flatMap(format -> Stream.of("." + format, "." + format + ".gz"))
        .toList();
  }

  /**
   * The mesh that a file of this format holds. Memory is bounded by a multiple of its bytes,
   * whatever numbers stand in it.
   *
   * @param bytes the whole file
   * @param name what a message calls it
   * @throws UnreadableDataException if it is damaged, of another format, or has no vertices
   */
  public Mesh read(byte[] bytes, String name) {
    return switch (this) {
      case OFF -> OffReader.read(bytes, name);
      case OBJ -> ObjReader.read(bytes, name);
      case PLY -> PlyReader.read(bytes, name);
      case XYZ -> XyzReader.read(bytes, name);
    };
  }

  /** The ending, as {@code off}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
