package io.betti.topology.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.diagram.PersistenceDiagram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BottleneckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "H0: [0.0, 2.0) | H0: [1.0, 4.0) | 1.5",
        "H0: [0.0, 10.0) | H0: [1.0, 9.0) | 1",
        "H0: [0.0, 10.0) [3.0, 4.0) | H0: [0.0, 10.5) | 0.5",
        "H0: [0.0, inf) [0.0, 1.0) | H0: [3.0, inf) | 3",
        "H0: [0.0, inf) | H0: [0.0, 1.0) | Infinity",
        "H0: [10.0, 0.0) [9.0, 1.0) | H0: [9.0, 1.0) [10.0, 0.0) | 0",
      })
  void distance_workedByHand(String left, String right, double expected) {
    PersistenceDiagram a = PersistenceDiagram.parse(left);
    PersistenceDiagram b = PersistenceDiagram.parse(right);
    assertThat(Bottleneck.distance(a, b, 0)).isEqualTo(expected);
    assertThat(Bottleneck.distance(b, a, 0)).isEqualTo(expected);
  }
}
