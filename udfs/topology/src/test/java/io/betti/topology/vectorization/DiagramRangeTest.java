package io.betti.topology.vectorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fitted ranges, and the grids they make. */
class DiagramRangeTest {
  @Test
  void merge_isRangeOfTheWhole_howeverSplit() {
    Random random = new Random(4);
    for (int n = 0; n < 500; n++) {
      List<PersistenceDiagram> diagrams = new ArrayList<>();
      List<double[]> all = new ArrayList<>();
      for (int k = random.nextInt(8); k > 0; k--) {
        List<double[]> bars = BarSample.bars(random, 5);
        all.addAll(bars);
        boolean falls = random.nextBoolean();
        double end = falls ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        List<double[]> read = falls ? BarSample.negated(bars) : bars;
        diagrams.add(BarSample.diagram(1, BarSample.padded(read, end)));
      }
      DiagramRange whole = DiagramRange.of(BarSample.diagram(1, all), 1);
      List<DiagramRange> parts = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        parts.add(DiagramRange.empty(1));
      }
      for (PersistenceDiagram diagram : diagrams) {
        int k = random.nextInt(3);
        parts.set(k, parts.get(k).with(diagram));
      }
      Collections.shuffle(parts, random);
      assertThat(parts.get(0).merge(parts.get(1)).merge(parts.get(2))).isEqualTo(whole);
      assertThat(parts.get(0).merge(parts.get(1).merge(parts.get(2)))).isEqualTo(whole);
      assertThat(whole.isEmpty()).isEqualTo(all.isEmpty());
    }
  }

  @Test
  void range_byHand() {
    PersistenceDiagram diagram =
        PersistenceDiagram.parse("H0: [1, -inf)@0 [0.75, 0.25)@1:2 [0.5, 0.375)@3:4 [9, 9)@5:6");
    assertThat(DiagramRange.of(diagram, 0))
        .isEqualTo(new DiagramRange(0, -0.75, -0.5, -0.375, -0.25, 0.125, 0.5));
    assertThat(DiagramRange.of(diagram, 1)).isEqualTo(DiagramRange.empty(1));
  }

  @Test
  void merge_refusesAnotherDimension() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DiagramRange.empty(0).merge(DiagramRange.empty(1)))
        .withMessageContaining("0 and 1");
  }

  @Test
  void grids_spanTheRange() {
    DiagramRange range = DiagramRange.of(BarSample.diagram(new double[] {0, 4}), 1);
    assertThat(SampleGrid.spanning(range, 5).points()).containsExactly(0, 1, 2, 3, 4);
    assertThat(SampleGrid.within(range, 3).points()).containsExactly(1, 2, 3);
    assertThat(SampleGrid.within(range, 1).points()).containsExactly(2);
    assertThat(SampleGrid.births(range, 2).points()).containsExactly(0, 0);
    assertThat(SampleGrid.spanning(range, 1).points()).containsExactly(0);
  }

  @Test
  void grids_refuseEmptyRanges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleGrid.spanning(DiagramRange.empty(0), 5))
        .withMessageContaining("give the ends yourself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleGrid.within(DiagramRange.empty(0), 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleGrid(1, 0, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleGrid(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleGrid(-1e308, 1e308, 3));
  }

  @Test
  void points_neverFall() {
    Random random = new Random(7);
    for (int n = 0; n < 300; n++) {
      double min = random.nextGaussian();
      double max = min + random.nextInt(4) * Math.ulp(min);
      double[] points = new SampleGrid(min, max, 1 + random.nextInt(40)).points();
      assertThat(points).isSorted();
      assertThat(points[points.length - 1]).isLessThanOrEqualTo(max);
    }
  }
}
