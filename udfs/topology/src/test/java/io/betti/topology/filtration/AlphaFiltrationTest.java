package io.betti.topology.filtration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.reference.Circumball;
import io.betti.topology.reference.PointSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and critical cells against the definition, in fractions. */
class AlphaFiltrationTest {
  private static final int SAMPLES = 200;

  /** A simplex of the definition: its value, and whose it is. */
  private record Entry(double value, List<Integer> critical) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void equalsDefinition_onEveryKindOfCloud(int pointDimension) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      PointSample sample = PointSample.of(seed, pointDimension, 9);
      check(sample, new AlphaFiltration(pointDimension, seed % 3 == 0));
    }
  }

  private static void check(PointSample sample, AlphaFiltration filtration) {
    FilteredComplex cells = filtration.cells(sample.points());
    Map<List<Integer>, Entry> expected = byDefinition(cells, sample.points(), filtration.squared());
    for (int n = 0; n < cells.size(); n++) {
      List<Integer> vertices = list(cells.vertices(n));
      Entry entry = expected.get(vertices);
      assertThat(cells.value(n)).as("%s of %s", vertices, sample).isEqualTo(entry.value);
      assertThat(list(cells.criticalCell(n)))
          .as("%s of %s", vertices, sample)
          .isEqualTo(entry.critical);
    }
  }

  private static List<Integer> list(int[] vertices) {
    return Arrays.stream(vertices).boxed().toList();
  }

  /**
   * From the highest dimension down: the own radius if the ball is empty, else the cofaces' first.
   */
  private static Map<List<Integer>, Entry> byDefinition(
      FilteredComplex cells, PointCloud points, boolean squared) {
    List<List<Integer>> names = new ArrayList<>();
    for (int n = 0; n < cells.size(); n++) {
      names.add(list(cells.vertices(n)));
    }
    names.sort((a, b) -> a.size() != b.size() ? b.size() - a.size() : compare(a, b));
    Map<List<Integer>, Entry> entries = new TreeMap<>(AlphaFiltrationTest::compare);
    for (List<Integer> name : names) {
      int[] vertices = name.stream().mapToInt(Integer::intValue).toArray();
      boolean isPoint = vertices.length == 1 || points.distance(vertices[0], vertices[1]) == 0;
      if (isPoint) {
        entries.put(name, new Entry(0, name));
        continue;
      }
      Circumball ball = new Circumball(points, vertices);
      if (ball.isEmpty()) {
        entries.put(
            name,
            new Entry(squared ? ball.squaredRadius() : Math.sqrt(ball.squaredRadius()), name));
      } else {
        entries.put(name, first(entries, name));
      }
    }
    return entries;
  }

  private static Entry first(Map<List<Integer>, Entry> entries, List<Integer> name) {
    Entry first = null;
    for (Map.Entry<List<Integer>, Entry> other : entries.entrySet()) {
      boolean isCoface =
          other.getKey().size() == name.size() + 1 && other.getKey().containsAll(name);
      if (isCoface && (first == null || other.getValue().value < first.value)) {
        first = other.getValue();
      }
    }
    return first;
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    return Arrays.compare(a.toArray(new Integer[0]), b.toArray(new Integer[0]));
  }

  /** All cells of a cube's corners have values of the cube's edges, faces or body. */
  @Test
  void valuesAreEqual_whereBallsAre() {
    double[] corners = new double[24];
    for (int i = 0; i < 24; i++) {
      corners[i] = (i / 3 >> i % 3 & 1) * 3.0;
    }
    FilteredComplex cells = new AlphaFiltration(3, true).cells(corners);
    for (int n = 0; n < cells.size(); n++) {
      assertThat(cells.value(n)).isIn(0.0, 2.25, 4.5, 6.75);
    }
  }

  @Test
  void radiusIsTheLargestDouble_ifItIsTooLargeForOne() {
    FilteredComplex cells = new AlphaFiltration(2).cells(new double[] {-1, 0, 0, 0x1p-1073, 1, 0});
    assertThat(cells.value(cells.size() - 1)).isEqualTo(Double.MAX_VALUE);
    assertThat(cells.criticalCell(cells.size() - 1)).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1070, -1020, -700, -480, 400, 490})
  void tinyAndHugeClouds_keepTheirShape(int exponent) {
    double[] right = {0, 0, 0, 3, 0, 0, 0, 4, 0, 3, 4, 2};
    double[] obtuse = {0, 0, 0, 4, 0, 0, 2, 1, 0, 1, 1, 3, 9, 1, 1};
    for (double[] plain : new double[][] {right, obtuse}) {
      double[] points = Arrays.stream(plain).map(x -> Math.scalb(x, exponent)).toArray();
      FilteredComplex cells = new AlphaFiltration(3).cells(points);
      FilteredComplex expected = new AlphaFiltration(3).cells(plain);
      for (int n = 0; n < cells.size(); n++) {
        assertThat(cells.criticalCell(n)).isEqualTo(expected.criticalCell(n));
        assertThat(cells.vertices(n)).isEqualTo(expected.vertices(n));
        assertThat(cells.value(n)).isEqualTo(Math.scalb(expected.value(n), exponent));
      }
    }
  }

  @Test
  void cells_refusesWhatItCantTriangulate() {
    assertThatThrownBy(() -> new AlphaFiltration(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rips");
    assertThatThrownBy(() -> new AlphaFiltration(0)).isInstanceOf(IllegalArgumentException.class);
    AlphaFiltration plane = new AlphaFiltration(2);
    assertThatThrownBy(() -> plane.cells(PointCloud.of(3, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 axes");
    assertThatThrownBy(() -> plane.cells(new double[] {0, 1e151}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale");
    assertThatThrownBy(() -> plane.cells(new double[] {0, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(plane.description()).isEqualTo("alpha of points of 2 axes, radii");
    assertThat(plane.maxHomologyDimension()).isEqualTo(1);
  }
}
