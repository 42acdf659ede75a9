package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.reference.GridSample;
import io.betti.topology.reference.ReferenceDiagram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine against a plain boundary-matrix reduction: bars, their order and their critical cells
 * on thousands of small grids full of ties. A failure prints the grid with its seed and both text
 * forms.
 */
class GridPersistenceReferenceTest {
  private static final int SAMPLES = 2_200;
  private static final int VOLUMES = 1_320;

  /** Plans that live through a whole test, so that stale workspaces would show. */
  private final Map<LevelSetFiltration, List<GridPersistence>> plans = new HashMap<>();

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void equalsReduction_ofBytes(GridComplex complex) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = GridSample.of(seed);
      byte[] bytes = sample.bytes();
      check(sample, complex, GridSample.widen(bytes), plan -> plan.diagram(bytes));
    }
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void equalsReduction_ofFloats(GridComplex complex) {
    for (long seed = 100_000; seed < 100_000 + SAMPLES; seed++) {
      GridSample sample = GridSample.of(seed);
      float[] floats = sample.floats();
      check(sample, complex, GridSample.widen(floats), plan -> plan.diagram(floats));
    }
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void equalsReduction_ofDoubles(GridComplex complex) {
    for (long seed = 200_000; seed < 200_000 + SAMPLES; seed++) {
      GridSample sample = GridSample.of(seed);
      double[] doubles = sample.doubles();
      check(sample, complex, doubles, plan -> plan.diagram(doubles));
    }
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void equalsReduction_ofVolumes(GridComplex complex) {
    for (long seed = 0; seed < VOLUMES; seed++) {
      GridSample sample = GridSample.volume(seed);
      byte[] bytes = sample.bytes();
      float[] floats = sample.floats();
      double[] doubles = sample.doubles();
      switch ((int) (seed % 3)) {
        case 0 -> check(sample, complex, GridSample.widen(bytes), plan -> plan.diagram(bytes));
        case 1 -> check(sample, complex, GridSample.widen(floats), plan -> plan.diagram(floats));
        default -> check(sample, complex, doubles, plan -> plan.diagram(doubles));
      }
    }
  }

  /** Every grid of two levels up to 3 x 4, and every line of three levels up to length 7. */
  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void equalsReduction_ofEveryTinyGrid(GridComplex complex) {
    for (int[] shape :
        new int[][] {{1, 1}, {1, 3}, {3, 1}, {2, 2}, {2, 3}, {3, 2}, {2, 4}, {4, 2}, {3, 3}}) {
      everyGrid(Grid.of(shape), 2, complex);
    }
    everyGrid(Grid.of(2, 2), 4, complex);
    everyGrid(Grid.of(2, 3), 3, complex);
    everyGrid(Grid.of(6), 3, complex);
    everyGrid(Grid.of(2, 2, 2), 2, complex);
    everyGrid(Grid.of(2, 1, 3), 2, complex);
  }

  private void everyGrid(Grid grid, int levels, GridComplex complex) {
    int n = grid.vertices();
    for (int code = 0; code < Math.pow(levels, n); code++) {
      int[] level = new int[n];
      byte[] bytes = new byte[n];
      int rest = code;
      for (int v = 0; v < n; v++) {
        level[v] = rest % levels;
        bytes[v] = (byte) (level[v] * 255 / (levels - 1));
        rest /= levels;
      }
      GridSample sample = new GridSample(code, GridSample.Pattern.FEW_LEVELS, grid, level);
      check(sample, complex, GridSample.widen(bytes), plan -> plan.diagram(bytes));
    }
  }

  private void check(
      GridSample sample,
      GridComplex complex,
      double[] values,
      Function<GridPersistence, PersistenceDiagram> diagram) {
    for (Direction direction : Direction.values()) {
      LevelSetFiltration filtration = new LevelSetFiltration(sample.grid(), complex, direction);
      ReferenceDiagram reference = ReferenceDiagram.of(filtration, values);
      for (GridPersistence plan : plans.computeIfAbsent(filtration, key -> plans(filtration))) {
        String expected = reference.text(plan.options());
        PersistenceDiagram actual = diagram.apply(plan);
        if (!actual.toString().equals(expected)) {
          fail(
              "%s %s\n%sexpected\n%s\ngot\n%s"
                  .formatted(
                      filtration.description(),
                      plan.options(),
                      sample.describe(values),
                      expected,
                      actual));
        }
        assertThat(actual).isEqualTo(PersistenceDiagram.parse(expected));
      }
    }
  }

  private static List<GridPersistence> plans(LevelSetFiltration filtration) {
    List<GridPersistence> plans = new ArrayList<>();
    for (int top = 0; top <= filtration.maxHomologyDimension(); top++) {
      for (EssentialPolicy essential : EssentialPolicy.values()) {
        DiagramOptions options = DiagramOptions.upTo(top).withEssential(essential);
        plans.add(new GridPersistence(filtration, options));
        plans.add(new GridPersistence(filtration, options.withZeroLength()));
      }
    }
    return plans;
  }
}
