package io.betti.topology.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import io.betti.topology.reference.GoldenFile;
import io.betti.topology.reference.Mnist;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The 400 sweep features against those of the paper's own layer. */
class DirectionalSweepLayerGoldenTest {
  /** The file was summed in float32; measured 3.8e-7. */
  private static final double RELATIVE = 1e-6;

  @Test
  void equalsTopologyLayer_butForItsEssentialRule() {
    DirectionalSweepLayer sweep = DirectionalSweepLayer.of(Grid.of(Mnist.SIDE, Mnist.SIDE));
    List<String> lines = GoldenFile.lines("features400_t10k_first10.csv");
    assertThat(lines).hasSize(10);
    byte[][] images = Mnist.firstTestImages(lines.size());
    double worst = 0;
    for (int n = 0; n < images.length; n++) {
      String[] expected = lines.get(n).split(",");
      double[] features = sweep.features(images[n]);
      assertThat(features).hasSize(400).hasSameSizeAs(expected);
      for (int f = 0; f < features.length; f++) {
        boolean countsComponents = f % 50 == 0;
        double golden = Double.parseDouble(expected[f]) - (countsComponents ? 1 : 0);
        double difference = Math.abs(features[f] - golden);
        worst = Math.max(worst, difference == 0 ? 0 : difference / Math.abs(golden));
      }
    }
    assertThat(worst).as("largest relative difference").isLessThan(RELATIVE);
  }
}
