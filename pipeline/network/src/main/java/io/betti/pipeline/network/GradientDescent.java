package io.betti.pipeline.network;

/**
 * Stochastic gradient descent with momentum: {@code velocity = momentum * velocity + g}, {@code x =
 * x - rate * velocity}.
 */
public final class GradientDescent implements Optimizer {
  private final double rate;
  private final double momentum;
  private final float[] velocity;

  /**
   * For a vector of so many parameters.
   *
   * @param rate above 0
   * @param momentum in [0, 1); 0 for none
   * @throws IllegalArgumentException if a number is out of its range
   */
  public GradientDescent(int parameters, double rate, double momentum) {
    if (!(rate > 0 && Double.isFinite(rate)) || !(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "gradient descent: rate " + rate + " must be > 0, momentum " + momentum + " in [0, 1)");
    }
    this.rate = rate;
    this.momentum = momentum;
    velocity = new float[parameters];
  }

  @Override
  public void step(float[] values, float[] gradients) {
    if (values.length != velocity.length || gradients.length != velocity.length) {
      throw new IllegalArgumentException(
          "gradient descent for "
              + velocity.length
              + " parameters got "
              + values.length
              + " and "
              + gradients.length
              + " gradients; make one for each vector");
    }
    float r = (float) rate;
    float keep = (float) momentum;
    for (int i = 0; i < values.length; i++) {
      float v = keep * velocity[i] + gradients[i];
      velocity[i] = v;
      values[i] -= r * v;
    }
  }

  @Override
  public void save(SavedState state, String prefix) {
    state.put(prefix + "velocity", new int[] {velocity.length}, velocity.clone());
  }

  @Override
  public void load(SavedState.Reader reader, String prefix) {
    float[] saved = reader.array(prefix + "velocity", velocity.length);
    System.arraycopy(saved, 0, velocity, 0, velocity.length);
  }
}
