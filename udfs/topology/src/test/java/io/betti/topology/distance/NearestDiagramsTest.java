package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.reference.Mnist;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against brute force, ties included. */
class NearestDiagramsTest {
  private static final double[] ORDERS = {1, 1.5, 2, 3};

  private final RandomDiagrams diagrams = new RandomDiagrams(31);

  private WassersteinOptions options() {
    EssentialBars essential =
        switch (diagrams.random.nextInt(3)) {
          case 0 -> EssentialBars.drop();
          case 1 -> EssentialBars.clamp(20);
          default -> EssentialBars.match();
        };
    return new WassersteinOptions(
        ORDERS[diagrams.random.nextInt(ORDERS.length)],
        GroundNorm.values()[diagrams.random.nextInt(3)],
        essential);
  }

  private List<PersistenceDiagram> set(int count, int levels) {
    List<PersistenceDiagram> set = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean repeats = i > 0 && diagrams.random.nextInt(4) == 0;
      set.add(
          repeats
              ? set.get(diagrams.random.nextInt(i))
              : diagrams.withEssential(
                  diagrams.random.nextInt(7), diagrams.random.nextInt(8) == 0 ? 2 : 1, levels));
    }
    return set;
  }

  @Test
  void equalsBruteForce_forAnyNumberOfNeighbours() {
    for (int round = 0; round < 600; round++) {
      int levels = diagrams.levels();
      List<PersistenceDiagram> references = set(1 + diagrams.random.nextInt(30), levels);
      WassersteinOptions options = options();
      NearestDiagrams index =
          new NearestDiagrams(references, 0, options, diagrams.random.nextInt(4));
      DiagramSearch search = index.search();
      for (PersistenceDiagram query : set(6, levels)) {
        for (int k : new int[] {1, 3, 50}) {
          check(references, options, query, k, -1, search.nearest(query, k, -1));
        }
      }
      int self = diagrams.random.nextInt(references.size());
      if (references.size() > 1) {
        check(
            references,
            options,
            references.get(self),
            2,
            self,
            search.nearest(references.get(self), 2, self));
      }
    }
  }

  @Test
  void equalsBruteForce_whenPowersLeaveTheRange() {
    for (double scale : new double[] {1e-200, 1e150, 1e200}) {
      for (int round = 0; round < 40; round++) {
        int levels = diagrams.levels();
        List<PersistenceDiagram> references =
            set(12, levels).stream().map(d -> d.scaled(scale)).toList();
        WassersteinOptions options = WassersteinOptions.of(ORDERS[round % 4], GroundNorm.TWO);
        DiagramSearch search = new NearestDiagrams(references, 0, options).search();
        for (PersistenceDiagram query : set(3, levels)) {
          PersistenceDiagram scaled = query.scaled(scale);
          check(references, options, scaled, 2, -1, search.nearest(scaled, 2, -1));
        }
      }
    }
  }

  @Test
  void searchInParts_findsWhatASearchOfAllDoes() {
    for (int round = 0; round < 300; round++) {
      int levels = diagrams.levels();
      List<PersistenceDiagram> references = set(2 + diagrams.random.nextInt(30), levels);
      WassersteinOptions options = options();
      int cut = 1 + diagrams.random.nextInt(references.size() - 1);
      DiagramSearch all = new NearestDiagrams(references, 0, options).search();
      DiagramSearch first = new NearestDiagrams(references.subList(0, cut), 0, options, 2).search();
      DiagramSearch second =
          new NearestDiagrams(references.subList(cut, references.size()), 0, options, 1).search();
      for (PersistenceDiagram query : set(5, levels)) {
        Neighbours want = all.nearest(query);
        double reach = all.reach();
        assertThat(reach).isEqualTo(want.nearest());
        Neighbours low = first.nearest(query, 1, -1);
        Neighbours high = second.nearest(query, 1, -1, first.reach());
        assertThat(second.reach()).isEqualTo(reach);
        List<Integer> ids = new ArrayList<>();
        for (int n = 0; n < low.size(); n++) {
          if (low.distances()[n] <= limit(reach)) {
            ids.add(low.ids()[n]);
          }
        }
        for (int n = 0; n < high.size(); n++) {
          assertThat(high.distances()[n]).isLessThanOrEqualTo(limit(reach));
          ids.add(cut + high.ids()[n]);
        }
        assertThat(ids)
            .containsExactlyInAnyOrderElementsOf(IntStream.of(want.ids()).boxed().toList());
      }
    }
  }

  private static double limit(double distance) {
    return distance * (1 + 1e-12);
  }

  @Test
  void within_findsAllInRadii() {
    for (int round = 0; round < 300; round++) {
      int levels = diagrams.levels();
      List<PersistenceDiagram> references = set(1 + diagrams.random.nextInt(20), levels);
      WassersteinOptions options = options();
      WassersteinDistance distance = new WassersteinDistance(options);
      DiagramSearch search = new NearestDiagrams(references, 0, options).search();
      double[] radii = new double[references.size()];
      for (int i = 0; i < radii.length; i++) {
        radii[i] =
            distance.distance(
                references.get(i), references.get(diagrams.random.nextInt(references.size())), 0);
      }
      for (PersistenceDiagram query : set(4, levels)) {
        double radius = distance.distance(query, references.get(0), 0);
        Neighbours got = search.within(query, radius, radii);
        for (int i = 0; i < radii.length; i++) {
          double widest = Math.max(radius, radii[i]);
          double d = distance.distance(query, references.get(i), 0);
          int number = i;
          boolean found = IntStream.of(got.ids()).anyMatch(id -> id == number);
          if (d <= widest) {
            assertThat(found).isTrue();
          } else if (found) {
            // Equal references share the widest of their radii.
            List<PersistenceDiagram> equal =
                references.stream()
                    .filter(r -> distance.distance(r, references.get(number), 0) == 0)
                    .toList();
            assertThat(d <= limit(widest) || equal.size() > 1).isTrue();
          }
        }
      }
    }
    DiagramSearch search =
        new NearestDiagrams(List.of(PersistenceDiagram.empty()), 0, WassersteinOptions.standard())
            .search();
    assertThatThrownBy(() -> search.within(PersistenceDiagram.empty(), 1, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one for each of 1");
    assertThatThrownBy(() -> search.nearest(PersistenceDiagram.empty(), 1, -1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bound NaN");
  }

  private static void check(
      List<PersistenceDiagram> references,
      WassersteinOptions options,
      PersistenceDiagram query,
      int k,
      int excluded,
      Neighbours got) {
    WassersteinDistance distance = new WassersteinDistance(options);
    double[] all = new double[references.size()];
    List<Double> sorted = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      all[i] = distance.distance(query, references.get(i), 0);
      if (i != excluded) {
        sorted.add(all[i]);
      }
    }
    Collections.sort(sorted);
    double last = sorted.get(Math.min(k, sorted.size()) - 1);
    int[] want =
        IntStream.range(0, all.length)
            .filter(i -> i != excluded && all[i] <= last * (1 + 1e-12))
            .toArray();
    assertThat(got.ids())
        .as("%s, k %d, query %s among %s", options, k, query, references)
        .containsExactlyInAnyOrder(want);
    for (int n = 0; n < got.size(); n++) {
      double exact = all[got.ids()[n]];
      if (Double.isFinite(exact)) {
        assertThat(got.distances()[n]).isCloseTo(exact, within(1e-12 * exact));
      } else {
        assertThat(got.distances()[n]).isEqualTo(exact);
      }
      assertThat(n == 0 || got.distances()[n - 1] <= got.distances()[n]).isTrue();
    }
  }

  @Test
  void equalsBruteForce_onLargeDiagrams() {
    List<PersistenceDiagram> references = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      references.add(diagrams.finite(120 + 10 * i, i % 2 == 0 ? 0 : 40));
    }
    for (double order : ORDERS) {
      WassersteinOptions options = WassersteinOptions.of(order, GroundNorm.INFINITY);
      DiagramSearch search = new NearestDiagrams(references, 0, options).search();
      for (int i = 0; i < 3; i++) {
        PersistenceDiagram query = diagrams.finite(150, i == 0 ? 40 : 0);
        check(references, options, query, 2, -1, search.nearest(query, 2, -1));
      }
    }
  }

  @Test
  void equalsBruteForce_onImages_andAvoidsNinetyPercent() {
    GridPersistence plan =
        new GridPersistence(
            new LevelSetFiltration(
                Grid.of(Mnist.SIDE, Mnist.SIDE), GridComplex.FREUDENTHAL, Direction.SUPERLEVEL),
            DiagramOptions.upTo(0));
    List<PersistenceDiagram> all = new ArrayList<>();
    for (byte[] image : Mnist.firstTestImages(700)) {
      all.add(plan.diagram(image));
    }
    List<PersistenceDiagram> references = all.subList(0, 600);
    WassersteinOptions options = WassersteinOptions.standard();
    DiagramSearch search = new NearestDiagrams(references, 0, options).search();
    for (PersistenceDiagram query : all.subList(600, 700)) {
      check(references, options, query, 1, -1, search.nearest(query));
    }
    assertThat(search.avoided()).isGreaterThan(search.pairs() * 9 / 10);
  }

  @Test
  void answersTheSame_afterSerialization() throws IOException, ClassNotFoundException {
    List<PersistenceDiagram> references = set(20, 5);
    NearestDiagrams index = new NearestDiagrams(references, 0, WassersteinOptions.standard());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(index);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      DiagramSearch copy = ((NearestDiagrams) in.readObject()).search();
      DiagramSearch search = index.search();
      for (PersistenceDiagram query : set(20, 5)) {
        assertThat(copy.nearest(query)).isEqualTo(search.nearest(query));
      }
    }
  }

  @Test
  void returnsEqualDiagrams_withoutASolve() {
    PersistenceDiagram a = PersistenceDiagram.parse("H0: [0, 4) [1, 1)");
    PersistenceDiagram same = PersistenceDiagram.parse("H0: [0, 4)@3:7");
    PersistenceDiagram b = PersistenceDiagram.parse("H0: [0, 5)");
    NearestDiagrams index =
        new NearestDiagrams(List.of(b, a, same), 0, WassersteinOptions.standard(), 0);
    assertThat(index.distinct()).isEqualTo(2);
    assertThat(index.size()).isEqualTo(3);
    DiagramSearch search = index.search();
    assertThat(search.nearest(a)).isEqualTo(new Neighbours(new int[] {1, 2}, new double[] {0, 0}));
    assertThat(search.solves()).isZero();
    assertThat(search.avoided()).isEqualTo(3);
    assertThat(search.queries()).isEqualTo(1);
    assertThat(search.nearest(a, 1, 1).ids()).containsExactly(2);
    assertThat(search.nearest(a, 3, -1))
        .isEqualTo(new Neighbours(new int[] {1, 2, 0}, new double[] {0, 0, 1}));
  }

  @Test
  void avoidsMostSolves_onManyDiagrams() {
    List<PersistenceDiagram> references = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      references.add(diagrams.finite(6, 0));
    }
    DiagramSearch search =
        new NearestDiagrams(references, 0, WassersteinOptions.standard()).search();
    for (int i = 0; i < 50; i++) {
      search.nearest(diagrams.finite(6, 0));
    }
    assertThat(search.pairs()).isEqualTo(20_000);
    assertThat(search.avoided()).isGreaterThan(10_000);
    assertThat(search.stopped()).isLessThanOrEqualTo(search.solves());
  }

  @Test
  void refusesWhatItCannotAnswer() {
    assertThatThrownBy(() -> new NearestDiagrams(List.of(), 0, WassersteinOptions.standard()))
        .isInstanceOf(IllegalArgumentException.class);
    PersistenceDiagram bad = RandomDiagrams.of(new double[][] {{Double.NaN, 1}});
    assertThatThrownBy(
            () ->
                new NearestDiagrams(
                    List.of(PersistenceDiagram.empty(), bad), 0, WassersteinOptions.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("diagram 1")
        .hasMessageContaining("bar 0");
    DiagramSearch search =
        new NearestDiagrams(List.of(PersistenceDiagram.empty()), 0, WassersteinOptions.standard())
            .search();
    assertThatThrownBy(() -> search.nearest(PersistenceDiagram.empty(), 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(">= 1");
  }
}
