package io.betti.benchmarks;

import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Betti numbers of the voxel chairs of ModelNet (Wu et al., "3D ShapeNets", 2015) against a table
 * that other code counted: the bars of Freudenthal's superlevel diagrams that are alive at
 * threshold 1, chair by chair, and the processor time they took. The chairs are not part of this
 * project.
 *
 * <p>Run as {@code java -cp udfs/benchmarks/target/benchmarks.jar
 * io.betti.benchmarks.ChairsExperiment FOLDER}, the folder with {@code
 * chairs-SPLIT-all12-idx4-ubyte.gz} (bytes 0 and 1, 12 rotations of each chair) and {@code
 * chairs_SPLIT_stats.csv} (columns {@code comp14_freudenthal}, {@code b1_freud14}, {@code
 * b2_freud14}), for SPLIT train and test. Exit code 1 if a number differs.
 */
public final class ChairsExperiment {
  private static final List<String> COLUMNS =
      List.of("comp14_freudenthal", "b1_freud14", "b2_freud14");

  private int grids;
  private int differing;

  /** Nanoseconds of processor time for all dimensions, and for PD0 alone. */
  private long all;

  private long componentsOnly;

  /** How many grids have a Betti number, by dimension. */
  private final List<TreeMap<Integer, Integer>> counts =
      List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private ChairsExperiment() {}

  /** Checks every chair of a folder. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: ChairsExperiment FOLDER");
      System.exit(2);
    }
    Path folder = Path.of(args[0]);
    int differing = 0;
    for (String split : List.of("train", "test")) {
      ChairsExperiment experiment = new ChairsExperiment();
      experiment.run(
          folder.resolve("chairs-" + split + "-all12-idx4-ubyte.gz"),
          folder.resolve("chairs_" + split + "_stats.csv"));
      experiment.print(split);
      differing += experiment.differing;
    }
    System.exit(differing == 0 ? 0 : 1);
  }

  private void run(Path images, Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    List<String> header = Arrays.asList(lines.get(0).split(","));
    int[] columns = COLUMNS.stream().mapToInt(header::indexOf).toArray();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(images), 1 << 16)))) {
      if (in.readInt() != 0x0804) {
        throw new IOException(images + " is not an IDX file of bytes with four axes");
      }
      int count = in.readInt();
      Grid grid = Grid.of(in.readInt(), in.readInt(), in.readInt());
      if (count != lines.size() - 1) {
        throw new IOException(images + " has " + count + " grids, " + table + " other rows");
      }
      LevelSetFiltration filtration = LevelSetFiltration.superlevel(grid);
      GridPersistence plan = new GridPersistence(filtration, DiagramOptions.upTo(2));
      GridPersistence components = new GridPersistence(filtration, DiagramOptions.upTo(0));
      for (int n = 0; n < count; n++) {
        byte[] voxels = in.readNBytes(grid.vertices());
        long start = processorTime();
        PersistenceDiagram diagram = plan.diagram(voxels);
        long middle = processorTime();
        PersistenceDiagram alone = components.diagram(voxels);
        componentsOnly += processorTime() - middle;
        all += middle - start;
        check(n, diagram, alone, lines.get(n + 1).split(","), columns);
      }
    }
  }

  /** Time of this thread: other work on the machine does not count. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void check(
      int n, PersistenceDiagram diagram, PersistenceDiagram alone, String[] row, int[] columns) {
    boolean same = aliveAtOne(alone, 0) == aliveAtOne(diagram, 0);
    for (int k = 0; k < columns.length; k++) {
      int betti = aliveAtOne(diagram, k);
      same &= betti == Integer.parseInt(row[columns[k]]);
      counts.get(k).merge(betti, 1, Integer::sum);
    }
    grids++;
    if (!same && differing++ < 10) {
      System.out.println("row " + n + " of the table: " + String.join(",", row));
      System.out.println(diagram);
    }
  }

  /** Bars (death, birth] of a falling filtration that contain 1. */
  private static int aliveAtOne(PersistenceDiagram diagram, int dimension) {
    int alive = 0;
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      alive += diagram.birth(i) >= 1 && diagram.death(i) < 1 ? 1 : 0;
    }
    return alive;
  }

  private void print(String split) {
    System.out.printf("%s: %d grids, %d differ from the table%n", split, grids, differing);
    for (int k = 0; k < counts.size(); k++) {
      System.out.printf("  b%d (number: grids) %s%n", k, counts.get(k));
    }
    System.out.printf(
        "  PD0 to PD2 %.0f us a grid (%.0f a second), PD0 alone %.0f us (%.0f a second)%n",
        all / 1e3 / grids,
        grids / (all / 1e9),
        componentsOnly / 1e3 / grids,
        grids / (componentsOnly / 1e9));
  }
}
