package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.reference.GoldenFile;
import io.betti.topology.reference.Mnist;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The engine against files made by other tools; the README beside the files says by which. */
class GridPersistenceGoldenTest {
  private static final Grid IMAGE = Grid.of(Mnist.SIDE, Mnist.SIDE);

  private final byte[][] mnist = Mnist.firstTestImages(60);

  @Test
  void equalsTopologyLayer_onMnist() {
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(IMAGE), DiagramOptions.upTo(1));
    List<Map<String, Object>> lines = GoldenFile.objects("levelset2d_mnist.jsonl");
    assertThat(lines).hasSize(120);
    for (Map<String, Object> line : lines) {
      int image = ((Double) line.get("image")).intValue();
      int dimension = ((Double) line.get("dim")).intValue();
      PersistenceDiagram diagram = plan.diagram(Mnist.scaled(mnist[image]));
      assertThat(bars(diagram, dimension))
          .as("image %d, PD%d", image, dimension)
          .containsExactlyInAnyOrderElementsOf(
              GoldenFile.bars(line.get("bars"), Double.NEGATIVE_INFINITY));
    }
  }

  @Test
  void equalsTopologyLayer_withoutTies() {
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(IMAGE), DiagramOptions.upTo(1));
    List<Map<String, Object>> lines = GoldenFile.objects("levelset2d_notie.jsonl");
    assertThat(lines).hasSize(8);
    for (Map<String, Object> line : lines) {
      double[] values = GoldenFile.flat(line.get("values"));
      for (PersistenceDiagram diagram :
          List.of(plan.diagram(narrow(values)), plan.diagram(values))) {
        for (int k = 0; k < 2; k++) {
          assertThat(bars(diagram, k))
              .as("image %s, PD%d", line.get("image"), k)
              .containsExactlyInAnyOrderElementsOf(
                  GoldenFile.bars(line.get("pd" + k), Double.NEGATIVE_INFINITY));
        }
      }
    }
  }

  @Test
  void equalsGudhi_onMnistAndRandomGrids() {
    List<Map<String, Object>> lines = GoldenFile.objects("gudhi_grids.jsonl");
    assertThat(lines).hasSize(524);
    int withCells = 0;
    for (Map<String, Object> line : lines) {
      GridComplex complex = GridComplex.parse((String) line.get("complex"));
      Direction direction = Direction.parse((String) line.get("direction"));
      Grid grid = IMAGE;
      byte[] bytes;
      if (line.containsKey("image")) {
        bytes = mnist[((Double) line.get("image")).intValue()];
      } else {
        List<?> rows = (List<?>) line.get("grid");
        grid = Grid.of(rows.size(), ((List<?>) rows.get(0)).size());
        bytes = bytes(GoldenFile.flat(rows));
      }
      GridPersistence plan =
          new GridPersistence(
              new LevelSetFiltration(grid, complex, direction), DiagramOptions.upTo(1));
      PersistenceDiagram diagram = plan.diagram(bytes);
      int dimension = ((Double) line.get("dim")).intValue();
      assertThat(bars(diagram, dimension))
          .as("%s", line)
          .containsExactlyInAnyOrderElementsOf(
              GoldenFile.bars(line.get("bars"), direction.essentialDeath()));
      if (line.containsKey("cells")) {
        withCells++;
        assertThat(cells(diagram, dimension))
            .as("%s", line)
            .containsExactlyInAnyOrderElementsOf(GoldenFile.bars(line.get("cells"), -1));
      }
    }
    assertThat(withCells).isGreaterThan(100);
  }

  @Test
  void equalsGudhi_onVolumes() {
    List<Map<String, Object>> lines = GoldenFile.objects("gudhi_volumes.jsonl");
    assertThat(lines).hasSize(26);
    int bars = 0;
    for (Map<String, Object> line : lines) {
      int[] shape = numbers(line.get("shape")).mapToInt(x -> (int) x).toArray();
      double[] values = numbers(line.get("values")).toArray();
      for (GridComplex complex : GridComplex.values()) {
        for (Direction direction : Direction.values()) {
          LevelSetFiltration filtration =
              new LevelSetFiltration(Grid.of(shape), complex, direction);
          PersistenceDiagram diagram =
              new GridPersistence(filtration, DiagramOptions.upTo(2)).diagram(values);
          List<?> expected = (List<?>) line.get(complex + " " + direction);
          for (int k = 0; k < 3; k++) {
            assertThat(bars(diagram, k))
                .as("PD%d, %s of %s", k, filtration.description(), line.get("values"))
                .containsExactlyInAnyOrderElementsOf(
                    GoldenFile.bars(expected.get(k), direction.essentialDeath()));
            bars += diagram.size(k);
          }
        }
      }
    }
    assertThat(bars).isGreaterThan(3_000);
  }

  private static DoubleStream numbers(Object list) {
    return ((List<?>) list).stream().mapToDouble(x -> (Double) x);
  }

  private static List<List<Double>> bars(PersistenceDiagram diagram, int dimension) {
    List<List<Double>> bars = new ArrayList<>();
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      bars.add(List.of(diagram.birth(i), diagram.death(i)));
    }
    return bars;
  }

  private static List<List<Double>> cells(PersistenceDiagram diagram, int dimension) {
    List<List<Double>> cells = new ArrayList<>();
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      cells.add(List.of((double) diagram.birthVertex(i), (double) diagram.deathVertex(i)));
    }
    return cells;
  }

  private static byte[] bytes(double[] values) {
    byte[] bytes = new byte[values.length];
    for (int v = 0; v < bytes.length; v++) {
      bytes[v] = (byte) values[v];
    }
    return bytes;
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int v = 0; v < narrow.length; v++) {
      narrow[v] = (float) values[v];
    }
    return narrow;
  }
}
