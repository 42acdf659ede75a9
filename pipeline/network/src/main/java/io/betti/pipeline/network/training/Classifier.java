package io.betti.pipeline.network.training;

import io.betti.pipeline.network.CrossEntropy;
import io.betti.pipeline.network.Network;

/**
 * Class probabilities of items, by a trained network, in evaluation mode. Items go through in
 * blocks of one size, so that an item's probabilities are the same whatever stands beside it.
 */
public final class Classifier {
  private final BlockForward forward;
  private final int classes;

  /** By a network whose outputs are logits, one a class; it stays the caller's. */
  public Classifier(Network network) {
    forward = new BlockForward(network);
    classes = network.outputs();
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /**
   * Probabilities of the classes of items, one row an item; as {@link
   * io.betti.topology.metric.InceptionScore} takes them.
   *
   * @param items one after the other, in the range that the network was trained on
   */
  public double[][] probabilities(float[] items) {
    float[] logits = forward.outputs(items);
    double[][] rows = new double[logits.length / classes][classes];
    for (int i = 0; i < rows.length; i++) {
      CrossEntropy.softmax(logits, i * classes, rows[i]);
    }
    return rows;
  }

  /** The share of items whose likeliest class is their label. */
  public double accuracy(TrainingItems items, int[] labels) {
    int right = 0;
    for (int from = 0; from < items.size(); from += BlockForward.BLOCK) {
      int count = Math.min(BlockForward.BLOCK, items.size() - from);
      float[] values = new float[count * items.length()];
      for (int i = 0; i < count; i++) {
        items.copy(from + i, values, i * items.length());
      }
      double[][] rows = probabilities(values);
      for (int i = 0; i < count; i++) {
        right += likeliest(rows[i]) == labels[from + i] ? 1 : 0;
      }
    }
    return (double) right / items.size();
  }

  private static int likeliest(double[] row) {
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      best = row[c] > row[best] ? c : best;
    }
    return best;
  }
}
