package io.betti.jobs.cluster;

import java.nio.file.Path;

/**
 * The project's MNIST files and cluster jar, as paths that any process of this machine can open.
 */
final class Mnist {
  /** The root of the project, which Maven tells. */
  static final Path PROJECT = Path.of(System.getProperty("betti.basedir"));

  static final Path TRAIN = file("train-images-idx3-ubyte.gz");
  static final Path TRAIN_LABELS = file("train-labels-idx1-ubyte.gz");
  static final Path TEST = file("t10k-images-idx3-ubyte.gz");
  static final Path TEST_LABELS = file("t10k-labels-idx1-ubyte.gz");

  private Mnist() {}

  private static Path file(String name) {
    return PROJECT.resolve("data/mnist").resolve(name);
  }
}
