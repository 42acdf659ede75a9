package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.reference.Circumball;
import io.betti.topology.reference.PointSample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Radii, Gabriel tests and centres of Delaunay simplices against fractions, to the last digit. */
class CircumballTest {
  private static final int SAMPLES = 250;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void radiusIsTheExactOneRoundedOnce(int axes) {
    for (long seed = 1_000; seed < 1_000 + SAMPLES; seed++) {
      PointSample sample = PointSample.of(seed, axes, 12);
      DelaunayComplex complex = DelaunayComplex.of(Delaunay.of(sample.points()));
      Circumradius squared = new Circumradius(sample.points(), true);
      Circumradius plain = new Circumradius(sample.points(), false);
      for (int k = 1; k <= complex.dimension(); k++) {
        for (int i = 0; i < complex.size(k); i++) {
          int[] vertices = complex.vertices(k, i);
          double expected = isWhisker(sample.points(), vertices) ? 0 : exact(sample, vertices);
          assertThat(squared.of(complex, k, i)).as("%s", sample).isEqualTo(expected);
          assertThat(plain.of(complex, k, i)).as("%s", sample).isEqualTo(Math.sqrt(expected));
        }
      }
    }
  }

  private static double exact(PointSample sample, int[] vertices) {
    return new Circumball(sample.points(), vertices).squaredRadius();
  }

  private static boolean isWhisker(PointCloud points, int[] vertices) {
    return points.squaredDistance(vertices[0], vertices[1]) == 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void gabrielTestIsExact(int axes) {
    for (long seed = 2_000; seed < 2_000 + SAMPLES; seed++) {
      PointSample sample = PointSample.of(seed, axes, 10);
      DelaunayComplex complex = DelaunayComplex.of(Delaunay.of(sample.points()));
      GabrielTest test = new GabrielTest(sample.points());
      for (int k = 2; k <= complex.dimension(); k++) {
        for (int i = 0; i < complex.size(k); i++) {
          for (int m = 0; m <= k; m++) {
            int[] face = complex.vertices(k - 1, complex.face(k, i, m));
            Circumball ball = new Circumball(sample.points(), face);
            assertThat(test.encloses(complex, k, i, m))
                .as("%s and %s of %s", face, complex.vertex(k, i, m), sample)
                .isEqualTo(ball.encloses(complex.vertex(k, i, m)));
          }
        }
      }
    }
  }

  @Test
  void centreOfATriangleAndATetrahedron() {
    PointCloud points = PointCloud.of(3, 1, 1, 1, 4, 1, 1, 1, 5, 1, 1, 1, 13);
    Circumsphere triangle = new Circumsphere(points, 0, 1, 2);
    assertThat(triangle.radius()).isEqualTo(2.5);
    assertThat(weights(triangle, 3)).containsExactly(new double[] {0, 0.5, 0.5}, within(1e-16));
    assertThat(triangle.arm(1, 0)).isEqualTo(1.5);
    Circumsphere tetrahedron = new Circumsphere(points, 0, 1, 2, 3);
    assertThat(tetrahedron.radius()).isEqualTo(6.5);
    assertThat(weights(tetrahedron, 4))
        .containsExactly(new double[] {-0.5, 0.5, 0.5, 0.5}, within(1e-16));
  }

  private static double[] weights(Circumsphere sphere, int size) {
    double[] weights = new double[size];
    Arrays.setAll(weights, sphere::weight);
    return weights;
  }

  @Test
  void centreOfPointsThatFallTogether_isNotFinite() {
    PointCloud points = PointCloud.of(2, 1, 1, 1, 1, 2, 2);
    assertThat(new Circumsphere(points, 0, 1, 2).isFinite()).isFalse();
    assertThat(new Circumsphere(points, 0, 1).radius()).isZero();
  }
}
