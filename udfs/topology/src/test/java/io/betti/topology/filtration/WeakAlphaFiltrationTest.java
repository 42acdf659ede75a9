package io.betti.topology.filtration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.Delaunay;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.reference.PointSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simplices, values, order and critical cells against the definition. */
class WeakAlphaFiltrationTest {
  private static final int SAMPLES = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void equalsDefinition_onEveryKindOfCloud(int pointDimension) {
    WeakAlphaFiltration filtration = new WeakAlphaFiltration(pointDimension);
    for (long seed = 0; seed < SAMPLES; seed++) {
      PointSample sample = PointSample.of(seed, pointDimension, 12);
      FilteredComplex cells = filtration.cells(sample.points());
      Set<List<Integer>> names = new HashSet<>();
      for (int n = 0; n < cells.size(); n++) {
        names.add(Arrays.stream(cells.vertices(n)).boxed().toList());
        checkValue(sample, cells, n);
        assertThat(n == 0 || precedes(cells, n - 1, n)).as("%s", sample).isTrue();
      }
      assertThat(names).as("%s", sample).isEqualTo(simplices(sample.points()));
      checkEulerCharacteristic(sample, cells);
    }
  }

  private static void checkValue(PointSample sample, FilteredComplex cells, int n) {
    int[] vertices = cells.vertices(n);
    double longest = 0;
    int[] critical = vertices.length == 1 ? vertices : null;
    for (int a = 0; a < vertices.length; a++) {
      for (int b = a + 1; b < vertices.length; b++) {
        double length = sample.points().distance(vertices[a], vertices[b]);
        if (length >= longest) {
          longest = length;
          critical = new int[] {vertices[a], vertices[b]};
        }
      }
    }
    assertThat(cells.value(n)).as("%s", sample).isEqualTo(longest);
    assertThat(cells.criticalCell(n)).as("%s", sample).isEqualTo(critical);
  }

  private static boolean precedes(FilteredComplex cells, int m, int n) {
    if (cells.value(m) != cells.value(n)) {
      return cells.value(m) < cells.value(n);
    }
    if (cells.dimension(m) != cells.dimension(n)) {
      return cells.dimension(m) < cells.dimension(n);
    }
    return Arrays.compare(cells.vertices(m), cells.vertices(n)) < 0;
  }

  /** All subsets of the cells' vertices, the points, and the edges to duplicates. */
  private static Set<List<Integer>> simplices(PointCloud points) {
    Delaunay delaunay = Delaunay.of(points);
    Set<List<Integer>> simplices = new HashSet<>();
    for (int i = 0; i < points.size(); i++) {
      simplices.add(List.of(i));
      if (delaunay.original(i) != i) {
        simplices.add(List.of(delaunay.original(i), i));
      }
    }
    for (int cell = 0; cell < delaunay.cells(); cell++) {
      for (int subset = 1; subset < 1 << (delaunay.dimension() + 1); subset++) {
        List<Integer> simplex = new ArrayList<>();
        for (int k = 0; k <= delaunay.dimension(); k++) {
          if ((subset >> k & 1) == 1) {
            simplex.add(delaunay.vertex(cell, k));
          }
        }
        simplices.add(simplex);
      }
    }
    return simplices;
  }

  private static void checkEulerCharacteristic(PointSample sample, FilteredComplex cells) {
    int chi = 0;
    for (int n = 0; n < cells.size(); n++) {
      chi += cells.dimension(n) % 2 == 0 ? 1 : -1;
    }
    assertThat(chi).as("%s", sample).isEqualTo(sample.points().size() == 0 ? 0 : 1);
  }

  @Test
  void cells_refusesWhatItCantTriangulate() {
    assertThatThrownBy(() -> new WeakAlphaFiltration(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rips");
    WeakAlphaFiltration line = new WeakAlphaFiltration(1);
    assertThatThrownBy(() -> line.cells(PointCloud.of(2, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 axes");
    assertThatThrownBy(() -> line.cells(new double[] {-2e150}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale");
    assertThat(line.description()).isEqualTo("weak-alpha of points of 1 axis");
    assertThat(line.maxHomologyDimension()).isZero();
  }
}
