package io.betti.topology.vectorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What all vectorizations and kernels keep to, and small diagrams by hand. */
class VectorizationLawsTest {
  private static final List<DiagramKernel> KERNELS =
      List.of(new PersistenceScaleSpaceKernel(1, 0.5), new SlicedWassersteinKernel(1, 7, 0.8));

  private final Random random = new Random(2017);

  @Test
  void vector_isZeroWithoutBars_andOverwritesItsArray() {
    for (Vectorization vectorization : BarSample.all(1)) {
      double[] out = new double[vectorization.size() + 1];
      Arrays.fill(out, 5);
      vectorization.vector(PersistenceDiagram.empty(), out);
      assertThat(Arrays.copyOf(out, vectorization.size())).as("" + vectorization).containsOnly(0);
      assertThat(out[vectorization.size()]).isEqualTo(5);
    }
  }

  @Test
  void vector_countsOneDimensionOnly() {
    PersistenceDiagram diagram = PersistenceDiagram.parse("H0: [0, 1)@0:1 [0.2, 0.9)@2:3");
    for (Vectorization vectorization : BarSample.all(1)) {
      assertThat(vectorization.vector(diagram)).as("" + vectorization).containsOnly(0);
    }
    for (Vectorization vectorization : BarSample.all(0)) {
      assertThat(Arrays.stream(vectorization.vector(diagram)).anyMatch(x -> x != 0))
          .as("" + vectorization)
          .isTrue();
    }
  }

  @Test
  void vector_isFinite_whenDiagramsDegenerate() {
    List<PersistenceDiagram> diagrams =
        List.of(
            BarSample.diagram(new double[] {0, 1}),
            BarSample.diagram(new double[] {3, 3}),
            BarSample.diagram(new double[] {0, Double.MIN_VALUE}, new double[] {0, 1}),
            BarSample.diagram(new double[] {0, 0.5}, new double[] {0, 0.5}),
            BarSample.diagram(new double[] {0, Double.POSITIVE_INFINITY}));
    for (Vectorization vectorization : BarSample.all(1)) {
      for (PersistenceDiagram diagram : diagrams) {
        assertThat(Arrays.stream(vectorization.vector(diagram)).allMatch(Double::isFinite))
            .as("%s of %s", vectorization, diagram)
            .isTrue();
      }
    }
  }

  @Test
  void vector_refusesWhatIsNotFinite() {
    for (Vectorization vectorization : BarSample.all(1)) {
      for (double[] bar :
          new double[][] {{0, Double.NaN}, {Double.NaN, 1}, {Double.NEGATIVE_INFINITY, 1}}) {
        assertThatIllegalArgumentException()
            .as("" + vectorization)
            .isThrownBy(() -> vectorization.vector(BarSample.diagram(bar)));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vectorization.vector(PersistenceDiagram.empty(), new double[0]));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new NumberOfPoints(1).vector(BarSample.diagram(new double[] {-1e308, 1e308})))
        .withMessageContaining("scale");
  }

  @Test
  void landscapeAndSilhouette_byHand() {
    PersistenceDiagram diagram = BarSample.diagram(new double[] {0, 4}, new double[] {1, 3});
    SampleGrid grid = new SampleGrid(0, 4, 5);
    assertThat(new PersistenceLandscape(1, 3, grid).vector(diagram))
        .containsExactly(0, 1, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(new Silhouette(1, 0, grid).vector(diagram)).containsExactly(0, 0.5, 1.5, 0.5, 0);
    double[] weighed = new Silhouette(1, 1, grid).vector(diagram);
    assertThat(weighed[2]).isCloseTo(5.0 / 3, within(1e-15));
    assertThat(new BettiCurve(1, grid).vector(diagram)).containsExactly(1, 2, 2, 1, 0);
  }

  @Test
  void kernels_areSymmetricAndPositive() {
    for (int n = 0; n < 300; n++) {
      PersistenceDiagram left = BarSample.diagram(1, BarSample.bars(random, 9));
      PersistenceDiagram right = BarSample.diagram(1, BarSample.bars(random, 9));
      for (DiagramKernel kernel : KERNELS) {
        double value = kernel.value(left, right);
        assertThat(kernel.value(right, left)).isCloseTo(value, within(1e-12));
        double bound = Math.sqrt(kernel.value(left, left) * kernel.value(right, right));
        assertThat(Math.abs(value)).isLessThanOrEqualTo(bound + 1e-12);
      }
      assertThat(KERNELS.get(1).value(left, left)).isEqualTo(1);
    }
  }

  @Test
  void kernels_readFallingBarsNegated() {
    for (int n = 0; n < 100; n++) {
      List<double[]> left = BarSample.bars(random, 9);
      List<double[]> right = BarSample.bars(random, 9);
      for (DiagramKernel kernel : KERNELS) {
        double rising = kernel.value(BarSample.diagram(1, left), BarSample.diagram(1, right));
        List<double[]> falling =
            BarSample.padded(BarSample.negated(right), Double.NEGATIVE_INFINITY);
        double mixed = kernel.value(BarSample.diagram(1, left), BarSample.diagram(1, falling));
        assertThat(mixed).isCloseTo(rising, within(1e-12));
      }
    }
  }

  @Test
  void slicedWassersteinKernel_byHand() {
    PersistenceDiagram bar = BarSample.diagram(new double[] {0, 2});
    // one vertical line, upside down: the death is 1 from the middle
    assertThat(new SlicedWassersteinKernel(1, 1, 1).value(bar, PersistenceDiagram.empty()))
        .isCloseTo(Math.exp(-1), within(1e-12));
  }

  @Test
  void parameters_areChecked() {
    SampleGrid grid = new SampleGrid(0, 1, 3);
    refused(() -> new PersistenceLandscape(-1, 1, grid));
    refused(() -> new PersistenceLandscape(0, 0, grid));
    refused(() -> new PersistenceLandscape(0, Integer.MAX_VALUE, grid));
    refused(() -> new Silhouette(0, -1, grid));
    refused(() -> new Silhouette(0, Double.NaN, grid));
    refused(() -> new PersistenceImage(0, 0, 1, grid, grid));
    refused(() -> new PersistenceImage(0, 1, Double.POSITIVE_INFINITY, grid, grid));
    refused(() -> new HeatKernel(0, Double.NaN, grid));
    refused(() -> new HeatKernel(0, 1, new SampleGrid(0, 1, 1 << 16)));
    refused(() -> new PersistenceEntropy(0, 1, PersistenceEntropy.Normalization.NONE));
    refused(() -> new NormAmplitude(new BettiCurve(0, grid), 0.5));
    refused(() -> new DiagonalAmplitude(0, 1, 3));
    refused(() -> new ComplexPolynomial(0, ComplexPolynomial.Type.R, 0));
    refused(() -> new SlicedWassersteinKernel(0, 0, 1));
    refused(() -> new PersistenceScaleSpaceKernel(0, 0));
    refused(() -> Amplitude.parse("heats"));
    refused(() -> ComplexPolynomial.Type.parse("Q"));
    assertThat(Amplitude.parse("Persistence_Image")).isEqualTo(Amplitude.PERSISTENCE_IMAGE);
  }

  private static void refused(ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call);
  }
}
