package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;

/** NumPy, one array of shape (n, ...) in C order as n items of shape (...). */
record NpyFormat() implements ItemFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String fileName() {
    return "NumPy file";
  }

  @Override
  public ItemLayout read(InputStream in, String name, long length) throws IOException {
    NpyHeader header = NpyHeader.read(in, name);
    if (header.shape().length == 0) {
      throw new UnreadableDataException(
          name,
          "it holds a single number, without an axis that counts items",
          "save an array of shape (n, ...), or name another file");
    }
    if (header.isTransposed()) {
      throw new UnreadableDataException(
          name,
          "its array "
              + header.shapeText()
              + " is in Fortran order, so that each item is strewn over the whole file",
          "write it anew by numpy.save(file, numpy.ascontiguousarray(a))");
    }
    try {
      int[] shape = header.sizes(1, name);
      long count = header.shape()[0];
      return new ArrayLayout(
          header.type(), header.order(), count, shape, header.headerBytes(), "header");
    } catch (IllegalArgumentException e) {
      throw new UnreadableDataException(
          name, "its NumPy header is malformed: " + e.getMessage(), "write it anew");
    }
  }
}
