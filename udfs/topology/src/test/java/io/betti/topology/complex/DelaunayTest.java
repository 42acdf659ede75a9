package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.reference.GoldenFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DelaunayTest {
  @Test
  void hasNoCells_whenThereAreNoPoints() {
    Delaunay none = Delaunay.of(PointCloud.of(2));
    assertThat(none.dimension()).isEqualTo(-1);
    assertThat(none.cells()).isZero();
  }

  @Test
  void isOneVertex_whenAllPointsCoincide() {
    Delaunay point = Delaunay.of(PointCloud.of(3, 1, 2, 0.0, 1, 2, -0.0));
    assertThat(point.dimension()).isZero();
    assertThat(DelaunayLaws.text(point)).isEqualTo("0 ");
    assertThat(point.neighbour(0, 0)).isEqualTo(-1);
    assertThat(point.original(1)).isZero();
    assertThat(point.hasDuplicates()).isTrue();
  }

  @Test
  void isThePath_whenPointsAreCollinear() {
    String path = "0 2 |1 2 |1 3 ";
    assertThat(DelaunayLaws.text(Delaunay.of(PointCloud.of(1, 0, 2, 1, 3)))).isEqualTo(path);
    assertThat(DelaunayLaws.text(Delaunay.of(PointCloud.of(2, 7, 0, 7, 2, 7, 1, 7, 3))))
        .isEqualTo(path);
    assertThat(DelaunayLaws.text(Delaunay.of(PointCloud.of(3, 0, 0, 1, 2, 4, 1, 1, 2, 1, 3, 6, 1))))
        .isEqualTo(path);
  }

  @Test
  void highestIndexIsOutside_whenFourPointsAreOnOneCircle() {
    assertThat(DelaunayLaws.text(Delaunay.of(PointCloud.of(2, 0, 0, 1, 0, 1, 1, 0, 1))))
        .isEqualTo("0 1 2 |0 2 3 ");
    assertThat(DelaunayLaws.text(Delaunay.of(PointCloud.of(2, 0, 1, 0, 0, 1, 0, 1, 1))))
        .isEqualTo("0 1 2 |0 2 3 ");
  }

  @Test
  void usesTheCircleOfThePlane_whenPointsInSpaceAreCoplanar() {
    // A rhombus of the plane z = 10 x: its longer diagonal is the shorter one in the chart (x, y).
    Delaunay made = Delaunay.of(PointCloud.of(3, -1, 0, -10, 1, 0, 10, 0, -3, 0, 0, 3, 0));
    assertThat(made.dimension()).isEqualTo(2);
    assertThat(DelaunayLaws.text(made)).isEqualTo("0 2 3 |1 2 3 ");
    assertThat(made.toString()).isEqualTo("2 cells of dimension 2 on 4 points of 3 axes");
  }

  @Test
  void refusesPointsOfFourAxes() {
    assertThatThrownBy(() -> Delaunay.of(PointCloud.of(4, 1, 2, 3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 axes")
        .hasMessageContaining("Rips");
  }

  @Test
  void equalsGudhi_onRandomPoints() {
    for (Map<String, Object> golden : GoldenFile.objects("delaunay.jsonl")) {
      int axes = ((Double) golden.get("axes")).intValue();
      PointCloud cloud = PointCloud.of(axes, GoldenFile.flat(golden.get("points")));
      List<String> cells = new ArrayList<>();
      for (Object cell : (List<?>) golden.get("cells")) {
        cells.add(
            ((List<?>) cell)
                .stream().map(v -> ((Double) v).intValue() + " ").collect(Collectors.joining()));
      }
      Collections.sort(cells);
      assertThat(DelaunayLaws.text(Delaunay.of(cloud))).isEqualTo(String.join("|", cells));
    }
  }
}
