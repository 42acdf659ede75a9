package io.betti.pipeline.network;

/**
 * Adam, in one loop over the parameters:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 * x = x - rate / (1 - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + eps)
 * </pre>
 *
 * <p>Source: D. Kingma, J. Ba, Adam, ICLR 2015, arXiv:1412.6980, algorithm 1.
 */
public final class Adam implements Optimizer {
  private static final double BETA2 = 0.999;
  private static final double EPS = 1e-8;

  private final double beta1;
  private double rate;
  private final float[] first;
  private final float[] second;
  private long steps;

  /**
   * For a vector of so many parameters.
   *
   * @param rate above 0
   * @param beta1 in [0, 1); usually 0.9, for generative networks 0.5; beta2 is 0.999, eps 1e-8
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Adam(int parameters, double rate, double beta1) {
    if (!(beta1 >= 0 && beta1 < 1)) {
      throw new IllegalArgumentException("Adam: beta1 " + beta1 + " must be in [0, 1)");
    }
    this.beta1 = beta1;
    first = new float[parameters];
    second = new float[parameters];
    rate(rate);
  }

  /**
   * Sets the learning rate of the steps to come.
   *
   * @throws IllegalArgumentException if it is not above 0 and finite
   */
  public void rate(double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("Adam: learning rate " + rate + " must be > 0");
    }
    this.rate = rate;
  }

  @Override
  public void step(float[] values, float[] gradients) {
    if (values.length != first.length || gradients.length != first.length) {
      throw new IllegalArgumentException(
          "Adam for "
              + first.length
              + " parameters got "
              + values.length
              + " and "
              + gradients.length
              + " gradients; make one for each vector");
    }
    steps++;
    float b1 = (float) beta1;
    float b2 = (float) BETA2;
    float step = (float) (rate / (1 - StrictMath.pow(beta1, steps)));
    float root = (float) (1 / Math.sqrt(1 - StrictMath.pow(BETA2, steps)));
    float eps = (float) EPS;
    for (int i = 0; i < values.length; i++) {
      float g = gradients[i];
      float m = b1 * first[i] + (1 - b1) * g;
      float v = b2 * second[i] + (1 - b2) * g * g;
      first[i] = m;
      second[i] = v;
      values[i] -= step * m / ((float) Math.sqrt(v) * root + eps);
    }
  }

  @Override
  public void save(SavedState state, String prefix) {
    state.put(prefix + "adam.steps", steps);
    state.put(prefix + "adam.first", new int[] {first.length}, first.clone());
    state.put(prefix + "adam.second", new int[] {second.length}, second.clone());
  }

  @Override
  public void load(SavedState.Reader reader, String prefix) {
    steps = reader.number(prefix + "adam.steps");
    System.arraycopy(reader.array(prefix + "adam.first", first.length), 0, first, 0, first.length);
    float[] squares = reader.array(prefix + "adam.second", second.length);
    System.arraycopy(squares, 0, second, 0, second.length);
  }
}
