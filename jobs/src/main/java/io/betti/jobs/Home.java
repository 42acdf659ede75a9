package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The project's own folder, which the launcher tells and a plain {@code spark-submit} does not. */
final class Home {
  private static final String PROPERTY = "betti.home";
  private static final String VARIABLE = "BETTI_HOME";

  private Home() {}

  /** The folder, if it is known. */
  static Optional<Path> folder() {
    String home = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return home == null || home.isBlank() ? Optional.empty() : Optional.of(Path.of(home));
  }

  /**
   * A file of the embedded MNIST set.
   *
   * @throws JobFailure if the folder is not known or the file not in it
   */
  static String mnist(String name) {
    Path home =
        folder()
            .orElseThrow(
                () ->
                    JobFailure.usage(
                        "no input given, and the embedded MNIST set is nowhere known",
                        "only jobs/betti knows where the project is",
                        "give --train, --train-labels, --test, --test-labels, or set BETTI_HOME"));
    Path file = home.resolve("data/mnist").resolve(name);
    if (!Files.isRegularFile(file)) {
      throw JobFailure.of(
          "the embedded MNIST set is incomplete",
          "there is no " + file,
          "restore it, or give --train, --train-labels, --test, --test-labels");
    }
    // A scheme, since the default file system may be another; not a URI, which would escape spaces.
    return "file://" + file.toAbsolutePath();
  }
}
