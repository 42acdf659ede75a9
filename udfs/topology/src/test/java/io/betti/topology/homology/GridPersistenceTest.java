package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader expects of small grids, and what is refused at the door. */
class GridPersistenceTest {
  private static final Grid SQUARE = Grid.of(3, 3);
  private static final DiagramOptions PLANE = DiagramOptions.upTo(1);

  @Test
  void ring_isOneComponentAndOneLoop() {
    float[] ring = {3, 3, 3, 3, 1, 3, 3, 3, 2};
    assertThat(GridPersistence.of(LevelSetFiltration.superlevel(SQUARE), ring))
        .hasToString("H0: [3.0, -inf)@0\nH1: [2.0, 1.0)@8:4");
  }

  /** Edges run along the main diagonal: a ring needs two of its corners and not the other two. */
  @Test
  void ringWithoutCorners_isClosed_ifTheyAreNotOnTheMainDiagonal() {
    float[] closed = {3, 3, 0, 3, 1, 3, 0, 3, 3};
    assertThat(GridPersistence.of(LevelSetFiltration.superlevel(SQUARE), closed))
        .hasToString("H0: [3.0, -inf)@0\nH1: [3.0, 1.0)@8:4");
    float[] broken = {0, 3, 3, 3, 1, 3, 3, 3, 0};
    assertThat(GridPersistence.of(LevelSetFiltration.superlevel(SQUARE), broken))
        .hasToString("H0: [3.0, -inf)@1 [3.0, 1.0)@3:4");
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void oneVertex_isOneEssentialBar(GridComplex complex) {
    for (Grid grid : new Grid[] {Grid.of(1), Grid.of(1, 1)}) {
      for (Direction direction : Direction.values()) {
        LevelSetFiltration filtration = new LevelSetFiltration(grid, complex, direction);
        DiagramOptions options = DiagramOptions.upTo(filtration.maxHomologyDimension());
        String never = direction == Direction.SUBLEVEL ? "inf" : "-inf";
        assertThat(new GridPersistence(filtration, options).diagram(new byte[] {7}))
            .hasToString("H0: [7.0, " + never + ")@0");
        DiagramOptions clamp = options.withEssential(EssentialPolicy.CLAMP);
        assertThat(new GridPersistence(filtration, clamp).diagram(new double[] {-0.5}))
            .hasToString("H0: [-0.5, -0.5)@0:0");
      }
    }
  }

  @Test
  void flatGrid_isBornAtItsFirstVertex_andClampedToItsLast() {
    GridPersistence plan =
        new GridPersistence(
            LevelSetFiltration.superlevel(SQUARE), PLANE.withEssential(EssentialPolicy.CLAMP));
    assertThat(plan.diagram(new float[9])).hasToString("H0: [0.0, 0.0)@0:8");
    assertThat(plan.essentialVertex()).isZero();
    assertThat(plan.pairs()).isZero();
  }

  @Test
  void negativeZero_isZero() {
    GridPersistence plan = new GridPersistence(LevelSetFiltration.superlevel(Grid.of(3)), line());
    assertThat(plan.diagram(new float[] {-0.0f, -1, 0.0f}))
        .hasToString("H0: [0.0, -inf)@0 [0.0, -1.0)@2:1");
    assertThat(plan.diagram(new double[] {0.0, -1, -0.0}))
        .hasToString("H0: [0.0, -inf)@0 [0.0, -1.0)@2:1");
    plan.pair(new float[] {-0.0f, -1, 0.0f});
    assertThat(plan.value(0)).isEqualTo(0.0).matches(value -> 1 / value > 0);
  }

  @Test
  void bytes_areUnsigned() {
    GridPersistence plan = new GridPersistence(LevelSetFiltration.superlevel(Grid.of(3)), line());
    assertThat(plan.diagram(new byte[] {(byte) 200, 100, (byte) 255}))
        .hasToString("H0: [255.0, -inf)@2 [200.0, 100.0)@0:1");
  }

  @Test
  void componentsOnly_whereDimensionZeroIsAsked() {
    float[] ring = {3, 3, 3, 3, 1, 3, 3, 3, 2};
    PersistenceDiagram diagram =
        new GridPersistence(LevelSetFiltration.superlevel(SQUARE), line()).diagram(ring);
    assertThat(diagram).hasToString("H0: [3.0, -inf)@0");
    assertThat(diagram.size(1)).isZero();
  }

  @Test
  void zeroLengthBars_areThoseBetweenTwoVertices() {
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(4)), line().withZeroLength());
    // Vertices 2 and 3 come after a neighbour of their own value: no bar is theirs.
    assertThat(plan.diagram(new byte[] {5, 4, 4, 4})).hasToString("H0: [5.0, -inf)@0");
    GridPersistence plane =
        new GridPersistence(
            new LevelSetFiltration(Grid.of(2, 2), GridComplex.CUBICAL_V, Direction.SUBLEVEL),
            PLANE.withZeroLength());
    assertThat(plane.diagram(new byte[] {0, 1, 1, 0}))
        .hasToString("H0: [0.0, inf)@0 [0.0, 1.0)@3:1");
    assertThat(plane.diagram(new byte[] {1, 1, 1, 0}))
        .hasToString("H0: [0.0, inf)@3 [1.0, 1.0)@0:1");
    GridPersistence without = new GridPersistence(plane.filtration(), PLANE);
    assertThat(without.diagram(new byte[] {1, 1, 1, 0})).hasToString("H0: [0.0, inf)@3");
  }

  /** A hollow cube has a void; with a rod through it a tunnel as well. */
  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void hollowCube_hasAVoid_andARodThroughItsWallsATunnel(GridComplex complex) {
    Grid cube = Grid.of(5, 5, 5);
    byte[] hollow = new byte[125];
    byte[] drilled = new byte[125];
    for (int v = 0; v < 125; v++) {
      int z = v / 25;
      int y = v / 5 % 5;
      int x = v % 5;
      boolean wall = Math.max(Math.abs(z - 2), Math.max(Math.abs(y - 2), Math.abs(x - 2))) == 2;
      hollow[v] = (byte) (wall ? 9 : 1);
      drilled[v] = (byte) (wall && (y != 2 || x != 2) ? 9 : 1);
    }
    LevelSetFiltration filtration = new LevelSetFiltration(cube, complex, Direction.SUPERLEVEL);
    GridPersistence plan = new GridPersistence(filtration, DiagramOptions.upTo(2));
    assertThat(plan.diagram(hollow).toStringWithoutCells())
        .isEqualTo("H0: [9.0, -inf)\nH2: [9.0, 1.0)");
    assertThat(plan.diagram(drilled).toStringWithoutCells())
        .isEqualTo("H0: [9.0, -inf)\nH1: [9.0, 1.0)");
    assertThat(new GridPersistence(filtration, PLANE).diagram(hollow).toStringWithoutCells())
        .isEqualTo("H0: [9.0, -inf)");
  }

  @Test
  void thinVolume_hasTheDiagramOfThePlaneThatItIs() {
    float[] ring = {3, 3, 3, 3, 1, 3, 3, 3, 2};
    for (Grid thin : new Grid[] {Grid.of(1, 3, 3), Grid.of(3, 1, 3), Grid.of(3, 3, 1)}) {
      assertThat(GridPersistence.of(LevelSetFiltration.superlevel(thin), ring))
          .hasToString("H0: [3.0, -inf)@0\nH1: [2.0, 1.0)@8:4");
    }
  }

  @Test
  void workspace_isKnownBeforehand_andTooLargeOnesAreRefused() {
    LevelSetFiltration large = LevelSetFiltration.superlevel(Grid.of(512, 512, 512));
    long bytes = GridPersistence.workspaceBytes(large, DiagramOptions.upTo(2));
    assertThat(bytes).isBetween(12L << 27, 13L << 27);
    LevelSetFiltration needle = LevelSetFiltration.superlevel(Grid.of(2, 2, 1 << 26));
    assertThat(GridPersistence.workspaceBytes(needle, DiagramOptions.upTo(2)))
        .isGreaterThan(1L << 32);
    LevelSetFiltration longest = LevelSetFiltration.superlevel(Grid.of(1 << 26, 2, 2));
    assertThat(GridPersistence.workspaceBytes(longest, DiagramOptions.upTo(0)))
        .isGreaterThan(1L << 32);
    assertThatThrownBy(() -> GridPersistence.workspaceBytes(large, DiagramOptions.upTo(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimensions 0 to 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 10})
  void wrongLength_isRefused(int length) {
    GridPersistence plan = new GridPersistence(LevelSetFiltration.superlevel(SQUARE), PLANE);
    String message =
        "got "
            + length
            + " values for a grid of shape [3, 3], which has 9; pass one value per vertex, row-major";
    assertThatThrownBy(() -> plan.diagram(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> plan.diagram(new float[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> plan.diagram(new double[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valueThatIsNotFinite_isRefused_whereverItStands(double bad) {
    for (GridComplex complex : GridComplex.values()) {
      for (Direction direction : Direction.values()) {
        LevelSetFiltration filtration = new LevelSetFiltration(SQUARE, complex, direction);
        GridPersistence plan = new GridPersistence(filtration, PLANE);
        for (int at = 0; at < 9; at++) {
          for (float other : new float[] {0, 1, -1}) {
            refuses(plan, other, bad, at);
          }
        }
      }
    }
  }

  private static void refuses(GridPersistence plan, float other, double bad, int at) {
    float[] floats = new float[9];
    Arrays.fill(floats, other);
    floats[at] = (float) bad;
    double[] doubles = new double[9];
    Arrays.fill(doubles, other);
    doubles[at] = bad;
    String message =
        "value "
            + bad
            + " at index "
            + at
            + " of a grid of shape [3, 3]; level sets need finite values: replace or drop such rows";
    assertThatThrownBy(() -> plan.diagram(floats))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> plan.diagram(doubles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    // The plan is none the worse for it.
    floats[at] = other + 1;
    assertThat(plan.diagram(floats))
        .isEqualTo(new GridPersistence(plan.filtration(), PLANE).diagram(floats));
  }

  @Test
  void negativeNaN_isRefused() {
    float[] floats = new float[9];
    floats[4] = Float.intBitsToFloat(0xffc00001);
    assertThatThrownBy(() -> GridPersistence.of(LevelSetFiltration.superlevel(SQUARE), floats))
        .hasMessageContaining("value NaN at index 4");
  }

  @Test
  void dimensionThatAGridHasNot_isRefused() {
    assertThatThrownBy(() -> new GridPersistence(LevelSetFiltration.superlevel(Grid.of(9)), PLANE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("homology dimension 1")
        .hasMessageContaining("[9]")
        .hasMessageContaining("dimensions 0 to 0");
    assertThatThrownBy(() -> DiagramOptions.upTo(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1")
        .hasMessageContaining("at least 0");
  }

  private static DiagramOptions line() {
    return DiagramOptions.upTo(0);
  }
}
