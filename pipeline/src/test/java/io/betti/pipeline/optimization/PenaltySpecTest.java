package io.betti.pipeline.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.filtration.Direction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PenaltySpecTest {
  private static final PenaltySpace GRID = PenaltySpace.grid(Direction.SUPERLEVEL, 50, 50);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l1 | l1",
        "' l2-squared ' | l2-squared",
        "top1+top2 | top1 + top2",
        "1*tv - 2.50*tv2 | tv - 2.5*tv2",
        "-l1+1e-3*l2 | -l1 + 0.001*l2",
        "E(1,0,2;PD0)+E( 1, 0, 2 ; PD1 ) | E(1,0,2;PD0) + E(1,0,2;PD1)",
        "0.5*l1 + E(0.5,1,2;PD1) - l2-squared | 0.5*l1 + E(0.5,1,2;PD1) - l2-squared",
        "ols | ols"
      })
  void text_isPrintedAsItIsUnderstood(String text, String printed) {
    PenaltySpec spec = PenaltySpec.parse(text, GRID);
    assertThat(spec).hasToString(printed);
    assertThat(PenaltySpec.parse(printed, GRID)).isEqualTo(spec).hasSameHashCodeAs(spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l3 | 1",
        "'' | 1",
        "l1 + | 5",
        "l1 l2 | 4",
        "2l1 | 2",
        "0.5* | 5",
        "l1 + ols | 6",
        "l2-tv2x | 4",
        "1e999*l1 | 1",
        "l1 + E(1,0;PD0) | 11",
        "l1 + E(1,0,0;PD0) + tv | 6",
        "l1 + E(1,0,2;PD0 | 17",
        "l1 + W(1,1;PD0,x) | 6"
      })
  void error_pointsAtTheCharacter(String text, int place) {
    assertThatThrownBy(() -> PenaltySpec.parse(text, GRID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character " + place + ":")
        .hasMessageContaining("\n  " + text + "\n  " + " ".repeat(place - 1) + "^");
  }

  @Test
  void dimension_thatTheSpaceHasNot_isRefused() {
    assertThatThrownBy(() -> PenaltySpec.parse("E(1,0,2;PD1)", PenaltySpace.weakAlpha()))
        .hasMessageContaining("PD1")
        .hasMessageContaining("weak-alpha")
        .hasMessageContaining("up to PD0");
    assertThatThrownBy(() -> PenaltySpec.parse("l1 + E(1,0,2;PD2)", GRID))
        .hasMessageContaining("up to PD1");
  }

  @Test
  void coefficients_thatDoNotFitTheGrid_areRefused() {
    assertThatThrownBy(() -> PenaltySpec.parse("top1", GRID).build(100))
        .hasMessageContaining("100 coefficients for a grid of shape [50, 50], which has 2500");
    assertThatThrownBy(() -> PenaltySpec.parse("l1", GRID).build(0))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(
            () ->
                PenaltySpace.of(
                    PenaltySpace.Filtration.RIPS, new int[] {5}, GRID.complex(), GRID.direction()))
        .hasMessageContaining("shape [5] beside filtration rips");
    assertThatThrownBy(() -> PenaltySpace.Filtration.parse("alpha"))
        .hasMessageContaining("weak-alpha, rips, level-set");
  }

  @Test
  void spec_travels() throws Exception {
    PenaltySpec spec = PenaltySpec.parse("E(1,0,2;PD0) + 0.5*tv", GRID);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Object read = in.readObject();
      assertThat(read).isEqualTo(spec);
      assertThat(((PenaltySpec) read).space()).isEqualTo(GRID);
    }
  }

  @Test
  void space_isPartOfATopologicalPenaltyOnly() {
    assertThat(PenaltySpec.parse("l1", GRID))
        .isEqualTo(PenaltySpec.parse("l1", PenaltySpace.weakAlpha()));
    assertThat(PenaltySpec.parse("top1", GRID))
        .isNotEqualTo(PenaltySpec.parse("top1", PenaltySpace.weakAlpha()));
    assertThat(PenaltySpec.none().isNone()).isTrue();
    assertThat(PenaltySpec.parse("0.1*l1 + top1", GRID).isTopological()).isTrue();
  }
}
