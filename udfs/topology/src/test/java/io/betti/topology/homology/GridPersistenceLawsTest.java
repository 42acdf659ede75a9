package io.betti.topology.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.reference.Bottleneck;
import io.betti.topology.reference.CellFiltration;
import io.betti.topology.reference.GridCells;
import io.betti.topology.reference.GridSample;
import io.betti.topology.reference.Mnist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold of every level set diagram, on seeded random grids: long, as there are many. */
class GridPersistenceLawsTest {
  private static final int SAMPLES = 330;

  static Stream<Arguments> filtrations() {
    return Stream.of(GridComplex.values())
        .flatMap(
            complex ->
                Stream.of(Direction.values()).map(direction -> Arguments.of(complex, direction)));
  }

  /** Two samples of a line or a plane, then one of space, in turn. */
  private static GridSample sample(long seed) {
    return seed % 3 == 2 ? GridSample.volume(seed) : GridSample.of(seed);
  }

  /** A strictly rising map changes births and deaths and nothing else. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void monotoneMap_mapsTheDiagram(GridComplex complex, Direction direction) {
    List<DoubleUnaryOperator> maps =
        List.of(x -> x * 3 + 1, x -> x * x * x + x, Math::atan, x -> x / 4 - 5);
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      double[] values = new double[sample.levels().length];
      for (int v = 0; v < values.length; v++) {
        values[v] = sample.levels()[v] - 1.5;
      }
      GridPersistence plan = plan(sample.grid(), complex, direction);
      PersistenceDiagram diagram = plan.diagram(values);
      for (DoubleUnaryOperator map : maps) {
        double[] mapped = values.clone();
        for (int v = 0; v < mapped.length; v++) {
          mapped[v] = map.applyAsDouble(values[v]);
        }
        PersistenceDiagram expected = mapped(diagram, map, direction);
        assertThat(plan.diagram(mapped)).as(sample.describe(values)).isEqualTo(expected);
      }
    }
  }

  private static PersistenceDiagram mapped(
      PersistenceDiagram diagram, DoubleUnaryOperator map, Direction direction) {
    DiagramBuilder builder = new DiagramBuilder();
    builder.clear(1, direction == Direction.SUPERLEVEL);
    for (int i = 0; i < diagram.size(); i++) {
      PersistencePair pair = diagram.pair(i);
      double death = pair.isEssential() ? pair.death() : map.applyAsDouble(pair.death());
      builder.add(
          new PersistencePair(
              pair.dimension(),
              map.applyAsDouble(pair.birth()),
              death,
              pair.birthCell(),
              pair.deathCell()));
    }
    return builder.build();
  }

  /**
   * Vertices - edges + faces - solids, counted one by one, is b0 - b1 + b2 of the bars that cover a
   * threshold.
   */
  @ParameterizedTest
  @MethodSource("filtrations")
  void eulerCharacteristic_isTheAlternatingBettiSum(GridComplex complex, Direction direction) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      double[] values = GridSample.widen(sample.floats());
      CellFiltration filtration =
          new CellFiltration(GridCells.of(sample.grid(), complex), direction, values);
      PersistenceDiagram diagram = plan(sample.grid(), complex, direction).diagram(values);
      for (double threshold : values) {
        int betti = 0;
        for (int k = 0; k < sample.grid().dimension(); k++) {
          betti += (k % 2 == 0 ? 1 : -1) * covering(diagram, k, threshold);
        }
        assertThat(betti)
            .as("threshold %s of %s", threshold, sample.describe(values))
            .isEqualTo(filtration.eulerCharacteristic(threshold));
      }
    }
  }

  /** Bars [birth, death) that contain a threshold; a superlevel bar is (death, birth]. */
  private static int covering(PersistenceDiagram diagram, int dimension, double threshold) {
    int count = 0;
    for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
      double birth = diagram.birth(i);
      double death = diagram.death(i);
      boolean covers =
          birth < death
              ? birth <= threshold && threshold < death
              : birth >= threshold && threshold > death;
      count += covers ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @MethodSource("filtrations")
  void negation_exchangesTheDirections_andKeepsTheCells(GridComplex complex, Direction direction) {
    Direction other = direction == Direction.SUBLEVEL ? Direction.SUPERLEVEL : Direction.SUBLEVEL;
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      for (EssentialPolicy essential : EssentialPolicy.values()) {
        for (boolean zeroLength : new boolean[] {false, true}) {
          DiagramOptions options =
              new DiagramOptions(sample.grid().dimension() - 1, essential, zeroLength);
          float[] values = sample.floats();
          float[] negated = values.clone();
          for (int v = 0; v < negated.length; v++) {
            negated[v] = -values[v];
          }
          PersistenceDiagram diagram =
              new GridPersistence(
                      new LevelSetFiltration(sample.grid(), complex, direction), options)
                  .diagram(values);
          PersistenceDiagram twin =
              new GridPersistence(new LevelSetFiltration(sample.grid(), complex, other), options)
                  .diagram(negated);
          assertThat(negated(twin))
              .as(sample.describe(GridSample.widen(values)))
              .isEqualTo(diagram.toString());
        }
      }
    }
  }

  /** The text of a diagram with every number's sign turned, in the same order. */
  private static String negated(PersistenceDiagram diagram) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < diagram.size(); i++) {
      int k = diagram.dimension(i);
      text.append(i == diagram.from(k) ? (text.isEmpty() ? "H" : "\nH") + k + ":" : "");
      text.append(" [").append(number(-diagram.birth(i))).append(", ");
      text.append(number(-diagram.death(i))).append(")@").append(diagram.birthVertex(i));
      text.append(diagram.deathVertex(i) < 0 ? "" : ":" + diagram.deathVertex(i));
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value + 0.0);
  }

  /** Cohen-Steiner, Edelsbrunner, Harer 2007: no bar moves further than the values do. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void bottleneckDistance_isAtMostTheChangeOfTheValues(GridComplex complex, Direction direction) {
    double closest = Double.POSITIVE_INFINITY;
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      SplittableRandom random = new SplittableRandom(seed);
      double size = random.nextInt(4) == 0 ? 3 : 0.5;
      double[] before = new double[sample.levels().length];
      double[] after = new double[before.length];
      double change = 0;
      for (int v = 0; v < before.length; v++) {
        before[v] = sample.levels()[v];
        after[v] = before[v] + (random.nextDouble() - 0.5) * 2 * size;
        change = Math.max(change, Math.abs(after[v] - before[v]));
      }
      GridPersistence plan = plan(sample.grid(), complex, direction);
      PersistenceDiagram first = plan.diagram(before);
      PersistenceDiagram second = plan.diagram(after);
      for (int k = 0; k < sample.grid().dimension(); k++) {
        double distance = Bottleneck.distance(first, second, k);
        assertThat(distance)
            .as("PD%d of %s", k, sample.describe(after))
            .isLessThanOrEqualTo(change * (1 + 1e-12));
        closest = Math.min(closest, change - distance);
      }
    }
    assertThat(closest).as("the bound is met somewhere").isLessThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("filtrations")
  void scaling_scalesTheDiagram(GridComplex complex, Direction direction) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      double[] values = GridSample.widen(sample.bytes());
      double[] scaled = values.clone();
      for (int v = 0; v < scaled.length; v++) {
        scaled[v] = values[v] * 0.25;
      }
      GridPersistence plan = plan(sample.grid(), complex, direction);
      assertThat(plan.diagram(scaled))
          .as(sample.describe(values))
          .isEqualTo(plan.diagram(values).scaled(0.25));
    }
  }

  /** Transposition is a symmetry of all three complexes; a mirror of the two cubical ones. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void symmetriesOfTheComplex_keepTheBars(GridComplex complex, Direction direction) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = GridSample.of(seed);
      Grid grid = sample.grid();
      if (grid.dimension() == 1) {
        continue;
      }
      int h = grid.height();
      int w = grid.width();
      double[] values = GridSample.widen(sample.bytes());
      double[] transposed = new double[values.length];
      double[] turned = new double[values.length];
      double[] mirrored = new double[values.length];
      for (int v = 0; v < values.length; v++) {
        transposed[v % w * h + v / w] = values[v];
        turned[values.length - 1 - v] = values[v];
        mirrored[v / w * w + w - 1 - v % w] = values[v];
      }
      GridPersistence plan = plan(grid, complex, direction);
      String bars = plan.diagram(values).toStringWithoutCells();
      assertThat(plan.diagram(turned).toStringWithoutCells()).isEqualTo(bars);
      assertThat(plan(Grid.of(w, h), complex, direction).diagram(transposed).toStringWithoutCells())
          .isEqualTo(bars);
      if (complex != GridComplex.FREUDENTHAL) {
        assertThat(plan.diagram(mirrored).toStringWithoutCells()).isEqualTo(bars);
      }
    }
  }

  /**
   * In space: the six orders of the axes and the reflection at the centre are symmetries of all
   * three complexes, mirrors of the two cubical ones.
   */
  @ParameterizedTest
  @MethodSource("filtrations")
  void symmetriesOfTheComplex_keepTheBars_inSpace(GridComplex complex, Direction direction) {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = GridSample.volume(seed);
      double[] values = GridSample.widen(sample.bytes());
      String bars = plan(sample.grid(), complex, direction).diagram(values).toStringWithoutCells();
      int flips = complex == GridComplex.FREUDENTHAL ? (int) (seed & 1) * 7 : (int) (seed & 7);
      Moved moved = moved(sample.grid(), values, orders[(int) (seed % 6)], flips);
      assertThat(plan(moved.grid, complex, direction).diagram(moved.values).toStringWithoutCells())
          .as(sample.describe(values))
          .isEqualTo(bars);
    }
  }

  private record Moved(Grid grid, double[] values) {}

  /** The values with axes in another order, those of the set bits backwards. */
  private static Moved moved(Grid grid, double[] values, int[] order, int flips) {
    int[] shape = grid.shape();
    int[] to = {shape[order[0]], shape[order[1]], shape[order[2]]};
    double[] moved = new double[values.length];
    for (int v = 0; v < values.length; v++) {
      int[] at = {v / (shape[1] * shape[2]), v / shape[2] % shape[1], v % shape[2]};
      int u = 0;
      for (int axis = 0; axis < 3; axis++) {
        int x = at[order[axis]];
        u = u * to[axis] + ((flips >> axis & 1) == 1 ? to[axis] - 1 - x : x);
      }
      moved[u] = values[v];
    }
    return new Moved(Grid.of(to), moved);
  }

  /** Planes of the last value before and behind a volume change nothing, however many. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void depth_ofAFlatMargin_changesNothing(GridComplex complex, Direction direction) {
    byte ground = (byte) (direction == Direction.SUBLEVEL ? 255 : 0);
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = GridSample.volume(seed);
      Grid grid = sample.grid();
      int plane = grid.height() * grid.width();
      SplittableRandom random = new SplittableRandom(seed);
      String[] texts = new String[2];
      for (int n = 0; n < 2; n++) {
        int before = n == 0 ? 1 : 1 + random.nextInt(4);
        int behind = n == 0 ? 1 : 1 + random.nextInt(4);
        Grid deep = Grid.of(grid.depth() + before + behind, grid.height(), grid.width());
        byte[] bytes = new byte[deep.vertices()];
        Arrays.fill(bytes, ground);
        System.arraycopy(sample.bytes(), 0, bytes, before * plane, grid.vertices());
        texts[n] = plan(deep, complex, direction).diagram(bytes).toStringWithoutCells();
      }
      assertThat(texts[1]).as(sample.describe(sample.doubles())).isEqualTo(texts[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("filtrations")
  void bytesFloatsAndDoubles_giveTheSame(GridComplex complex, Direction direction) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      byte[] bytes = sample.bytes();
      double[] doubles = GridSample.widen(bytes);
      float[] floats = new float[bytes.length];
      for (int v = 0; v < floats.length; v++) {
        floats[v] = bytes[v] & 255;
      }
      for (GridPersistence plan : plans(sample.grid(), complex, direction)) {
        PersistenceDiagram diagram = plan.diagram(bytes);
        assertThat(plan.diagram(floats)).as(sample.describe(doubles)).isEqualTo(diagram);
        assertThat(plan.diagram(doubles)).as(sample.describe(doubles)).isEqualTo(diagram);
      }
    }
  }

  @Test
  void scaledBytesOfMnist_giveTheMappedDiagram() {
    GridPersistence plan =
        plan(Grid.of(Mnist.SIDE, Mnist.SIDE), GridComplex.FREUDENTHAL, Direction.SUPERLEVEL);
    for (byte[] image : Mnist.firstTestImages(200)) {
      PersistenceDiagram ofBytes = plan.diagram(image);
      PersistenceDiagram ofFloats = plan.diagram(Mnist.scaled(image));
      assertThat(ofFloats).isEqualTo(mapped(ofBytes, x -> (float) x / 255f, Direction.SUPERLEVEL));
    }
  }

  /** One plan used again and again, two plans in turn, and a fresh plan each time. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void usedPlans_answerAsFreshOnes(GridComplex complex, Direction direction) {
    usedPlans_answerAsFreshOnes(Grid.of(7, 6), 200, complex, direction);
    usedPlans_answerAsFreshOnes(Grid.of(7, 3, 6), 60, complex, direction);
  }

  private static void usedPlans_answerAsFreshOnes(
      Grid grid, int rounds, GridComplex complex, Direction direction) {
    SplittableRandom random = new SplittableRandom(7);
    List<GridPersistence> used = plans(grid, complex, direction);
    List<GridPersistence> inTurn = plans(grid, complex, direction);
    List<PersistenceDiagram> kept = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int part = grid.vertices() / 7;
    for (int n = 0; n < rounds; n++) {
      byte[] bytes = new byte[grid.vertices()];
      float[] floats = new float[bytes.length];
      double[] doubles = new double[bytes.length];
      int levels = 1 + random.nextInt(6);
      int ground = random.nextInt(2) * 255;
      int rows = 1 + random.nextInt(7);
      for (int v = 0; v < bytes.length; v++) {
        bytes[v] = (byte) (v / part < rows ? random.nextInt(levels) : ground);
        floats[v] = (bytes[v] & 255) - (n % 3 == 0 ? 2 : 0);
        doubles[v] = 0.1 * floats[v];
      }
      List<GridPersistence> fresh = plans(grid, complex, direction);
      for (int k = 0; k < fresh.size(); k++) {
        PersistenceDiagram diagram = used.get(k).diagram(bytes);
        assertThat(diagram).isEqualTo(fresh.get(k).diagram(bytes));
        assertThat(used.get(k).diagram(floats)).isEqualTo(inTurn.get(k).diagram(floats));
        assertThat(inTurn.get(k).diagram(doubles)).isEqualTo(fresh.get(k).diagram(doubles));
        kept.add(diagram);
        texts.add(diagram.toString());
      }
    }
    for (int n = 0; n < kept.size(); n++) {
      assertThat(kept.get(n)).as("a diagram stays as it was").hasToString(texts.get(n));
    }
  }

  /** What pair() leaves to be read is what diagram() puts into bars. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void pairs_areTheBarsOfTheDiagram(GridComplex complex, Direction direction) {
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = sample(seed);
      float[] values = sample.floats();
      for (GridPersistence plan : plans(sample.grid(), complex, direction)) {
        PersistenceDiagram diagram = plan.diagram(values);
        plan.pair(values);
        DiagramBuilder builder = new DiagramBuilder();
        builder.clear(1, direction == Direction.SUPERLEVEL);
        double never = direction.essentialDeath();
        int first = plan.essentialVertex();
        if (plan.options().essential() == EssentialPolicy.CLAMP) {
          int last = plan.lastVertex();
          builder.addClamped(0, plan.value(first), never, plan.value(last), first, last);
        } else {
          builder.add(0, plan.value(first), never, first, -1);
        }
        for (int n = 0; n < plan.pairs(); n++) {
          int birth = plan.birthVertex(n);
          int death = plan.deathVertex(n);
          int dimension = n < plan.pairs0() ? 0 : n < plan.pairsUpTo(1) ? 1 : 2;
          builder.add(dimension, plan.value(birth), plan.value(death), birth, death);
        }
        assertThat(builder.build()).isEqualTo(diagram);
      }
    }
  }

  /** However wide a flat margin of the last value is, the bars are those of a margin of one. */
  @ParameterizedTest
  @MethodSource("filtrations")
  void width_ofAFlatMargin_changesNothing(GridComplex complex, Direction direction) {
    byte ground = (byte) (direction == Direction.SUBLEVEL ? 255 : 0);
    for (long seed = 0; seed < SAMPLES; seed++) {
      GridSample sample = GridSample.of(seed);
      if (sample.grid().dimension() == 1) {
        continue;
      }
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = sample.bytes();
      GridSample.Framed narrow = GridSample.frame(sample.grid(), bytes, ground, 1, 1, 1, 1);
      GridSample.Framed wide =
          GridSample.frame(
              sample.grid(),
              bytes,
              ground,
              1 + random.nextInt(4),
              1 + random.nextInt(4),
              1 + random.nextInt(4),
              1 + random.nextInt(4));
      String expected =
          plan(narrow.grid(), complex, direction)
              .diagram(GridSample.widen(narrow.bytes()))
              .toStringWithoutCells();
      assertThat(plan(wide.grid(), complex, direction).diagram(wide.bytes()).toStringWithoutCells())
          .as(sample.describe(GridSample.widen(bytes)))
          .isEqualTo(expected);
    }
  }

  /**
   * On a line each bar is climbed and descended once, so twice the sum of the lengths (the
   * essential bar down to the least value) is the total variation and the two ends' heights above
   * the least.
   */
  @Test
  void lengthsOnALine_sumToItsVariation() {
    Grid line = Grid.of(10_000);
    SplittableRandom random = new SplittableRandom(11);
    double[] values = new double[line.vertices()];
    for (int v = 0; v < values.length; v++) {
      values[v] = random.nextDouble();
    }
    double variation = 0;
    double least = values[0];
    for (int v = 1; v < values.length; v++) {
      variation += Math.abs(values[v] - values[v - 1]);
      least = Math.min(least, values[v]);
    }
    PersistenceDiagram diagram =
        new GridPersistence(
                LevelSetFiltration.superlevel(line),
                DiagramOptions.upTo(0).withEssential(EssentialPolicy.CLAMP))
            .diagram(values);
    double sum = 0;
    for (int i = 0; i < diagram.size(); i++) {
      sum += diagram.lifetime(i);
    }
    double ends = values[0] - least + values[values.length - 1] - least;
    assertThat(2 * sum).isCloseTo(variation + ends, within(1e-8));
  }

  private static GridPersistence plan(Grid grid, GridComplex complex, Direction direction) {
    LevelSetFiltration filtration = new LevelSetFiltration(grid, complex, direction);
    return new GridPersistence(filtration, DiagramOptions.upTo(grid.dimension() - 1));
  }

  private static List<GridPersistence> plans(Grid grid, GridComplex complex, Direction direction) {
    LevelSetFiltration filtration = new LevelSetFiltration(grid, complex, direction);
    List<GridPersistence> plans = new ArrayList<>();
    for (EssentialPolicy essential : EssentialPolicy.values()) {
      DiagramOptions options = DiagramOptions.upTo(grid.dimension() - 1).withEssential(essential);
      plans.add(new GridPersistence(filtration, options));
      plans.add(new GridPersistence(filtration, options.withZeroLength()));
    }
    return plans;
  }
}
