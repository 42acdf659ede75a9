package io.betti.topology.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of a filtration, and the reference's own answers on grids worked by hand. */
class CellFiltrationTest {
  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void contractOfAFiltration(GridComplex complex) {
    for (long seed = 0; seed < 110; seed++) {
      GridSample sample = seed % 2 == 0 ? GridSample.of(seed) : GridSample.volume(seed);
      GridCells cells = GridCells.of(sample.grid(), complex);
      for (Direction direction : Direction.values()) {
        CellFiltration filtration =
            new CellFiltration(cells, direction, GridSample.widen(sample.floats()));
        checkContract(filtration);
      }
    }
  }

  private static void checkContract(CellFiltration filtration) {
    double sign = filtration.direction() == Direction.SUBLEVEL ? 1 : -1;
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < filtration.size(); n++) {
      assertThat(seen.add(Arrays.toString(filtration.corners(n)))).as("cell %d once", n).isTrue();
      if (n > 0) {
        assertThat(sign * filtration.value(n))
            .isGreaterThanOrEqualTo(sign * filtration.value(n - 1));
      }
      BitSet boundaryOfBoundary = new BitSet();
      for (int face : filtration.boundary(n)) {
        assertThat(face).as("faces before cell %d", n).isLessThan(n);
        assertThat(filtration.dimension(face)).isEqualTo(filtration.dimension(n) - 1);
        for (int edge : filtration.boundary(face)) {
          boundaryOfBoundary.flip(edge);
        }
      }
      assertThat(boundaryOfBoundary.isEmpty()).as("boundary of boundary of cell %d", n).isTrue();
    }
    // Every grid as a whole is a ball, a disc or a line.
    assertThat(filtration.eulerCharacteristic(sign * Double.POSITIVE_INFINITY)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "freudenthal, 12, 23, 12",
    "cubical-v, 12, 17, 6",
    "cubical-t, 20, 31, 12",
  })
  void cellsOfAThreeByFourGrid(String complex, int vertices, int edges, int faces) {
    GridCells cells = GridCells.of(Grid.of(3, 4), GridComplex.parse(complex));
    int[] count = new int[3];
    for (int c = 0; c < cells.size(); c++) {
      count[cells.dimension(c)]++;
    }
    assertThat(count).containsExactly(vertices, edges, faces);
  }

  @ParameterizedTest
  @CsvSource({
    "freudenthal, 24, 81, 94",
    "cubical-v, 24, 46, 29",
    "cubical-t, 60, 133, 98",
  })
  void cellsOfATwoByThreeByFourGrid(String complex, int vertices, int edges, int faces) {
    GridCells cells = GridCells.of(Grid.of(2, 3, 4), GridComplex.parse(complex));
    int[] count = new int[4];
    for (int c = 0; c < cells.size(); c++) {
      count[cells.dimension(c)]++;
    }
    int solids = complex.equals("cubical-v") ? 6 : complex.equals("cubical-t") ? 24 : 36;
    assertThat(count).containsExactly(vertices, edges, faces, solids);
  }

  /** Rings and diagonals, on which the three complexes differ. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "freudenthal | 1 1 1 1 0 1 1 1 1 | H0: [1.0, -inf)@0;H1: [1.0, 0.0)@8:4",
        "freudenthal | 1 0 0 0 1 0 0 0 0 | H0: [1.0, -inf)@0",
        "freudenthal | 0 0 1 0 1 0 0 0 0 | H0: [1.0, -inf)@2 [1.0, 0.0)@4:1",
        "cubical-v   | 1 0 0 0 1 0 0 0 0 | H0: [1.0, -inf)@0 [1.0, 0.0)@4:1",
        "cubical-t   | 1 0 0 0 1 0 0 0 0 | H0: [1.0, -inf)@0",
        "cubical-t   | 0 1 0 1 0 1 0 1 0 | H0: [1.0, -inf)@1;H1: [1.0, 0.0)@7:4",
        "freudenthal | 0 1 0 1 0 1 0 1 0 | H0: [1.0, -inf)@1 [1.0, 0.0)@3:0",
        "cubical-v   | 0 1 0 1 0 1 0 1 0 "
            + "| H0: [1.0, -inf)@1 [1.0, 0.0)@3:0 [1.0, 0.0)@5:2 [1.0, 0.0)@7:4",
      })
  void diagrams_workedByHand(String complex, String grid, String expected) {
    double[] values = Arrays.stream(grid.split(" ")).mapToDouble(Double::parseDouble).toArray();
    LevelSetFiltration filtration =
        new LevelSetFiltration(Grid.of(3, 3), GridComplex.parse(complex), Direction.SUPERLEVEL);
    assertThat(ReferenceDiagram.of(filtration, values).text(DiagramOptions.upTo(1)))
        .isEqualTo(expected.replace(';', '\n'));
  }

  @Test
  void samplesRepeat_andHoldWhatTheyPromise() {
    GridSample first = GridSample.of(8);
    assertThat(first.levels()).isEqualTo(GridSample.of(8).levels());
    Set<GridSample.Pattern> patterns = new HashSet<>();
    boolean[] has = new boolean[6];
    for (long seed = 0; seed < 200; seed++) {
      GridSample sample = GridSample.of(seed);
      patterns.add(sample.pattern());
      has[0] |= sample.grid().dimension() == 1;
      has[1] |= sample.grid().vertices() == 1;
      for (float value : sample.floats()) {
        has[2] |= Float.floatToRawIntBits(value) == Float.floatToRawIntBits(-0.0f);
        has[3] |= value != 0 && Math.abs(value) < Float.MIN_NORMAL;
        has[4] |= value == -Float.MAX_VALUE;
      }
      for (double value : sample.doubles()) {
        has[5] |= value != (float) value;
      }
    }
    assertThat(patterns).containsExactlyInAnyOrder(GridSample.Pattern.values());
    assertThat(has).doesNotContain(false);
  }
}
