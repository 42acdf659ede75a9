package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.complex.SimplicialComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.ComplexFiltration;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.Extension;
import io.betti.topology.filtration.FilteredComplex;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.reference.RandomComplex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixReductionTest {
  @ParameterizedTest
  @EnumSource(names = {"TWIST", "COHOMOLOGY"})
  void reductions_findTheSamePairs(Reduction reduction) {
    Random random = new Random(2);
    for (int n = 0; n < 3000; n++) {
      ComplexFiltration filtration =
          RandomComplex.filtration(random, RandomComplex.complex(random));
      FilteredComplex cells = filtration.cells(RandomComplex.input(random, filtration, n % 2 == 0));
      assertThat(MatrixReduction.partner(cells, reduction))
          .isEqualTo(MatrixReduction.partner(cells, Reduction.STANDARD));
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void hollowTetrahedron_hasOneComponentAndOneCavity(Reduction reduction) {
    SimplicialComplex sphere =
        SimplicialComplex.closureOf(
            List.of(
                new int[] {0, 1, 2},
                new int[] {0, 1, 3},
                new int[] {0, 2, 3},
                new int[] {1, 2, 3}));
    ComplexFiltration filtration =
        new ComplexFiltration(sphere, Extension.FLAG, Direction.SUBLEVEL);
    PersistenceDiagram diagram =
        new ComplexPersistence(DiagramOptions.upTo(2), reduction)
            .diagram(filtration.cells(new double[] {1, 2, 3, 4, 5, 6}));
    assertThat(diagram)
        .hasToString(
            """
            H0: [0.0, inf)@0 [0.0, 3.0)@3:0-3 [0.0, 2.0)@2:0-2 [0.0, 1.0)@1:0-1
            H2: [6.0, inf)@2-3""");
  }

  /** The quick algorithm on a grid and the matrix of the same grid, given as a complex. */
  @ParameterizedTest
  @EnumSource(Reduction.class)
  void gridGivenAsComplex_hasTheDiagramOfTheGrid(Reduction reduction) {
    Random random = new Random(3);
    for (int n = 0; n < 400; n++) {
      int h = 1 + random.nextInt(5);
      int w = 2 + random.nextInt(4);
      ComplexFiltration filtration =
          new ComplexFiltration(
              triangulated(h, w),
              Extension.LOWER_STAR,
              n % 2 == 0 ? Direction.SUBLEVEL : Direction.SUPERLEVEL);
      double[] values = random.ints((long) h * w, 0, 5).asDoubleStream().toArray();
      DiagramOptions options = DiagramOptions.upTo(1);
      options = n % 3 == 0 ? options.withEssential(EssentialPolicy.CLAMP) : options;
      options = n % 5 == 0 ? options.withZeroLength() : options;
      LevelSetFiltration grid =
          new LevelSetFiltration(Grid.of(h, w), GridComplex.FREUDENTHAL, filtration.direction());
      assertThat(new ComplexPersistence(options, reduction).diagram(filtration.cells(values)))
          .isEqualTo(new GridPersistence(grid, options).diagram(values));
    }
  }

  private static SimplicialComplex triangulated(int h, int w) {
    List<int[]> simplices = new ArrayList<>();
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        int v = i * w + j;
        if (j + 1 < w) {
          simplices.add(new int[] {v, v + 1});
        }
        if (i + 1 < h) {
          simplices.add(new int[] {v, v + w});
        }
        if (i + 1 < h && j + 1 < w) {
          simplices.add(new int[] {v, v + 1, v + w + 1});
          simplices.add(new int[] {v, v + w, v + w + 1});
        }
      }
    }
    return SimplicialComplex.closureOf(simplices);
  }

  @Test
  void names_parseAndPrint() {
    for (Reduction reduction : Reduction.values()) {
      assertThat(Reduction.parse(reduction.toString())).isEqualTo(reduction);
    }
    assertThatThrownBy(() -> Reduction.parse("hom"))
        .hasMessageContaining("standard, twist, cohomology");
  }
}
