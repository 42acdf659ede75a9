package io.betti.topology.filtration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.reference.CellFiltration;
import io.betti.topology.reference.GridCells;
import io.betti.topology.reference.GridSample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine's own list of cells against the reference's, which is written another way. */
class LevelSetCellsTest {
  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void cells_areThoseOfTheReference_inItsOrder(GridComplex complex) {
    for (long seed = 0; seed < 220; seed++) {
      GridSample sample = seed % 2 == 0 ? GridSample.of(seed) : GridSample.volume(seed);
      double[] values = seed % 3 == 0 ? sample.doubles() : GridSample.widen(sample.bytes());
      for (Direction direction : Direction.values()) {
        check(new LevelSetFiltration(sample.grid(), complex, direction), values);
      }
    }
  }

  private static void check(LevelSetFiltration filtration, double[] values) {
    CellFiltration expected =
        new CellFiltration(
            GridCells.of(filtration.grid(), filtration.complex()), filtration.direction(), values);
    FilteredComplex cells = filtration.cells(values);
    assertThat(cells.size()).isEqualTo(expected.size());
    assertThat(cells.isFalling()).isEqualTo(filtration.direction() == Direction.SUPERLEVEL);
    for (int n = 0; n < cells.size(); n++) {
      assertThat(cells.vertices(n)).isEqualTo(expected.corners(n));
      assertThat(cells.dimension(n)).isEqualTo(expected.dimension(n));
      assertThat(cells.value(n)).isEqualTo(expected.value(n));
      assertThat(cells.criticalCell(n)).containsExactly(expected.owner(n));
      assertThat(cells.faces(n)).isEqualTo(Arrays.stream(expected.boundary(n)).sorted().toArray());
    }
  }

  @Test
  void inputThatDoesNotFit_isRefused() {
    LevelSetFiltration filtration = LevelSetFiltration.superlevel(Grid.of(2, 2, 2));
    assertThatThrownBy(() -> filtration.cells(new double[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 7 values for a grid of shape [2, 2, 2]");
    double[] values = new double[8];
    values[3] = Double.NaN;
    assertThatThrownBy(() -> filtration.cells(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value NaN at index 3");
  }
}
