package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.reference.GoldenFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Diagrams against those of TopologyLayer, GUDHI and Ripser. */
class RipsPersistenceGoldenTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Test
  void equalsTopologyLayer() {
    for (Map<String, Object> line : GoldenFile.objects("rips.jsonl")) {
      PointCloud points = PointCloud.of(2, GoldenFile.flat(line.get("points")));
      PersistenceDiagram diagram = RipsPersistence.of(RipsFiltration.unbounded(), points, 1);
      for (int k = 0; k <= 1; k++) {
        check(diagram, k, GoldenFile.bars(line.get("pd" + k), NEVER), 1e-5, line.get("set"));
      }
    }
  }

  @Test
  void equalsGudhiAndRipser() {
    for (Map<String, Object> line : GoldenFile.objects("rips_gudhi_ripser.jsonl")) {
      Object threshold = line.get("threshold");
      RipsFiltration filtration =
          threshold == null ? RipsFiltration.unbounded() : new RipsFiltration((Double) threshold);
      PersistenceDiagram diagram =
          line.containsKey("points")
              ? RipsPersistence.of(
                  filtration, PointCloud.of(3, GoldenFile.flat(line.get("points"))), 2)
              : RipsPersistence.of(filtration, matrix(line.get("matrix")), 2);
      for (int k = 0; k <= 2; k++) {
        Object gudhi = ((List<?>) line.get("gudhi")).get(k);
        Object ripser = ((List<?>) line.get("ripser")).get(k);
        check(diagram, k, GoldenFile.bars(gudhi, NEVER), 1e-12, line.get("name"));
        check(diagram, k, GoldenFile.bars(ripser, NEVER), 1e-5, line.get("name"));
      }
    }
  }

  private static DistanceMatrix matrix(Object rows) {
    double[] flat = GoldenFile.flat(rows);
    int n = ((List<?>) rows).size();
    double[][] distances = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      distances[i / n][i % n] = flat[i];
    }
    return DistanceMatrix.of(distances);
  }

  /** Bars sorted by length, then birth: what rounding may swap is then equal within it. */
  private static void check(
      PersistenceDiagram diagram,
      int dimension,
      List<List<Double>> golden,
      double tolerance,
      Object name) {
    List<List<Double>> found = new ArrayList<>();
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      found.add(List.of(diagram.birth(i), diagram.death(i)));
    }
    assertThat(found).as("H%d of %s", dimension, name).hasSameSizeAs(golden);
    for (int column = 0; column <= 1; column++) {
      double[] expected = column(golden, column);
      double[] actual = column(found, column);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i])
            .as("H%d of %s, column %d", dimension, name, column)
            .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
      }
    }
    matchBars(golden, found, tolerance, name);
  }

  private static double[] column(List<List<Double>> bars, int column) {
    return bars.stream()
        .mapToDouble(bar -> bar.get(column))
        .map(x -> x == NEVER ? 1e300 : x)
        .sorted()
        .toArray();
  }

  /** Every golden bar has a bar of its own within the tolerance. */
  private static void matchBars(
      List<List<Double>> golden, List<List<Double>> found, double tolerance, Object name) {
    List<List<Double>> left = new ArrayList<>(found);
    for (List<Double> bar : golden) {
      List<Double> nearest =
          left.stream().min(Comparator.comparingDouble(b -> distance(b, bar))).orElseThrow();
      assertThat(distance(nearest, bar))
          .as("%s %s in %s", name, bar, left)
          .isLessThan(8 * tolerance);
      left.remove(nearest);
    }
  }

  private static double distance(List<Double> a, List<Double> b) {
    double deaths = a.get(1).equals(b.get(1)) ? 0 : Math.abs(a.get(1) - b.get(1));
    return Math.max(Math.abs(a.get(0) - b.get(0)), deaths);
  }
}
