package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void shape_isKeptAndCopied() {
    int[] shape = {3, 5};
    Grid grid = Grid.of(shape);
    shape[0] = 9;
    grid.shape()[1] = 9;
    assertThat(grid.shape()).containsExactly(3, 5);
    assertThat(grid.height()).isEqualTo(3);
    assertThat(grid.width()).isEqualTo(5);
    assertThat(grid.vertices()).isEqualTo(15);
    assertThat(grid.dimension()).isEqualTo(2);
    assertThat(grid)
        .hasToString("[3, 5]")
        .isEqualTo(Grid.of(3, 5))
        .hasSameHashCodeAs(Grid.of(3, 5));
    assertThat(Grid.of(5)).isNotEqualTo(Grid.of(1, 5));
    assertThat(Grid.of(5).dimension()).isEqualTo(1);
  }

  @Test
  void threeAxes_areDepthHeightWidth() {
    Grid grid = Grid.of(2, 3, 5);
    assertThat(grid.dimension()).isEqualTo(3);
    assertThat(grid.depth()).isEqualTo(2);
    assertThat(grid.height()).isEqualTo(3);
    assertThat(grid.width()).isEqualTo(5);
    assertThat(grid.vertices()).isEqualTo(30);
    assertThat(grid).hasToString("[2, 3, 5]").isNotEqualTo(Grid.of(6, 5));
    assertThat(grid.withoutThinAxis()).isSameAs(grid);
    assertThat(Grid.of(1, 3, 5).withoutThinAxis()).isEqualTo(Grid.of(3, 5));
    assertThat(Grid.of(3, 1, 5).withoutThinAxis()).isEqualTo(Grid.of(3, 5));
    assertThat(Grid.of(3, 5, 1).withoutThinAxis()).isEqualTo(Grid.of(3, 5));
    assertThat(Grid.of(1, 1, 1).withoutThinAxis()).isEqualTo(Grid.of(1, 1));
    assertThat(Grid.of(3, 5).depth()).isEqualTo(1);
    assertThat(Grid.of(5).depth()).isEqualTo(1);
  }

  @Test
  void impossibleShapes_areRefused() {
    assertThatThrownBy(Grid::of).hasMessageContaining("[]").hasMessageContaining("1 to 3 axes");
    assertThatThrownBy(() -> Grid.of(2, 3, 4, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2, 3, 4, 5] has 4 axes");
    assertThatThrownBy(() -> Grid.of(0)).hasMessageContaining("axis of length 0");
    assertThatThrownBy(() -> Grid.of(3, -1)).hasMessageContaining("axis of length -1");
    assertThatThrownBy(() -> Grid.of(1 << 16, 1 << 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than " + Grid.MAX_VERTICES)
        .hasMessageContaining("tiles");
    assertThatThrownBy(() -> Grid.of(Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Grid.of(1 << 14, 1 << 14).vertices()).isEqualTo(Grid.MAX_VERTICES);
    assertThat(Grid.of(512, 512, 512).vertices()).isEqualTo(Grid.MAX_VERTICES / 2);
  }

  @Test
  void names_parseAsTheyPrint_inAnyCaseAndLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr")); // where i and I are two letters
      for (GridComplex complex : GridComplex.values()) {
        assertThat(GridComplex.parse(complex.toString())).isEqualTo(complex);
        assertThat(GridComplex.parse(complex.toString().toUpperCase(Locale.ROOT)))
            .isEqualTo(complex);
      }
      for (Direction direction : Direction.values()) {
        assertThat(Direction.parse(direction.toString())).isEqualTo(direction);
        assertThat(Direction.parse(direction.name())).isEqualTo(direction);
      }
      for (EssentialPolicy essential : EssentialPolicy.values()) {
        assertThat(EssentialPolicy.parse(essential.toString())).isEqualTo(essential);
        assertThat(EssentialPolicy.parse(essential.name())).isEqualTo(essential);
      }
    } finally {
      Locale.setDefault(before);
    }
    assertThat(GridComplex.values())
        .extracting(GridComplex::toString)
        .containsExactly("freudenthal", "cubical-t", "cubical-v");
    assertThat(Direction.SUPERLEVEL).hasToString("superlevel");
    assertThat(EssentialPolicy.CLAMP).hasToString("clamp");
  }

  @Test
  void unknownNames_areAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> GridComplex.parse("cubical"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown complex 'cubical'; it is one of freudenthal, cubical-t, cubical-v");
    assertThatThrownBy(() -> Direction.parse("up"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown direction 'up'; it is one of sublevel, superlevel");
    assertThatThrownBy(() -> EssentialPolicy.parse("match"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown essential policy 'match'; it is one of drop, clamp");
  }

  @Test
  void filtrations_sayWhatTheyAre() {
    LevelSetFiltration filtration = LevelSetFiltration.superlevel(Grid.of(4, 5));
    assertThat(filtration.description()).isEqualTo("level-set freudenthal superlevel [4, 5]");
    assertThat(filtration.maxHomologyDimension()).isEqualTo(1);
    assertThat(LevelSetFiltration.superlevel(Grid.of(4)).maxHomologyDimension()).isZero();
    assertThatThrownBy(
            () -> new LevelSetFiltration(null, GridComplex.CUBICAL_T, Direction.SUBLEVEL))
        .hasMessageContaining("grid");
  }
}
