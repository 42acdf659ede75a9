package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Loss;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * The mean logistic loss of rows in blocks, which may be spread over a cluster: every pass sums
 * block by block, and the blocks' sums are added in their order, so that it makes no difference bit
 * for bit where the blocks are. Labels are 0 and 1. A gradient costs 2 n p products and one Spark
 * job, where blocks are spread.
 */
final class BlockLogisticLoss implements Loss {
  /** What is summed over rows. */
  private enum Pass {
    /** Gradient of the sum of losses, and the sum itself behind it. */
    GRADIENT,

    /** X'X times a vector. */
    SQUARE
  }

  /** Runs a pass over all blocks. */
  private interface Blocks {
    List<double[]> sums(Pass pass, double[] vector);
  }

  private final Blocks blocks;
  private final int size;
  private final long rows;
  private double lipschitz = Double.NaN;

  private BlockLogisticLoss(Blocks blocks, int size, long rows) {
    this.blocks = blocks;
    this.size = size;
    this.rows = rows;
  }

  /** The loss of blocks in memory. */
  static BlockLogisticLoss of(List<RegressionData> blocks) {
    long rows = blocks.stream().mapToLong(RegressionData::rows).sum();
    return new BlockLogisticLoss(
        (pass, vector) -> blocks.stream().map(block -> sums(block, pass, vector)).toList(),
        blocks.get(0).columns(),
        rows);
  }

  /** The loss of blocks on a cluster, in order, which should be kept there. */
  static BlockLogisticLoss of(JavaRDD<RegressionData> blocks, int columns, long rows) {
    return new BlockLogisticLoss(
        (pass, vector) -> blocks.map(new BlockSums(pass, vector.clone())).collect(), columns, rows);
  }

  /** What travels to tasks. */
  private record BlockSums(Pass pass, double[] vector)
      implements org.apache.spark.api.java.function.Function<RegressionData, double[]>,
          Serializable {
    @Override
    public double[] call(RegressionData block) {
      return sums(block, pass, vector);
    }
  }

  private static double[] sums(RegressionData block, Pass pass, double[] vector) {
    int p = block.columns();
    double[] x = block.features();
    double[] sums = new double[p + 1];
    for (int i = 0; i < block.rows(); i++) {
      double score = block.predict(vector, i);
      double factor = score;
      if (pass == Pass.GRADIENT) {
        factor = LogisticLoss.probability(score) - block.y(i);
        sums[p] += loss(block.y(i) == 1 ? score : -score);
      }
      int at = i * p;
      for (int j = 0; j < p; j++) {
        sums[j] += factor * x[at + j];
      }
    }
    return sums;
  }

  /** {@code log(1 + exp(-s))} without overflow. */
  private static double loss(double s) {
    return s > 0 ? StrictMath.log1p(StrictMath.exp(-s)) : StrictMath.log1p(StrictMath.exp(s)) - s;
  }

  private double[] total(Pass pass, double[] vector) {
    double[] total = new double[size + 1];
    for (double[] sums : blocks.sums(pass, vector)) {
      for (int j = 0; j <= size; j++) {
        total[j] += sums[j];
      }
    }
    return total;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    return total(Pass.GRADIENT, beta)[size] / rows;
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    double[] total = total(Pass.GRADIENT, beta);
    Arrays.setAll(out, j -> total[j] / rows);
    return total[size] / rows;
  }

  /** A quarter of the largest eigenvalue of X'X / n. */
  @Override
  public double lipschitz() {
    if (Double.isNaN(lipschitz)) {
      lipschitz =
          0.25
              / rows
              * Spectrum.largest(
                  size,
                  (vector, out) -> System.arraycopy(total(Pass.SQUARE, vector), 0, out, 0, size));
    }
    return lipschitz;
  }
}
