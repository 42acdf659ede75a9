package io.betti.pipeline.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Files of meshes for tests, written by hand. */
final class MeshBytes {
  /** A pyramid: four triangles over a square. */
  static final double[] VERTICES = {0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0.5, 0.5, -1.25e-1};

  static final int[][] FACES = {{3, 2, 1, 0}, {0, 1, 4}, {1, 2, 4}, {2, 3, 4}, {3, 0, 4}};

  /** The pyramid, its square cut at its first corner. */
  static final Mesh PYRAMID =
      Mesh.of(VERTICES, new int[] {3, 2, 1, 3, 1, 0, 0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4});

  private MeshBytes() {}

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] off() {
    return text("OFF\n5 5 8\n" + vertices("") + faces("", 0));
  }

  static byte[] obj() {
    return text("# pyramid\no p\n" + vertices("v ") + "vn 0 0 1\n" + faces("f ", 1));
  }

  static byte[] xyz() {
    return text("# points\n" + vertices(""));
  }

  /** With an element before the vertices, and further properties of each. */
  static byte[] ply(String encoding) {
    String header =
        "ply\nformat "
            + encoding
            + " 1.0\ncomment a pyramid\nelement camera 1\nproperty list uint8 float32 w\n"
            + "element vertex 5\nproperty double x\nproperty uchar red\nproperty float y\n"
            + "property float32 z\nelement face 5\nproperty char flag\n"
            + "property list uchar int vertex_indices\nend_header\n";
    return encoding.equals("ascii")
        ? text(header + plyText())
        : IdxBytes.join(text(header), plyBinary(encoding.endsWith("big_endian")));
  }

  private static String plyText() {
    StringBuilder body = new StringBuilder("2 0.5 nan\n");
    for (int i = 0; i < VERTICES.length; i += 3) {
      body.append(VERTICES[i] + " 255 " + VERTICES[i + 1] + " " + VERTICES[i + 2] + "\n");
    }
    return body + faces("-1 ", 0);
  }

  private static byte[] plyBinary(boolean bigEndian) {
    ByteBuffer body =
        ByteBuffer.allocate(1000).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    body.put((byte) 2).putFloat(0.5f).putFloat(Float.NaN);
    for (int i = 0; i < VERTICES.length; i += 3) {
      body.putDouble(VERTICES[i]).put((byte) 255);
      body.putFloat((float) VERTICES[i + 1]).putFloat((float) VERTICES[i + 2]);
    }
    for (int[] face : FACES) {
      body.put((byte) -1).put((byte) face.length);
      for (int corner : face) {
        body.putInt(corner);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(body.array(), 0, body.position());
    return out.toByteArray();
  }

  private static String vertices(String before) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < VERTICES.length; i += 3) {
      lines.append(
          String.format(
              Locale.ROOT, "%s%s %s %s\n", before, VERTICES[i], VERTICES[i + 1], VERTICES[i + 2]));
    }
    return lines.toString();
  }

  /** With a count of corners before each face but in OBJ, which numbers them from 1. */
  private static String faces(String before, int first) {
    StringBuilder lines = new StringBuilder();
    for (int[] face : FACES) {
      lines.append(before).append(first == 0 ? face.length + " " : "");
      for (int corner : face) {
        lines.append(corner + first).append(' ');
      }
      lines.append('\n');
    }
    return lines.toString();
  }
}
