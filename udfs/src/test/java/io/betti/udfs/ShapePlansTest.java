package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.junit.jupiter.api.Test;

class ShapePlansTest {
  private final List<Grid> made = new ArrayList<>();
  private final ShapePlans<Grid> plans = new ShapePlans<>(this::make, false);

  private Grid make(Grid grid) {
    made.add(grid);
    return grid;
  }

  private static ArrayData shape(int... axes) {
    return UnsafeArrayData.fromPrimitiveArray(axes);
  }

  @Test
  void planIsMadeOnce_whenShapesAlternate() {
    for (int n = 0; n < 100; n++) {
      assertThat(plans.of(shape(28, 28))).isEqualTo(Grid.of(28, 28));
      assertThat(plans.of(shape(784))).isEqualTo(Grid.of(784));
    }
    assertThat(made).containsExactly(Grid.of(28, 28), Grid.of(784));
  }

  @Test
  void longestUnusedIsForgotten_whenShapesAreMany() {
    for (int width = 1; width <= 100; width++) {
      plans.of(shape(7));
      plans.of(shape(width));
      assertThat(plans.size()).isLessThanOrEqualTo(16);
    }
    assertThat(made).hasSize(100);
    plans.of(shape(1));
    assertThat(made).hasSize(101);
  }

  @Test
  void onlyTheOneInUseIsKept_whenGridsAreLarge() {
    plans.of(shape(8, 8));
    plans.of(shape(4096, 4096));
    assertThat(plans.size()).isEqualTo(1);
    assertThat(plans.of(shape(4096, 4096))).isEqualTo(Grid.of(4096, 4096));
    assertThat(made).hasSize(2);
    plans.of(shape(4096, 2048));
    assertThat(plans.size()).isEqualTo(1);
  }

  @Test
  void longAxes_areReadAsTheyAre() {
    ShapePlans<Grid> ofLongs = new ShapePlans<>(this::make, true);
    ArrayData shape = UnsafeArrayData.fromPrimitiveArray(new long[] {3, 5});
    assertThat(ofLongs.of(shape)).isSameAs(ofLongs.of(shape)).isEqualTo(Grid.of(3, 5));
    assertThat(ofLongs.shown(shape)).isEqualTo("[3, 5]");
  }
}
