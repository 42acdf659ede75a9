package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimplicialComplexTest {
  private static final SimplicialComplex TRIANGLE_AND_EDGE =
      SimplicialComplex.closureOf(List.of(new int[] {2, 0, 1}, new int[] {1, 3}));

  @Test
  void simplicesAreNumbered_byDimensionThenVertexList() {
    assertThat(TRIANGLE_AND_EDGE.size()).isEqualTo(9);
    assertThat(TRIANGLE_AND_EDGE.vertices(4)).containsExactly(0, 1);
    assertThat(TRIANGLE_AND_EDGE.vertices(7)).containsExactly(1, 3);
    assertThat(TRIANGLE_AND_EDGE.vertices(8)).containsExactly(0, 1, 2);
    assertThat(TRIANGLE_AND_EDGE.faces(8)).containsExactly(4, 5, 6);
    assertThat(TRIANGLE_AND_EDGE.number(3, 1)).isEqualTo(7);
    assertThat(TRIANGLE_AND_EDGE.number(2, 3)).isEqualTo(-1);
    assertThat(TRIANGLE_AND_EDGE)
        .hasToString("simplicial complex of 4 vertices, 4 edges, 1 simplices of dimension 2");
  }

  @Test
  void complexOfAllItsSimplices_isTheClosure() {
    List<int[]> all = new java.util.ArrayList<>();
    for (int s = TRIANGLE_AND_EDGE.size() - 1; s >= 0; s--) {
      all.add(TRIANGLE_AND_EDGE.vertices(s));
    }
    SimplicialComplex same = SimplicialComplex.of(all);
    for (int s = 0; s < same.size(); s++) {
      assertThat(same.vertices(s)).isEqualTo(TRIANGLE_AND_EDGE.vertices(s));
    }
  }

  @Test
  void complexWithoutSimplices_isEmpty() {
    assertThat(SimplicialComplex.of(List.of()).dimension()).isEqualTo(-1);
    assertThat(SimplicialComplex.of(List.of()).size(0)).isZero();
  }

  @Test
  void missingFace_isRefused() {
    assertThatThrownBy(
            () -> SimplicialComplex.of(List.of(new int[] {0}, new int[] {1}, new int[] {2, 1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("simplex [1, 2] is there without its face [2]");
  }

  @Test
  void gapInTheVertices_isRefused() {
    assertThatThrownBy(() -> SimplicialComplex.closureOf(List.of(new int[] {0, 2})))
        .hasMessageContaining("has vertex 2 but no vertex 1");
  }

  @Test
  void simplexThatIsNone_isRefused() {
    assertThatThrownBy(() -> SimplicialComplex.of(List.of(new int[] {0}, new int[] {0})))
        .hasMessageContaining("is there twice");
    assertThatThrownBy(() -> SimplicialComplex.closureOf(List.of(new int[] {0, 1, 0})))
        .hasMessageContaining("has vertex 0 twice");
    assertThatThrownBy(() -> SimplicialComplex.of(List.of(new int[] {-1})))
        .hasMessageContaining("negative vertex");
    assertThatThrownBy(() -> SimplicialComplex.of(List.of(new int[] {})))
        .hasMessageContaining("no vertices");
    assertThatThrownBy(() -> SimplicialComplex.closureOf(List.of(new int[25])))
        .hasMessageContaining("25 vertices");
  }
}
