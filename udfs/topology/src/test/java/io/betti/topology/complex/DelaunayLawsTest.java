package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.reference.ReferenceDelaunay;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for clouds of any size. */
class DelaunayLawsTest {
  private final DelaunayBuilder builder = new DelaunayBuilder();
  private final Random random = new Random(11);

  @Test
  void everyFacetIsLocallyDelaunay_onLargerClouds() {
    for (int kind = 0; kind < CloudSample.KINDS; kind++) {
      for (int axes = 1; axes <= 3; axes++) {
        boolean wide = kind == 9;
        checkAll(CloudSample.cloud(kind, axes, wide ? 60 : 300, random));
      }
    }
  }

  @Test
  void gridsAreTriangulated_pointsOfHullFacetsIncluded() {
    checkAll(grid(2, 30, 1));
    checkAll(grid(3, 8, 1));
    checkAll(grid(2, 30, 0.1));
    checkAll(grid(3, 8, 0.1));
    Delaunay square = builder.build(grid(2, 30, 1));
    assertThat(square.cells()).isEqualTo(2 * 29 * 29);
    assertThat(volume(square)).isEqualTo(2 * 29 * 29);
    assertThat(volume(builder.build(grid(3, 8, 1)))).isEqualTo(6 * 7 * 7 * 7);
  }

  @Test
  void cellsDoNotDependOnTheOrderOfInsertion() {
    DelaunayBuilder shuffled =
        new DelaunayBuilder(
            new SpatialOrder() {
              @Override
              void sort(ScaledPoints points, int[] order) {
                List<Integer> shuffled =
                    IntStream.range(0, points.size).boxed().collect(Collectors.toList());
                Collections.shuffle(shuffled, random);
                for (int i = 0; i < points.size; i++) {
                  order[i] = shuffled.get(i);
                }
              }
            });
    for (int trial = 0; trial < 50; trial++) {
      for (int kind = 0; kind < CloudSample.KINDS; kind++) {
        int axes = 2 + trial % 2;
        PointCloud cloud = CloudSample.cloud(kind, axes, kind == 9 ? 10 : 40, random);
        String cells = DelaunayLaws.text(builder.build(cloud));
        assertThat(DelaunayLaws.text(shuffled.build(cloud))).isEqualTo(cells);
        assertThat(DelaunayLaws.text(Delaunay.of(cloud))).isEqualTo(cells);
      }
    }
  }

  @Test
  void cellsFollowAPermutation_whenThereAreNoTies() {
    for (int trial = 0; trial < 60; trial++) {
      int axes = 1 + trial % 3;
      int n = 200;
      PointCloud cloud = CloudSample.cloud(0, axes, n, random);
      List<Integer> places = IntStream.range(0, n).boxed().collect(Collectors.toList());
      Collections.shuffle(places, random);
      double[] moved = new double[n * axes];
      for (int i = 0; i < n * axes; i++) {
        moved[places.get(i / axes) * axes + i % axes] = cloud.coordinate(i / axes, i % axes);
      }
      Delaunay before = builder.build(cloud);
      Delaunay after = builder.build(PointCloud.of(axes, moved));
      String[] renamed = new String[before.cells()];
      for (int c = 0; c < renamed.length; c++) {
        int cell = c;
        renamed[c] =
            IntStream.rangeClosed(0, before.dimension())
                .map(k -> places.get(before.vertex(cell, k)))
                .sorted()
                .mapToObj(v -> v + " ")
                .collect(Collectors.joining());
      }
      Arrays.sort(renamed);
      assertThat(DelaunayLaws.text(after)).isEqualTo(String.join("|", renamed));
    }
  }

  @Test
  void cellsDoNotChange_whenWholeNumbersAreScaledAndMoved() {
    for (int trial = 0; trial < 60; trial++) {
      int axes = 2 + trial % 2;
      PointCloud cloud = CloudSample.cloud(2, axes, 30, random);
      double factor = Math.scalb(1.0, random.nextInt(1900) - 950);
      double[] x = cloud.coordinates();
      for (int i = 0; i < x.length; i++) {
        x[i] = (x[i] + 1e9) * factor;
      }
      assertThat(DelaunayLaws.text(builder.build(PointCloud.of(axes, x))))
          .isEqualTo(DelaunayLaws.text(builder.build(cloud)));
    }
  }

  private void checkAll(PointCloud cloud) {
    Delaunay made = builder.build(cloud);
    DelaunayLaws.check(made);
    int d = made.dimension();
    ReferenceDelaunay reference = new ReferenceDelaunay(cloud);
    int hullFacets = 0;
    for (int c = 0; c < made.cells(); c++) {
      int[] cell = new int[d + 1];
      for (int k = 0; k <= d; k++) {
        cell[k] = made.vertex(c, k);
      }
      for (int k = 0; k <= d; k++) {
        int other = made.neighbour(c, k);
        if (other > c) {
          assertThat(reference.isEmpty(cell, List.of(opposite(made, other, c)))).isTrue();
        }
        if (other < 0 && d == cloud.dimension() && hullFacets++ < 20) {
          checkHull(reference, cell, k, cloud.size());
        }
      }
    }
  }

  /** No point is beyond the facet of a cell. */
  private static void checkHull(ReferenceDelaunay reference, int[] cell, int k, int size) {
    int axes = (1 << cell.length - 1) - 1;
    int inside = reference.orientation(cell, axes);
    int[] moved = cell.clone();
    for (int i = 0; i < size; i++) {
      moved[k] = i;
      assertThat(reference.orientation(moved, axes) * inside).isNotNegative();
    }
  }

  /** The vertex of a cell that a neighbour does not have. */
  private static int opposite(Delaunay delaunay, int cell, int neighbour) {
    int k = 0;
    while (delaunay.neighbour(cell, k) != neighbour) {
      k++;
    }
    return delaunay.vertex(cell, k);
  }

  private static PointCloud grid(int axes, int side, double step) {
    int n = (int) Math.round(Math.pow(side, axes));
    double[] x = new double[n * axes];
    for (int i = 0; i < n; i++) {
      for (int k = 0, rest = i; k < axes; k++, rest /= side) {
        x[i * axes + k] = rest % side * step;
      }
    }
    return PointCloud.of(axes, x);
  }

  /** Sum of the cells' volumes times the factorial of the dimension; exact for small numbers. */
  private static double volume(Delaunay delaunay) {
    int d = delaunay.dimension();
    double sum = 0;
    for (int c = 0; c < delaunay.cells(); c++) {
      double[][] m = new double[3][3];
      m[2][2] = 1;
      for (int i = 0; i < d; i++) {
        for (int k = 0; k < d; k++) {
          PointCloud points = delaunay.points();
          m[i][k] =
              points.coordinate(delaunay.vertex(c, i + 1), k)
                  - points.coordinate(delaunay.vertex(c, 0), k);
        }
      }
      sum +=
          Math.abs(
              m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                  - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                  + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]));
    }
    return sum;
  }
}
