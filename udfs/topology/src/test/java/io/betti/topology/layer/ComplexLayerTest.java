package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.SimplicialComplex;
import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.DiagramNotation;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.ComplexFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.Reduction;
import io.betti.topology.reference.RandomComplex;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComplexLayerTest {
  private static final DiagramFunction LOSS =
      DiagramNotation.parse("E(2,1,1;PD0) + 0.5*E(2,0,1;PD1) - E(1,2,1;PD2)");

  private static ComplexLayer layer(Random random, EssentialPolicy essential) {
    SimplicialComplex complex = RandomComplex.complex(random);
    return new ComplexLayer(
        RandomComplex.filtration(random, complex),
        DiagramOptions.upTo(2).withEssential(essential),
        Reduction.COHOMOLOGY);
  }

  @Test
  void gradient_equalsCentralDifferences() {
    Random random = new Random(4);
    double step = 1e-6;
    for (int n = 0; n < 400; n++) {
      ComplexLayer layer = layer(random, n % 2 == 0 ? EssentialPolicy.DROP : EssentialPolicy.CLAMP);
      ComplexFiltration filtration = layer.filtration();
      double[] input = RandomComplex.input(random, filtration, false);
      double[] gradient = layer.forward(input).backward(LOSS);
      for (int i = 0; i < input.length; i++) {
        double[] less = input.clone();
        double[] more = input.clone();
        less[i] -= step;
        more[i] += step;
        double difference =
            LOSS.value(layer.forward(more).diagram()) - LOSS.value(layer.forward(less).diagram());
        assertThat(gradient[i]).isCloseTo(difference / (2 * step), within(1e-6));
      }
    }
  }

  @Test
  void laterForward_leavesAnEarlierResultAlone() {
    Random random = new Random(5);
    ComplexLayer layer = layer(random, EssentialPolicy.DROP);
    double[] input = RandomComplex.input(random, layer.filtration(), false);
    TopologyLayer.Result first = layer.forward(input);
    double[] before = first.backward(LOSS);
    layer.forward(RandomComplex.input(random, layer.filtration(), true));
    assertThat(first.backward(LOSS)).isEqualTo(before);
  }

  @Test
  void ties_haveAFiniteSubgradient() {
    Random random = new Random(6);
    for (int n = 0; n < 300; n++) {
      ComplexLayer layer = layer(random, EssentialPolicy.CLAMP);
      double[] input = RandomComplex.input(random, layer.filtration(), true);
      for (double derivative : layer.forward(input).backward(LOSS)) {
        assertThat(derivative).isFinite();
      }
    }
  }

  @Test
  void gradientOfAnotherDiagram_isRefused() {
    ComplexLayer layer = layer(new Random(7), EssentialPolicy.DROP);
    TopologyLayer.Result result =
        layer.forward(RandomComplex.input(new Random(8), layer.filtration(), false));
    PersistenceDiagram other = PersistenceDiagram.parse("H0: [0, 1) [0, 2) [0, 3) [0, 4) [0, 5)");
    assertThatThrownBy(
            () ->
                result.backward(
                    new DiagramGradient(
                        result.diagram().size() == 5 ? PersistenceDiagram.empty() : other)))
        .hasMessageContaining("use the gradient of this result's own diagram");
  }
}
