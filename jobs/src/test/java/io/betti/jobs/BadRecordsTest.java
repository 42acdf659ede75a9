package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.jobs.records.BadRecordSieve;
import io.betti.pipeline.dataset.ImageDataset;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be used cost themselves only, and are counted and named. */
class BadRecordsTest {
  private static final int ROWS = 2000;

  @TempDir Path folder;

  private Path gridsWithNaN(int... bad) {
    float[][] grids = IdxFiles.waves(ROWS, 3, 3);
    for (int row : bad) {
      grids[row][4] = row % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
    }
    return IdxFiles.floats(folder.resolve("grids"), 3, 3, grids);
  }

  private Command run(Path input, Object... more) {
    Object[] arguments =
        Arrays.copyOf(
            new Object[] {
              "diagrams",
              "--input",
              input,
              "--output",
              folder.resolve("out"),
              "--output-format",
              "json"
            },
            7 + more.length);
    System.arraycopy(more, 0, arguments, 7, more.length);
    return Command.run(arguments);
  }

  @Test
  void noneAllowed_theFirstFailsTheJob() {
    Command command = run(gridsWithNaN(1234));
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.err())
        .contains("row 1234 of")
        .contains("0 bad records are allowed")
        .contains("value NaN at index 4")
        .contains("--max-bad-records")
        .doesNotContain("\tat ");
    assertThat(command.errorLines()).hasSizeLessThanOrEqualTo(3);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void someAllowed_theRestIsKept_andTheyAreNamed() throws IOException {
    Command command =
        run(
            gridsWithNaN(3, 700, 1999),
            "--max-bad-records",
            5,
            "--partitions",
            3,
            "--checkpoint-rows",
            600);
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lastLine())
        .isEqualTo(
            "done: 1,997 rows written to "
                + folder.resolve("out")
                + ", 3 bad records left out (_bad_records)");
    List<String> lines = DiagramsJobTest.lines(folder.resolve("out"));
    assertThat(lines).hasSize(ROWS - 3).noneMatch(line -> line.startsWith("{\"id\":700,"));
    assertThat(Files.readAllLines(folder.resolve("out/_bad_records")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"id\":3,\"reason\":\"value Infinity at index 4"),
            line -> assertThat(line).startsWith("{\"id\":700,\"reason\":\"value NaN at index 4"),
            line -> assertThat(line).startsWith("{\"id\":1999,\"reason\":\"value Infinity"));
    assertThat(folder.resolve("out/_metrics.json")).content().contains("\"bad_records\" : 3");
  }

  @Test
  void limitHoldsForAllTasksAndStepsTogether() {
    Path input = gridsWithNaN(1, 600, 1200, 1800);
    Command tasks = run(input, "--max-bad-records", 3, "--partitions", 4);
    assertThat(tasks.code()).isEqualTo(1);
    assertThat(tasks.err()).contains("3 bad records are allowed");
    assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();
    Command steps = run(input, "--max-bad-records", 3, "--checkpoint-rows", 500);
    assertThat(steps.code()).isEqualTo(1);
    assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();
    Command enough = run(input, "--max-bad-records", 4, "--checkpoint-rows", 500, "--resume");
    assertThat(enough.code()).as(enough.err()).isZero();
  }

  @Test
  void goodRowsLeaveNoFileOfBadOnes() {
    assertThat(run(gridsWithNaN()).code()).isZero();
    assertThat(folder.resolve("out/_bad_records")).doesNotExist();
  }

  @Test
  void valueThatTheScaleTakesBeyondDoubleIsABadRecord() throws IOException {
    Path input =
        IdxFiles.doubles(
            folder.resolve("line"),
            3,
            new double[] {1, 2, 1},
            new double[] {1, 1e308, 1},
            new double[] {-1e308, 0, -1e308});
    Command command = run(input, "--scale", 10, "--max-bad-records", 2, "--direction", "sublevel");
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(DiagramsJobTest.lines(folder.resolve("out")))
        .singleElement()
        .asString()
        .contains("\"birth\":10.0,\"death\":\"Infinity\"");
    assertThat(Files.readAllLines(folder.resolve("out/_bad_records")))
        .hasSize(2)
        .allMatch(line -> line.contains("1.0E308 times the scale 10.0 is beyond the range"));
  }

  @Test
  void expressionStandsOnceInThePlan() {
    Split split = Split.idx(null, "--input", Command.TEST_IMAGES, null, 10L, new Configuration());
    for (double scale : new double[] {1, 0.5, Double.MAX_VALUE}) {
      DiagramResult result =
          new LevelSetResult(
              new int[] {28, 28},
              GridComplex.FREUDENTHAL,
              Direction.SUPERLEVEL,
              1,
              EssentialPolicy.DROP,
              scale);
      Dataset<Row> items = ImageDataset.idx(Command.spark(), Command.TEST_IMAGES, null, 0, 10, 1);
      io.betti.udfs.Betti.register(Command.spark());
      Dataset<Row> table =
          result.table(
              new BadRecordSieve(Command.spark(), 0)
                  .sift(result.of(items, split), result.column()));
      String plan = table.queryExecution().executedPlan().toString();
      assertThat(plan.split("tda_level_set", -1)).as(plan).hasSize(2);
    }
  }
}
