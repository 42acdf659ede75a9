package io.betti.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A run of the job {@code evaluate}, and what it wrote. */
record EvaluationCommand(Command command, Path output) {
  static final String TRAIN = Command.MNIST.resolve("train-images-idx3-ubyte.gz").toString();
  static final String TRAIN_LABELS = Command.MNIST.resolve("train-labels-idx1-ubyte.gz").toString();

  static EvaluationCommand run(Path output, Object reference, Object generated, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--reference",
                reference,
                "--generated",
                generated,
                "--output",
                output));
    arguments.addAll(Arrays.asList(more));
    return new EvaluationCommand(Command.run(arguments.toArray()), output);
  }

  /** Training digits against test digits. */
  static EvaluationCommand digits(Path output, int limit, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("--limit", limit));
    arguments.addAll(Arrays.asList(more));
    return run(output, TRAIN, Command.TEST_IMAGES, arguments.toArray());
  }

  int code() {
    return command.code();
  }

  String err() {
    return command.err();
  }

  String out() {
    return command.out();
  }

  JsonNode metrics() throws IOException {
    return new ObjectMapper().readTree(output.resolve("metrics.json").toFile());
  }

  String report() throws IOException {
    return Files.readString(output.resolve("report.html"));
  }

  /** Lines of the neighbours in the order of the part files, of a run that wrote JSON. */
  List<String> neighbours() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(output.resolve("neighbours"))) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().startsWith("part-")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }
}
