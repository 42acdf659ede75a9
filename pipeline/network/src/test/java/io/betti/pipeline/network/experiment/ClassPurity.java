package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Latents;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Classifier;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Whether the classes of a generator are digits: for each class, what a classifier takes its images
 * for, the share of images that have their class's commonest digit (purity), and how much images of
 * a class differ. To be run by hand: {@code ClassPurity NETWORK CLASSIFIER}, a folder {@code
 * network} of the job gan and the folder {@code networks/classifier} of table10.
 */
final class ClassPurity {
  private static final int SAMPLES = 200;

  private ClassPurity() {}

  /** Prints it. */
  public static void main(String[] arguments) {
    try (Network generator =
            Network.of(SavedState.load(Folder.at(Path.of(arguments[0])).in(StageRun.GENERATOR)));
        Network network = Network.of(SavedState.load(Folder.at(Path.of(arguments[1]))))) {
      Latents drawn = generator.description().drawn();
      float[] unit = GenerativeModel.unit(LatentSheets.ofClasses(generator, 0, SAMPLES));
      double[][] rows = new Classifier(network).probabilities(unit);
      int pure = 0;
      double difference = 0;
      for (int c = 0; c < drawn.classes(); c++) {
        int[] digits = new int[10];
        for (int i = 0; i < SAMPLES; i++) {
          digits[likeliest(rows[c * SAMPLES + i])]++;
        }
        int best = 0;
        for (int d = 1; d < 10; d++) {
          best = digits[d] > digits[best] ? d : best;
        }
        pure += digits[best];
        double own = difference(unit, c * SAMPLES);
        difference += own / drawn.classes();
        System.out.printf(
            Locale.ROOT,
            "class %d: digit %d, %.1f %%; images differ by %.2f%n",
            c,
            best,
            100.0 * digits[best] / SAMPLES,
            own);
      }
      System.out.printf(
          Locale.ROOT,
          "purity %.3f, difference within a class %.2f%n",
          pure / (double) rows.length,
          difference);
    }
  }

  private static int likeliest(double[] row) {
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      best = row[c] > row[best] ? c : best;
    }
    return best;
  }

  /** The mean Euclidean distance of neighbouring images. */
  private static double difference(float[] unit, int first) {
    double sum = 0;
    for (int i = first; i < first + SAMPLES - 1; i++) {
      double square = 0;
      for (int v = 0; v < 784; v++) {
        double off = (double) unit[i * 784 + v] - unit[(i + 1) * 784 + v];
        square += off * off;
      }
      sum += Math.sqrt(square);
    }
    return sum / (SAMPLES - 1);
  }
}
