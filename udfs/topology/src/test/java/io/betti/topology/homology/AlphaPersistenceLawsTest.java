package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.PointSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every cloud: scaling, moving, renumbering, and how the filtrations compare. */
class AlphaPersistenceLawsTest {
  private static final int CLOUDS = 60;

  private record Plan(String name, Function<PointCloud, PersistenceDiagram> diagram) {}

  private static List<Plan> plans(int axes) {
    DiagramOptions options = DiagramOptions.upTo(axes - 1);
    return List.of(
        new Plan("weak alpha", new WeakAlphaPersistence(axes, options)::diagram),
        new Plan("alpha", new AlphaPersistence(axes, options)::diagram));
  }

  private static PointCloud uniform(int axes, long seed) {
    Random random = new Random(seed);
    return PointCloud.of(axes, random.doubles((long) axes * (5 + random.nextInt(40))).toArray());
  }

  /** A power of two changes no digit, on any cloud. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void scaledCloud_hasTheScaledDiagram(int axes) {
    for (Plan plan : plans(axes)) {
      for (long seed = 0; seed < 5 * CLOUDS; seed++) {
        PointCloud cloud = PointSample.of(seed, axes, 20).points();
        double[] scaled = Arrays.stream(cloud.coordinates()).map(x -> x * 0x1p-60).toArray();
        assertThat(plan.diagram.apply(PointCloud.of(axes, scaled)))
            .as("%s, seed %s", plan.name, seed)
            .isEqualTo(plan.diagram.apply(cloud).scaled(0x1p-60));
      }
    }
  }

  /** Two axes turned by an angle and the origin moved: the same bars up to rounding. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void movedCloud_hasTheSameDiagram(int axes) {
    for (Plan plan : plans(axes)) {
      for (long seed = 0; seed < CLOUDS; seed++) {
        PointCloud cloud = uniform(axes, seed);
        double[] moved = cloud.coordinates();
        for (int i = 0; i < moved.length; i += axes) {
          double x = moved[i];
          double y = moved[i + axes - 1];
          moved[i] = 0.6 * x - 0.8 * y + 3;
          moved[i + axes - 1] = 0.8 * x + 0.6 * y - 1;
        }
        assertSameBars(
            plan.diagram.apply(PointCloud.of(axes, moved)), plan.diagram.apply(cloud), axes);
      }
    }
  }

  /** In general position the numbers of the points change no value. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void renumberedCloud_hasTheSameBars(int axes) {
    for (Plan plan : plans(axes)) {
      for (long seed = 0; seed < CLOUDS; seed++) {
        PointCloud cloud = uniform(axes, seed);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < cloud.size(); i++) {
          numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(seed));
        double[] renumbered = new double[cloud.size() * axes];
        for (int i = 0; i < renumbered.length; i++) {
          renumbered[i] = cloud.coordinate(numbers.get(i / axes), i % axes);
        }
        assertSameBars(
            plan.diagram.apply(PointCloud.of(axes, renumbered)), plan.diagram.apply(cloud), axes);
      }
    }
  }

  private static void assertSameBars(
      PersistenceDiagram actual, PersistenceDiagram expected, int axes) {
    for (int k = 0; k < axes; k++) {
      double[] births = lengths(expected, k);
      assertThat(lengths(actual, k)).containsExactly(births, within(1e-9));
    }
  }

  /** Finite lengths that rounding can't make or unmake, rising. */
  private static double[] lengths(PersistenceDiagram diagram, int k) {
    List<Double> lengths = new ArrayList<>();
    for (int i = diagram.from(k); i < diagram.to(k); i++) {
      if (!diagram.isEssential(i) && diagram.lifetime(i) > 1e-8) {
        lengths.add(diagram.lifetime(i));
      }
    }
    return lengths.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /**
   * A minimum spanning tree is Delaunay, and its edges are Gabriel: PD0 is half as long in alpha.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void componentsOfAlpha_dieAtHalfTheLengthsOfWeakAlpha(int axes) {
    DiagramOptions options = DiagramOptions.upTo(0).withZeroLength();
    for (long seed = 0; seed < CLOUDS; seed++) {
      PointCloud cloud = uniform(axes, seed);
      PersistenceDiagram weak = new WeakAlphaPersistence(axes, options).diagram(cloud);
      PersistenceDiagram alpha = new AlphaPersistence(axes, options).diagram(cloud);
      assertThat(alpha.size()).isEqualTo(weak.size()).isEqualTo(cloud.size());
      for (int i = 1; i < weak.size(); i++) {
        assertThat(alpha.death(i)).isCloseTo(weak.death(i) / 2, within(1e-15));
        assertThat(alpha.deathCell(i)).isEqualTo(weak.deathCell(i));
      }
    }
  }
}
