package io.betti.pipeline.optimization;

/**
 * The proximal map of total variation on a line, exactly: the x that minimises {@code 1/2 |x - y|^2
 * + step * sum |x_(i+1) - x_i|}.
 *
 * <p>Source: L. Condat, A direct algorithm for 1-D total variation denoising, IEEE Signal
 * Processing Letters 20 (2013), doi:10.1109/LSP.2013.2278339, section III: a segment is stretched
 * to the right with the lower and upper value that the string's tube still allows it, and is closed
 * where the tube forces a jump. Cost: O(p) in practice, O(p^2) at worst. Not safe for use by
 * several threads.
 */
final class TautString {
  private final double[] copy;

  TautString(int size) {
    copy = new double[size];
  }

  /**
   * The map.
   *
   * @param step at least 0
   * @param out overwritten; may be {@code y}
   */
  void proximal(double[] y, double step, double[] out) {
    int n = copy.length;
    System.arraycopy(y, 0, copy, 0, n);
    if (step == 0 || n == 1) {
      System.arraycopy(copy, 0, out, 0, n);
      return;
    }
    new Run(copy, step, out, n).run();
  }

  /** One pass; the names are those of the paper's algorithm. */
  private static final class Run {
    private final double[] y;
    private final double lambda;
    private final double[] x;
    private final int last;

    /** Current place, start of the segment, last places where a jump down or up may happen. */
    private int k;

    private int k0;
    private int kLow;
    private int kHigh;

    /** Lowest and highest value of the segment, and the tube's slack under these. */
    private double vLow;

    private double vHigh;
    private double uLow;
    private double uHigh;

    Run(double[] y, double lambda, double[] x, int n) {
      this.y = y;
      this.lambda = lambda;
      this.x = x;
      this.last = n - 1;
      vLow = y[0] - lambda;
      vHigh = y[0] + lambda;
      uLow = lambda;
      uHigh = -lambda;
    }

    void run() {
      while (true) {
        while (k == last) {
          if (finish()) {
            return;
          }
        }
        advance();
      }
    }

    /** At the end of the line; true if the last segment is closed. */
    private boolean finish() {
      if (uLow < 0) {
        closeLow();
        vLow = y[k];
        uLow = lambda;
        uHigh = y[k] + lambda - vHigh;
        return false;
      }
      if (uHigh > 0) {
        closeHigh();
        vHigh = y[k];
        uHigh = -lambda;
        uLow = y[k] - lambda - vLow;
        return false;
      }
      fill(k0, last, vLow + uLow / (k - k0 + 1));
      return true;
    }

    private void advance() {
      double next = y[k + 1];
      if (next + uLow < vLow - lambda) {
        closeLow();
        vLow = y[k];
        vHigh = y[k] + 2 * lambda;
        uLow = lambda;
        uHigh = -lambda;
        kHigh = k;
      } else if (next + uHigh > vHigh + lambda) {
        closeHigh();
        vHigh = y[k];
        vLow = y[k] - 2 * lambda;
        uLow = lambda;
        uHigh = -lambda;
        kLow = k;
      } else {
        stretch(next);
      }
    }

    private void stretch(double next) {
      k++;
      uLow += next - vLow;
      uHigh += next - vHigh;
      if (uLow >= lambda) {
        vLow += (uLow - lambda) / (k - k0 + 1);
        uLow = lambda;
        kLow = k;
      }
      if (uHigh <= -lambda) {
        vHigh += (uHigh + lambda) / (k - k0 + 1);
        uHigh = -lambda;
        kHigh = k;
      }
    }

    /** Closes the segment at its lowest value: a jump down follows. */
    private void closeLow() {
      fill(k0, kLow, vLow);
      k0 = kLow + 1;
      kLow = k0;
      k = k0;
    }

    /** Closes the segment at its highest value: a jump up follows. */
    private void closeHigh() {
      fill(k0, kHigh, vHigh);
      k0 = kHigh + 1;
      kHigh = k0;
      k = k0;
    }

    private void fill(int from, int to, double value) {
      for (int i = from; i <= to; i++) {
        x[i] = value;
      }
    }
  }
}
