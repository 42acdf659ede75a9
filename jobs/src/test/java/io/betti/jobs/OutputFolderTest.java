package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the output folder: modes, failures half-way, going on. */
class OutputFolderTest {
  @TempDir Path folder;

  /** Grids of which number {@code bad} has a NaN; none if it is negative. */
  private Path grids(int count, int bad) {
    float[][] grids = IdxFiles.waves(count, 4, 4);
    if (bad >= 0) {
      grids[bad][5] = Float.NaN;
    }
    return IdxFiles.floats(folder.resolve("grids"), 4, 4, grids);
  }

  private Command run(Path input, Path output, Object... more) {
    Object[] arguments = new Object[9 + more.length];
    System.arraycopy(
        new Object[] {
          "diagrams",
          "--input",
          input,
          "--output",
          output,
          "--output-format",
          "json",
          "--partitions",
          2
        },
        0,
        arguments,
        0,
        9);
    System.arraycopy(more, 0, arguments, 9, more.length);
    return Command.run(arguments);
  }

  /** Names and contents of a folder, but for reports and figures, which tell times. */
  private static Map<String, String> contents(Path output) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(file).toString();
        if (!name.contains("_metrics") && !name.contains("_report") && !name.contains("_run.")) {
          contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  @Test
  void existingResultIsLeftAlone() throws IOException {
    Path output = folder.resolve("out");
    Path input = grids(6, -1);
    assertThat(run(input, output).code()).isZero();
    Map<String, String> before = contents(output);
    Command again = run(input, output);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("exists already").contains("--mode overwrite or append");
    assertThat(contents(output)).isEqualTo(before);
  }

  @Test
  void emptyFolderIsNoResult() throws IOException {
    Path output = Files.createDirectory(folder.resolve("out"));
    assertThat(run(grids(3, -1), output).code()).isZero();
    assertThat(DiagramsJobTest.lines(output)).hasSize(3);
  }

  @Test
  void overwriteReplacesAll() throws IOException {
    Path output = folder.resolve("out");
    run(grids(9, -1), output, "--checkpoint-rows", 2);
    assertThat(run(grids(3, -1), output, "--mode", "overwrite").code()).isZero();
    assertThat(DiagramsJobTest.lines(output)).hasSize(3);
    assertThat(contents(output).keySet())
        .allMatch(name -> name.matches("\\.?(part-0000[01]\\.json|_SUCCESS)(\\.crc)?|\\._.*"));
  }

  @Test
  void overwriteThatFailsHalfWayLeavesTheOldResult_andCanGoOn() throws IOException {
    Path output = folder.resolve("out");
    run(grids(4, -1), output);
    Map<String, String> old = contents(output);
    Command failed = run(grids(6, 5), output, "--mode", "overwrite", "--checkpoint-rows", 2);
    assertThat(failed.code()).isEqualTo(1);
    Map<String, String> after = contents(output);
    after.keySet().removeIf(name -> name.startsWith("_incomplete"));
    assertThat(after).isEqualTo(old);
    assertThat(Command.spark().read().json(output.toString()).count()).isEqualTo(4);
    Command resumed =
        run(
            folder.resolve("grids"),
            output,
            "--mode",
            "overwrite",
            "--checkpoint-rows",
            2,
            "--resume",
            "--max-bad-records",
            1);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(DiagramsJobTest.lines(output)).hasSize(5);
  }

  @Test
  void overwriteKeepsItsHandsOffForeignFiles() throws IOException {
    Path output = Files.createDirectory(folder.resolve("out"));
    Files.writeString(output.resolve("thesis.tex"), "years of work");
    Command command = run(grids(3, -1), output, "--mode", "overwrite");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("thesis.tex");
    assertThat(output.resolve("thesis.tex")).hasContent("years of work");
  }

  @Test
  void inputInTheOutputFolderIsRefused() throws IOException {
    Path output = Files.createDirectory(folder.resolve("out"));
    Path input = IdxFiles.floats(output.resolve("_in"), 4, 4, IdxFiles.waves(2, 4, 4));
    Command command = run(input, output, "--mode", "overwrite");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("stands in the output folder");
    assertThat(input).exists();
  }

  @Test
  void appendPutsNewPartsBesideTheOld() throws IOException {
    Path output = folder.resolve("out");
    run(grids(4, -1), output);
    Map<String, String> old = contents(output);
    assertThat(run(grids(2, -1), output, "--mode", "append").code()).isZero();
    assertThat(run(grids(3, -1), output, "--mode", "append").code()).isZero();
    Map<String, String> now = contents(output);
    assertThat(now).containsAllEntriesOf(old);
    assertThat(DiagramsJobTest.lines(output)).hasSize(9);
    assertThat(output.resolve("_metrics.json")).content().contains("\"rows\" : 3");
    assertThat(output.resolve("_metrics-1.json")).content().contains("\"rows\" : 4");
    assertThat(output.resolve("_metrics-2.json")).content().contains("\"rows\" : 2");
    assertThat(output.resolve("_report-2.html")).exists();
    assertThat(output.resolve("_incomplete")).doesNotExist();
  }

  @Test
  void appendThatFailsLeavesTheOldResultWhole() throws IOException {
    Path output = folder.resolve("out");
    run(grids(4, -1), output);
    Map<String, String> old = contents(output);
    assertThat(run(grids(4, 0), output, "--mode", "append").code()).isEqualTo(1);
    assertThat(contents(output)).isEqualTo(old);
  }

  @Test
  void appendOfOtherRowsIsRefused() {
    Path output = folder.resolve("out");
    run(grids(4, -1), output);
    Command command =
        run(folder.resolve("grids"), output, "--mode", "append", "--direction", "sublevel");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("--direction was superlevel, now sublevel");
  }

  @Test
  void resumeGivesWhatARunWithoutStopGives() throws IOException {
    Path whole = folder.resolve("whole");
    Path stopped = folder.resolve("stopped");
    Path input = grids(10, 7);
    assertThat(run(input, whole, "--checkpoint-rows", 3, "--max-bad-records", 1).code()).isZero();
    Command failed = run(input, stopped, "--checkpoint-rows", 3);
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("row 7 of").contains("NaN").contains("2 steps are done");
    assertThat(failed.errorLines()).hasSizeLessThanOrEqualTo(3);
    assertThat(stopped.resolve("_SUCCESS")).doesNotExist();
    assertThat(DiagramsJobTest.lines(stopped)).isEmpty();
    Path firstStep = stopped.resolve("_incomplete/steps/00000");
    Object before = Files.getLastModifiedTime(firstStep);
    assertThat(run(input, stopped, "--checkpoint-rows", 3).err())
        .contains("holds a run that did not finish")
        .contains("--resume");
    assertThat(Files.getLastModifiedTime(firstStep)).isEqualTo(before);
    Command resumed =
        run(input, stopped, "--checkpoint-rows", 3, "--max-bad-records", 1, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(contents(stopped)).isEqualTo(contents(whole));
  }

  @Test
  void resumeRefusesAnotherRun() {
    Path output = folder.resolve("out");
    run(grids(10, 7), output, "--checkpoint-rows", 3);
    Command other =
        run(folder.resolve("grids"), output, "--checkpoint-rows", 3, "--resume", "--scale", 2);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("--scale was 1.0, now 2.0");
    assertThat(other.errorLines()).hasSizeLessThanOrEqualTo(3);
    grids(11, -1);
    Command changed = run(folder.resolve("grids"), output, "--checkpoint-rows", 3, "--resume");
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.err()).contains("grids has changed since");
  }

  @Test
  void resumeOfNothingBegins_andOfAWholeResultIsDone() {
    Path output = folder.resolve("out");
    Path input = grids(3, -1);
    assertThat(run(input, output, "--resume").code()).isZero();
    Command again = run(input, output, "--resume");
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("nothing left to do");
  }

  @Test
  void failedRunWithoutFinishedStepLeavesNoTrace() {
    Path output = folder.resolve("out");
    assertThat(run(grids(3, 0), output).code()).isEqualTo(1);
    assertThat(output).doesNotExist();
  }

  @Test
  void namesWithSpacesBracketsAndStarsAreNames() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a b [c]"));
    Path input = Files.copy(grids(3, -1), odd.resolve("grids {1}"));
    Path output = odd.resolve("o*ut ü");
    Command command = run(input, output);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(DiagramsJobTest.lines(output)).hasSize(3);
  }

  @Test
  void fileAsOutputIsRefused() throws IOException {
    Path output = Files.writeString(folder.resolve("out"), "mine");
    Command command = run(grids(3, -1), output, "--mode", "overwrite");
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err()).contains("is a file");
    assertThat(output).hasContent("mine");
  }
}
