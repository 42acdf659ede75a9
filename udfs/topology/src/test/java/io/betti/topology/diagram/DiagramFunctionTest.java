package io.betti.topology.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values by hand, gradients against central differences, and what degenerate bars are worth. */
class DiagramFunctionTest {
  private static final PersistenceDiagram SUPERLEVEL =
      PersistenceDiagram.parse(
          "H0: [5.0, -inf)@0 [4.0, 1.0)@1:2 [3.0, 2.0)@3:4 [2.5, 2.0)@5:6\n"
              + "H1: [2.0, 0.5)@7:8 [1.5, 1.0)@9:10");

  private static final PersistenceDiagram SUBLEVEL =
      PersistenceDiagram.parse(
          "H0: [-1.0, inf)@0 [0.0, 3.0)@1:2 [1.0, 2.0)@3:4\nH1: [-0.5, 1.5)@5:6 [0.25, 1.0)@7:8");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // bars 2 to 4: 3 + 1 + 0.5
        "E(1,0,1;PD0) | 4.5",
        "E(1,0,2;PD0) | 4.5",
        "E(1,0,3;PD0) | 1.5",
        "E(1,0,5;PD0) | 0",
        "E(2,1,1;PD0) | 25.5625", // 9 * 2.5 + 1 * 2.5 + 0.25 * 2.25
        "E(0,0,1;PD0) | 3", // the essential bar contributes nothing, x^0 included
        "E(0,2,3;PD0) | 11.3125", // 2.5^2 + 2.25^2
        "E(1,0,1;PD1) | 2",
        "E(1,0,2;PD1) | 0.5",
        "E(3,0,1;PD1) | 3.5",
        "E(0.5,0,2;PD1) | 0.7071067811865476",
        "E(1,0,1;PD2) | 0",
        "E(1,0,1;PD0) - 2*E(1,0,1;PD1) + 0.5 * E(0,0,1;PD1) | 1.5",
      })
  void energies_byHand(String notation, double expected) {
    assertThat(DiagramNotation.parse(notation).value(SUPERLEVEL))
        .isCloseTo(expected, within(1e-15));
  }

  @Test
  void essentialBar_keepsItsPlace_droppedOrClamped() {
    Energy all = new Energy(1, 0, 1, 0);
    Energy butTheFirst = new Energy(1, 0, 2, 0);
    PersistenceDiagram clamped = SUPERLEVEL.clamped(4.75);
    assertThat(all.value(SUPERLEVEL)).isEqualTo(4.5);
    assertThat(all.value(clamped)).isEqualTo(4.75);
    // Clamped it is the shortest bar, and still bar 1.
    assertThat(butTheFirst.value(clamped)).isEqualTo(4.5);
    assertThat(new Energy(0, 0, 1, 0).value(clamped)).isEqualTo(4);
    DiagramGradient gradient = all.gradient(clamped);
    assertThat(gradient.birth(0)).isEqualTo(1);
    assertThat(gradient.death(0)).isEqualTo(-1);
    double[] vertices = new double[11];
    gradient.addToVertices(clamped, vertices); // the stated value has no vertex
    assertThat(vertices).containsExactly(1, 1, -1, 1, -1, 1, -1, 0, 0, 0, 0);
    assertThat(all.gradient(SUPERLEVEL).birth(0)).isZero();
    assertThat(all.gradient(SUPERLEVEL).death(0)).isZero();
  }

  /** x^0 = 1 for every x, 0 and below included. */
  @Test
  void zerothPowers_areOne() {
    PersistenceDiagram diagram =
        PersistenceDiagram.parse("H0: [-1.0, 1.0)@0:1 [2.0, 2.0)@2:3 [0.0, 0.0)@4:5");
    assertThat(new Energy(0, 0, 1, 0).value(diagram)).isEqualTo(3);
    assertThat(new Energy(2, 0, 1, 0).value(diagram)).isEqualTo(4);
    assertThat(new Energy(0, 3, 1, 0).value(diagram)).isEqualTo(8);
    assertThat(new Energy(1, 1, 1, 0).value(diagram)).isZero();
  }

  @Test
  void negativeMidlives_keepTheirSign() {
    PersistenceDiagram diagram = PersistenceDiagram.parse("H0: [-4.0, -2.0)@0:1");
    assertThat(new Energy(1, 1, 1, 0).value(diagram)).isEqualTo(-6);
    assertThat(new Energy(1, 2, 1, 0).value(diagram)).isEqualTo(18);
    assertThat(new Energy(1, 3, 1, 0).value(diagram)).isEqualTo(-54);
  }

  static Stream<Arguments> exponents() {
    List<Arguments> all = new ArrayList<>();
    for (double p : new double[] {0, 0.5, 1, 1.5, 2, 3}) {
      for (int q = 0; q <= 4; q++) {
        for (int i0 = 1; i0 <= 3; i0++) {
          all.add(Arguments.of(p, q, i0));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("exponents")
  void energyGradient_isTheCentralDifference(double p, int q, int i0) {
    for (int k = 0; k < 2; k++) {
      Energy energy = new Energy(p, q, i0, k);
      checkGradient(energy, SUPERLEVEL);
      checkGradient(energy, SUBLEVEL);
      checkGradient(energy, SUPERLEVEL.clamped(0.125));
      checkGradient(energy, SUBLEVEL.clamped(7));
    }
  }

  /** The value written out again, term by term. */
  @ParameterizedTest
  @MethodSource("exponents")
  void energy_isItsDefinition(double p, int q, int i0) {
    for (PersistenceDiagram diagram : List.of(SUPERLEVEL, SUBLEVEL, SUBLEVEL.clamped(9))) {
      double expected = 0;
      for (int i = i0; i <= diagram.size(0); i++) {
        double birth = diagram.birth(i - 1);
        double death = diagram.death(i - 1);
        if (!Double.isInfinite(death)) {
          expected += Math.pow(Math.abs(death - birth), p) * Math.pow((death + birth) / 2, q);
        }
      }
      Energy energy = new Energy(p, q, i0, 0);
      assertThat(energy.value(diagram)).isCloseTo(expected, within(1e-12 * (1 + expected)));
      assertThat(energy.values(diagram)).containsExactly(energy.value(diagram));
    }
  }

  static Stream<DiagramFunction> functions() {
    return Stream.of(
        BarLengths.all(0),
        BarLengths.all(1),
        BarLengths.top(0, 2),
        BarLengths.top(1, 5),
        new BarLengths(0, 2, BarLengths.ALL),
        new BarLengths(1, 2, 3),
        new PartialSum(0, 1, 3),
        new PartialSum(0, 2, 2),
        new PartialSum(1, 1, Integer.MAX_VALUE),
        new PartialSum(0, 7, 9),
        DiagramNotation.parse("E(2,1,2;PD0) - 0.25*E(1,3,1;PD1)"),
        new WeightedSum(
            List.of(
                new WeightedSum.Term(-2, new PartialSum(0, 1, 3)),
                new WeightedSum.Term(0.5, new Energy(2, 2, 1, 1)))));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void gradient_isTheCentralDifference(DiagramFunction function) {
    for (PersistenceDiagram diagram :
        List.of(SUPERLEVEL, SUBLEVEL, SUPERLEVEL.clamped(0.125), SUBLEVEL.clamped(7))) {
      checkGradient(function, diagram);
    }
  }

  /** Every birth and every finite death moved a little, the order of bars kept. */
  private static void checkGradient(DiagramFunction function, PersistenceDiagram diagram) {
    double step = 1e-5;
    DiagramGradient gradient = function.gradient(diagram);
    assertThat(gradient.size()).isEqualTo(diagram.size());
    for (int i = 0; i < diagram.size(); i++) {
      double byBirth =
          (function.value(moved(diagram, i, step, 0)) - function.value(moved(diagram, i, -step, 0)))
              / (2 * step);
      double byDeath =
          (function.value(moved(diagram, i, 0, step)) - function.value(moved(diagram, i, 0, -step)))
              / (2 * step);
      double scale = 1 + Math.abs(byBirth) + Math.abs(byDeath);
      assertThat(gradient.birth(i)).as("birth %d", i).isCloseTo(byBirth, within(1e-6 * scale));
      assertThat(gradient.death(i)).as("death %d", i).isCloseTo(byDeath, within(1e-6 * scale));
    }
  }

  private static PersistenceDiagram moved(
      PersistenceDiagram diagram, int bar, double birth, double death) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < diagram.size(); i++) {
      double b = diagram.birth(i) + (i == bar ? birth : 0);
      double d = diagram.death(i) + (i == bar ? death : 0);
      text.append("H").append(diagram.dimension(i)).append(": [").append(b).append(", ");
      text.append(Double.isInfinite(d) ? (d > 0 ? "inf" : "-inf") : d).append(")\n");
    }
    return PersistenceDiagram.parse(joined(text.toString()));
  }

  /** Drops the heading of a line whose dimension is that of the line before. */
  private static String joined(String lines) {
    StringBuilder text = new StringBuilder();
    String dimension = "";
    for (String line : lines.split("\n")) {
      boolean same = line.startsWith(dimension + ":");
      dimension = line.substring(0, line.indexOf(':'));
      text.append(same ? line.substring(line.indexOf(':') + 1) : line).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void pullback_isLinear_andAdds(DiagramFunction function) {
    SplittableRandom random = new SplittableRandom(1);
    int n = function.outputs(SUPERLEVEL);
    double[] a = random.doubles(n, -1, 1).toArray();
    double[] b = random.doubles(n, -1, 1).toArray();
    double[] sum = new double[n];
    for (int k = 0; k < n; k++) {
      sum[k] = a[k] + b[k];
    }
    DiagramGradient oneByOne = new DiagramGradient(SUPERLEVEL);
    function.pullback(SUPERLEVEL, a, oneByOne);
    function.pullback(SUPERLEVEL, b, oneByOne);
    DiagramGradient atOnce = new DiagramGradient(SUPERLEVEL);
    function.pullback(SUPERLEVEL, sum, atOnce);
    for (int i = 0; i < SUPERLEVEL.size(); i++) {
      assertThat(oneByOne.birth(i)).isCloseTo(atOnce.birth(i), within(1e-12));
      assertThat(oneByOne.death(i)).isCloseTo(atOnce.death(i), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("exponents")
  void zeroLengthBars_haveFiniteGradients(double p, int q, int i0) {
    PersistenceDiagram diagram =
        PersistenceDiagram.parse(
            "H0: [3.0, 2.0)@0:1 [2.0, 2.0)@2:3 [0.0, 0.0)@4:5 [-1.0, -1.0)@6:7");
    DiagramGradient gradient = new Energy(p, q, i0, 0).gradient(diagram);
    for (int i = 0; i < diagram.size(); i++) {
      assertThat(gradient.birth(i)).isFinite();
      assertThat(gradient.death(i)).isFinite();
    }
    for (DiagramFunction lengths : List.of(BarLengths.all(0), new PartialSum(0, 1, 9))) {
      assertThat(lengths.gradient(diagram).birth(1)).isZero();
      assertThat(lengths.gradient(diagram).death(1)).isZero();
    }
  }

  @Test
  void barLengths_byHand() {
    assertThat(BarLengths.all(0).values(SUPERLEVEL)).containsExactly(0, 3, 1, 0.5);
    assertThat(BarLengths.all(1).values(SUPERLEVEL)).containsExactly(1.5, 0.5);
    assertThat(BarLengths.all(2).values(SUPERLEVEL)).isEmpty();
    assertThat(BarLengths.top(0, 2).values(SUPERLEVEL)).containsExactly(0, 3);
    assertThat(BarLengths.top(1, 4).values(SUPERLEVEL)).containsExactly(1.5, 0.5, 0, 0);
    assertThat(new BarLengths(0, 2, BarLengths.ALL).values(SUPERLEVEL)).containsExactly(3, 1, 0.5);
    assertThat(new BarLengths(0, 9, BarLengths.ALL).values(SUPERLEVEL)).isEmpty();
    assertThat(new BarLengths(0, Integer.MAX_VALUE, 2).values(SUPERLEVEL)).containsExactly(0, 0);
    assertThat(BarLengths.top(0, 2).values(SUPERLEVEL.clamped(0))).containsExactly(5, 3);
    assertThat(BarLengths.top(0, 1).values(PersistenceDiagram.empty())).containsExactly(0);
  }

  @Test
  void partialSums_byHand() {
    assertThat(new PartialSum(0, 1, 2).value(SUPERLEVEL)).isEqualTo(3);
    assertThat(new PartialSum(0, 2, 3).value(SUPERLEVEL)).isEqualTo(4);
    assertThat(new PartialSum(0, 2, Integer.MAX_VALUE).value(SUPERLEVEL)).isEqualTo(4.5);
    assertThat(new PartialSum(0, Integer.MAX_VALUE, Integer.MAX_VALUE).value(SUPERLEVEL)).isZero();
    assertThat(new PartialSum(1, 2, 2).value(SUPERLEVEL)).isEqualTo(0.5);
    assertThat(new PartialSum(3, 1, 2).value(SUPERLEVEL)).isZero();
  }

  /** A weighted sum of several numbers is that of their sum, in value and gradient alike. */
  @Test
  void weightedSum_ofSeveralNumbers_isOfTheirSum() {
    DiagramFunction sum = new WeightedSum(List.of(new WeightedSum.Term(2, BarLengths.all(0))));
    assertThat(sum.value(SUPERLEVEL)).isEqualTo(9);
    checkGradient(sum, SUPERLEVEL);
  }

  @Test
  void highestDimension_isOneThatNoDiagramHas() {
    int top = Integer.MAX_VALUE;
    for (PersistenceDiagram diagram : List.of(SUPERLEVEL, PersistenceDiagram.empty())) {
      assertThat(diagram.size(top)).isZero();
      assertThat(new Energy(1, 0, 1, top).value(diagram)).isZero();
      assertThat(new PartialSum(top, 1, top).value(diagram)).isZero();
      assertThat(BarLengths.all(top).values(diagram)).isEmpty();
      assertThat(DiagramNotation.parse("E(1,0,1;PD2147483647)").gradient(diagram).size())
          .isEqualTo(diagram.size());
    }
  }

  @Test
  void impossibleFunctions_areRefused() {
    assertThatThrownBy(() -> new Energy(-0.5, 0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("E: p = -0.5 must be a finite number >= 0");
    assertThatThrownBy(() -> new Energy(Double.NaN, 0, 1, 0)).hasMessageContaining("p = NaN");
    assertThatThrownBy(() -> new Energy(Double.POSITIVE_INFINITY, 0, 1, 0))
        .hasMessageContaining("p = Infinity");
    assertThatThrownBy(() -> new Energy(1, -1, 1, 0)).hasMessageContaining("q = -1");
    assertThatThrownBy(() -> new Energy(1, 0, 0, 0))
        .hasMessageContaining("i0 = 0")
        .hasMessageContaining("count from 1");
    assertThatThrownBy(() -> new Energy(1, 0, 1, -1)).hasMessageContaining("dimension -1");
    assertThatThrownBy(() -> new BarLengths(0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first bar 0 >= 1");
    assertThatThrownBy(() -> BarLengths.top(0, 0)).hasMessageContaining("count 0 >= 1");
    assertThatThrownBy(() -> BarLengths.top(-1, 1)).hasMessageContaining("dimension -1");
    assertThatThrownBy(() -> new PartialSum(0, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("last bar 2");
    assertThatThrownBy(() -> new WeightedSum(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one term");
    for (double weight :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> new WeightedSum.Term(weight, new Energy(1, 0, 1, 0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight " + weight)
          .hasMessageContaining("finite");
    }
  }
}
