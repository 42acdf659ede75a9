package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.reference.ReferenceDelaunay;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small clouds, most of them degenerate, against the definition. */
class DelaunayReferenceTest {
  private final DelaunayBuilder builder = new DelaunayBuilder();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void cellsEqualTheDefinition_forEveryKindOfCloud(int axes) {
    Random random = new Random(20261125 + axes);
    for (int trial = 0; trial < 300; trial++) {
      for (int kind = 0; kind < CloudSample.KINDS; kind++) {
        int most = axes == 3 ? 7 : 8;
        PointCloud cloud = CloudSample.cloud(kind, axes, random.nextInt(most + 1), random);
        Delaunay made = builder.build(cloud);
        assertThat(cells(made))
            .as("kind %d, %s", kind, Arrays.toString(cloud.coordinates()))
            .isEqualTo(ReferenceDelaunay.cells(cloud));
        DelaunayLaws.check(made);
      }
    }
  }

  private static TreeSet<String> cells(Delaunay delaunay) {
    TreeSet<String> cells = new TreeSet<>();
    for (int c = 0; c < delaunay.cells(); c++) {
      int[] cell = new int[delaunay.dimension() + 1];
      for (int k = 0; k < cell.length; k++) {
        cell[k] = delaunay.vertex(c, k);
      }
      cells.add(Arrays.toString(cell));
    }
    assertThat(cells).hasSize(delaunay.cells());
    return cells;
  }
}
