package io.betti.pipeline.network.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.network.Networks;
import io.betti.topology.metric.InceptionScore;
import io.betti.topology.metric.ItemIds;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The small classifier, trained on a part of MNIST. */
class ClassifierTest {
  @Test
  void classifierLearnsDigits_andItsProbabilitiesMakeAnInceptionScore() throws IOException {
    TrainingItems items = Digits.training(6000, TrainingItems.BYTES_TO_UNIT);
    TrainingItems test = Digits.test(640, TrainingItems.BYTES_TO_UNIT);
    int[] labels = Digits.testLabels(640);
    AdamSettings settings = new AdamSettings(64, 2e-3, 0.9, 1);
    try (ClassifierTraining training =
        ClassifierTraining.start(
            Networks.imageClassifier(), settings, 280, items, Digits.trainingLabels(6000))) {
      while (training.steps() < 280) {
        training.step();
      }
      Classifier classifier = new Classifier(training.network());
      assertThat(classifier.accuracy(test, labels)).isGreaterThan(0.93);

      float[] values = new float[640 * 784];
      for (int i = 0; i < 640; i++) {
        test.copy(i, values, i * 784);
      }
      double[][] probabilities = classifier.probabilities(values);
      InceptionScore score = new InceptionScore(ItemIds.range(640), 10);
      for (int i = 0; i < 640; i++) {
        score.add(i, probabilities[i]);
      }
      assertThat(score.mean()).isBetween(7.0, 10.0);

      double[][] later = classifier.probabilities(Arrays.copyOfRange(values, 100 * 784, 103 * 784));
      for (int i = 0; i < 3; i++) {
        assertThat(later[i]).isEqualTo(probabilities[100 + i]);
      }
    }
  }
}
