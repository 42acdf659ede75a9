package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.complex.Grid;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.reference.GridSample;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pairs of an image times weights against those of the plan for one product at a time. */
class WeightedPersistenceTest {
  /** Kept between images, so that what an earlier one left behind would show. */
  private final Map<Grid, WeightedPersistence> kept = new HashMap<>();

  @Test
  void pairs_areThoseOfTheProduct_inTheSameOrder() {
    for (long seed = 0; seed < 3_300; seed++) {
      GridSample sample = GridSample.of(seed);
      if (sample.grid().dimension() == 2) {
        check(sample, image(sample));
      }
    }
  }

  /** One shape, pictures of all sizes and places one after the other. */
  @Test
  void picturesOnBackground_leaveNothingBehind() {
    Grid grid = Grid.of(8, 9);
    SplittableRandom random = new SplittableRandom(6);
    for (int n = 0; n < 600; n++) {
      float[] image = new float[grid.vertices()];
      int top = random.nextInt(8);
      int bottom = top + random.nextInt(9 - top);
      int left = random.nextInt(9);
      int right = left + random.nextInt(10 - left);
      float least = n % 5 == 0 ? -1 : 0;
      for (int v = 0; v < image.length; v++) {
        boolean inside = v / 9 >= top && v / 9 < bottom && v % 9 >= left && v % 9 < right;
        image[v] = inside ? least + random.nextInt(3) / 2f : 0;
      }
      check(new GridSample(n, GridSample.Pattern.CONTENT_ON_BACKGROUND, grid, new int[72]), image);
    }
  }

  private static float[] image(GridSample sample) {
    float[] image = sample.floats();
    if (sample.seed() % 3 == 0) {
      for (int v = 0; v < image.length; v++) {
        image[v] = sample.levels()[v] / 3f - sample.seed() % 2;
      }
    }
    return image;
  }

  private void check(GridSample sample, float[] image) {
    Grid grid = sample.grid();
    WeightedPersistence weighted = kept.computeIfAbsent(grid, WeightedPersistence::new);
    GridPersistence plan =
        new GridPersistence(LevelSetFiltration.superlevel(grid), DiagramOptions.upTo(1));
    SplittableRandom random = new SplittableRandom(sample.seed());
    weighted.load(image.clone());
    for (int weights = 0; weights < 4; weights++) {
      float[] weight = weights(random, grid, weights);
      float[] product = new float[image.length];
      for (int v = 0; v < product.length; v++) {
        product[v] = image[v] * weight[v];
      }
      plan.pair(product);
      weighted.pair(weight);
      String where = sample.describe(GridSample.widen(image)) + "times " + Arrays.toString(weight);
      assertThat(weighted.pairs0()).as(where).isEqualTo(plan.pairs0());
      assertThat(weighted.pairs()).as(where).isEqualTo(plan.pairs());
      for (int n = 0; n < plan.pairs(); n++) {
        assertThat(weighted.birthVertex(n)).as(where).isEqualTo(plan.birthVertex(n));
        assertThat(weighted.deathVertex(n)).as(where).isEqualTo(plan.deathVertex(n));
      }
      assertThat(weighted.essentialVertex()).as(where).isEqualTo(plan.essentialVertex());
      assertThat(weighted.lastVertex()).as(where).isEqualTo(plan.lastVertex());
      for (int v = 0; v < product.length; v++) {
        assertThat((double) weighted.value(v)).as(where).isEqualTo(plan.value(v));
      }
    }
  }

  /** A ramp down, zeros and ones, a few values, and any values. */
  private static float[] weights(SplittableRandom random, Grid grid, int kind) {
    float[] weight = new float[grid.vertices()];
    for (int v = 0; v < weight.length; v++) {
      weight[v] =
          switch (kind) {
            case 0 -> 1 - (float) (v / grid.width() + 1) / grid.height();
            case 1 -> random.nextInt(2);
            case 2 -> random.nextInt(4) / 3f;
            default -> (float) random.nextDouble();
          };
    }
    return weight;
  }
}
