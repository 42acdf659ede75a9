package io.betti.pipeline.network.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;
import io.betti.pipeline.network.SavedState;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saved generators say of which model they are. */
class GenerativeModelTest {
  private static SavedState saved(NetworkDescription description) {
    try (Network network = Network.of(description, 1)) {
      return network.saved();
    }
  }

  @ParameterizedTest
  @EnumSource(GenerativeModel.class)
  void modelIsFoundAgain_saidOrNot(GenerativeModel model) {
    SavedState silent = saved(model.generator());
    assertThat(GenerativeModel.of(SavedState.of(silent.bytes()))).isEqualTo(model);
    SavedState marked = SavedState.of(model.mark(silent).bytes());
    assertThat(GenerativeModel.of(marked)).isEqualTo(model);
    assertThat(GenerativeModel.parse(model.toString())).isEqualTo(model);
    assertThat(model.generator().outputs()).isEqualTo(model.grid().vertices());
  }

  @Test
  void markCountsMoreThanLayers_whereItemsAreOfItsSize() {
    NetworkDescription own = NetworkDescription.from("own", 5).dense(784).tanh().build();
    assertThat(GenerativeModel.of(GenerativeModel.INFOGAN.mark(saved(own))))
        .isEqualTo(GenerativeModel.INFOGAN);
    assertThatThrownBy(() -> GenerativeModel.of(GenerativeModel.VOXELS.mark(saved(own))))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("voxels, whose items are 32768 numbers, and makes 784");
    assertThatThrownBy(() -> GenerativeModel.of(saved(own)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("says no model, and the network own is of none");
    SavedState unknown = saved(own);
    unknown.put("model", "dreams");
    assertThatThrownBy(() -> GenerativeModel.of(unknown)).hasMessageContaining("dreams");
  }

  @Test
  void lossIsCheckedBeforeItsReferencesAreRead() {
    GenerativeModel model = GenerativeModel.IMAGES;
    model.checkLoss("W(1,1;PD1,a) + E(1,0,2;PD0)", Set.of("a"));
    GenerativeModel.VOXELS.checkLoss("E(1,0,1;PD2)", Set.of());
    assertThatThrownBy(() -> model.checkLoss("E(1,0,1;PD2)", Set.of())).hasMessageContaining("PD2");
    assertThatThrownBy(() -> model.checkLoss("W(1,1;PD1,b)", Set.of("a")))
        .hasMessageContaining("b");
    assertThatThrownBy(() -> model.checkLoss("W(1,1;PD1,a)", Set.of("a", "b")))
        .hasMessageContaining("does not name: b");
  }
}
