package io.betti.pipeline.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the records of a CSV file (RFC 4180) one after the other and knows at which byte and line
 * each stands, so that another reader can begin there. Fields are parted by commas, and may be
 * quoted, with quotes doubled within; lines end in LF, CRLF or CR; empty lines are passed over.
 *
 * <p>Memory is that of the longest record, at most 1 MB.
 */
final class CsvRecords implements Closeable {
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final int END = -1;

  private final InputStream in;
  private final String name;
  private final byte[] buffer = new byte[ItemReader.BUFFER_BYTES];
  private int at;
  private int filled;
  // Of buffer[0] in the file.
  private long bufferOffset;

  private final double[] single = new double[1];
  private byte[] record = new byte[256];
  private int length;
  // Where in record each field ends.
  private int[] ends = new int[16];
  private int fields;
  private boolean quoted;
  private long begin;
  private long line;
  private long nextLine;

  /**
   * Begins at a record.
   *
   * @param in a stream that stands there; closed with this
   * @param name what a message calls it
   * @param offset of the stream's next byte in the file
   * @param line of that byte, the first is 1
   */
  CsvRecords(InputStream in, String name, long offset, long line) {
    this.in = in;
    this.name = name;
    this.bufferOffset = offset;
    this.nextLine = line;
  }

  /**
   * Goes to the next record that is not an empty line.
   *
   * @return false if there is none
   * @throws UnreadableDataException if a quote is never closed, text follows after a closing one,
   *     or the record is above 1 MB
   * @throws IOException if the stream fails
   */
  boolean next() throws IOException {
    do {
      begin = offset();
      line = nextLine;
      length = 0;
      fields = 0;
      quoted = false;
      if (peek() == END) {
        return false;
      }
      if (begin == 0) {
        skipByteOrderMark();
      }
      while (field()) {
        // to the end of the line
      }
    } while (isEmptyLine());
    return true;
  }

  private boolean isEmptyLine() {
    return fields == 1 && !quoted && text(0).isBlank();
  }

  private void skipByteOrderMark() throws IOException {
    if (filled - at >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at += 3;
    }
  }

  /** Reads a field and what ends it; true if that is a comma. */
  private boolean field() throws IOException {
    int c = take();
    if (c == '"') {
      quoted = true;
      quotedField();
      c = take();
      if (c != ',' && c != '\n' && c != '\r' && c != END) {
        throw malformed("text follows after a closing quote", "double the quotes within a field");
      }
    } else {
      while (c != ',' && c != '\n' && c != '\r' && c != END) {
        append(c);
        c = take();
      }
    }
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, 2 * fields);
    }
    ends[fields++] = length;
    if (c == '\r' && peek() == '\n') {
      at++;
    }
    nextLine += c == '\n' || c == '\r' ? 1 : 0;
    return c == ',';
  }

  /** Up to and with the closing quote. */
  private void quotedField() throws IOException {
    for (int c = take(); ; c = take()) {
      if (c == END) {
        throw malformed("a quote is opened and never closed", "close it");
      }
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        at++;
      }
      nextLine += c == '\n' ? 1 : 0;
      append(c);
    }
  }

  private void append(int c) {
    if (length == MAX_RECORD_BYTES) {
      throw malformed(
          "the record has more than " + MAX_RECORD_BYTES + " bytes", "close its quotes, if any");
    }
    if (length == record.length) {
      record = Arrays.copyOf(record, 2 * length);
    }
    record[length++] = (byte) c;
  }

  private int peek() throws IOException {
    if (at == filled) {
      bufferOffset += filled;
      at = 0;
      filled = Math.max(0, in.read(buffer, 0, buffer.length));
      if (filled == 0) {
        return END;
      }
    }
    return buffer[at] & 0xFF;
  }

  private int take() throws IOException {
    int c = peek();
    at += c == END ? 0 : 1;
    return c;
  }

  private long offset() {
    return bufferOffset + at;
  }

  /** Where in the file the record begins. */
  long begin() {
    return begin;
  }

  /** The line on which the record begins. */
  long line() {
    return line;
  }

  /** Number of fields of the record. */
  int fields() {
    return fields;
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  /** A field's text. */
  String text(int field) {
    int start = start(field);
    return new String(record, start, ends[field] - start, StandardCharsets.UTF_8);
  }

  /** Whether a field's bytes are these. */
  boolean is(int field, byte[] bytes) {
    return Arrays.equals(record, start(field), ends[field], bytes, 0, bytes.length);
  }

  /** A field's bytes. */
  byte[] bytes(int field) {
    return Arrays.copyOfRange(record, start(field), ends[field]);
  }

  /**
   * A field's number, see {@link NumberText}.
   *
   * @throws UnreadableDataException if it is none
   */
  double number(int field, String column) {
    if (!NumberText.parse(record, start(field), ends[field], single)) {
      String text = text(field);
      throw malformed(
          column
              + " is '"
              + (text.length() <= 40 ? text : text.substring(0, 40) + "...")
              + "', which is no number",
          "write a number such as -0.25 or 1e-3, or NaN where it is missing");
    }
    return single[0];
  }

  /** The complaint about this record. */
  UnreadableDataException malformed(String problem, String remedy) {
    return new UnreadableDataException(name, "line " + line + ": " + problem, remedy);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
