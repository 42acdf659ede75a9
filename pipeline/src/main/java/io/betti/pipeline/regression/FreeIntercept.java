package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Penalty;

/** A penalty that leaves the last coefficient, the intercept, alone. */
final class FreeIntercept implements Penalty {
  private final Penalty penalty;
  private final double[] head;
  private final double[] part;

  FreeIntercept(Penalty penalty) {
    this.penalty = penalty;
    this.head = new double[penalty.size()];
    this.part = new double[penalty.size()];
  }

  @Override
  public int size() {
    return head.length + 1;
  }

  private double[] head(double[] beta) {
    System.arraycopy(beta, 0, head, 0, head.length);
    return head;
  }

  @Override
  public double value(double[] beta) {
    return penalty.value(head(beta));
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double value = penalty.gradient(head(beta), part);
    System.arraycopy(part, 0, out, 0, part.length);
    out[part.length] = 0;
    return value;
  }

  @Override
  public boolean hasProximal() {
    return penalty.hasProximal();
  }

  @Override
  public void proximal(double[] point, double step, double[] out) {
    penalty.proximal(head(point), step, part);
    out[part.length] = point[part.length];
    System.arraycopy(part, 0, out, 0, part.length);
  }

  @Override
  public String toString() {
    return penalty.toString();
  }
}
