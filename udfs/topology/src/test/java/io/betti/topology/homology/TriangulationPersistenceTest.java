package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.FilteredReduction;
import io.betti.topology.reference.PointSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weak alpha and alpha against a plain reduction over all cells: bars, their order and their
 * critical cells, on thousands of clouds full of ties. A failure prints the cloud with its seed.
 */
class TriangulationPersistenceTest {
  private static final int SAMPLES = 1_500;

  private record Plan(DiagramOptions options, Function<PointCloud, PersistenceDiagram> diagram) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void weakAlphaEqualsReduction(int pointDimension) {
    List<Plan> plans = new ArrayList<>();
    for (DiagramOptions options : options(pointDimension)) {
      plans.add(new Plan(options, new WeakAlphaPersistence(pointDimension, options)::diagram));
    }
    WeakAlphaPersistence any = new WeakAlphaPersistence(pointDimension, DiagramOptions.upTo(0));
    for (long seed = 0; seed < SAMPLES; seed++) {
      PointSample sample = PointSample.of(seed, pointDimension, 16);
      check(sample, new FilteredReduction(any.filtration().cells(sample.points())), plans);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void alphaEqualsReduction(int pointDimension) {
    for (boolean squared : new boolean[] {false, true}) {
      List<Plan> plans = new ArrayList<>();
      for (DiagramOptions options : options(pointDimension)) {
        plans.add(
            new Plan(options, new AlphaPersistence(pointDimension, options, squared)::diagram));
      }
      AlphaPersistence any = new AlphaPersistence(pointDimension, DiagramOptions.upTo(0), squared);
      for (long seed = 0; seed < (squared ? SAMPLES / 5 : SAMPLES); seed++) {
        PointSample sample = PointSample.of(seed, pointDimension, 16);
        check(sample, new FilteredReduction(any.filtration().cells(sample.points())), plans);
      }
    }
  }

  private static List<DiagramOptions> options(int pointDimension) {
    List<DiagramOptions> all = new ArrayList<>();
    for (int top = 0; top < pointDimension; top++) {
      for (EssentialPolicy essential : EssentialPolicy.values()) {
        DiagramOptions options = DiagramOptions.upTo(top).withEssential(essential);
        all.add(options);
        all.add(options.withZeroLength());
      }
    }
    return all;
  }

  private static void check(PointSample sample, FilteredReduction reduction, List<Plan> plans) {
    for (Plan plan : plans) {
      PersistenceDiagram expected = reduction.diagram(plan.options);
      assertThat(plan.diagram.apply(sample.points()))
          .as("%s %s", sample, plan.options)
          .isEqualTo(expected);
    }
  }

  /** Larger clouds, where columns get longer: on a lattice, random, and on two linked circles. */
  @Test
  void equalsReduction_onLargerCloudsInSpace() {
    Random random = new Random(1);
    double[] lattice = new double[3 * 150];
    double[] uniform = new double[3 * 150];
    double[] circles = new double[3 * 120];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = random.nextInt(6);
      uniform[i] = random.nextDouble();
    }
    for (int i = 0; i < 120; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      circles[3 * i] = Math.cos(angle) + (i % 2 == 0 ? 0 : 1);
      circles[3 * i + 1 + i % 2] = Math.sin(angle);
    }
    DiagramOptions options = DiagramOptions.upTo(2).withZeroLength();
    WeakAlphaPersistence weak = new WeakAlphaPersistence(3, options);
    AlphaPersistence alpha = new AlphaPersistence(3, options);
    for (double[] x : new double[][] {lattice, uniform, circles}) {
      PointCloud cloud = PointCloud.of(3, x);
      assertThat(weak.diagram(cloud))
          .isEqualTo(new FilteredReduction(weak.filtration().cells(cloud)).diagram(options));
      assertThat(alpha.diagram(cloud))
          .isEqualTo(new FilteredReduction(alpha.filtration().cells(cloud)).diagram(options));
    }
  }

  @Test
  void diagram_ofASquareAndItsCentre() {
    PointCloud square = PointCloud.of(2, 0, 0, 2, 0, 0, 2, 2, 2);
    assertThat(new AlphaPersistence(2, DiagramOptions.upTo(1), true).diagram(square).toString())
        .isEqualTo(
            "H0: [0.0, inf)@0 [0.0, 1.0)@1:0-1 [0.0, 1.0)@2:0-2 [0.0, 1.0)@3:1-3\nH1: [1.0, 2.0)@2-3:1-2-3");
  }

  @Test
  void diagram_ofNoPointIsEmptyAndOfOneIsItself() {
    DiagramOptions options = DiagramOptions.upTo(1).withEssential(EssentialPolicy.CLAMP);
    assertThat(new AlphaPersistence(2, options).diagram(PointCloud.of(2)).size()).isZero();
    assertThat(new WeakAlphaPersistence(2, options).diagram(PointCloud.of(2)).size()).isZero();
    String one = "H0: [0.0, 0.0)@0";
    assertThat(new AlphaPersistence(2, options).diagram(PointCloud.of(2, 5, 5))).hasToString(one);
    assertThat(new WeakAlphaPersistence(2, options).diagram(PointCloud.of(2, 5, 5)))
        .hasToString(one);
  }

  @Test
  void duplicateIsABarOfLengthZero() {
    PointCloud twice = PointCloud.of(2, 1, 1, 4, 5, 1, 1);
    DiagramOptions options = DiagramOptions.upTo(1);
    assertThat(new WeakAlphaPersistence(2, options).diagram(twice))
        .hasToString("H0: [0.0, inf)@0 [0.0, 5.0)@1:0-1");
    assertThat(new AlphaPersistence(2, options.withZeroLength()).diagram(twice))
        .hasToString("H0: [0.0, inf)@0 [0.0, 2.5)@1:0-1 [0.0, 0.0)@2:0-2");
  }

  @Test
  void plan_refusesADimensionThatPointsLack() {
    assertThatThrownBy(() -> new WeakAlphaPersistence(2, DiagramOptions.upTo(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new AlphaPersistence(1, DiagramOptions.upTo(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 0");
  }
}
