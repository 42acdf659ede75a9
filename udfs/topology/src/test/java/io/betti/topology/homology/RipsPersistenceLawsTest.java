package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.filtration.RipsFiltration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Laws that hold for every cloud, far larger ones than a plain reduction can do among them. */
class RipsPersistenceLawsTest {
  private static final RipsFiltration RIPS = RipsFiltration.unbounded();

  private final RipsPersistence plan = new RipsPersistence(RIPS, DiagramOptions.upTo(2));

  @RepeatedTest(20)
  void valuesStay_whenPointsArePermuted(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    // Half of the clouds full of ties.
    boolean whole = info.getCurrentRepetition() % 2 == 0;
    double[][] points = points(random, 70, whole);
    double[][] shuffled = points.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double[] p = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = p;
    }
    assertThat(plan.diagram(PointCloud.of(shuffled)).toStringWithoutCells())
        .isEqualTo(plan.diagram(PointCloud.of(points)).toStringWithoutCells());
  }

  @RepeatedTest(10)
  void valuesDouble_exactly_whenPointsAreDoubled(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    double[][] points = points(random, 60, info.getCurrentRepetition() % 2 == 0);
    double[][] doubled =
        Arrays.stream(points)
            .map(p -> Arrays.stream(p).map(x -> 2 * x).toArray())
            .toArray(double[][]::new);
    assertThat(plan.diagram(PointCloud.of(doubled)))
        .isEqualTo(plan.diagram(PointCloud.of(points)).scaled(2));
  }

  @RepeatedTest(10)
  void valuesStay_whenPointsAreMoved(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    double[][] points = points(random, 60, false);
    double angle = random.nextDouble(6);
    double[][] moved = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      double x = Math.cos(angle) * points[i][0] - Math.sin(angle) * points[i][1] + 3;
      double y = Math.sin(angle) * points[i][0] + Math.cos(angle) * points[i][1] - 2;
      moved[i] = new double[] {x, -points[i][2] + 1, y};
    }
    PersistenceDiagram expected = plan.diagram(PointCloud.of(points));
    PersistenceDiagram found = plan.diagram(PointCloud.of(moved));
    assertThat(found.size()).isEqualTo(expected.size());
    for (int k = 0; k <= 2; k++) {
      assertThat(births(found, k)).containsExactly(births(expected, k), within(1e-12));
      assertThat(deaths(found, k)).containsExactly(deaths(expected, k), within(1e-12));
    }
  }

  @RepeatedTest(10)
  void equalsDiagramOfDistances_andOfNewPlan(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    PointCloud points = PointCloud.of(points(random, 5 + random.nextInt(60), false));
    PersistenceDiagram diagram = plan.diagram(points);
    assertThat(plan.diagram(DistanceMatrix.of(points))).isEqualTo(diagram);
    assertThat(RipsPersistence.of(RIPS, points, 2)).isEqualTo(diagram);
  }

  /** Zero-length bars are asked for without the cut at the enclosing radius. */
  @RepeatedTest(10)
  void hasTheBarsWithZeroLengthOnes_whenThoseAreTakenOut(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    PointCloud points = PointCloud.of(points(random, 30, true));
    PersistenceDiagram all =
        new RipsPersistence(RIPS, DiagramOptions.upTo(2).withZeroLength()).diagram(points);
    PersistenceDiagram bars = plan.diagram(points);
    StringBuilder positive = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      if (all.lifetime(i) > 0) {
        positive.append(all.pair(i)).append('\n');
      }
    }
    for (int i = 0; i < bars.size(); i++) {
      expected.append(bars.pair(i)).append('\n');
    }
    assertThat(positive.toString()).isEqualTo(expected.toString());
  }

  @Test
  void bettiNumbersGiveEulerCharacteristic_atEveryValue() {
    SplittableRandom random = new SplittableRandom(5);
    for (int c = 0; c < 40; c++) {
      PointCloud points = PointCloud.of(points(random, 9, c % 2 == 0));
      PersistenceDiagram diagram =
          new RipsPersistence(RIPS, DiagramOptions.upTo(7)).diagram(points);
      FilteredComplex cells = RIPS.cells(points, 8);
      int chi = 0;
      for (int place = 0; place < cells.size(); place++) {
        chi += cells.dimension(place) % 2 == 0 ? 1 : -1;
        double value = cells.value(place);
        if (place + 1 == cells.size() || cells.value(place + 1) > value) {
          assertThat(alternatingBettiSum(diagram, value)).isEqualTo(chi);
        }
      }
    }
  }

  private static int alternatingBettiSum(PersistenceDiagram diagram, double value) {
    int sum = 0;
    for (int i = 0; i < diagram.size(); i++) {
      if (diagram.birth(i) <= value && value < diagram.death(i)) {
        sum += diagram.dimension(i) % 2 == 0 ? 1 : -1;
      }
    }
    return sum;
  }

  private static double[] births(PersistenceDiagram diagram, int k) {
    double[] births = new double[diagram.size(k)];
    for (int i = 0; i < births.length; i++) {
      births[i] = diagram.birth(diagram.from(k) + i);
    }
    return births;
  }

  private static double[] deaths(PersistenceDiagram diagram, int k) {
    double[] deaths = new double[diagram.size(k)];
    for (int i = 0; i < deaths.length; i++) {
      deaths[i] = diagram.death(diagram.from(k) + i);
    }
    return deaths;
  }

  private static double[][] points(SplittableRandom random, int n, boolean whole) {
    double[][] points = new double[n][3];
    for (double[] p : points) {
      for (int k = 0; k < 3; k++) {
        p[k] = whole ? random.nextInt(4) : random.nextDouble();
      }
    }
    return points;
  }
}
