package io.betti.pipeline.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Binvox files in memory, written from the format's description: y fastest, then z, then x. */
final class BinvoxBytes {
  private BinvoxBytes() {}

  /** A value of a voxel. */
  interface Voxels {
    int at(int x, int y, int z);
  }

  static byte[] file(int sizeX, int sizeY, int sizeZ, Voxels voxels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String header =
        "#binvox 1\ndim "
            + sizeX
            + " "
            + sizeZ
            + " "
            + sizeY
            + "\ntranslate -0.5 -0.25 0\nscale 1.5\ndata\n";
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    int value = -1;
    int run = 0;
    for (int x = 0; x < sizeX; x++) {
      for (int z = 0; z < sizeZ; z++) {
        for (int y = 0; y < sizeY; y++) {
          int here = voxels.at(x, y, z);
          if (run > 0 && (here != value || run == 255)) {
            out.write(value);
            out.write(run);
            run = 0;
          }
          value = here;
          run++;
        }
      }
    }
    out.write(value);
    out.write(run);
    return out.toByteArray();
  }
}
