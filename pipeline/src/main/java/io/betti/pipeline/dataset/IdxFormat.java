package io.betti.pipeline.dataset;

import java.io.IOException;
import java.io.InputStream;

/** IDX: a header of type and sizes, see {@link IdxHeader}. */
record IdxFormat() implements ItemFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String fileName() {
    return "IDX file";
  }

  @Override
  public ItemLayout read(InputStream in, String name, long length) throws IOException {
    return IdxHeader.read(in, name);
  }
}
