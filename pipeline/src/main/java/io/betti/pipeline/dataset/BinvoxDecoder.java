package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;

/**
 * A binvox file as a grid of bytes of shape {@code [z][y][x]}, x fastest: the value of voxel (x, y,
 * z) stands at {@code (z * sizeY + y) * sizeX + x}.
 *
 * <p>The file has them as runs, a value and a length of 1 to 255 in a byte each, with y fastest,
 * then z, then x. {@code translate} and {@code scale} of the header are checked and left out.
 */
record BinvoxDecoder() implements GridDecoder {
  private static final long serialVersionUID = 1;

  @Override
  public GridShape header(InputStream in, String name) throws IOException {
    return new GridShape(BinvoxHeader.read(in, name).shape(), ValueKind.BINARY);
  }

  @Override
  public GridValues decode(InputStream in, String name) throws IOException {
    BinvoxHeader header = BinvoxHeader.read(in, name);
    int voxels = header.voxels();
    // Each run has a voxel or more, so a file has at most two bytes a voxel; one more is too many.
    byte[] runs = in.readNBytes((int) Math.min(IdxHeader.MAX_ITEM_BYTES, 2L * voxels + 1));
    check(runs, voxels, name);
    return new GridValues(header.shape(), voxels(runs, header));
  }

  /** Nothing is allocated for voxels before the runs have been counted. */
  private static void check(byte[] runs, int voxels, String name) {
    long count = 0;
    for (int i = 1; i < runs.length; i += 2) {
      if (runs[i] == 0) {
        throw wrong(name, "run " + i / 2 + " has the length 0");
      }
      count += runs[i] & 0xFF;
    }
    if (count > voxels) {
      throw wrong(name, "its runs hold " + count + " voxels, but its header says " + voxels);
    }
    if (count < voxels || (runs.length & 1) != 0) {
      throw new UnreadableDataException(
          name,
          "its runs end after " + count + " voxels of the " + voxels + " that its header promises",
          "it was cut short or its header is wrong: fetch it again or write it anew");
    }
  }

  private static UnreadableDataException wrong(String name, String problem) {
    return new UnreadableDataException(
        name, problem, "the header or the file is wrong: fetch it again or write it anew");
  }

  private static byte[] voxels(byte[] runs, BinvoxHeader header) {
    byte[] values = new byte[header.voxels()];
    int y = 0;
    int z = 0;
    int x = 0;
    for (int i = 0; i < runs.length; i += 2) {
      for (int left = runs[i + 1] & 0xFF; left > 0; left--) {
        values[(z * header.y() + y) * header.x() + x] = runs[i];
        if (++y == header.y()) {
          y = 0;
          if (++z == header.z()) {
            z = 0;
            x++;
          }
        }
      }
    }
    return values;
  }
}
