package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;

/** A NumPy file as one grid, in C or Fortran order. */
record NpyDecoder() implements GridDecoder {
  private static final long serialVersionUID = 1;

  @Override
  public GridShape header(InputStream in, String name) throws IOException {
    ArrayLayout layout = layout(NpyHeader.read(in, name), name);
    return new GridShape(layout.shape(), layout.kind());
  }

  private static ArrayLayout layout(NpyHeader header, String name) {
    try {
      int[] shape = header.sizes(0, name);
      return new ArrayLayout(
          header.type(), header.order(), 1, shape, header.headerBytes(), "header");
    } catch (IllegalArgumentException e) {
      throw new UnreadableDataException(
          name, "its NumPy header is malformed: " + e.getMessage(), "write it anew");
    }
  }

  @Override
  public GridValues decode(InputStream in, String name) throws IOException {
    NpyHeader header = NpyHeader.read(in, name);
    ArrayLayout layout = layout(header, name);
    byte[] data = in.readNBytes(layout.itemBytes());
    if (data.length < layout.itemBytes()) {
      throw new UnreadableDataException(
          name,
          "its header promises an array "
              + header.shapeText()
              + " of "
              + layout.itemBytes()
              + " bytes, but there are "
              + data.length,
          "it was cut short: fetch it again or write it anew");
    }
    GridDecoder.requireEnd(in, name, "its array " + header.shapeText());
    Object values;
    try {
      values = layout.values(data);
    } catch (ArithmeticException e) {
      throw new UnreadableDataException(
          name,
          "it holds " + e.getMessage(),
          "store it as another type that says what is meant",
          e);
    }
    int[] shape = layout.shape();
    return new GridValues(shape, header.fortran() ? ColumnMajor.toRowMajor(values, shape) : values);
  }
}
