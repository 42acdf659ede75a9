package io.betti.pipeline.network;

/** Cross entropies of logits, in nats, with their gradients; means over a batch. */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * Binary cross entropy: the mean of {@code log(1 + exp(x)) - target * x}, x a logit.
   *
   * @param target what all items are, 1 true, 0 false
   * @param gradient set to the derivatives, as many as logits
   */
  public static double binary(float[] logits, double target, float[] gradient) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double x = logits[i];
      double small = Math.exp(-Math.abs(x));
      sum += Math.max(x, 0) + Math.log1p(small) - target * x;
      double probability = (x >= 0 ? 1 : small) / (1 + small);
      gradient[i] = (float) ((probability - target) / logits.length);
    }
    return sum / logits.length;
  }

  /**
   * Cross entropy of classes: the mean of {@code -log p(label)}, p the softmax of an item's logits.
   *
   * @param logits {@code labels.length} items of {@code classes}
   * @param gradient set to the derivatives, as many as logits
   * @throws IllegalArgumentException if a label is none of 0, ..., classes - 1
   */
  public static double classes(float[] logits, int classes, int[] labels, float[] gradient) {
    double sum = 0;
    double[] row = new double[classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of item " + i + "; it must be in 0, ..., " + (classes - 1));
      }
      sum += softmax(logits, i * classes, row) - logits[i * classes + labels[i]];
      for (int c = 0; c < classes; c++) {
        double share = row[c] - (c == labels[i] ? 1 : 0);
        gradient[i * classes + c] = (float) (share / labels.length);
      }
    }
    return sum / labels.length;
  }

  /**
   * The probabilities exp(x_c) / sum of exp(x) of a row of logits.
   *
   * @param from where the row begins
   * @param out one number a class, set
   * @return log of the sum of exp(x)
   */
  public static double softmax(float[] logits, int from, double[] out) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < out.length; c++) {
      largest = Math.max(largest, logits[from + c]);
    }
    double sum = 0;
    for (int c = 0; c < out.length; c++) {
      out[c] = Math.exp(logits[from + c] - largest);
      sum += out[c];
    }
    for (int c = 0; c < out.length; c++) {
      out[c] /= sum;
    }
    return largest + Math.log(sum);
  }
}
