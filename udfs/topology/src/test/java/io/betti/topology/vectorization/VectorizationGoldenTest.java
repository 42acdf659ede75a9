package io.betti.topology.vectorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.GoldenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectorizations and kernels against GUDHI's representations, with the factors that differ. */
class VectorizationGoldenTest {
  private static final double TOLERANCE = 1e-9;
  private static final double ROOT_2 = Math.sqrt(2);
  private static final SampleGrid GIVEN = new SampleGrid(-0.5, 2.5, 31);

  private final List<Map<String, Object>> lines = GoldenFile.objects("gudhi_vectorizations.jsonl");
  private final List<Map<String, Object>> vectors = lines.subList(0, lines.size() - 1);
  private final List<PersistenceDiagram> diagrams =
      vectors.stream().map(line -> diagram(line.get("bars"))).toList();
  private final DiagramRange range =
      diagrams.stream().reduce(DiagramRange.empty(0), DiagramRange::with, DiagramRange::merge);

  @Test
  void range_isGudhisFit() {
    double[] fit = {
      range.minBirth(), range.maxDeath(), range.maxBirth(), range.minLifetime(), range.maxLifetime()
    };
    assertThat(diagrams).hasSize(10);
    check(fit, 1, vectors.get(0).get("fit"), "fit");
  }

  @Test
  void landscape_isGudhisOverRoot2() {
    check("landscape", new PersistenceLandscape(0, 4, SampleGrid.within(range, 23)), ROOT_2);
    check("landscape_ends", new PersistenceLandscape(0, 2, SampleGrid.spanning(range, 11)), ROOT_2);
  }

  @Test
  void silhouette_isGudhisOverRoot2() {
    check("silhouette_0", new Silhouette(0, 0, SampleGrid.within(range, 20)), ROOT_2);
    check("silhouette_2", new Silhouette(0, 2, SampleGrid.within(range, 20)), ROOT_2);
  }

  @Test
  void persistenceImage_isGudhis() {
    check("image_0", image(0.3, 0, 7, 5), 1);
    check("image_1", image(0.2, 1, 5, 6), 1);
  }

  private PersistenceImage image(double bandwidth, double power, int columns, int rows) {
    SampleGrid births = SampleGrid.births(range, columns);
    return new PersistenceImage(0, bandwidth, power, births, SampleGrid.lifetimes(range, rows));
  }

  @Test
  void bettiCurve_isGudhis() {
    check("betti", new BettiCurve(0, GIVEN), 1);
  }

  @Test
  void entropy_isGudhis() {
    check("entropy", PersistenceEntropy.natural(0), 1);
    check("summary", new EntropySummary(0, false, GIVEN), 1);
    check("summary_normalized", new EntropySummary(0, true, GIVEN), 1);
  }

  @Test
  void complexPolynomial_isGudhis() {
    for (ComplexPolynomial.Type type : ComplexPolynomial.Type.values()) {
      check("polynomial_" + type, new ComplexPolynomial(0, type, 6), 1);
    }
  }

  @Test
  void scaleSpaceKernel_isGudhisOverRoot2PiBandwidth() {
    double factor = Math.sqrt(2 * Math.PI) * 0.7;
    check("scale_space", new PersistenceScaleSpaceKernel(0, 0.7), factor);
  }

  @Test
  void slicedWassersteinKernel_isGudhis() {
    check("sliced_wasserstein", new SlicedWassersteinKernel(0, 9, 1.3), 1);
  }

  private void check(String name, DiagramKernel kernel, double factor) {
    Object matrices = lines.get(lines.size() - 1).get("kernels");
    List<?> rows = (List<?>) ((Map<?, ?>) matrices).get(name);
    for (int i = 0; i < diagrams.size(); i++) {
      double[] row = new double[diagrams.size()];
      for (int j = 0; j < row.length; j++) {
        row[j] = kernel.value(diagrams.get(i), diagrams.get(j));
      }
      check(row, factor, rows.get(i), name + " of " + i);
    }
  }

  private void check(String name, Vectorization vectorization, double factor) {
    for (int i = 0; i < diagrams.size(); i++) {
      Object expected = ((Map<?, ?>) vectors.get(i).get("vectors")).get(name);
      check(vectorization.vector(diagrams.get(i)), factor, expected, name + " of " + i);
    }
  }

  private static void check(double[] actual, double factor, Object expected, String what) {
    List<?> numbers = (List<?>) expected;
    assertThat(actual).as(what).hasSize(numbers.size());
    for (int k = 0; k < actual.length; k++) {
      // null is NaN, from 0 / 0, which is 0 here
      double wanted = numbers.get(k) == null ? 0 : (Double) numbers.get(k);
      double tolerance = TOLERANCE * Math.max(1, Math.abs(wanted));
      assertThat(factor * actual[k]).as(what + " at " + k).isCloseTo(wanted, within(tolerance));
    }
  }

  private static PersistenceDiagram diagram(Object bars) {
    List<List<Double>> pairs = new ArrayList<>(GoldenFile.bars(bars, Double.POSITIVE_INFINITY));
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, false);
    pairs.forEach(pair -> builder.add(0, pair.get(0), pair.get(1), 0, 0));
    return builder.build();
  }
}
