package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.PersistenceDiagram;
import org.junit.jupiter.api.Test;

class WassersteinDistanceTest {
  private static double distance(String left, String right, WassersteinOptions options) {
    return WassersteinDistance.between(
        PersistenceDiagram.parse(left), PersistenceDiagram.parse(right), 0, options);
  }

  private static double distance(String left, String right, int dimension) {
    return new WassersteinDistance(WassersteinOptions.standard())
        .distance(PersistenceDiagram.parse(left), PersistenceDiagram.parse(right), dimension);
  }

  @Test
  void dependsOnGroundNorm_asLibrariesDo() {
    String left = "H0: [0, 2)";
    String right = "H0: [1, 4)";
    assertThat(distance(left, right, WassersteinOptions.standard())).isEqualTo(3);
    assertThat(distance(left, right, WassersteinOptions.of(1, GroundNorm.INFINITY))).isEqualTo(2);
    assertThat(distance(left, right, WassersteinOptions.of(1, GroundNorm.TWO)))
        .isCloseTo(Math.sqrt(5), within(1e-15));
  }

  @Test
  void isNormOfDistancesToDiagonal_whenOtherIsEmpty() {
    String bars = "H0: [0, 3) [2, 6)";
    assertThat(distance(bars, "", WassersteinOptions.standard())).isEqualTo(7);
    assertThat(distance("", bars, WassersteinOptions.of(2, GroundNorm.ONE))).isEqualTo(5);
    assertThat(distance(bars, "", WassersteinOptions.of(1, GroundNorm.INFINITY))).isEqualTo(3.5);
    assertThat(distance("", "", WassersteinOptions.of(3, GroundNorm.TWO))).isZero();
  }

  @Test
  void comparesOneDimensionOnly() {
    PersistenceDiagram left = PersistenceDiagram.parse("H0: [0, 1)\nH1: [0, 5)");
    PersistenceDiagram right = PersistenceDiagram.parse("H0: [0, 9)\nH1: [0, 6)");
    WassersteinDistance distance = new WassersteinDistance(WassersteinOptions.standard());
    assertThat(distance.distance(left, right, 1)).isEqualTo(1);
    assertThat(distance.distance(left, right, 2)).isZero();
    assertThat(distance.matching(left, right, 1).left(0)).isEqualTo(1);
  }

  @Test
  void treatsSuperlevelBars_asTheirMirrorImages() {
    assertThat(distance("H0: [2, 0)", "H0: [4, 1)", WassersteinOptions.standard())).isEqualTo(3);
    assertThat(distance("H0: [2, 0)", "H0: [1, 4)", WassersteinOptions.standard())).isEqualTo(5);
  }

  @Test
  void matchesEssentialBarsAmongThemselves_bySortedBirth() {
    String left = "H0: [1, inf) [0, inf) [0, 2)";
    String right = "H0: [0.5, inf) [3, inf) [0, 2)";
    assertThat(distance(left, right, WassersteinOptions.standard())).isEqualTo(2.5);
    assertThat(distance(left, right, WassersteinOptions.of(2, GroundNorm.TWO)))
        .isCloseTo(Math.sqrt(0.25 + 4), within(1e-15));
    assertThat(distance(left, "H0: [0, inf) [0, 2)", WassersteinOptions.standard()))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(distance("H0: [0, inf)", "H0: [0, -inf)", WassersteinOptions.standard()))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void dropsOrClampsEssentialBars_whenAsked() {
    String left = "H0: [1, inf) [0, 2)";
    String right = "H0: [0, 2)";
    assertThat(
            distance(left, right, new WassersteinOptions(1, GroundNorm.ONE, EssentialBars.drop())))
        .isZero();
    assertThat(
            distance(
                left, right, new WassersteinOptions(1, GroundNorm.ONE, EssentialBars.clamp(5))))
        .isEqualTo(4);
  }

  @Test
  void givesPairsWithDiagonal_inMatching() {
    PersistenceDiagram left = PersistenceDiagram.parse("H0: [0, 10) [5, 6) [3, 3)");
    PersistenceDiagram right = PersistenceDiagram.parse("H0: [1, 10) [20, 22)");
    Matching matching =
        new WassersteinDistance(WassersteinOptions.standard()).matching(left, right, 0);
    assertThat(matching.toString()).isEqualTo("left [0, 1, 2, -1] right [0, -1, -1, 1] = 4.0");
  }

  @Test
  void readsArrays_withoutADiagram() {
    WassersteinDistance distance = new WassersteinDistance(WassersteinOptions.standard());
    double infinity = Double.POSITIVE_INFINITY;
    double[] births = {0, 7, 1};
    double[] deaths = {2, infinity, 99};
    assertThat(
            distance.distance(
                births, deaths, 2, new double[] {1, 8}, new double[] {4, infinity}, 2, infinity))
        .isEqualTo(4);
    assertThatThrownBy(() -> distance.distance(births, deaths, 4, births, deaths, 0, infinity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count 4");
  }

  @Test
  void refusesBarsThatAreNotNumbers() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] nan = {Double.NaN};
    double[] one = {1};
    double[] infinite = {infinity};
    for (EssentialBars essential :
        new EssentialBars[] {EssentialBars.match(), EssentialBars.drop(), EssentialBars.clamp(2)}) {
      WassersteinDistance distance =
          new WassersteinDistance(new WassersteinOptions(1, GroundNorm.ONE, essential));
      for (double[][] bar :
          new double[][][] {
            {nan, one}, {one, nan}, {infinite, one}, {infinite, infinite}, {nan, infinite}
          }) {
        assertThatThrownBy(() -> distance.distance(bar[0], bar[1], 1, one, one, 1, infinity))
            .as("%s [%s, %s)", essential, bar[0][0], bar[1][0])
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("bar 0 of the left diagram");
      }
    }
    WassersteinDistance distance = new WassersteinDistance(WassersteinOptions.standard());
    assertThatThrownBy(() -> distance.distance(one, one, 1, nan, one, 1, infinity))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bar 0 of the right diagram");
    assertThatThrownBy(() -> distance("", "", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimension -1");
    assertThatThrownBy(() -> distance.distance(one, one, 1, one, one, 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void refusesOptionsOutOfRange() {
    for (double order : new double[] {0.5, Double.NaN, Double.POSITIVE_INFINITY, -1, 513}) {
      assertThatThrownBy(() -> WassersteinOptions.of(order, GroundNorm.ONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("order");
    }
    assertThatThrownBy(() -> EssentialBars.clamp(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GroundNorm.parse("3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1, 2, inf");
    assertThatThrownBy(() -> EssentialBars.parse("clamp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clamp:VALUE");
  }

  @Test
  void parsesWhatItPrints() {
    for (GroundNorm norm : GroundNorm.values()) {
      assertThat(GroundNorm.parse(norm.toString())).isEqualTo(norm);
    }
    assertThat(GroundNorm.parse("Infinity")).isEqualTo(GroundNorm.INFINITY);
    for (String text : new String[] {"match", "drop", "clamp:2.5"}) {
      assertThat(EssentialBars.parse(text)).hasToString(text);
    }
  }

  @Test
  void staysInRange_whenPowersWouldOverflowOrVanish() {
    for (double unit : new double[] {1e-200, 1e200}) {
      String left = "H0: [0, " + 3 * unit + ")";
      String right = "H0: [" + unit + ", " + 3 * unit + ")";
      for (GroundNorm norm : GroundNorm.values()) {
        assertThat(distance(left, right, WassersteinOptions.of(2, norm)) / unit)
            .isCloseTo(1, within(1e-12));
      }
    }
  }
}
