package io.betti.topology.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceDiagramTest {
  private static final String TEXT =
      "H0: [1.0, -inf)@5 [0.9, 0.3)@7:12 [0.5, 0.25)\nH2: [0.75, 0.5)@1-2:3-4-5";

  @Test
  void textForm_parsesAndPrints() {
    PersistenceDiagram diagram = PersistenceDiagram.parse(TEXT);
    assertThat(diagram).hasToString(TEXT);
    assertThat(diagram.toStringWithoutCells())
        .isEqualTo("H0: [1.0, -inf) [0.9, 0.3) [0.5, 0.25)\nH2: [0.75, 0.5)");
    assertThat(diagram.size()).isEqualTo(4);
    assertThat(diagram.dimensions()).isEqualTo(3);
    assertThat(List.of(diagram.size(0), diagram.size(1), diagram.size(2), diagram.size(3)))
        .containsExactly(3, 0, 1, 0);
    assertThat(diagram.size(-1)).isZero();
    assertThat(diagram.dimension(3)).isEqualTo(2);
    assertThat(diagram.isEssential(0)).isTrue();
    assertThat(diagram.isEssential(1)).isFalse();
    assertThat(diagram.lifetime(0)).isInfinite();
    assertThat(diagram.lifetime(2)).isEqualTo(0.25);
    assertThat(diagram.birthVertex(1)).isEqualTo(7);
    assertThat(diagram.deathVertex(0)).isEqualTo(-1);
    assertThat(diagram.birthVertex(2)).isEqualTo(-1);
    assertThat(diagram.birthCell(3)).containsExactly(1, 2);
    assertThat(diagram.deathCell(3)).containsExactly(3, 4, 5);
    assertThat(diagram.deathCell(0)).isEmpty();
    assertThat(diagram.cellArity()).isEqualTo(3);
  }

  @Test
  void semicolonsAndBlanks_separateToo() {
    assertThat(PersistenceDiagram.parse("H0:[1,0)@0:1;H1: [0.5,0.25 )@2:3 "))
        .isEqualTo(PersistenceDiagram.parse("H0: [1.0, 0.0)@0:1\nH1: [0.5, 0.25)@2:3"));
    assertThat(PersistenceDiagram.parse("")).isEqualTo(PersistenceDiagram.empty());
    assertThat(PersistenceDiagram.empty()).hasToString("");
  }

  /** The documented order: dimension, lifetime falling, birth earliest first, cells. */
  @Test
  void built_barsAreSorted() {
    for (int size : new int[] {0, 1, 5, 24, 25, 60, 700}) {
      for (boolean falling : new boolean[] {false, true}) {
        Random random = new Random(size);
        List<PersistencePair> pairs = new ArrayList<>();
        for (int n = 0; n < size; n++) {
          double birth = random.nextInt(4);
          double length = random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(3);
          double death = falling ? birth - length : birth + length;
          int[] deathCell = Double.isInfinite(death) ? new int[0] : new int[] {random.nextInt(9)};
          int[] birthCell = {random.nextInt(9)};
          pairs.add(new PersistencePair(random.nextInt(3), birth, death, birthCell, deathCell));
        }
        List<PersistencePair> expected = new ArrayList<>(pairs);
        expected.sort(
            Comparator.comparingInt(PersistencePair::dimension)
                .thenComparing(p -> -p.lifetime())
                .thenComparing(p -> falling ? -p.birth() : p.birth())
                .thenComparing(p -> p.birthCell()[0])
                .thenComparing(p -> p.deathCell().length == 0 ? -1 : p.deathCell()[0]));
        DiagramBuilder builder = new DiagramBuilder();
        for (int again = 0; again < 3; again++) {
          Collections.shuffle(pairs, random);
          builder.clear(1, falling);
          pairs.forEach(builder::add);
          PersistenceDiagram diagram = builder.build();
          List<PersistencePair> bars = new ArrayList<>();
          for (int i = 0; i < diagram.size(); i++) {
            bars.add(diagram.pair(i));
          }
          assertThat(bars).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void randomDiagrams_goThroughText_unchanged() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 2_000; n++) {
      DiagramBuilder builder = new DiagramBuilder();
      builder.clear(1, random.nextBoolean());
      for (int count = random.nextInt(40); count > 0; count--) {
        int[] birthCell = cell(random);
        int[] deathCell = birthCell.length == 0 ? birthCell : cell(random);
        double birth = number(random);
        double death = random.nextInt(6) == 0 ? Double.POSITIVE_INFINITY : number(random);
        builder.add(
            new PersistencePair(
                random.nextInt(3),
                birth,
                random.nextBoolean() ? death : -death,
                birthCell,
                deathCell));
      }
      PersistenceDiagram diagram = builder.build();
      PersistenceDiagram read = PersistenceDiagram.parse(diagram.toString());
      assertThat(read).isEqualTo(diagram).hasSameHashCodeAs(diagram);
      assertThat(read).hasToString(diagram.toString());
      PersistenceDiagram bare = PersistenceDiagram.parse(diagram.toStringWithoutCells());
      assertThat(bare.toString()).isEqualTo(diagram.toStringWithoutCells());
      assertThat(bare.size()).isEqualTo(diagram.size());
    }
  }

  private static int[] cell(SplittableRandom random) {
    return random.ints(random.nextInt(4), 0, 100).toArray();
  }

  private static double number(SplittableRandom random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) && random.nextBoolean() ? number : random.nextInt(9) / 4.0;
  }

  @Test
  void equality_isOfBarsCellsAndOrder() {
    PersistenceDiagram diagram = PersistenceDiagram.parse(TEXT);
    assertThat(diagram).isEqualTo(PersistenceDiagram.parse(TEXT));
    for (String other :
        new String[] {
          TEXT.replace("1.0", "1.5"),
          TEXT.replace("0.3", "0.31"),
          TEXT.replace("@5", "@6"),
          TEXT.replace(":12", ":13"),
          TEXT.replace(":12", ""),
          TEXT.replace("H2", "H1"),
          TEXT.replace("-inf", "inf"),
          TEXT.replace(" [0.5, 0.25)", ""),
          "H0: [0.9, 0.3)@7:12 [1.0, -inf)@5 [0.5, 0.25)\nH2: [0.75, 0.5)@1-2:3-4-5",
          ""
        }) {
      assertThat(diagram).as(other).isNotEqualTo(PersistenceDiagram.parse(other));
    }
    // Trailing dimensions without bars and the width of cells are no difference.
    DiagramBuilder wide = new DiagramBuilder();
    wide.clear(4, false);
    wide.add(0, 0, 1, 2, 3);
    assertThat(wide.build()).isEqualTo(PersistenceDiagram.parse("H0: [0.0, 1.0)@2:3"));
  }

  @Test
  void clamped_givesEssentialBarsAnEnd_andKeepsTheirPlace() {
    PersistenceDiagram diagram = PersistenceDiagram.parse(TEXT);
    PersistenceDiagram clamped = diagram.clamped(0.95);
    assertThat(clamped)
        .hasToString("H0: [1.0, 0.95)@5 [0.9, 0.3)@7:12 [0.5, 0.25)\nH2: [0.75, 0.5)@1-2:3-4-5");
    assertThat(clamped.isEssential(0)).isFalse();
    assertThat(diagram).as("the diagram itself").hasToString(TEXT);
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> diagram.clamped(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("" + value)
          .hasMessageContaining("finite");
    }
  }

  @Test
  void scaled_multipliesValues_andKeepsInfinity() {
    PersistenceDiagram diagram = PersistenceDiagram.parse(TEXT);
    assertThat(diagram.scaled(2))
        .hasToString("H0: [2.0, -inf)@5 [1.8, 0.6)@7:12 [1.0, 0.5)\nH2: [1.5, 1.0)@1-2:3-4-5");
    assertThat(diagram.scaled(1)).isEqualTo(diagram);
    for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> diagram.scaled(factor))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("by " + factor)
          .hasMessageContaining("above 0");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4, Integer.MAX_VALUE})
  void barThatIsNot_isRefused(int bar) {
    PersistenceDiagram diagram = PersistenceDiagram.parse(TEXT);
    assertThatThrownBy(() -> diagram.pair(bar))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("bar " + bar + " of a diagram of 4");
    assertThatThrownBy(() -> diagram.birthCell(bar)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1.0, 0.0) | 1 | expected H followed by a dimension",
        "H: [1.0, 0.0) | 2 | expected a whole number",
        "H0 [1.0, 0.0) | 3 | expected ':'",
        "H0: 1.0, 0.0) | 5 | expected '['",
        "H0: [x, 0.0) | 6 | expected a number, inf or -inf",
        "H0: [1.0 0.0) | 10 | expected ','",
        "H0: [1.0, 0.0] | 14 | expected ')'",
        "H0: [1.0, 0.0)@ | 16 | expected a whole number",
        "H0: [1.0, 0.0)@1: | 18 | expected a whole number",
        "H0: [1.0, 0.0)@1- | 18 | expected a whole number",
        "H1: [1.0, 0.0) H0: [1.0, 0.0) | 18 | dimensions must rise",
        "H0: [1.0, nan) | 11 | expected a number, inf or -inf",
        "H0: [1.0, 1f) | 11 | expected a number, inf or -inf",
        "H0: [1e999, 0.0) | 6 | expected a number, inf or -inf",
        "H0: [inf, 0.0) | 6 | births must be finite",
        "H99999999999: [1.0, 0.0) | 2 | expected a whole number",
        "H2147483647: [1.0, 0.0) | 2 | dimensions above 255",
      })
  void badText_isRefused_andTheCharacterNamed(String text, int character, String problem) {
    assertThatThrownBy(() -> PersistenceDiagram.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("at character " + character + " of \"" + text + "\"");
  }

  @Test
  void anyText_isParsedOrRefused_withNoOtherException() {
    String alphabet = "HHH000123::[[[,,)))@@--;. einf+E\t\u0663x9";
    String[] pieces = {"H0:", "H1:", " [1.0, 0.5)", "@1:2", "@3-4", "inf", "-inf", "H2147483647:"};
    SplittableRandom random = new SplittableRandom(8);
    int parsed = 0;
    for (int n = 0; n < 20_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(
            random.nextBoolean()
                ? pieces[random.nextInt(pieces.length)]
                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
      }
      if (n % 2 == 0) { // one change to a text that is right
        text = new StringBuilder(TEXT);
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        text.replace(at, at + random.nextInt(3), random.nextBoolean() ? "" : String.valueOf(c));
      }
      try {
        PersistenceDiagram diagram = PersistenceDiagram.parse(text.toString());
        assertThat(PersistenceDiagram.parse(diagram.toString())).isEqualTo(diagram);
        parsed++;
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).startsWith("diagram text: ").contains(text);
      } catch (RuntimeException | OutOfMemoryError e) {
        fail("not an IllegalArgumentException for: " + text, e);
      }
    }
    assertThat(parsed).isBetween(500, 19_000);
  }
}
