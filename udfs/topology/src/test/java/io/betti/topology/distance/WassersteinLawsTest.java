package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WassersteinLawsTest {
  private static final double[] ORDERS = {1, 1.5, 2, 3};

  private final RandomDiagrams diagrams = new RandomDiagrams(7);

  private WassersteinDistance distance() {
    return new WassersteinDistance(
        WassersteinOptions.of(
            ORDERS[diagrams.random.nextInt(ORDERS.length)],
            GroundNorm.values()[diagrams.random.nextInt(3)]));
  }

  private PersistenceDiagram next(int levels) {
    return diagrams.withEssential(diagrams.random.nextInt(10), 1, levels);
  }

  @Test
  void isAMetric() {
    for (int round = 0; round < 3_000; round++) {
      int levels = diagrams.levels();
      WassersteinDistance distance = distance();
      PersistenceDiagram a = next(levels);
      PersistenceDiagram b = next(levels);
      PersistenceDiagram c = next(levels);
      double ab = distance.distance(a, b, 0);
      double bc = distance.distance(b, c, 0);
      double ac = distance.distance(a, c, 0);
      assertThat(distance.distance(a, a, 0)).isZero();
      assertThat(distance.distance(b, a, 0)).isCloseTo(ab, within(1e-12 * (1 + ab)));
      assertThat(ac).isLessThanOrEqualTo((ab + bc) * (1 + 1e-12));
    }
  }

  @Test
  void reusedWorkspace_givesTheSameBits() {
    WassersteinDistance reused = new WassersteinDistance(WassersteinOptions.of(2, GroundNorm.TWO));
    for (int round = 0; round < 60; round++) {
      int most = round % 4 == 0 ? 300 : 20;
      int levels = diagrams.levels();
      PersistenceDiagram a = diagrams.finite(diagrams.random.nextInt(most), levels);
      PersistenceDiagram b = diagrams.finite(diagrams.random.nextInt(most), levels);
      assertThat(reused.distance(a, b, 0))
          .isEqualTo(WassersteinDistance.between(a, b, 0, reused.options()));
    }
  }

  @Test
  void scalesWithTheDiagrams_exactlyByPowersOfTwo() {
    for (int round = 0; round < 500; round++) {
      WassersteinDistance distance = distance();
      PersistenceDiagram a = next(0);
      PersistenceDiagram b = next(0);
      double d = distance.distance(a, b, 0);
      assertThat(distance.distance(a.scaled(8), b.scaled(8), 0))
          .isCloseTo(8 * d, within(1e-14 * d));
      assertThat(distance.distance(a.scaled(1e-3), b.scaled(1e-3), 0))
          .isCloseTo(1e-3 * d, within(1e-14 * d));
    }
  }

  @Test
  void growsNoLarger_asTheOrderGrows_onOneMatching() {
    BottleneckDistance bottleneck = new BottleneckDistance();
    for (int round = 0; round < 500; round++) {
      PersistenceDiagram a = next(diagrams.levels());
      PersistenceDiagram b = next(diagrams.levels());
      double last = Double.POSITIVE_INFINITY;
      for (double order : new double[] {1, 1.5, 2, 3, 6}) {
        double d =
            WassersteinDistance.between(a, b, 0, WassersteinOptions.of(order, GroundNorm.INFINITY));
        assertThat(d).isLessThanOrEqualTo(last * (1 + 1e-12));
        last = d;
      }
      assertThat(bottleneck.distance(a, b, 0)).isLessThanOrEqualTo(last * (1 + 1e-12));
    }
  }

  @Test
  void matchingAttainsTheDistance_andHoldsEveryBarOnce() {
    for (int round = 0; round < 2_000; round++) {
      WassersteinDistance distance = distance();
      int levels = diagrams.levels();
      int essential = diagrams.random.nextInt(3);
      int most = round % 50 == 0 ? 200 : 10;
      PersistenceDiagram a =
          diagrams.withEssential(diagrams.random.nextInt(most), essential, levels);
      PersistenceDiagram b =
          diagrams.withEssential(diagrams.random.nextInt(most), essential, levels);
      Matching matching = distance.matching(a, b, 0);
      assertThat(value(matching, a, b, distance.options()))
          .isCloseTo(matching.distance(), within(1e-12 * matching.distance()));
      assertThat(matching.distance()).isEqualTo(distance.distance(a, b, 0));
      int[] seenLeft = new int[a.size()];
      int[] seenRight = new int[b.size()];
      for (int k = 0; k < matching.size(); k++) {
        if (matching.left(k) >= 0) {
          seenLeft[matching.left(k)]++;
        }
        if (matching.right(k) >= 0) {
          seenRight[matching.right(k)]++;
        }
      }
      assertThat(Arrays.stream(seenLeft)).allMatch(n -> n == 1);
      assertThat(Arrays.stream(seenRight)).allMatch(n -> n == 1);
    }
  }

  private static double value(
      Matching matching, PersistenceDiagram a, PersistenceDiagram b, WassersteinOptions options) {
    GroundNorm norm = options.groundNorm();
    double sum = 0;
    for (int k = 0; k < matching.size(); k++) {
      int i = matching.left(k);
      int j = matching.right(k);
      double c;
      if (i >= 0 && j >= 0) {
        double death = a.isEssential(i) ? 0 : a.death(i) - b.death(j);
        c = norm.length(a.birth(i) - b.birth(j), death);
      } else {
        c =
            i >= 0
                ? norm.toDiagonal(a.birth(i), a.death(i))
                : norm.toDiagonal(b.birth(j), b.death(j));
      }
      sum += Math.pow(c, options.order());
    }
    return Math.pow(sum, 1 / options.order());
  }

  @Test
  void gradientEqualsDifferences_awayFromTies() {
    for (int round = 0; round < 300; round++) {
      WassersteinDistance distance = distance();
      double[][] left = diagrams.points(1 + diagrams.random.nextInt(6), 0);
      double[][] right = diagrams.points(diagrams.random.nextInt(6), 0);
      PersistenceDiagram a = RandomDiagrams.of(left);
      PersistenceDiagram b = RandomDiagrams.of(right);
      WassersteinGradient gradient = distance.gradient(a, b, 0);
      assertThat(gradient.distance()).isEqualTo(distance.distance(a, b, 0));
      for (int i = 0; i < left.length; i++) {
        for (int c = 0; c < 2; c++) {
          double got = c == 0 ? gradient.left().birth(i) : gradient.left().death(i);
          double want = difference(distance, left, right, left[i], c);
          assertThat(got).as("%s, left %d", distance.options(), i).isCloseTo(want, within(1e-5));
        }
      }
      for (int i = 0; i < right.length; i++) {
        for (int c = 0; c < 2; c++) {
          double got = c == 0 ? gradient.right().birth(i) : gradient.right().death(i);
          double want = difference(distance, left, right, right[i], c);
          assertThat(got).as("%s, right %d", distance.options(), i).isCloseTo(want, within(1e-5));
        }
      }
    }
  }

  private static double difference(
      WassersteinDistance distance, double[][] left, double[][] right, double[] point, int c) {
    double step = 1e-7;
    double at = point[c];
    point[c] = at + step;
    double more = distance.distance(RandomDiagrams.of(left), RandomDiagrams.of(right), 0);
    point[c] = at - step;
    double less = distance.distance(RandomDiagrams.of(left), RandomDiagrams.of(right), 0);
    point[c] = at;
    return (more - less) / (2 * step);
  }

  @Test
  void gradientStaysFinite_atTiesAndAtDistanceZero() {
    for (int round = 0; round < 1_000; round++) {
      int levels = 1 + diagrams.random.nextInt(4);
      PersistenceDiagram a = next(levels);
      PersistenceDiagram b = round % 3 == 0 ? a : next(levels);
      WassersteinToReference loss = new WassersteinToReference(b, 0, distance().options());
      DiagramGradient gradient = loss.gradient(a);
      double sum = 0;
      for (int i = 0; i < a.size(); i++) {
        assertThat(gradient.birth(i)).isFinite();
        assertThat(gradient.death(i)).isFinite();
        sum += Math.abs(gradient.birth(i)) + Math.abs(gradient.death(i));
      }
      assertThat(round % 3 == 0 ? sum : 0).isZero();
    }
  }

  @Test
  void lossHasValueAndPullbackOfTheDistance() {
    PersistenceDiagram a = PersistenceDiagram.parse("H0: [0, inf) [0, 2) [5, 6)");
    PersistenceDiagram b = PersistenceDiagram.parse("H0: [1, inf) [1, 4)");
    WassersteinToReference loss = new WassersteinToReference(b, 0, WassersteinOptions.standard());
    assertThat(loss.value(a)).isEqualTo(5);
    assertThat(loss).hasToString("W(1,1;PD0,reference)");
    DiagramGradient gradient = new DiagramGradient(a);
    loss.pullback(a, new double[] {2}, gradient);
    assertThat(gradient).hasToString("births [-2.0, -2.0, -2.0] deaths [0.0, -2.0, 2.0]");
    assertThat(loss.value(PersistenceDiagram.empty())).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
