package io.betti.pipeline.network.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.training.Classifier;
import io.betti.pipeline.network.training.TrainingItems;
import io.betti.topology.complex.Grid;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scores of generated images: on real digits, and on images whose answer is known. */
class GenerationScoresTest {
  private static final Grid GRID = Grid.of(28, 28);
  private static final int COUNT = 40;

  private static Network network;
  private static Classifier classifier;
  private static byte[][] digits;

  @BeforeAll
  static void read() throws IOException {
    network = Network.of(Networks.imageClassifier(), 3);
    classifier = new Classifier(network);
    Path file =
        Path.of(System.getProperty("betti.basedir"), "data/mnist/t10k-images-idx3-ubyte.gz");
    digits = new byte[3 * COUNT][];
    try (var reader =
        io.betti.pipeline.dataset.IdxReader.open(
            new BufferedInputStream(Files.newInputStream(file)), file.toString())) {
      for (int i = 0; i < digits.length; i++) {
        digits[i] = reader.next();
      }
    }
  }

  @AfterAll
  static void close() {
    network.close();
  }

  private static ScoredItems items(float[] values) {
    ScoredItems items = new ScoredItems(GRID, COUNT, classifier);
    items.add(values);
    return items;
  }

  private static ScoredItems digits(int from) {
    int[] indices = new int[COUNT];
    Arrays.setAll(indices, i -> from + i);
    return items(GenerativeModel.IMAGES.unit(digits, indices));
  }

  private static ScoredItems image(float background, float[]... spots) {
    float[] values = new float[784];
    Arrays.fill(values, background);
    for (float[] spot : spots) {
      values[(int) spot[0] * 28 + (int) spot[1]] = spot[2];
    }
    return items(values);
  }

  @Test
  void sameImagesHaveNoDistance_andCoverAll() {
    Map<String, Double> scores = new GenerationScores(COUNT, 1).of(digits(0), digits(0));
    for (String name : new String[] {"l2", "wass", "wass_norm2", "wass_inf"}) {
      assertThat(scores.get("mmd_" + name)).as(name).isZero();
    }
    assertThat(scores.get("cov_l2")).isEqualTo(1);
    // Two digits may have one diagram, and then chance decides which of them is covered.
    assertThat(scores.get("cov_wass")).isGreaterThan(0.9);
  }

  @Test
  void farImagesAreFartherAndCoverLess() {
    Map<String, Double> near = new GenerationScores(COUNT, 1).of(digits(0), digits(COUNT));
    float[] flat = new float[COUNT * 784];
    Arrays.fill(flat, 0.3f);
    ScoredItems grey = items(flat);
    Map<String, Double> far = new GenerationScores(COUNT, 1).of(digits(0), grey);
    assertThat(far.get("mmd_l2")).isGreaterThan(near.get("mmd_l2"));
    assertThat(far.get("mmd_wass")).isGreaterThan(near.get("mmd_wass"));
    // All grey images are alike, and nearest to the same digit.
    assertThat(far.get("cov_l2")).isEqualTo(1.0 / COUNT);
    assertThat(far.get("inception")).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void euclideanDistanceIsThatOfValuesInTheUnitInterval() {
    ScoredItems black = image(0);
    assertThat(image(0, new float[] {3, 4, 1}).euclidean(0, black, 0)).isEqualTo(1);
    assertThat(image(1).euclidean(0, black, 0)).isEqualTo(28);
  }

  @Test
  void componentsAreBarsOfLifetimeAboveATenth_theOneThatNeverDiesIncluded() {
    assertThat(image(0).components(0)).isEqualTo(1);
    float[] strong = {5, 5, 0.9f};
    float[] speck = {20, 20, 0.3f};
    float[] faint = {20, 20, 0.09f};
    assertThat(image(0, strong).components(0)).isEqualTo(1);
    assertThat(image(0, strong, speck).components(0)).isEqualTo(2);
    assertThat(image(0, strong, faint).components(0)).isEqualTo(1);
    // At one half, only the strong one is ink; an empty image has no component there.
    assertThat(image(0, strong, speck).componentsAtLevel(0)).isEqualTo(1);
    assertThat(image(0).componentsAtLevel(0)).isZero();
    assertThat(image(0, strong, new float[] {9, 9, 0.5f}).componentsAtLevel(0)).isEqualTo(2);
    assertThat(image(1).componentsAtLevel(0)).isEqualTo(1);
  }

  /** A cube of edge 4 with one voxel, and another of some value two to its right. */
  private static ScoredItems volume(float other) {
    float[] values = new float[64];
    values[0] = 1;
    values[2] = other;
    ScoredItems items = new ScoredItems(Grid.of(4, 4, 4), 1, null);
    items.add(values);
    return items;
  }

  @Test
  void volumesAreScoredWithoutAClassifier() {
    Map<String, Double> scores = new GenerationScores(1, 1).of(volume(0), volume(0.75f));
    assertThat(scores).doesNotContainKey("inception").containsEntry("mmd_l2", 0.75);
    // One bar more, (0.75, 0): half its length from the diagonal along each axis.
    assertThat(scores).containsEntry("mmd_wass", 0.75).containsEntry("mmd_wass_inf", 0.375);
    assertThat(scores).containsEntry("components", 2.0).containsEntry("one_component", 0.0);
    assertThat(scores).containsEntry("occupied", 2.0).containsEntry("one_component_at_half", 0.0);
    scores = new GenerationScores(1, 1).of(volume(0.75f), volume(0.25f));
    assertThat(scores).containsEntry("components", 2.0).containsEntry("one_component_at_half", 1.0);
    assertThat(scores).containsEntry("occupied", 1.0).containsEntry("mmd_wass", 0.5);
  }

  @Test
  void onlyTheFirstAreCompared_butAllCount() {
    ScoredItems items = new ScoredItems(GRID, 2, null);
    items.add(GenerativeModel.IMAGES.unit(digits, new int[] {0, 1, 2, 3, 4}));
    assertThat(items.size()).isEqualTo(5);
    assertThat(items.comparable()).isEqualTo(2);
    assertThat(items.components(4)).isPositive();
    assertThatThrownBy(() -> items.add(new float[785])).hasMessageContaining("784");
  }

  @Test
  void smallVolumesAreScoredAsTheyAreTrainedOn_paddedByZeros() {
    byte[] full = new byte[30 * 30 * 30];
    Arrays.fill(full, (byte) 1);
    float[] unit = GenerativeModel.VOXELS.unit(full);
    assertThat(unit).hasSize(32 * 32 * 32);
    float[] trained = new float[unit.length];
    GenerativeModel.VOXELS.items(new byte[][] {full}).copy(0, trained, 0);
    assertThat(unit).isEqualTo(GenerativeModel.unit(trained));
    assertThat(unit[0]).isZero();
    assertThat(unit[(16 * 32 + 16) * 32 + 16]).isEqualTo(1);
  }

  @Test
  void tooFewImagesAreRefused() {
    assertThatThrownBy(() -> new GenerationScores(COUNT + 1, 1).of(digits(0), digits(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + (COUNT + 1));
  }

  @Test
  void bytesBecomeTheUnitInterval() {
    byte[][] items = {{0, (byte) 255, 51}};
    assertThat(GenerativeModel.IMAGES.unit(items[0])).containsExactly(0, 1, 0.2f);
    assertThat(GenerativeModel.unit(new float[] {-1, 0, 1})).containsExactly(0, 0.5f, 1);
    assertThat(new TrainingItems(items, TrainingItems.BYTES_TO_UNIT).size()).isEqualTo(1);
  }
}
