package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.reference.FilteredReduction;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Diagrams, critical edges included, against the plain reduction over every simplex in order: full
 * of ties, duplicates, infinite distances and thresholds.
 */
class RipsPersistenceReferenceTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private final SplittableRandom random = new SplittableRandom(20);
  private final PlanCache plans = new PlanCache();

  @ParameterizedTest
  @CsvSource({"0, 16, 500", "1, 14, 600", "2, 10, 600", "3, 8, 300"})
  void equalsReduction_onIntegerPoints(int maxDimension, int maxSize, int cases) {
    for (int c = 0; c < cases; c++) {
      PointCloud points = integerPoints(random.nextInt(maxSize + 1), 1 + random.nextInt(3));
      double threshold = random.nextInt(3) == 0 ? random.nextInt(5) / 2.0 : NONE;
      check(DistanceMatrix.of(points), threshold, maxDimension);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16, 500", "1, 14, 600", "2, 10, 600", "3, 8, 300"})
  void equalsReduction_onIntegerMatrices(int maxDimension, int maxSize, int cases) {
    for (int c = 0; c < cases; c++) {
      DistanceMatrix matrix = integerMatrix(random.nextInt(maxSize + 1), 1 + random.nextInt(6));
      double threshold = random.nextInt(3) == 0 ? random.nextInt(6) : NONE;
      check(matrix, threshold, maxDimension);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 16, 300", "2, 11, 300", "3, 9, 100"})
  void equalsReduction_onGenericMatrices(int maxDimension, int maxSize, int cases) {
    for (int c = 0; c < cases; c++) {
      int n = random.nextInt(maxSize + 1);
      double[][] distances = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double d = random.nextInt(12) == 0 ? NONE : random.nextDouble();
          distances[i][j] = d;
          distances[j][i] = d;
        }
      }
      check(DistanceMatrix.of(distances), random.nextInt(3) == 0 ? 0.6 : NONE, maxDimension);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 26, 100", "2, 14, 60", "3, 11, 20"})
  void equalsReduction_onGenericPoints(int maxDimension, int maxSize, int cases) {
    for (int c = 0; c < cases; c++) {
      int axes = 1 + random.nextInt(4);
      double[] coordinates = random.doubles((long) axes * random.nextInt(maxSize + 1)).toArray();
      PointCloud points = PointCloud.of(axes, coordinates);
      check(DistanceMatrix.of(points), random.nextInt(3) == 0 ? 0.4 : NONE, maxDimension);
    }
  }

  /** Points in convex position with many equal chords, where long loops live. */
  @Test
  void equalsReduction_onRegularPolygonsAndCrossPolytopes() {
    for (int n = 3; n <= 13; n++) {
      double[][] distances = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          int steps = Math.min(Math.abs(i - j), n - Math.abs(i - j));
          distances[i][j] = 2 * Math.sin(Math.PI * steps / n);
        }
      }
      check(DistanceMatrix.of(distances), NONE, n < 10 ? 3 : 2);
    }
    for (int axes = 1; axes <= 4; axes++) {
      double[] coordinates = new double[2 * axes * axes];
      for (int k = 0; k < axes; k++) {
        coordinates[2 * k * axes + k] = 1;
        coordinates[(2 * k + 1) * axes + k] = -1;
      }
      check(DistanceMatrix.of(PointCloud.of(axes, coordinates)), NONE, 3);
    }
  }

  private PointCloud integerPoints(int n, int axes) {
    int side = 2 + random.nextInt(3);
    return PointCloud.of(axes, random.ints((long) n * axes, 0, side).asDoubleStream().toArray());
  }

  private DistanceMatrix integerMatrix(int n, int values) {
    double[][] distances = new double[n][n];
    int infinite = random.nextInt(4);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double d = random.nextInt(10) < infinite ? NONE : random.nextInt(values);
        distances[i][j] = d;
        distances[j][i] = d;
      }
    }
    return DistanceMatrix.of(distances);
  }

  private void check(DistanceMatrix matrix, double threshold, int maxDimension) {
    RipsFiltration filtration = new RipsFiltration(threshold);
    FilteredComplex cells = filtration.cells(matrix, maxDimension + 1);
    DiagramOptions options = DiagramOptions.upTo(maxDimension);
    FilteredReduction reduction = new FilteredReduction(cells);
    check(matrix, filtration, options, reduction.diagram(options));
    DiagramOptions all = options.withZeroLength();
    check(matrix, filtration, all, reduction.diagram(all));
    int last = cells.size() - 1;
    while (last >= 0 && cells.dimension(last) != 1) {
      last--;
    }
    boolean cell = threshold == NONE && last >= 0;
    DiagramOptions clamp = options.withEssential(EssentialPolicy.CLAMP);
    PersistenceDiagram clamped =
        reduction.diagram(
            clamp,
            threshold < NONE ? threshold : last < 0 ? 0 : cells.value(last),
            cell ? cells.criticalCell(last) : new int[0]);
    check(matrix, filtration, clamp, clamped);
  }

  private void check(
      DistanceMatrix matrix,
      RipsFiltration filtration,
      DiagramOptions options,
      PersistenceDiagram expected) {
    assertThat(plans.plan(filtration, options).diagram(matrix))
        .as(() -> filtration.description() + " " + options + " of " + text(matrix))
        .isEqualTo(expected);
  }

  /** One plan for each filtration, so that workspaces are used for many clouds. */
  private static final class PlanCache {
    private final Map<String, RipsPersistence> plans = new HashMap<>();

    RipsPersistence plan(RipsFiltration filtration, DiagramOptions options) {
      return plans.computeIfAbsent(
          filtration + " " + options, key -> new RipsPersistence(filtration, options));
    }
  }

  private static String text(DistanceMatrix matrix) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < matrix.size(); i++) {
      for (int j = 0; j < matrix.size(); j++) {
        out.append(j == 0 ? "\n" : " ").append(matrix.distance(i, j));
      }
    }
    return out.toString();
  }
}
