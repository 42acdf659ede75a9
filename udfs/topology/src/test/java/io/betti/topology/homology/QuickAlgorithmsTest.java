package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.AlphaFiltration;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.filtration.WeakAlphaFiltration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every quick algorithm and every reduction of the complex written out find the same diagram. */
class QuickAlgorithmsTest {
  private static final int CASES = 60;

  private static void check(
      FilteredComplex cells, int maxDimension, Reduction reduction, PersistenceDiagram quick) {
    DiagramOptions options = DiagramOptions.upTo(maxDimension);
    assertThat(new ComplexPersistence(options, reduction).diagram(cells)).isEqualTo(quick);
  }

  private static double[] numbers(Random random, int count, boolean ties) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = ties ? random.nextInt(4) : random.nextDouble();
    }
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void levelSets(Reduction reduction) {
    Random random = new Random(1);
    for (int n = 0; n < CASES; n++) {
      int[] shape = random.ints(1 + n % 3, 1, 5).toArray();
      LevelSetFiltration filtration =
          new LevelSetFiltration(
              Grid.of(shape),
              GridComplex.values()[random.nextInt(3)],
              Direction.values()[random.nextInt(2)]);
      double[] values = numbers(random, filtration.grid().vertices(), n % 2 == 0);
      int top = filtration.maxHomologyDimension();
      check(
          filtration.cells(values),
          top,
          reduction,
          new GridPersistence(filtration, DiagramOptions.upTo(top)).diagram(values));
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void rips(Reduction reduction) {
    Random random = new Random(2);
    for (int n = 0; n < CASES; n++) {
      PointCloud cloud = PointCloud.of(2, numbers(random, 2 * (1 + random.nextInt(9)), n % 2 == 0));
      RipsFiltration filtration = n % 3 == 0 ? new RipsFiltration(1.2) : RipsFiltration.unbounded();
      check(
          filtration.cells(DistanceMatrix.of(cloud), 3),
          2,
          reduction,
          RipsPersistence.of(filtration, cloud, 2));
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void delaunay(Reduction reduction) {
    Random random = new Random(3);
    for (int n = 0; n < CASES; n++) {
      int axes = 1 + n % 3;
      PointCloud cloud =
          PointCloud.of(axes, numbers(random, axes * (1 + random.nextInt(12)), n % 2 == 0));
      DiagramOptions options = DiagramOptions.upTo(axes - 1);
      check(
          new WeakAlphaFiltration(axes).cells(cloud),
          axes - 1,
          reduction,
          new WeakAlphaPersistence(axes, options).diagram(cloud));
      check(
          new AlphaFiltration(axes).cells(cloud),
          axes - 1,
          reduction,
          new AlphaPersistence(axes, options, false).diagram(cloud));
    }
  }
}
