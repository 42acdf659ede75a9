package io.betti.pipeline.network.training;

import io.betti.pipeline.network.ValueMap;
import java.io.IOException;
import java.nio.file.Path;

/** MNIST as it stands in the project. */
final class Digits {
  private static final Path FOLDER = Path.of(System.getProperty("betti.basedir"), "data", "mnist");

  private Digits() {}

  static TrainingItems training(int limit, ValueMap map) throws IOException {
    return TrainingItems.idx(FOLDER.resolve("train-images-idx3-ubyte.gz"), limit, map);
  }

  static int[] trainingLabels(int limit) throws IOException {
    return TrainingItems.labels(FOLDER.resolve("train-labels-idx1-ubyte.gz"), limit);
  }

  static TrainingItems test(int limit, ValueMap map) throws IOException {
    return TrainingItems.idx(FOLDER.resolve("t10k-images-idx3-ubyte.gz"), limit, map);
  }

  static int[] testLabels(int limit) throws IOException {
    return TrainingItems.labels(FOLDER.resolve("t10k-labels-idx1-ubyte.gz"), limit);
  }
}
