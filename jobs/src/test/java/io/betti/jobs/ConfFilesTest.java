package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in conf/ say what is so. */
class ConfFilesTest {
  private static final Path CONF = Path.of(System.getProperty("betti.basedir"), "conf");

  @TempDir Path folder;

  @Test
  void diagramsConfHasTheDefaults() throws IOException {
    assertDefaults(
        "diagrams", "--input", Command.TEST_IMAGES, "--output", folder.resolve("out"), "--dry-run");
  }

  @Test
  void distanceConfHasTheDefaults() throws IOException {
    Path pairs = Files.writeString(folder.resolve("pairs.jsonl"), "{\"left\":[],\"right\":[]}\n");
    assertDefaults("distance", "--pairs", pairs, "--output", folder.resolve("out"), "--dry-run");
  }

  @Test
  void lambdaGridConfHasTheDefaults() throws IOException {
    assertDefaults(
        "lambda-grid",
        "--problem",
        "sawtooth",
        "--lambda-count",
        "3",
        "--n",
        "10",
        "--output",
        folder.resolve("out"),
        "--dry-run");
  }

  @Test
  void evaluateConfHasTheDefaults() throws IOException {
    assertDefaults(
        "evaluate",
        "--reference",
        Command.TEST_IMAGES,
        "--generated",
        Command.TEST_IMAGES,
        "--output",
        folder.resolve("out"),
        "--dry-run");
  }

  @Test
  void sweepConfHasTheDefaults() throws IOException {
    assertDefaults(
        "sweep",
        "--train",
        Command.TEST_IMAGES,
        "--train-labels",
        Command.TEST_LABELS,
        "--test",
        Command.TEST_IMAGES,
        "--test-labels",
        Command.TEST_LABELS,
        "--output",
        folder.resolve("out"),
        "--dry-run");
  }

  @Test
  void ganConfHasTheDefaults() throws IOException {
    assertDefaults(
        "gan",
        "--stage",
        "train",
        "--train",
        Command.TEST_IMAGES,
        "--output",
        folder.resolve("out"),
        "--dry-run");
  }

  @Test
  void table10ConfHasTheDefaults() throws IOException {
    assertDefaults(
        "table10",
        "--train",
        Command.TEST_IMAGES,
        "--train-labels",
        Command.TEST_LABELS,
        "--test",
        Command.TEST_IMAGES,
        "--test-labels",
        Command.TEST_LABELS,
        "--output",
        folder.resolve("out"),
        "--dry-run");
  }

  @Test
  void voxelizeConfHasTheDefaults() throws IOException {
    assertDefaults(
        "voxelize",
        "--input",
        CONF.resolveSibling("data/meshes/chair.obj"),
        "--output",
        folder.resolve("out"),
        "--dry-run");
  }

  private static void assertDefaults(Object... arguments) throws IOException {
    Path conf = CONF.resolve(arguments[0] + ".conf");
    Command bare = Command.run(arguments);
    Object[] more = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    more[arguments.length] = "--config";
    more[arguments.length + 1] = conf;
    Command configured = Command.run(more);
    assertThat(configured.code()).as(configured.err()).isZero();
    assertThat(settings(configured)).isEqualTo(settings(bare)).isNotEmpty();
    String text = Files.readString(conf);
    Matcher option =
        Pattern.compile("--([a-z-]+)=").matcher(Command.run(arguments[0], "--help").out());
    while (option.find()) {
      // A cluster is named on the command line, and a config file does not name itself.
      if (!List.of("config", "master").contains(option.group(1))) {
        assertThat(text).containsPattern("(?m)^ *(# )?" + option.group(1) + " = ");
      }
    }
  }

  private static List<String> settings(Command command) {
    return command
        .out()
        .lines()
        .takeWhile(line -> !line.equals("plan"))
        .map(line -> line.replaceFirst(" +(default|command line|/.*).*$", ""))
        .toList();
  }

  @Test
  void sparkDefaultsNameClassesThatExist() throws Exception {
    Properties defaults = new Properties();
    try (var in = Files.newInputStream(CONF.resolve("spark-defaults.conf"))) {
      defaults.load(in);
    }
    for (String key :
        List.of("spark.sql.extensions", "spark.kryo.registrator", "spark.serializer")) {
      assertThat(Class.forName(defaults.getProperty(key))).isNotNull();
    }
  }
}
