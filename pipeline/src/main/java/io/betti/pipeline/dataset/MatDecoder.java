package io.betti.pipeline.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A variable of a MATLAB level 5 file (versions 5 to 7, compressed or not) as a grid, by default
 * {@code instance}, as the volumetric files of 3D ShapeNets name it.
 *
 * <p>Element {@code instance(i, j, k)} becomes element {@code [i][j][k]} of a grid whose shape is
 * MATLAB's size, row-major, so k is fastest though MATLAB stores i fastest; SciPy's {@code loadmat}
 * gives the same array. The format is described in MathWorks' "MAT-File Format". A variable of
 * class uint8 or logical becomes bytes, int8, int16, uint16 and single floats, the rest doubles.
 *
 * @param variable the name
 */
record MatDecoder(String variable) implements GridDecoder {
  private static final long serialVersionUID = 1;

  static final String VARIABLE = "variable";
  static final String DEFAULT_VARIABLE = "instance";

  private static final int HEADER_BYTES = 128;
  private static final int SHOWN_NAMES = 20;

  @Override
  public GridShape header(InputStream in, String name) throws IOException {
    return find(in, name, false, (matrix, elements, order) -> shape(matrix));
  }

  private static GridShape shape(MatMatrix matrix) {
    return new GridShape(matrix.shape(), matrix.type().kind());
  }

  @Override
  public GridValues decode(InputStream in, String name) throws IOException {
    return find(in, name, true, MatMatrix::values);
  }

  /** What is done with the variable's matrix. */
  private interface Found<T> {
    T on(MatMatrix matrix, MatElements elements, ByteOrder order) throws IOException;
  }

  private <T> T find(InputStream in, String name, boolean whole, Found<T> found)
      throws IOException {
    ByteOrder order = order(in, name);
    MatElements elements = new MatElements(in, order, name);
    List<String> others = new ArrayList<>();
    while (elements.next()) {
      if (elements.type() == MatElements.COMPRESSED) {
        try (InflaterInputStream inflated = new InflaterInputStream(elements.stream())) {
          MatElements inner = new MatElements(inflated, order, name);
          inner.require("compressed data", MatElements.MATRIX);
          T result = matrix(inner, order, name, others, found);
          if (result != null) {
            if (whole) {
              inner.skip();
              requireEnd(inflated, name);
            }
            return result;
          }
        } catch (ZipException | EOFException e) {
          throw new UnreadableDataException(
              name,
              "its compressed data are damaged or cut short: " + e.getMessage(),
              "fetch it again or write it anew",
              e);
        }
      } else if (elements.type() == MatElements.MATRIX) {
        T result = matrix(elements, order, name, others, found);
        if (result != null) {
          return result;
        }
      }
      elements.skip();
    }
    throw new UnreadableDataException(
        name,
        "it has no variable '"
            + variable
            + "', only "
            + (others.isEmpty() ? "none" : String.join(", ", others)),
        "name the variable of the grid by the option " + VARIABLE);
  }

  /** The result for a matrix, or null if it is another variable. */
  private <T> T matrix(
      MatElements outer, ByteOrder order, String name, List<String> others, Found<T> found)
      throws IOException {
    MatElements elements = new MatElements(outer.stream(), order, name);
    MatMatrix matrix = MatMatrix.read(elements, variable);
    if (matrix.type() != null) {
      return found.on(matrix, elements, order);
    }
    if (others.size() < SHOWN_NAMES) {
      others.add(matrix.variable());
    }
    return null;
  }

  private static void requireEnd(InputStream in, String name) throws IOException {
    GridDecoder.requireEnd(in, name, "the variable in its compressed data");
  }

  private static ByteOrder order(InputStream in, String name) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    String text = new String(header, StandardCharsets.ISO_8859_1);
    if (text.startsWith("MATLAB 7.3") || text.startsWith("\u0089HDF")) {
      throw new UnreadableDataException(
          name, "it is of MATLAB's version 7.3, which is HDF5", "write it anew by save -v7");
    }
    if (text.length() == HEADER_BYTES && text.endsWith("\0\1IM")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    if (text.length() == HEADER_BYTES && text.endsWith("\1\0MI")) {
      return ByteOrder.BIG_ENDIAN;
    }
    byte[] first = Arrays.copyOf(header, Math.min(4, header.length));
    throw new UnreadableDataException(
        name,
        ForeignFormat.problem(first, "a header of MATLAB level 5 (116 bytes of text, version, MI)"),
        ForeignFormat.remedy(first, "a .mat file as save -v7 writes it"));
  }
}
