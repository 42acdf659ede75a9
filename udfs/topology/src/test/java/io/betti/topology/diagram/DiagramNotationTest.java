package io.betti.topology.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagramNotationTest {
  private static WeightedSum sum(Object... weightsAndEnergies) {
    List<WeightedSum.Term> terms = new ArrayList<>();
    for (int n = 0; n < weightsAndEnergies.length; n += 2) {
      double weight = ((Number) weightsAndEnergies[n]).doubleValue();
      terms.add(new WeightedSum.Term(weight, (Energy) weightsAndEnergies[n + 1]));
    }
    return new WeightedSum(terms);
  }

  @Test
  void parse_readsThePapersNotation() {
    Energy components = new Energy(1, 0, 2, 0);
    Energy loops = new Energy(2, 3, 1, 1);
    assertThat(DiagramNotation.parse("E(1,0,2;PD0)")).isEqualTo(sum(1, components));
    assertThat(DiagramNotation.parse("E(1,0,2;PD0) + 0.5*E(2,3,1;PD1)"))
        .isEqualTo(sum(1, components, 0.5, loops));
    assertThat(DiagramNotation.parse("-E(1,0,2;PD0)-E(2,3,1;PD1)"))
        .isEqualTo(sum(-1, components, -1, loops));
    assertThat(DiagramNotation.parse("+ 2 * E(1,0,2;PD0) - 1e-3*E(2,3,1;PD1)"))
        .isEqualTo(sum(2, components, -0.001, loops));
    assertThat(DiagramNotation.parse(".5*E(2.0,3,1;PD1)")).isEqualTo(sum(0.5, loops));
    assertThat(DiagramNotation.parse("1E2*E(2,3,1;PD1)")).isEqualTo(sum(100, loops));
    assertThat(DiagramNotation.parse("E(0.5,0,1;PD12)"))
        .isEqualTo(sum(1, new Energy(0.5, 0, 1, 12)));
  }

  @Test
  void blanks_areFree() {
    assertThat(DiagramNotation.parse(" \t- 0.5 *\n E ( 1 , 0 , 2 ; P D 0 )  +E(2,3,1;PD1) "))
        .isEqualTo(DiagramNotation.parse("-0.5*E(1,0,2;PD0)+E(2,3,1;PD1)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "E(1,0,2;PD0) | E(1,0,2;PD0)",
        "+1.0*E(1.0,00,02;PD00) | E(1,0,2;PD0)",
        "-E(1,0,2;PD0)+.50*E(0.5,0,1;PD1) | -E(1,0,2;PD0) + 0.5*E(0.5,0,1;PD1)",
        "E(1,0,2;PD0)-1*E(1,0,1;PD0) | E(1,0,2;PD0) - E(1,0,1;PD0)",
        "0*E(1,0,2;PD0) | 0*E(1,0,2;PD0)",
        "1e20*E(1,0,2;PD0) | 1.0E20*E(1,0,2;PD0)",
        "1e-7*E(1e-7,0,2;PD0) | 1.0E-7*E(1.0E-7,0,2;PD0)",
      })
  void toString_printsWhatWasParsed(String text, String printed) {
    WeightedSum function = DiagramNotation.parse(text);
    assertThat(function).hasToString(printed);
    assertThat(DiagramNotation.parse(printed)).isEqualTo(function);
  }

  @Test
  void printedText_parsesToAnEqualFunction() {
    SplittableRandom random = new SplittableRandom(12);
    for (int n = 0; n < 5_000; n++) {
      List<Object> terms = new ArrayList<>();
      for (int count = 1 + random.nextInt(4); count > 0; count--) {
        terms.add(number(random) * (random.nextBoolean() ? 1 : -1));
        terms.add(
            new Energy(
                number(random), random.nextInt(9), 1 + random.nextInt(9), random.nextInt(4)));
      }
      WeightedSum function = sum(terms.toArray());
      assertThat(DiagramNotation.parse(function.toString())).isEqualTo(function);
    }
    String negativeZero = "-0*E(1,0,1;PD0) - 0*E(1,0,1;PD0)";
    WeightedSum function = DiagramNotation.parse(negativeZero);
    assertThat(DiagramNotation.parse(function.toString())).isEqualTo(function);
  }

  private static double number(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(5);
      case 1 -> random.nextDouble();
      case 2 -> Math.abs(Double.longBitsToDouble(random.nextLong(0x7ff0000000000000L)));
      default -> random.nextInt(1000) / 8.0;
    };
  }

  /** Each error names what was wanted and found, and puts a caret under the character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1 | expected E(...) or W(...), found the end",
        "`   ` | 4 | expected E(...) or W(...), found the end",
        "`E(1,0,2;PD0` | 12 | expected ')', found the end",
        "`E(1,0,2;PD0)+` | 14 | expected E(...) or W(...), found the end",
        "`E(1,0,2;PD0) E(1,0,2;PD1)` | 14 | expected + or - or the end, found 'E'",
        "`E(1,0,2;PD0) * 2` | 14 | expected + or - or the end, found '*'",
        "`F(1,0,2;PD0)` | 1 | expected E(...) or W(...), found 'F'",
        "`e(1,0,2;PD0)` | 1 | expected E(...) or W(...), found 'e'",
        "`2E(1,0,2;PD0)` | 2 | expected '*', found 'E'",
        "`2**E(1,0,2;PD0)` | 3 | expected E(...) or W(...), found '*'",
        "`--E(1,0,2;PD0)` | 2 | expected E(...) or W(...), found '-'",
        "`1.2.3*E(1,0,2;PD0)` | 1 | expected a weight, found '1'",
        "`.*E(1,0,2;PD0)` | 1 | expected a weight, found '.'",
        "`1e999*E(1,0,2;PD0)` | 1 | expected a weight, found '1'",
        "`E(,0,2;PD0)` | 3 | expected the exponent p, found ','",
        "`E(-1,0,2;PD0)` | 3 | expected the exponent p, found '-'",
        "`E(NaN,0,2;PD0)` | 3 | expected the exponent p, found 'N'",
        "`E(1,0.5,2;PD0)` | 6 | expected ',', found '.'",
        "`E(1,-1,2;PD0)` | 5 | expected the exponent q, a whole number, found '-'",
        "`E(1,0,x;PD0)` | 7 | expected the first bar i0, a whole number, found 'x'",
        "`E(1,0,99999999999;PD0)` | 7 | expected the first bar i0, a whole number, found '9'",
        "`E(1,0,2,PD0)` | 8 | expected ';', found ','",
        "`E(1,0,2;QD0)` | 9 | expected 'P', found 'Q'",
        "`E(1,0,2;PD)` | 11 | expected a homology dimension, a whole number, found ')'",
        "`E(1,0,2;PD0)+E(1,0,0;PD0)` | 14 | i0 = 0 must be >= 1",
        "`E(1,0,2;PD0) + W(1,1;PD0,target)` | 26 | 'target' is no bound reference (none is bound)",
        "`W(,1;PD0,target)` | 3 | expected the order, found ','",
        "`W(1,3;PD0,target)` | 5 | expected the ground norm 1, 2 or inf, found '3'",
        "`W(1,1,PD0,target)` | 6 | expected ';', found ','",
        "`W(1,1;PD,target)` | 9 | expected a homology dimension, a whole number, found ','",
        "`W(1,1;PD0)` | 10 | expected ',', found ')'",
        "`W(1,1;PD0,)` | 11 | expected the name of a reference",
        "`W(1,1;PD0,2)` | 11 | expected the name of a reference, which begins with a letter",
      })
  void error_pointsAtTheCharacter(String text, int character, String problem) {
    Throwable thrown = catchThrowable(() -> DiagramNotation.parse(text));
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    String[] lines = thrown.getMessage().split("\n");
    assertThat(lines[0]).contains(problem).endsWith(" at character " + character + ":");
    assertThat(lines[1]).isEqualTo("  " + text);
    assertThat(lines[2]).isEqualTo("  " + " ".repeat(character - 1) + "^");
    assertThat(lines[3]).contains("E(p,q,i0;PDk)").contains("W(order,norm;PDk,reference)");
  }

  @Test
  void references_areTheNames_whateverTheyAreBoundTo() {
    assertThat(DiagramNotation.references("E(1,0,2;PD0) - 2*E(1,0,1;PD1)")).isEmpty();
    assertThat(
            DiagramNotation.references(
                "W(1,1;PD0,target) + E(1,0,2;PD0) - 0.5*W(2.5,inf;PD1,b-2.x_1) + W(1,2;PD1,target)"))
        .containsExactly("b-2.x_1", "target");
    assertThat(catchThrowable(() -> DiagramNotation.references("W(1,1;PD0,target")))
        .hasMessageContaining("expected ')', found the end at character 17:");
  }

  @Test
  void anyText_isParsedOrRefused_withNoOtherException() {
    String alphabet = "EEE(((111000222,,,;;;PPPDDD)))+-**.eW xNaIf\u0663\u00e9\t\n9\ud83d\ude00";
    String[] pieces = {"E(1,0,2;PD0)", " + ", "0.5*", "E(", "PD", "1e", ";PD1)", "2147483647"};
    SplittableRandom random = new SplittableRandom(2);
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
        text = new StringBuilder("E(1,0,2;PD0) + 0.5*E(2.5,3,1;PD1)");
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        text.replace(at, at + random.nextInt(3), random.nextBoolean() ? "" : String.valueOf(c));
      }
      parsed += parses(text.toString()) ? 1 : 0;
    }
    assertThat(parsed).isBetween(500, 19_000);
  }

  private static boolean parses(String text) {
    WeightedSum function;
    try {
      function = DiagramNotation.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).contains(" at character ").contains(text);
      return false;
    } catch (RuntimeException e) {
      return fail("not an IllegalArgumentException for: " + text, e);
    }
    assertThat(DiagramNotation.parse(function.toString())).as(text).isEqualTo(function);
    return true;
  }
}
