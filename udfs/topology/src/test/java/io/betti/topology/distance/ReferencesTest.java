package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.WeightedSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances in the notation: parsed, printed, evaluated, and refused with the place. */
class ReferencesTest {
  private static final PersistenceDiagram TARGET =
      PersistenceDiagram.parse("H0: [0, inf) [1, 4) [2, 3) H1: [0, 2)");
  private static final PersistenceDiagram OTHER =
      PersistenceDiagram.parse("H0: [0.5, inf) [0, 1) H1: [1, 4) [2, 9)");
  private static final References BOUND = References.of(Map.of("target", TARGET, "b-2.x_1", OTHER));

  private static WeightedSum parse(String text) {
    return DiagramNotation.parse(text, BOUND);
  }

  @Test
  void distance_isTheWassersteinDistanceFromTheBoundDiagram() {
    WassersteinOptions infinity = WassersteinOptions.of(2.5, GroundNorm.INFINITY);
    WeightedSum sum = parse(" 2 * W( 1 ,1; PD0 , target ) + E(1,0,2;PD0)-W(2.5,inf;PD1,b-2.x_1)");
    assertThat(sum)
        .isEqualTo(
            new WeightedSum(
                List.of(
                    new WeightedSum.Term(
                        2,
                        new WassersteinToReference(
                            TARGET, 0, WassersteinOptions.standard(), "target")),
                    new WeightedSum.Term(1, new Energy(1, 0, 2, 0)),
                    new WeightedSum.Term(
                        -1, new WassersteinToReference(OTHER, 1, infinity, "b-2.x_1")))));
    PersistenceDiagram diagram = PersistenceDiagram.parse("H0: [1, inf) [1, 3.5) H1: [0, 5)");
    double expected =
        2 * WassersteinDistance.between(diagram, TARGET, 0, WassersteinOptions.standard())
            + 2.5
            - WassersteinDistance.between(diagram, OTHER, 1, infinity);
    assertThat(sum.value(diagram)).isEqualTo(expected);
    DiagramGradient alone = parse("W(2,2;PD0,target)").gradient(diagram);
    assertThat(alone)
        .hasToString(
            new WassersteinToReference(TARGET, 0, WassersteinOptions.of(2, GroundNorm.TWO))
                .gradient(diagram)
                .toString());
  }

  @Test
  void essentialBars_areMatchedUnlessOtherwiseStated() {
    PersistenceDiagram finite = PersistenceDiagram.parse("H0: [1, 4)");
    String text = "W(1,1;PD0,target)";
    assertThat(parse(text).value(finite)).isInfinite();
    References dropping = References.of(Map.of("target", TARGET), EssentialBars.drop());
    assertThat(DiagramNotation.parse(text, dropping).value(finite)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "W(1,1;PD0,target) | W(1,1;PD0,target)",
        "W(1.0,2;PD00, target)-.5*W(2.50,inf;PD1,b-2.x_1) | W(1,2;PD0,target) -"
            + " 0.5*W(2.5,inf;PD1,b-2.x_1)",
        "-3*E(1,0,2;PD0)+W(512,1;PD3,target) | -3*E(1,0,2;PD0) + W(512,1;PD3,target)"
      })
  void toString_printsWhatWasParsed(String text, String printed) {
    WeightedSum function = parse(text);
    assertThat(function).hasToString(printed);
    assertThat(parse(printed)).isEqualTo(function);
  }

  @Test
  void printedText_parsesToAnEqualFunction() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 2_000; n++) {
      List<WeightedSum.Term> terms = new ArrayList<>();
      for (int count = 1 + random.nextInt(3); count > 0; count--) {
        double order = random.nextBoolean() ? 1 + random.nextInt(4) : 1 + 511 * random.nextDouble();
        GroundNorm norm = GroundNorm.values()[random.nextInt(3)];
        terms.add(
            new WeightedSum.Term(
                random.nextDouble() - 0.5,
                BOUND.distance(order, norm.toString(), random.nextInt(3), "target")));
      }
      WeightedSum function = new WeightedSum(terms);
      assertThat(parse(function.toString())).isEqualTo(function);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`E(1,0,2;PD0) + W(1,1;PD0,goal)` | 26 | 'goal' is no bound reference (b-2.x_1, target)",
        "`W(0.5,1;PD0,target)` | 1 | Wasserstein order 0.5 must be a number from 1 to 512",
        "`W(1,1;PD0,target2)` | 11 | 'target2' is no bound reference",
        "`W(1,1;PD0,target)W(1,1;PD0,target)` | 18 | expected + or - or the end, found 'W'"
      })
  void error_pointsAtTheCharacter(String text, int character, String problem) {
    Throwable thrown = catchThrowable(() -> parse(text));
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    String[] lines = thrown.getMessage().split("\n");
    assertThat(lines[0]).contains(problem).endsWith(" at character " + character + ":");
    assertThat(lines[2]).isEqualTo("  " + " ".repeat(character - 1) + "^");
  }

  @ParameterizedTest
  @CsvSource({"''", "2nd", "a b", "'a,b'", "'a)'", "_a"})
  void nameThatTheNotationCannotWrite_isRefused(String name) {
    assertThatThrownBy(() -> References.of(Map.of(name, TARGET)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "' cannot name a reference");
  }
}
