package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.layer.DirectionalSweepLayer;
import io.betti.topology.reference.Mnist;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan reuses its workspaces: after the first images it allocates results and nothing else. */
class WorkspaceTest {
  private static final int IMAGES = 500;

  /** What asking for the figure and a compiler at work may add, bytes. */
  private static final long SLACK = 4096;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final byte[][] images = Mnist.firstTestImages(IMAGES);

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void pair_allocatesNothing_whenWorkspacesHaveGrown(GridComplex complex) {
    GridPersistence plan =
        new GridPersistence(
            new LevelSetFiltration(Grid.of(28, 28), complex, Direction.SUPERLEVEL),
            DiagramOptions.upTo(1));
    long pairs = 0;
    for (byte[] image : images) {
      plan.pair(image);
      pairs += plan.pairs();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (byte[] image : images) {
      plan.pair(image);
      pairs -= plan.pairs();
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(SLACK);
    assertThat(pairs).isZero();
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void pair_allocatesNothing_forComponentsInSpace(GridComplex complex) {
    GridPersistence plan =
        new GridPersistence(
            new LevelSetFiltration(Grid.of(4, 14, 14), complex, Direction.SUPERLEVEL),
            DiagramOptions.upTo(0));
    for (byte[] image : images) {
      plan.pair(image);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (byte[] image : images) {
      plan.pair(image);
    }
    // Sorting notes down the runs that it finds in larger arrays, now and then.
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(8 * SLACK);
  }

  @ParameterizedTest
  @EnumSource(GridComplex.class)
  void plan_takesWhatIsSaidBeforehand(GridComplex complex) {
    for (int[] shape :
        new int[][] {{9}, {300, 400}, {50, 60, 70}, {2, 2, 90_000}, {70_000, 2, 2}}) {
      LevelSetFiltration filtration =
          new LevelSetFiltration(Grid.of(shape), complex, Direction.SUBLEVEL);
      DiagramOptions options = DiagramOptions.upTo(shape.length - 1);
      GridPersistence first = new GridPersistence(filtration, options); // makes shared tables
      long before = THREADS.getCurrentThreadAllocatedBytes();
      GridPersistence plan = new GridPersistence(filtration, options);
      long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
      long said = GridPersistence.workspaceBytes(filtration, options);
      assertThat(taken).isBetween(said - (1 << 16), said + SLACK);
      assertThat(plan.options()).isEqualTo(first.options());
    }
  }

  @Test
  void diagram_allocatesItsArraysOnly_whenWorkspacesHaveGrown() {
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(Grid.of(28, 28)), DiagramOptions.upTo(1));
    long bars = 0;
    for (byte[] image : images) {
      bars += plan.diagram(image).size();
    }
    PersistenceDiagram[] kept = new PersistenceDiagram[IMAGES];
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < IMAGES; i++) {
      kept[i] = plan.diagram(images[i]);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    // Birth, death and two cells to a bar; the object, five arrays and their headers to a diagram.
    assertThat(allocated).isLessThan(bars * 24 + IMAGES * 192L + SLACK);
    assertThat(kept).doesNotContainNull();
  }

  @Test
  void features_allocatesItsNumbersOnly_whenWorkspacesHaveGrown() {
    DirectionalSweepLayer sweep = DirectionalSweepLayer.of(Grid.of(28, 28));
    double[][] kept = new double[IMAGES][];
    for (byte[] image : images) {
      kept[0] = sweep.features(image);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < IMAGES; i++) {
      kept[i] = sweep.features(images[i]);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(IMAGES * (400 * 8 + 16L) + SLACK);
  }
}
