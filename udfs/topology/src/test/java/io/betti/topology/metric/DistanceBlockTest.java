package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class DistanceBlockTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void block_holdsACopy_andTurns() {
    double[] distances = {1, -0.0, INFINITE, 4, 5, 6};
    DistanceBlock block = DistanceBlock.of(new long[] {7, 3}, new long[] {1, 2, 9}, distances);
    distances[0] = 8;
    assertThat(block.distance(0, 0)).isEqualTo(1);
    assertThat(Double.doubleToLongBits(block.distance(0, 1))).isZero();
    assertThat(block).hasToString("2 rows, 3 columns");
    DistanceBlock turned = block.transposed();
    assertThat(turned.row(2)).isEqualTo(9);
    assertThat(turned.column(0)).isEqualTo(7);
    assertThat(turned.distance(2, 0)).isInfinite();
    assertThat(turned.distance(0, 1)).isEqualTo(4);
  }

  @Test
  void wrongSizesAndDistances_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistanceBlock.of(new long[2], new long[3], new double[5]))
        .withMessage(
            "a block of 2 rows and 3 columns has 5 distances; pass rows * columns of them, row by"
                + " row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(0, Double.NaN))
        .withMessage("the distance of 4 and 6 is NaN; distances must be 0 or above, or +Infinity");
    assertThatIllegalArgumentException().isThrownBy(() -> of(-1e-300, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> of(0, -INFINITE));
  }

  private static DistanceBlock of(double first, double second) {
    return DistanceBlock.of(new long[] {4}, new long[] {5, 6}, new double[] {first, second});
  }

  @Test
  void ids_areSortedAndDistinct() {
    ItemIds ids = ItemIds.of(5, -2, 9);
    assertThat(ids.place(-2)).isZero();
    assertThat(ids.id(2)).isEqualTo(9);
    assertThat(ids).isEqualTo(ItemIds.of(9, 5, -2)).hasToString("3 ids, -2 to 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemIds.of(1, 2, 1))
        .withMessageContaining("id 1 occurs more than once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemIds.range(0))
        .withMessageContaining("a set without items has no metrics");
  }

  @Test
  void states_travelByJavaSerialization() throws IOException, ClassNotFoundException {
    MinimumMatching state =
        new MinimumMatching(ItemIds.of(4, 8), ItemIds.of(5, 6), TieBreak.random(3));
    state.add(of(1, 1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      MinimumMatching read = (MinimumMatching) in.readObject();
      DistanceBlock rest =
          DistanceBlock.of(new long[] {8}, new long[] {5, 6}, new double[] {1, 0.5});
      read.add(rest);
      state.add(rest);
      assertThat(read.mmd()).isEqualTo(state.mmd());
      assertThat(read.cov()).isEqualTo(state.cov());
    }
  }
}
