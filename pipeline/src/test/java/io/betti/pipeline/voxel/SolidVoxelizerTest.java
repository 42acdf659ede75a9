package io.betti.pipeline.voxel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.pipeline.dataset.Mesh;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SolidVoxelizerTest {
  private static final SolidVoxelizer PLAIN = new SolidVoxelizer(32, 1, UpAxis.Z, 1);

  private final SplittableRandom random = new SplittableRandom(20_261_125);

  @Test
  void cubeFillsTheGridUpToItsMargin() {
    for (int margin : new int[] {0, 1, 5}) {
      VoxelGrid grid =
          new SolidVoxelizer(20, margin, UpAxis.Z, 1).solid(Solids.box(0.3, 0.3, 0.3), 0);
      int edge = 20 - 2 * margin;
      assertThat(grid.occupied()).isEqualTo(edge * edge * edge);
      assertThat(grid.boundingBox())
          .containsExactly(margin, 19 - margin, margin, 19 - margin, margin, 19 - margin);
    }
  }

  @Test
  void smallestGridsHaveOneVoxel() {
    assertThat(new SolidVoxelizer(1, 0, UpAxis.Z, 1).solid(Solids.box(1, 2, 3), 0).values())
        .containsExactly(1);
    assertThat(new SolidVoxelizer(3, 1, UpAxis.Z, 1).solid(Solids.sphere(1), 0).occupied())
        .isEqualTo(1);
    assertThat(new SolidVoxelizer(2, 0, UpAxis.Z, 1).solid(Solids.sphere(2), 0).occupied())
        .isEqualTo(8);
  }

  @Test
  void boxStandsInTheMiddle_andGrowsByHalfAVoxelAtMost() {
    VoxelGrid grid = PLAIN.solid(Solids.box(1, 0.5, 2), 0);
    // 15 by 7.5 by 30 voxels around the middle, 16: from 8.5 to 23.5, 12.25 to 19.75, 1 to 31
    assertThat(grid.boundingBox()).containsExactly(1, 30, 12, 19, 8, 23);
    assertThat(grid.occupied()).isEqualTo(30 * 8 * 16);
  }

  @Test
  void faceBetweenTwoVoxelsBelongsToTheOneNearerToTheMiddle() {
    // 14 of 30 voxels: from 9 to 23
    assertThat(PLAIN.solid(Solids.box(14, 14, 30), 0).boundingBox())
        .containsExactly(1, 30, 9, 22, 9, 22);
  }

  @Test
  void sphereAndTetrahedronHaveTheirVolumes() {
    for (int size : new int[] {32, 64, 128}) {
      SolidVoxelizer voxelizer = new SolidVoxelizer(size, 1, UpAxis.Z, 1);
      double radius = (size - 2) / 2.0;
      // A layer of about half a voxel comes on top: the voxels that the surface just meets.
      double shell = 4 * Math.PI * radius * radius;
      double sphere = shell * radius / 3;
      assertThat((double) voxelizer.solid(Solids.sphere(5), 0).occupied())
          .isBetween(sphere, sphere + shell);
      double edge = size - 2;
      double faces = edge * edge * (1.5 + Math.sqrt(3) / 2);
      assertThat((double) voxelizer.solid(Solids.tetrahedron(), 0).occupied())
          .isBetween(edge * edge * edge / 6, edge * edge * edge / 6 + faces);
    }
    double radius = 127;
    int occupied = new SolidVoxelizer(256, 1, UpAxis.Z, 1).solid(Solids.sphere(5), 0).occupied();
    assertThat(occupied / (4 * Math.PI * radius * radius * radius / 3)).isCloseTo(1, within(0.025));
  }

  @Test
  void solidIsSurfaceAndWhatItEncloses_asByPlainMeans() {
    for (int i = 0; i < 60; i++) {
      Mesh mesh = someTriangles(1 + random.nextInt(12));
      int size = 6 + random.nextInt(7);
      VoxelGrid grid = new SolidVoxelizer(size, 1, UpAxis.Z, 1).solid(mesh, 0);
      assertThat(grid.values()).isEqualTo(PlainSolid.of(mesh, size, size - 2));
    }
  }

  private Mesh someTriangles(int count) {
    double[] vertices = new double[9 * count];
    int[] triangles = new int[3 * count];
    for (int i = 0; i < triangles.length; i++) {
      triangles[i] = i;
    }
    for (int i = 0; i < vertices.length; i++) {
      // Now and then from few values, for degenerate triangles.
      vertices[i] = random.nextInt(3) == 0 ? random.nextInt(3) / 3.0 + 0.01 : random.nextDouble();
    }
    return Mesh.of(vertices, triangles);
  }

  @Test
  void nothingChanges_whenTheMeshIsMovedOrScaled() {
    for (Mesh mesh : new Mesh[] {Solids.box(1, 0.7, 0.4), Solids.sphere(3), Solids.tetrahedron()}) {
      byte[] values = PLAIN.solid(mesh, 0).values();
      for (int i = 0; i < 20; i++) {
        Mesh moved =
            Solids.moved(
                mesh,
                Math.exp(20 * random.nextDouble() - 10),
                random.nextInt(3) - 1,
                random.nextDouble(),
                random.nextInt(3) / 3.0);
        assertThat(PLAIN.solid(moved, 0).values()).isEqualTo(values);
      }
    }
  }

  @Test
  void nothingChanges_withOtherOrderAndOrientationOfTriangles() {
    Mesh sphere = Solids.sphere(2);
    int[] triangles = Solids.triangles(sphere);
    int[] other = new int[triangles.length];
    for (int i = 0; i < other.length; i++) {
      other[i] = triangles[other.length - 1 - i];
    }
    assertThat(PLAIN.solid(Mesh.of(Solids.vertices(sphere), other), 0).values())
        .isEqualTo(PLAIN.solid(sphere, 0).values());
  }

  @Test
  void quarterTurnTurnsTheGrid_exactly() {
    SolidVoxelizer twelve = new SolidVoxelizer(24, 2, UpAxis.Z, 12);
    Mesh mesh =
        Solids.union(
            Solids.box(1, 0.5, 0.2), Solids.moved(Solids.tetrahedron(), 0.7, 0.1, 0.3, 0.1));
    for (int rotation = 0; rotation < 12; rotation++) {
      VoxelGrid grid = twelve.solid(mesh, rotation);
      VoxelGrid quarter = twelve.solid(mesh, (rotation + 3) % 12);
      for (int i = 0; i < 24 * 24 * 24; i++) {
        int x = i % 24;
        int y = i / 24 % 24;
        // 90 degrees take x to y, and y to the other end of x
        assertThat(quarter.isOccupied(i / 576, x, 23 - y))
            .isEqualTo(grid.isOccupied(i / 576, y, x));
      }
    }
  }

  @Test
  void cubeTurnedByQuartersIsTheSame_andByAnEighthASlimmerOne() {
    SolidVoxelizer eight = new SolidVoxelizer(32, 1, UpAxis.Z, 8);
    Mesh cube = Solids.box(2, 2, 2);
    byte[] values = eight.solid(cube, 0).values();
    for (int rotation = 2; rotation < 8; rotation += 2) {
      assertThat(eight.solid(cube, rotation).values()).isEqualTo(values);
    }
    // 45 degrees: its diagonal is the longest edge, so the cube is 30 / sqrt(2) high.
    int[] box = eight.solid(cube, 1).boundingBox();
    assertThat(box[1] - box[0] + 1).isEqualTo(22);
    assertThat(box).containsSequence(1, 30, 1, 30);
  }

  @Test
  void upAxisOfTheMeshIsTheFirstOfTheGrid() {
    Mesh post = Solids.box(1, 10, 2);
    VoxelGrid grid = new SolidVoxelizer(32, 1, UpAxis.Y, 1).solid(post, 0);
    assertThat(grid.boundingBox()).containsExactly(1, 30, 13, 18, 14, 17);
    assertThat(PLAIN.solid(post, 0).boundingBox()).containsExactly(13, 18, 1, 30, 14, 17);
    // y up: what points to the viewer, +z, comes to the front, -y
    Mesh flag = Solids.union(post, Solids.moved(Solids.box(1, 1, 1), 1, 0, 9, 2));
    VoxelGrid turned = new SolidVoxelizer(32, 1, UpAxis.Y, 1).solid(flag, 0);
    assertThat(turned.isOccupied(30, 12, 16)).isTrue();
    assertThat(turned.isOccupied(1, 12, 16)).isFalse();
  }

  @Test
  void openShellStaysAShell_andLidFillsIt() {
    Mesh box = Solids.box(1, 1, 1);
    int filled = PLAIN.solid(box, 0).occupied();
    int open = PLAIN.solid(Solids.without(box, 2), 0).occupied();
    assertThat(filled).isEqualTo(27_000);
    // without one side and what is behind it
    assertThat(open).isEqualTo(27_000 - 29 * 28 * 28);
    Mesh sheet = Solids.without(box, 10);
    assertThat(PLAIN.solid(sheet, 0).occupied()).isIn(900, 1800);
  }

  @Test
  void cavityIsFilled_andPartsAreCounted() {
    Mesh outer = Solids.box(3, 3, 3);
    Mesh inner = Solids.moved(Solids.box(1, 1, 1), 1, 1, 1, 1);
    assertThat(PLAIN.solid(Solids.union(outer, inner), 0).occupied()).isEqualTo(27_000);
    Mesh apart = Solids.union(Solids.box(1, 1, 1), Solids.moved(Solids.box(1, 1, 1), 1, 2, 0, 0));
    assertThat(PLAIN.solid(apart, 0).components()).isEqualTo(2);
    assertThat(PLAIN.solid(outer, 0).components()).isEqualTo(1);
  }

  @Test
  void degenerateTrianglesAreSegmentsAndPoints() {
    Mesh segment = Mesh.of(new double[] {0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.5}, new int[] {0, 1, 2});
    VoxelGrid grid = PLAIN.solid(segment, 0);
    for (int i = 1; i <= 30; i++) {
      assertThat(grid.isOccupied(i, i, i)).isTrue();
    }
    assertThat(grid.components()).isEqualTo(1);
    Mesh cube = Solids.box(1, 1, 1);
    Mesh more =
        Solids.union(
            cube,
            Mesh.of(new double[] {0.2, 0.2, 0.2, 0.7, 0.7, 0.7}, new int[] {0, 0, 0, 1, 1, 0}));
    assertThat(PLAIN.solid(more, 0).values()).isEqualTo(PLAIN.solid(cube, 0).values());
  }

  @Test
  void vertexOfNoTriangleCountsForNothing() {
    Mesh cube = Solids.box(1, 1, 1);
    Mesh stray = Solids.union(cube, Mesh.of(new double[] {1e300, -50, 7}, new int[0]));
    assertThat(PLAIN.solid(stray, 0).values()).isEqualTo(PLAIN.solid(cube, 0).values());
  }

  @Test
  void meshWithoutSurfaceOrExtentIsRefused() {
    assertThatThrownBy(() -> PLAIN.solid(Mesh.of(new double[] {1, 2, 3}, new int[0]), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no triangles");
    for (double x : new double[] {0, 1e-320, 1.7e308}) {
      Mesh mesh = Mesh.of(new double[] {-x, 0, 0, x, 0, 0}, new int[] {0, 1, 0});
      assertThatThrownBy(() -> PLAIN.solid(mesh, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("longest edge of its bounding box");
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SolidVoxelizer(32, -1, UpAxis.Z, 1))
        .hasMessageContaining("margin must be at least 0");
    assertThatThrownBy(() -> new SolidVoxelizer(32, 1, UpAxis.Z, 0))
        .hasMessageContaining("rotations at least 1");
    assertThatThrownBy(() -> new SolidVoxelizer(8, 4, UpAxis.Z, 1))
        .hasMessageContaining("within 9 and 1024");
    assertThatThrownBy(() -> new SolidVoxelizer(1025, 4, UpAxis.Z, 1))
        .hasMessageContaining("within 9 and 1024");
    assertThatThrownBy(() -> PLAIN.solid(Solids.box(1, 1, 1), 1))
        .hasMessageContaining("outside 0 to 0");
    assertThatThrownBy(() -> UpAxis.parse("x")).hasMessageContaining("y or z");
  }

  @Test
  void componentsAreThoseOfTheFreudenthalTriangulation() {
    byte[] values = new byte[27];
    values[13] = 1;
    values[26] = 1; // along the main diagonal
    assertThat(VoxelGrid.of(3, values).components()).isEqualTo(1);
    values[26] = 0;
    values[13 + 9 - 3] = 1; // across: z rises, y falls
    assertThat(VoxelGrid.of(3, values).components()).isEqualTo(2);
    assertThat(VoxelGrid.of(3, new byte[27]).components()).isZero();
    assertThatThrownBy(() -> VoxelGrid.of(3, new byte[27]).boundingBox())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> VoxelGrid.of(2, new byte[27])).hasMessageContaining("27 values");
    values[0] = 2;
    assertThatThrownBy(() -> VoxelGrid.of(3, values)).hasMessageContaining("0 or 1");
  }
}
