package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;

/** A file of labels: NumPy if it begins as one, IDX otherwise. */
record LabelFormat() implements ItemFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String fileName() {
    return "file of labels";
  }

  @Override
  public ItemLayout read(InputStream in, String name, long length) throws IOException {
    in.mark(1);
    boolean numpy = in.read() == NpyHeader.FIRST_BYTE;
    in.reset();
    ItemFormat format = numpy ? new NpyFormat() : new IdxFormat();
    return format.read(in, name, length);
  }
}
