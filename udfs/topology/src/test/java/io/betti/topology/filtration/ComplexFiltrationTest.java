package io.betti.topology.filtration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.SimplicialComplex;
import io.betti.topology.reference.FiltrationContract;
import io.betti.topology.reference.RandomComplex;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComplexFiltrationTest {
  private static final SimplicialComplex TRIANGLE =
      SimplicialComplex.closureOf(List.of(new int[] {0, 1, 2}));

  private static ComplexFiltration triangle(Extension extension, Direction direction) {
    return new ComplexFiltration(TRIANGLE, extension, direction);
  }

  @Test
  void everyFiltration_obeysTheContract() {
    Random random = new Random(1);
    for (int n = 0; n < 3000; n++) {
      ComplexFiltration filtration =
          RandomComplex.filtration(random, RandomComplex.complex(random));
      double[] input = RandomComplex.input(random, filtration, n % 2 == 0);
      FilteredComplex cells = filtration.cells(input);
      FiltrationContract.check(cells);
      for (int place = 0; place < cells.size(); place++) {
        int index = filtration.inputOf(cells.criticalCell(place));
        assertThat(cells.value(place)).isEqualTo(index < 0 ? 0 : input[index]);
      }
    }
  }

  @Test
  void lowerStar_ordersSimplicesByTheirLastVertex() {
    FilteredComplex cells =
        triangle(Extension.LOWER_STAR, Direction.SUPERLEVEL).cells(new double[] {1, 3, 1});
    StringBuilder order = new StringBuilder();
    for (int place = 0; place < cells.size(); place++) {
      order.append(Arrays.toString(cells.vertices(place)));
    }
    assertThat(order).hasToString("[1][0][0, 1][2][0, 2][1, 2][0, 1, 2]");
  }

  @Test
  void flag_takesTheLastOfTheLongestEdges() {
    FilteredComplex cells =
        triangle(Extension.FLAG, Direction.SUBLEVEL).cells(new double[] {2, 5, 5});
    assertThat(cells.criticalCell(6)).containsExactly(1, 2);
    assertThat(cells.value(6)).isEqualTo(5);
    assertThat(cells.value(2)).isZero();
  }

  @Test
  void inputThatDoesNotFit_isRefused() {
    ComplexFiltration given = triangle(Extension.GIVEN, Direction.SUBLEVEL);
    assertThatThrownBy(() -> given.cells(new double[3]))
        .hasMessageContaining("got 3 numbers")
        .hasMessageContaining("takes 7");
    assertThatThrownBy(() -> given.cells(new double[] {0, 0, 0, 4, 1, 1, 2}))
        .hasMessageContaining(
            "face [0, 1] has value 4.0 and enters after simplex [0, 1, 2] of value 2.0");
    assertThatThrownBy(() -> given.cells(new double[] {0, 0, Double.NaN, 4, 1, 1, 5}))
        .hasMessageContaining("number 2 is NaN");
    assertThatThrownBy(
            () -> triangle(Extension.FLAG, Direction.SUBLEVEL).cells(new double[] {1, -1, 1}))
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> triangle(Extension.FLAG, Direction.SUPERLEVEL))
        .hasMessageContaining("cannot fall");
  }
}
