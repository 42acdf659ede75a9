package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.Stage;
import io.betti.pipeline.network.experiment.StageRun;
import io.betti.pipeline.network.experiment.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What table 10 tells of a latent query, on a generator of rings that was made by hand. */
class Table10QueryTest {
  @TempDir Path folder;

  /** Every image is a ring, and the one number of a latent opens or closes it. */
  private static Network rings() {
    Network network = Network.of(NetworkDescription.from("ring", 1).dense(784).tanh().build(), 0);
    float[] values = network.parameters().values();
    for (int pixel = 0; pixel < 784; pixel++) {
      double x = pixel % 28 - 13.5;
      double y = pixel / 28 - 13.5;
      boolean ring = Math.hypot(x, y) > 6.5 && Math.hypot(x, y) < 9.5;
      values[pixel] = ring && x > 0 && Math.abs(y) < 3 ? -1 : 0;
      values[784 + pixel] = ring ? 1.5f : -2;
    }
    network.parameters().changed();
    return network;
  }

  private StageRun stage(Stage stage, long steps) {
    Path networks = folder.resolve("networks/seed-3");
    return new StageRun(
        stage,
        3,
        new StageSettings(GenerativeModel.IMAGES, steps, 6, 0.2, 0.5, StageSettings.NO_RING, 1000),
        0,
        Folder.at(networks.resolve("baseline")),
        Folder.at(folder.resolve("checkpoints")),
        Folder.at(networks.resolve(stage.toString())));
  }

  @Test
  void ringsThatAreGoneAreCounted_withTheClassesBeforeAndAfter() throws IOException {
    StageRun query = stage(Stage.QUERY, 70);
    Folder classes = Folder.at(folder.resolve("networks/classifier"));
    try (Network generator = rings();
        Network classifier = Network.of(Networks.imageClassifier(), 1)) {
      generator.saved().save(query.from().in(StageRun.GENERATOR));
      classifier.saved().save(classes);
    }
    assertThat(query.run(GenerativeModel.IMAGES.items(new byte[1][784]), state -> {}, () -> false))
        .isTrue();
    Table10Query found = Table10Query.of(List.of(stage(Stage.LATENT, 70), query), classes);
    Map<String, Object> facts = found.facts();
    assertThat((List<?>) facts.get("samples")).hasSize(6);
    assertThat((List<?>) facts.get("classes_after")).hasSize(6);
    double gone = (double) facts.get("ring_gone");
    assertThat(gone).isGreaterThan(0);
    assertThat((double) facts.get("ring_gone_and_digit")).isLessThanOrEqualTo(gone);
    assertThat(found.finding())
        .contains("of 6 samples")
        .contains(Math.round(6 * gone) + " have none any more");
    assertThat(found.sheet().images().count()).isEqualTo(6 * 8);
    assertThat(Table10Query.of(List.of(stage(Stage.LATENT, 70)), classes)).isNull();
  }
}
