package io.betti.udfs;

/**
 * A row that a {@code tda_*} function cannot take: values that do not fit their shape, a NaN, a
 * null bar. The message gives the function, its arguments in short, the problem and the remedy. The
 * {@code try_} twin of the function gives null for such a row instead.
 */
public final class BadRowException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** A bad row; the cause is what the engine or the decoding said. */
  public BadRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
