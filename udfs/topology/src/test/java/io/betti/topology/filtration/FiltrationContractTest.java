package io.betti.topology.filtration;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.reference.FiltrationContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One suite that every filtration runs, on numbers full of ties and on numbers without. */
class FiltrationContractTest {
  private static final int CASES = 40;

  static Stream<Filtration> filtrations() {
    List<Filtration> all = new ArrayList<>();
    for (int[] shape : new int[][] {{6}, {4, 5}, {3, 3, 4}, {1, 1, 5}, {2, 1, 3}}) {
      for (GridComplex complex : GridComplex.values()) {
        for (Direction direction : Direction.values()) {
          all.add(new LevelSetFiltration(Grid.of(shape), complex, direction));
        }
      }
    }
    for (int axes = 1; axes <= 3; axes++) {
      all.add(new WeakAlphaFiltration(axes));
      all.add(new AlphaFiltration(axes, false));
      all.add(new AlphaFiltration(axes, true));
    }
    all.add(RipsFiltration.unbounded());
    all.add(new RipsFiltration(1.5));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("filtrations")
  void cellsObeyTheContract(Filtration filtration) {
    Random random = new Random(filtration.description().hashCode());
    for (int n = 0; n < CASES; n++) {
      double[] input = input(filtration, random, n % 2 == 0);
      FilteredComplex cells = filtration.cells(input);
      FiltrationContract.check(cells);
      assertThat(names(cells)).isEqualTo(names(filtration.cells(input)));
    }
  }

  private static double[] input(Filtration filtration, Random random, boolean ties) {
    if (filtration instanceof RipsFiltration) {
      return distances(1 + random.nextInt(6), random, ties);
    }
    int numbers =
        filtration instanceof LevelSetFiltration grid
            ? grid.grid().vertices()
            : 6 * (1 + random.nextInt(4));
    double[] input = new double[numbers];
    Arrays.setAll(input, i -> ties ? random.nextInt(3) : random.nextDouble());
    return input;
  }

  private static double[] distances(int n, Random random, boolean ties) {
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i * n + j] = ties ? random.nextInt(3) : 2 * random.nextDouble();
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    return matrix;
  }

  private static String names(FilteredComplex cells) {
    StringBuilder names = new StringBuilder();
    for (int n = 0; n < cells.size(); n++) {
      names.append(Arrays.toString(cells.vertices(n))).append(cells.value(n));
    }
    return names.toString();
  }
}
