package io.betti.benchmarks;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.RipsCost;
import io.betti.topology.homology.RipsPersistence;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One Rips diagram of a file of points as a whole process, to be run beside another program on the
 * same file: a line a point, coordinates separated by commas, no header.
 *
 * <pre>
 * taskset -c 0 bash -c 'time java -cp benchmarks.jar io.betti.benchmarks.RipsTimes points.csv 1'
 * taskset -c 0 bash -c 'time ripser --format point-cloud --dim 1 points.csv'
 * </pre>
 *
 * <p>A third argument repeats the work in the process, and prints the time of each run.
 */
public final class RipsTimes {
  private RipsTimes() {}

  /** Prints the estimate, then for every run the number of bars in each dimension and the time. */
  public static void main(String[] arguments) throws IOException {
    PointCloud points = read(Path.of(arguments[0]));
    int maxDimension = Integer.parseInt(arguments[1]);
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    RipsFiltration rips = RipsFiltration.unbounded();
    if (runs > 1) {
      System.out.println("estimate: " + RipsCost.of(points, rips, maxDimension));
    }
    RipsPersistence plan = new RipsPersistence(rips, DiagramOptions.upTo(maxDimension));
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      PersistenceDiagram diagram = plan.diagram(points);
      long micros = (System.nanoTime() - start) / 1000;
      StringBuilder line = new StringBuilder();
      for (int k = 0; k <= maxDimension; k++) {
        line.append("H").append(k).append(' ').append(diagram.size(k)).append("  ");
      }
      System.out.println(line.append(micros / 1000).append(" ms"));
    }
  }

  private static PointCloud read(Path file) throws IOException {
    double[] coordinates = new double[1024];
    int size = 0;
    int axes = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int from = 0;
        int before = size;
        while (from <= line.length()) {
          int comma = line.indexOf(',', from);
          int to = comma < 0 ? line.length() : comma;
          if (size == coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * size);
          }
          coordinates[size++] = Double.parseDouble(line.substring(from, to));
          from = to + 1;
        }
        axes = size - before;
      }
    }
    return PointCloud.of(Math.max(1, axes), Arrays.copyOf(coordinates, size));
  }
}
