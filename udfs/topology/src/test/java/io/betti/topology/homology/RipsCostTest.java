package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.filtration.RipsFiltration;
import org.junit.jupiter.api.Test;

class RipsCostTest {
  @Test
  void of_2000PointsToDimension1_isAboutAHundredMebibytes() {
    RipsCost cost = RipsCost.of(2000, 1);
    assertThat(cost.edges()).isEqualTo(1_999_000);
    assertThat(cost.bytes()).isBetween(90L << 20, 120L << 20);
    assertThatCode(() -> cost.checkMemory(256L << 20)).doesNotThrowAnyException();
    assertThatCode(() -> RipsCost.checkCodes(2000, 1_999_000, 1)).doesNotThrowAnyException();
  }

  @Test
  void of_points_countsEdgesUpToThresholdAndEnclosingRadius() {
    PointCloud line = PointCloud.of(1, 0, 1, 2, 3, 4);
    assertThat(RipsCost.of(line, new RipsFiltration(1), 1).edges()).isEqualTo(4);
    // Point 2 has all others within 2.
    assertThat(RipsCost.of(line, RipsFiltration.unbounded(), 1).edges()).isEqualTo(7);
  }

  @Test
  void growsWithDimension() {
    assertThat(RipsCost.of(500, 2).seconds()).isGreaterThan(3 * RipsCost.of(500, 1).seconds());
    assertThat(RipsCost.of(100_000, 0).bytes()).isLessThan(64L << 20);
  }

  @Test
  void checkMemory_saysNeedLimitAndRemedy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RipsCost.of(5000, 1).checkMemory(100L << 20))
        .withMessageContaining("needs about 6")
        .withMessageContaining("there are 100")
        .withMessageContaining("give a threshold");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RipsCost.of(50_000, 1000, 1).checkMemory(Long.MAX_VALUE))
        .withMessageContaining("at most 46340 points");
  }

  @Test
  void of_refusesNegativeCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RipsCost.of(-1, 0, 1))
        .withMessageContaining("-1 points");
  }
}
