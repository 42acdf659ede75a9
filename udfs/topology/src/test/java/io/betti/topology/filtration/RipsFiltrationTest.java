package io.betti.topology.filtration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.betti.topology.complex.PointCloud;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RipsFiltrationTest {
  private static String text(FilteredComplex cells) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      out.append(Arrays.toString(cells.vertices(i)).replace(" ", ""))
          .append(cells.value(i))
          .append(Arrays.toString(cells.criticalCell(i)).replace(" ", ""))
          .append(' ');
    }
    return out.toString().trim();
  }

  @Test
  void cells_comeByValueThenDimensionThenVertices() {
    PointCloud line = PointCloud.of(1, 0, 1, 2);
    assertThat(text(RipsFiltration.unbounded().cells(line, 2)))
        .isEqualTo(
            "[0]0.0[0] [1]0.0[1] [2]0.0[2] [0,1]1.0[0,1] [1,2]1.0[1,2] [0,2]2.0[0,2]"
                + " [0,1,2]2.0[0,2]");
    assertThat(text(new RipsFiltration(1).cells(line, 2))).endsWith("[1,2]1.0[1,2]");
    assertThat(RipsFiltration.unbounded().cells(line, 0).size()).isEqualTo(3);
  }

  @Test
  void cells_haveTheLastOfTheLongestEdges() {
    double[] equal = {0, 1, 1, 1, 0, 1, 1, 1, 0};
    assertThat(text(RipsFiltration.unbounded().cells(equal))).endsWith("[0,1,2]1.0[1,2]");
  }

  @Test
  void cells_ofNumbers_refuseWhatIsNoMatrix() {
    RipsFiltration rips = RipsFiltration.unbounded();
    assertThat(rips.cells(new double[0]).size()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rips.cells(new double[3]))
        .withMessageContaining("got 3 numbers, no square number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rips.cells(new double[21 * 21]))
        .withMessageContaining("give a highest simplex dimension");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rips.cells(PointCloud.of(1, 0), -1))
        .withMessageContaining("must be at least 0");
  }

  @Test
  void description_namesTheThreshold() {
    assertThat(RipsFiltration.unbounded().description()).isEqualTo("rips");
    assertThat(new RipsFiltration(0.5).description()).isEqualTo("rips threshold 0.5");
    assertThat(new RipsFiltration(-0.0)).isEqualTo(new RipsFiltration(0));
  }
}
