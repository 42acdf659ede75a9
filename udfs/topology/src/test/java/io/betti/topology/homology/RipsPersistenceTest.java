package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.RipsFiltration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RipsPersistenceTest {
  private static final RipsFiltration RIPS = RipsFiltration.unbounded();
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private static String text(RipsFiltration filtration, DiagramOptions options, double... line) {
    return new RipsPersistence(filtration, options).diagram(PointCloud.of(1, line)).toString();
  }

  @Test
  void diagram_isEmpty_withoutPoints() {
    assertThat(RipsPersistence.of(RIPS, PointCloud.of(3), 2)).isEqualTo(PersistenceDiagram.empty());
    assertThat(RipsPersistence.of(RIPS, DistanceMatrix.of(new double[0][]), 2).size()).isZero();
  }

  @Test
  void diagram_ofOneAndTwoPoints() {
    assertThat(text(RIPS, DiagramOptions.upTo(2), 5)).isEqualTo("H0: [0.0, inf)@0");
    assertThat(text(RIPS, DiagramOptions.upTo(2), 5, 7))
        .isEqualTo("H0: [0.0, inf)@0 [0.0, 2.0)@1:0-1");
  }

  @Test
  void diagram_ofDuplicates() {
    assertThat(text(RIPS, DiagramOptions.upTo(1), 1, 1, 1)).isEqualTo("H0: [0.0, inf)@0");
    assertThat(text(RIPS, DiagramOptions.upTo(1).withZeroLength(), 1, 1, 1))
        .isEqualTo("H0: [0.0, inf)@0 [0.0, 0.0)@1:0-1 [0.0, 0.0)@2:0-2");
  }

  @Test
  void diagram_ofSquare_hasOneLoop() {
    PointCloud square = PointCloud.of(2, 0, 0, 1, 0, 1, 1, 0, 1);
    assertThat(RipsPersistence.of(RIPS, square, 1).toString())
        .isEqualTo(
            "H0: [0.0, inf)@0 [0.0, 1.0)@1:0-1 [0.0, 1.0)@2:1-2 [0.0, 1.0)@3:0-3\n"
                + "H1: [1.0, 1.4142135623730951)@2-3:0-2");
  }

  @Test
  void threshold_keepsLoopsAndComponents() {
    PointCloud square = PointCloud.of(2, 0, 0, 1, 0, 1, 1, 0, 1, 9, 9);
    RipsFiltration upTo1 = new RipsFiltration(1);
    assertThat(RipsPersistence.of(upTo1, square, 1).toString())
        .isEqualTo(
            "H0: [0.0, inf)@0 [0.0, inf)@4 [0.0, 1.0)@1:0-1 [0.0, 1.0)@2:1-2 [0.0, 1.0)@3:0-3\n"
                + "H1: [1.0, inf)@2-3");
    DiagramOptions clamp = DiagramOptions.upTo(1).withEssential(EssentialPolicy.CLAMP);
    assertThat(new RipsPersistence(upTo1, clamp).diagram(square).toString())
        .isEqualTo(
            "H0: [0.0, 1.0)@0 [0.0, 1.0)@4 [0.0, 1.0)@1:0-1 [0.0, 1.0)@2:1-2 [0.0, 1.0)@3:0-3\n"
                + "H1: [1.0, 1.0)@2-3");
    assertThat(RipsPersistence.of(new RipsFiltration(0), square, 1).size()).isEqualTo(5);
  }

  @Test
  void clamp_withoutThreshold_isTheLargestEdge() {
    DiagramOptions clamp = DiagramOptions.upTo(1).withEssential(EssentialPolicy.CLAMP);
    assertThat(text(RIPS, clamp, 5, 7, 6.5))
        .isEqualTo("H0: [0.0, 2.0)@0:0-1 [0.0, 1.5)@1:0-2 [0.0, 0.5)@2:1-2");
    assertThat(text(RIPS, clamp, 5)).isEqualTo("H0: [0.0, 0.0)@0");
  }

  /** Two pairs, never joined: both stay, and clamp at the largest finite distance. */
  @Test
  void infiniteDistances_leaveComponents() {
    double[][] distances = {
      {0, 1, NEVER, NEVER}, {1, 0, NEVER, NEVER}, {NEVER, NEVER, 0, 3}, {NEVER, NEVER, 3, 0}
    };
    DistanceMatrix matrix = DistanceMatrix.of(distances);
    assertThat(RipsPersistence.of(RIPS, matrix, 1).toString())
        .isEqualTo("H0: [0.0, inf)@0 [0.0, inf)@2 [0.0, 3.0)@3:2-3 [0.0, 1.0)@1:0-1");
    DiagramOptions clamp = DiagramOptions.upTo(1).withEssential(EssentialPolicy.CLAMP);
    assertThat(new RipsPersistence(RIPS, clamp).diagram(matrix).toString())
        .isEqualTo("H0: [0.0, 3.0)@0:2-3 [0.0, 3.0)@2:2-3 [0.0, 3.0)@3:2-3 [0.0, 1.0)@1:0-1");
  }

  @Test
  void diagram_ofCrossPolytope_hasItsSphere() {
    PointCloud octahedron =
        PointCloud.of(3, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1);
    PersistenceDiagram diagram = RipsPersistence.of(RIPS, octahedron, 3);
    assertThat(diagram.size(1)).isZero();
    assertThat(diagram.size(2)).isOne();
    assertThat(diagram.birth(diagram.from(2))).isEqualTo(Math.sqrt(2));
    assertThat(diagram.death(diagram.from(2))).isEqualTo(2);
    assertThat(diagram.size(3)).isZero();
  }

  @Test
  void refuses_whatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RipsFiltration(Double.NaN))
        .withMessageContaining("threshold NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RipsFiltration(-1))
        .withMessageContaining("threshold -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RipsPersistence.of(RIPS, PointCloud.of(1, 0), 256))
        .withMessageContaining("dimensions 0 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(RIPS, DiagramOptions.upTo(1), 1e200, -1e200))
        .withMessageContaining("scale the points down");
  }

  @Test
  void refuses_simplicesThatDoNotFit() {
    double[] line = new SplittableRandom(1).doubles(100).toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RipsPersistence.of(RIPS, PointCloud.of(1, line), 8))
        .withMessageContaining("need 82 bits and a long has 64; give a threshold");
  }

  @Test
  void diagram_ofRing_hasOneLongLoop() {
    SplittableRandom random = new SplittableRandom(3);
    double[] ring = new double[600];
    for (int i = 0; i < 300; i++) {
      double angle = random.nextDouble(2 * Math.PI);
      double radius = 1 + random.nextDouble(0.2);
      ring[2 * i] = radius * Math.cos(angle);
      ring[2 * i + 1] = radius * Math.sin(angle);
    }
    PersistenceDiagram diagram = RipsPersistence.of(RIPS, PointCloud.of(2, ring), 1);
    assertThat(diagram.size(0)).isEqualTo(300);
    int loop = diagram.from(1);
    assertThat(diagram.lifetime(loop)).isGreaterThan(1.4);
    assertThat(diagram.lifetime(loop + 1)).isLessThan(0.2);
  }

  /** As many as the issue asks for. */
  @Test
  void diagram_of2000Points_fits() {
    double[] cube = new SplittableRandom(4).doubles(6000).toArray();
    PersistenceDiagram diagram = RipsPersistence.of(RIPS, PointCloud.of(3, cube), 1);
    assertThat(diagram.size(0)).isEqualTo(2000);
    assertThat(diagram.size(1)).isBetween(900, 1100);
  }
}
