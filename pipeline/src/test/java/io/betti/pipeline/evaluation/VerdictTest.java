package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.evaluation.Verdict.Aim;
import io.betti.topology.metric.Interval;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Interval LOW = new Interval(1, 2, 0.95);
  private static final Interval MIDDLE = new Interval(2, 3, 0.95);
  private static final Interval HIGH = new Interval(2.5, 4, 0.95);
  private static final Interval INFINITE = new Interval(1, Double.POSITIVE_INFINITY, 0.95);

  @Test
  void intervalsThatMeet_areNear_whateverIsGood() {
    for (Aim aim : Aim.values()) {
      assertThat(Verdict.of(aim, LOW, MIDDLE)).isEqualTo(Verdict.NEAR);
      assertThat(Verdict.of(aim, HIGH, MIDDLE)).isEqualTo(Verdict.NEAR);
      assertThat(Verdict.of(aim, LOW, INFINITE)).isEqualTo(Verdict.NONE);
      assertThat(Verdict.of(aim, INFINITE, LOW)).isEqualTo(Verdict.NONE);
    }
  }

  @Test
  void apartIsWorseOrBetter_byWhatIsGood() {
    assertThat(Verdict.of(Aim.LOW, HIGH, LOW)).isEqualTo(Verdict.WORSE);
    assertThat(Verdict.of(Aim.LOW, LOW, HIGH)).isEqualTo(Verdict.BETTER);
    assertThat(Verdict.of(Aim.HIGH, HIGH, LOW)).isEqualTo(Verdict.BETTER);
    assertThat(Verdict.of(Aim.HIGH, LOW, HIGH)).isEqualTo(Verdict.WORSE);
    assertThat(Verdict.of(Aim.HALF, HIGH, LOW)).isEqualTo(Verdict.WORSE);
    assertThat(Verdict.of(Aim.HALF, LOW, HIGH)).isEqualTo(Verdict.BETTER);
  }
}
