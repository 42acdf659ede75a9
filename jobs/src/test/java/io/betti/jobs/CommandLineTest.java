package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings and errors of the command line; nothing here needs Spark to compute anything. */
class CommandLineTest {
  @TempDir Path folder;

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }

  @Test
  void helpTellsEveryJob() {
    assertThat(Command.run("--help").out())
        .contains("diagrams")
        .contains("distance")
        .contains("evaluate")
        .contains("gan")
        .contains("lambda-grid")
        .contains("sweep")
        .contains("table10")
        .contains("voxelize");
    assertThat(Command.run("diagrams", "--help").out()).contains("--complex").contains("_metrics");
    assertThat(Command.run("sweep", "--help").out()).contains("--classifier");
    assertThat(Command.run("--version").out()).startsWith("betti 0.");
  }

  @Test
  void commandWithoutJobIsAUsageError() {
    Command command = Command.run();
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .contains("no job given")
        .contains("diagrams, distance, evaluate, gan, lambda-grid, sweep");
  }

  @Test
  void unknownOptionNamesTheNearest() {
    Command command = Command.run("diagrams", "--input", "x", "--output", "y", "--scal", "2");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("--scal").contains("did you mean --scale?");
    assertThat(command.errorLines()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void missingOptionIsAUsageError() {
    Command command = Command.run("diagrams", "--input", "x");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("--output");
  }

  @Test
  void valueOutOfRangeIsAUsageError() {
    for (String[] pair :
        new String[][] {
          {"--scale", "0"},
          {"--scale", "1/0"},
          {"--scale", "NaN"},
          {"--scale", "big"},
          {"--complex", "cubic"},
          {"--direction", "up"},
          {"--limit", "0"},
          {"--limit", "many"},
          {"--partitions", "0"},
          {"--max-bad-records", "-1"},
          {"--checkpoint-rows", "0"},
          {"--mode", "replace"},
          {"--output-format", "csv"},
          {"--essential", "keep"},
          {"--input-format", "png"}
        }) {
      Command command = Command.diagrams(1, folder.resolve("out"), pair[0], pair[1]);
      assertThat(command.code()).as(pair[0] + " " + pair[1]).isEqualTo(2);
      assertThat(command.err()).contains(pair[0]);
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void missingInputNamesThePath() {
    Command command =
        Command.run("diagrams", "--input", "/no/such/file", "--output", folder.resolve("o"));
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("--input /no/such/file does not exist");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void labelsOfAnotherLengthAreRefused() {
    Command command =
        Command.run(
            "diagrams",
            "--input",
            Command.TEST_IMAGES,
            "--labels",
            Command.MNIST.resolve("train-labels-idx1-ubyte.gz"),
            "--output",
            folder.resolve("o"));
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("60000 labels").contains("10000 items");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void dryRunTellsEachSettingAndItsSource_andTouchesNothing() throws IOException {
    Path config = config("seed = 3\ndiagrams {\n  complex = cubical-v\n  scale = 1/255\n}\n");
    Path output = folder.resolve("out");
    Command command =
        Command.diagrams(500, output, "--config", config, "--dry-run", "--complex", "cubical-t");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out())
        .containsPattern("complex +cubical-t +command line")
        .containsPattern("scale +1/255 +.*my.conf, line 4")
        .containsPattern("seed +3 +.*my.conf, line 1")
        .containsPattern("direction +superlevel +default")
        .containsPattern("max-dimension +1 +default, grids of 2 axes")
        .contains("ubyte 10000x28x28")
        .contains("500 rows of it")
        .containsPattern("estimate +[0-9.]+ s of computing on one core, [0-9.,]+ MB");
    assertThat(output).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(config);
    }
  }

  @Test
  void dryRunFindsWhatARunWouldRefuse() throws IOException {
    Path output = Files.createDirectory(folder.resolve("out"));
    Files.writeString(output.resolve("part-00000.json"), "{}");
    assertThat(Command.diagrams(1, output, "--dry-run").code()).isEqualTo(1);
  }

  @Test
  void configGivesValues_underTheCommandLine_groupOverTop() throws IOException {
    Path config =
        config("limit = 4\noutput-format = json\ndiagrams { limit = 3, max-bad-records = 2 }");
    Path output = folder.resolve("out");
    Command command =
        Command.run(
            "diagrams", "--input", Command.TEST_IMAGES, "--output", output, "--config", config);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(DiagramsJobTest.lines(output)).hasSize(3);
    Command again =
        Command.run(
            "diagrams",
            "--input",
            Command.TEST_IMAGES,
            "--output",
            folder.resolve("two"),
            "--config=" + config,
            "--limit",
            "2");
    assertThat(again.code()).isZero();
    assertThat(DiagramsJobTest.lines(folder.resolve("two"))).hasSize(2);
  }

  @Test
  void requiredOptionsAndFlagsMayComeFromTheConfig() throws IOException {
    Path config =
        config(
            "diagrams {\n  input = \""
                + Command.TEST_IMAGES
                + "\"\n  output = \""
                + folder.resolve("out")
                + "\"\n  limit = 2\n  resume = true\n}");
    assertThat(Command.run("diagrams", "--config", config).code()).isZero();
    // A flag on the command line does not switch off what the file switches on.
    assertThat(Command.run("diagrams", "--config", config, "--resume").out())
        .contains("nothing left to do");
    // The second run finds the first one's result, which only --resume takes for its own.
    assertThat(Command.run("diagrams", "--config", config).out()).contains("nothing left to do");
  }

  @Test
  void unknownKeyNamesKeyFileLineAndTheNearest() throws IOException {
    Path config = config("diagrams {\n  complex = freudenthal\n  directon = sublevel\n}");
    Command command = Command.diagrams(1, folder.resolve("out"), "--config", config);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .contains("unknown key 'directon'")
        .contains(config + ", line 3")
        .contains("did you mean 'direction'?");
    assertThat(command.errorLines()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void keyOfAnotherJobSaysWhose() throws IOException {
    Path config = config("classifier = none");
    Command command = Command.diagrams(1, folder.resolve("out"), "--config", config);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("'classifier'").contains("the jobs 'evaluate', 'sweep'");
  }

  @Test
  void otherJobsGroupsAreChecked_andOtherwiseLeftAlone() throws IOException {
    Path good = config("sweep { limit = 7, classifier = none }");
    assertThat(Command.diagrams(1, folder.resolve("a"), "--config", good).code()).isZero();
    Path bad = config("sweep { limmit = 7 }");
    Command command = Command.diagrams(1, folder.resolve("b"), "--config", bad);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("unknown key 'limmit'").contains("'limit'");
  }

  @Test
  void badValueInTheConfigNamesItsPlace() throws IOException {
    Path config = config("\nlimit = many\n");
    Command command =
        Command.run(
            "diagrams",
            "--input",
            Command.TEST_IMAGES,
            "--output",
            folder.resolve("o"),
            "--config",
            config);
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("--limit").contains("many").contains(config + ", line 2");
  }

  @Test
  void configThatIsMissingOrNoHocon_isAUsageError() throws IOException {
    assertThat(Command.diagrams(1, folder.resolve("o"), "--config", "/no/such.conf").err())
        .contains("there is no config file /no/such.conf");
    Command command = Command.diagrams(1, folder.resolve("o"), "--config", config("limit = {"));
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("cannot read the config file");
  }

  @Test
  void otherMasterThanTheSessionsIsRefused() {
    Command command = Command.diagrams(1, folder.resolve("o"), "--master", "spark://host:7077");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("spark://host:7077").contains("local[2]");
  }
}
