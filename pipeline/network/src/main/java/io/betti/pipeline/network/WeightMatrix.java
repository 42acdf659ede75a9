package io.betti.pipeline.network;

/**
 * The weights of a layer outside the heap, and their gradient: {@code [inputs][outputs]}. Copied
 * from the parameters when those have changed, and only then.
 */
final class WeightMatrix implements AutoCloseable {
  private final Parameters parameters;
  private final Parameters.Piece piece;
  private final NativeMatrix values;
  private final NativeMatrix gradient;
  private long version = -1;

  /** For an array of the parameters, read as a matrix of so many rows. */
  WeightMatrix(Parameters parameters, Parameters.Piece piece, int rows) {
    this.parameters = parameters;
    this.piece = piece;
    values = new NativeMatrix(rows, piece.length() / rows);
    gradient = new NativeMatrix(rows, piece.length() / rows);
  }

  /** Normal weights of a deviation of sqrt(gain / fan in). */
  static void initialise(Parameters.Piece piece, int fanIn, Initial initial, long seed) {
    Gaussian gaussian = Gaussian.of(seed, piece.name(), 0);
    double deviation = Math.sqrt(initial.gain() / fanIn);
    piece.fill(gaussian, deviation);
  }

  /** The weights as they stand. */
  NativeMatrix values() {
    return values;
  }

  /** Where a product leaves the gradient of this pass, for {@link #addGradient}. */
  NativeMatrix gradient() {
    return gradient;
  }

  /** Brings the copy up to date. */
  void refresh() {
    if (version != parameters.version()) {
      values.write(parameters.values(), piece.offset());
      version = parameters.version();
    }
  }

  /** Adds the gradient of this pass to the parameters' gradient. */
  void addGradient() {
    piece.addGradient(gradient);
  }

  @Override
  public void close() {
    values.close();
    gradient.close();
  }
}
