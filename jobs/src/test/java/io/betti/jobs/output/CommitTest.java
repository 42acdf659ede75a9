package io.betti.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.records.BadRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run is stopped at every single change of the file system, by a failure and by death. */
class CommitTest {
  private static final List<String> STEPS = List.of("00000-train", "00001-test");

  private static final RunIdentity IDENTITY =
      new RunIdentity("sweep", "1", Map.of("scale", "1.0"), Map.of("limit", "5"), List.of());

  @TempDir Path folder;

  @AfterEach
  void letAllChangesPass() {
    StoppingFileSystem.stopAfter(-1, false);
  }

  private OutputFolder output(OutputLayout layout) {
    Configuration configuration = new Configuration();
    configuration.set("fs.stopping.impl", StoppingFileSystem.class.getName());
    return OutputFolder.at("stopping://" + folder.resolve("out"), layout, configuration);
  }

  /** Begins or takes up a run, does what is left of it, and commits. */
  private void run(OutputLayout layout, OutputMode mode, boolean resume, String text)
      throws IOException {
    UnfinishedRun run = output(layout).begin(mode, resume, IDENTITY);
    if (!run.isMoving()) {
      for (String step : STEPS) {
        if (run.step(step).isEmpty()) {
          Path part = Path.of(run.stepFolder(step).toUri().getPath(), "part-00000-uuid.json");
          Files.createDirectories(part.getParent());
          Files.writeString(part, text + step);
          run.finish(new StepRecord(step, 5, List.of(new BadRecord("train", 3, text)), 1));
        }
      }
      run.writeText(layout.metrics(), text + "metrics");
      run.writeText(layout.report(), text + "report");
    }
    run.commit(STEPS);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    Path out = folder.resolve("out");
    if (!Files.exists(out)) {
      return contents;
    }
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** What readers of tables see. */
  private static Map<String, String> visible(Map<String, String> contents) {
    Map<String, String> visible = new TreeMap<>(contents);
    visible
        .keySet()
        .removeIf(name -> name.startsWith("_incomplete") || name.startsWith("_finished"));
    return visible;
  }

  private void clear() throws IOException {
    StoppingFileSystem.stopAfter(-1, false);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  private record Laid(OutputLayout layout, OutputMode mode) {}

  private static List<Laid> cases(OutputMode mode) {
    return List.of(
        new Laid(OutputLayout.direct(), mode),
        new Laid(OutputLayout.inSubfolder("features"), mode));
  }

  @ParameterizedTest
  @EnumSource(OutputMode.class)
  void stopAnywhereLeavesTheOldOrTheNew_andCanBeResumed(OutputMode mode) throws IOException {
    for (Laid laid : cases(mode)) {
      clear();
      prepare(laid);
      Map<String, String> before = visible(contents());
      run(laid.layout(), laid.mode(), false, "new ");
      Map<String, String> whole = visible(contents());
      for (boolean deadly : new boolean[] {false, true}) {
        int stops = 0;
        while (stopAt(stops, laid, deadly, before, whole)) {
          stops++;
        }
        assertThat(stops).as("changes of a run").isGreaterThan(12);
      }
    }
  }

  /** Stops a run at one change; whether the run had so many. */
  private boolean stopAt(
      int change, Laid laid, boolean deadly, Map<String, String> before, Map<String, String> whole)
      throws IOException {
    clear();
    prepare(laid);
    StoppingFileSystem.stopAfter(change, deadly);
    boolean stopped = false;
    try {
      run(laid.layout(), laid.mode(), false, "new ");
    } catch (JobFailure | StoppingFileSystem.Death e) {
      stopped = true;
    }
    boolean reached = StoppingFileSystem.left < 0;
    StoppingFileSystem.stopAfter(-1, false);
    String where = laid + " stopped at change " + change + (deadly ? " by death" : "");
    if (isWhole()) {
      assertThat(visible(contents())).as(where).isIn(before, whole);
    } else if (!deadly) {
      assertThat(visible(contents())).as(where).isEqualTo(before);
    }
    if (stopped && !visible(contents()).equals(whole)
        || Files.exists(folder.resolve("out/_incomplete"))) {
      run(laid.layout(), laid.mode(), true, "new ");
    }
    assertThat(visible(contents())).as(where + ", resumed").isEqualTo(whole);
    assertThat(folder.resolve("out/_incomplete")).doesNotExist();
    return reached;
  }

  private void prepare(Laid laid) throws IOException {
    if (laid.mode() != OutputMode.ERRORIFEXISTS) {
      run(laid.layout(), OutputMode.ERRORIFEXISTS, false, "old ");
    }
  }

  private boolean isWhole() {
    return Files.exists(folder.resolve("out/_SUCCESS"));
  }

  @Test
  void overwriteAfterDeathPutsTheOldResultBackBeforeItBegins() throws IOException {
    OutputLayout layout = OutputLayout.direct();
    List<Integer> restored = new ArrayList<>();
    for (int change = 0; change < 60; change++) {
      clear();
      run(layout, OutputMode.ERRORIFEXISTS, false, "old ");
      Map<String, String> old = contents();
      StoppingFileSystem.stopAfter(change, true);
      try {
        run(layout, OutputMode.OVERWRITE, false, "new ");
      } catch (StoppingFileSystem.Death e) {
        boolean moving = Files.exists(folder.resolve("out/_incomplete/moves.json"));
        StoppingFileSystem.stopAfter(-1, false);
        output(layout).begin(OutputMode.OVERWRITE, false, IDENTITY);
        if (moving) {
          assertThat(visible(contents())).isEqualTo(visible(old));
          restored.add(change);
        }
      }
    }
    assertThat(restored).hasSizeGreaterThan(5);
  }
}
