package io.betti.pipeline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeededDrawTest {
  private static final long[] IDS = LongStream.range(0, 200).map(i -> 3 * i + 1).toArray();

  @Test
  void drawIsOfDistinctIds_theSameForASeed_anotherForEveryNumberAndPurpose() {
    SeededDraw draw = SeededDraw.forPurpose(5, "reference");
    long[] drawn = draw.of(IDS, 50, 0);
    assertThat(drawn).hasSize(50).doesNotHaveDuplicates();
    assertThat(Arrays.stream(drawn)).allMatch(id -> Arrays.binarySearch(IDS, id) >= 0);
    assertThat(SeededDraw.forPurpose(5, "reference").of(IDS, 50, 0)).isEqualTo(drawn);
    assertThat(draw.of(IDS, 50, 1)).isNotEqualTo(drawn);
    assertThat(SeededDraw.forPurpose(6, "reference").of(IDS, 50, 0)).isNotEqualTo(drawn);
    assertThat(SeededDraw.forPurpose(5, "generated").of(IDS, 50, 0)).isNotEqualTo(drawn);
  }

  @Test
  void longerDrawBeginsWithTheShorter_andAllIsAPermutation() {
    SeededDraw draw = SeededDraw.forPurpose(1, "x");
    long[] all = draw.of(IDS, IDS.length, 2);
    assertThat(Arrays.copyOf(all, 30)).isEqualTo(draw.of(IDS, 30, 2));
    assertThat(Arrays.stream(all).sorted().toArray()).isEqualTo(IDS);
    assertThat(draw.of(IDS, 0, 0)).isEmpty();
  }

  /** 1000 draws of 20 of 200: each item comes 100 times, give or take six deviations. */
  @Test
  void itemsHaveEqualChances() {
    int[] counts = new int[IDS.length];
    SeededDraw draw = SeededDraw.forPurpose(0, "chances");
    for (int n = 0; n < 1000; n++) {
      for (long id : draw.of(IDS, 20, n)) {
        counts[(int) (id / 3)]++;
      }
    }
    assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 100) < 6 * Math.sqrt(90));
  }

  @Test
  void moreThanThereAre_isRefused() {
    assertThatThrownBy(() -> SeededDraw.forPurpose(0, "x").of(IDS, 201, 0))
        .hasMessageContaining("cannot draw 201 of 200 items");
  }

  @Test
  void noiseReplacesItsShare_evenly_byIdAlone() {
    byte[] dark = new byte[100_000];
    byte[] noisy = new ByteNoise(0.02, 7).of(3, dark);
    assertThat(new ByteNoise(0.02, 7).of(3, dark)).isEqualTo(noisy);
    assertThat(new ByteNoise(0.02, 7).of(4, dark)).isNotEqualTo(noisy);
    assertThat(new ByteNoise(0.02, 8).of(3, dark)).isNotEqualTo(noisy);
    assertThat(dark).containsOnly(0);
    int changed = 0;
    int bright = 0;
    byte[] more = new ByteNoise(0.1, 7).of(3, dark);
    for (int i = 0; i < noisy.length; i++) {
      changed += noisy[i] != 0 ? 1 : 0;
      bright += (noisy[i] & 0xFF) >= 128 ? 1 : 0;
      assertThat(noisy[i] == 0 || more[i] == noisy[i]).isTrue();
    }
    // Of 2000 expected, one in 256 is drawn as dark as it was.
    assertThat(changed).isBetween(1992 - 270, 1992 + 270);
    assertThat(bright).isBetween(1000 - 190, 1000 + 190);
    assertThat(new ByteNoise(0, 7).of(3, dark)).isEqualTo(dark);
    assertThat(new ByteNoise(1, 7).of(3, dark)).isNotEqualTo(dark);
    assertThatThrownBy(() -> new ByteNoise(1.5, 0)).hasMessageContaining("must be from 0 to 1");
    assertThatThrownBy(() -> new ByteNoise(Double.NaN, 0)).hasMessageContaining("NaN");
  }
}
