package io.betti.pipeline.optimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted sum of penalties; of none, the penalty 0.
 *
 * <p>Its proximal map is known for no part, for one of weight at least 0 that has one, and for
 * these sums, where the maps follow one another: anything plus the squared norm, which shrinks the
 * point first, and total variation plus the sum of sizes (Friedman, Hastie, Höfling, Tibshirani,
 * Pathwise coordinate optimization, Annals of Applied Statistics 1 (2007), doi:10.1214/07-AOAS131,
 * section 6: the fused lasso is soft thresholding after the fusion).
 */
final class PenaltySum implements Penalty {
  /** One part. */
  record Part(double weight, Penalty penalty) {}

  private final List<Part> parts;
  private final int size;
  private final double[] part;

  /** Parts in the order in which their proximal maps are taken; null if that is not known. */
  private final List<Part> steps;

  /** Weight of the squared norm among the parts. */
  private double squared;

  PenaltySum(List<Part> parts, int size) {
    this.parts = List.copyOf(parts);
    this.size = size;
    this.part = new double[size];
    this.steps = proximalSteps();
  }

  private List<Part> proximalSteps() {
    List<Part> rest = new ArrayList<>();
    squared = 0;
    for (Part one : parts) {
      if (!(one.weight() >= 0) || !one.penalty().hasProximal()) {
        return null;
      }
      if (one.penalty() instanceof SquaredNorm) {
        squared += one.weight();
      } else {
        join(rest, one);
      }
    }
    if (rest.size() == 2) {
      rest.sort((a, b) -> Boolean.compare(isVariation(b), isVariation(a)));
      boolean fused = isVariation(rest.get(0)) && rest.get(1).penalty() instanceof AbsoluteSum;
      return fused ? rest : null;
    }
    return rest.size() > 2 ? null : rest;
  }

  /** Adds a part, one weight to each kind. */
  private static void join(List<Part> rest, Part one) {
    for (int i = 0; i < rest.size(); i++) {
      Part known = rest.get(i);
      if (known.penalty().getClass() == one.penalty().getClass()) {
        rest.set(i, new Part(known.weight() + one.weight(), known.penalty()));
        return;
      }
    }
    rest.add(one);
  }

  private static boolean isVariation(Part part) {
    return part.penalty() instanceof TotalVariation;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    double sum = 0;
    for (Part one : parts) {
      sum += one.weight() * one.penalty().value(beta);
    }
    return sum;
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    Arrays.fill(out, 0, size, 0);
    double sum = 0;
    for (int k = 0; k < parts.size(); k++) {
      double weight = parts.get(k).weight();
      sum += weight * parts.get(k).penalty().gradient(beta, part);
      for (int j = 0; j < size; j++) {
        out[j] += weight * part[j];
      }
    }
    return sum;
  }

  @Override
  public double ridgeWeight() {
    double sum = 0;
    for (Part one : parts) {
      sum += one.weight() * one.penalty().ridgeWeight();
    }
    return sum >= 0 ? sum : Double.NaN;
  }

  @Override
  public double normWeight() {
    double sum = 0;
    for (Part one : parts) {
      sum += one.weight() * one.penalty().normWeight();
    }
    return sum >= 0 ? sum : Double.NaN;
  }

  @Override
  public boolean hasProximal() {
    return steps != null;
  }

  @Override
  public void proximal(double[] point, double step, double[] out) {
    if (!hasProximal()) {
      Penalty.super.proximal(point, step, out);
    }
    double shrink = 1 / (1 + 2 * step * squared);
    for (int j = 0; j < size; j++) {
      out[j] = point[j] * shrink;
    }
    for (int k = 0; k < steps.size(); k++) {
      Part one = steps.get(k);
      one.penalty().proximal(out, step * shrink * one.weight(), out);
    }
  }
}
