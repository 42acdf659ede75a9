package io.betti.topology.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** States of some rows and some columns, fed by a search with bounds, merged to states of all. */
class MetricPartsTest {
  private static final int TRIALS = 3000;

  /** A cut of rows and columns into runs. */
  private interface Rectangle {
    void take(long[] rows, long[] columns, double[][] distances);
  }

  private static void cut(
      Random random, double[][] matrix, long[] rows, long[] columns, Rectangle take) {
    int height = 1 + random.nextInt(rows.length);
    int width = 1 + random.nextInt(columns.length);
    for (int left = 0; left < columns.length; left += width) {
      int right = Math.min(columns.length, left + width);
      for (int top = 0; top < rows.length; top += height) {
        int bottom = Math.min(rows.length, top + height);
        double[][] some = new double[bottom - top][];
        for (int i = top; i < bottom; i++) {
          some[i - top] = Arrays.copyOfRange(matrix[i], left, right);
        }
        take.take(
            Arrays.copyOfRange(rows, top, bottom), Arrays.copyOfRange(columns, left, right), some);
      }
    }
  }

  /** What a search finds of a row: distances up to the limit of a reach, in any order. */
  private record Found(long[] ids, double[] distances, int count, double beyond) {
    static Found of(long[] columns, double[] row, double reach) {
      long[] ids = new long[columns.length];
      double[] distances = new double[columns.length];
      int count = 0;
      for (int j = 0; j < columns.length; j++) {
        if (row[j] <= TieBreak.limit(reach)) {
          ids[count] = columns[j];
          distances[count++] = row[j];
        }
      }
      return new Found(ids, distances, count, Math.nextUp(TieBreak.limit(reach)));
    }
  }

  /** The k-th least of a row's distances; infinite if there are fewer. */
  private static double least(double[] row, int k) {
    double[] sorted = row.clone();
    Arrays.sort(sorted);
    return k > sorted.length ? Double.POSITIVE_INFINITY : sorted[k - 1];
  }

  @Test
  void nearestNeighbours_areThoseOfTheWhole() {
    Random random = new Random(5);
    for (int trial = 0; trial < TRIALS; trial++) {
      int n = 2 + random.nextInt(7);
      boolean within = random.nextBoolean();
      int m = within ? n : 1 + random.nextInt(7);
      long[] rows = DistanceSample.ids(random, n);
      long[] columns = within ? rows : DistanceSample.ids(random, m);
      double[][] matrix =
          within ? DistanceSample.symmetric(random, n) : DistanceSample.matrix(random, n, m);
      TieBreak ties = random.nextBoolean() ? TieBreak.first() : TieBreak.random(trial);
      NearestNeighbours whole = state(within, rows, columns, ties);
      whole.add(DistanceSample.whole(matrix, rows, columns));
      NearestNeighbours merged = state(within, rows, columns, ties);
      cut(
          random,
          matrix,
          rows,
          columns,
          (someRows, someColumns, distances) -> {
            NearestNeighbours part =
                within
                    ? NearestNeighbours.partWithin(
                        ItemIds.of(someRows), ItemIds.of(someColumns), ties)
                    : NearestNeighbours.between(
                        ItemIds.of(someRows), ItemIds.of(someColumns), ties);
            for (int i = 0; i < someRows.length; i++) {
              int place = merged.items().place(someRows[i]);
              double known =
                  merged.hasNeighbour(place) ? merged.distance(place) : Double.POSITIVE_INFINITY;
              double reach = Math.min(known, least(distances[i], within ? 2 : 1));
              Found found = Found.of(someColumns, distances[i], reach);
              part.addFound(someRows[i], found.ids, found.distances, found.count, found.beyond);
            }
            merged.mergePart(part);
          });
      merged.requireComplete();
      for (int i = 0; i < n; i++) {
        assertThat(merged.neighbour(i)).isEqualTo(whole.neighbour(i));
        assertThat(merged.distance(i)).isEqualTo(whole.distance(i));
        assertThat(merged.isTied(i)).isEqualTo(whole.isTied(i));
      }
    }
  }

  private static NearestNeighbours state(
      boolean within, long[] rows, long[] columns, TieBreak ties) {
    return within
        ? NearestNeighbours.within(ItemIds.of(rows), ties)
        : NearestNeighbours.between(ItemIds.of(rows), ItemIds.of(columns), ties);
  }

  @Test
  void radiiAndBalls_areThoseOfTheWhole() {
    Random random = new Random(6);
    for (int trial = 0; trial < TRIALS; trial++) {
      int n = 3 + random.nextInt(6);
      int m = 3 + random.nextInt(6);
      int k = 1 + random.nextInt(2);
      long[] rows = DistanceSample.ids(random, n);
      long[] columns = DistanceSample.ids(random, m);
      double[][] matrix = DistanceSample.matrix(random, n, m);
      NeighbourRadii reference = radii(random, rows, k);
      NeighbourRadii generated = radii(random, columns, k);
      PrecisionRecall whole = new PrecisionRecall(reference, generated);
      whole.add(DistanceSample.whole(matrix, rows, columns));
      PrecisionRecall merged = new PrecisionRecall(reference, generated);
      cut(
          random,
          Definitions.transposed(matrix),
          columns,
          rows,
          (someColumns, someRows, distances) ->
              merged.mergePart(balls(someRows, reference, someColumns, generated, distances)));
      assertThat(merged.precision()).isEqualTo(whole.precision());
      assertThat(merged.recall()).isEqualTo(whole.recall());
      assertThat(merged.density()).isEqualTo(whole.density());
      assertThat(merged.coverageK()).isEqualTo(whole.coverageK());
    }
  }

  /** Radii of a random set, by parts, checked against the whole. */
  private static NeighbourRadii radii(Random random, long[] ids, int k) {
    double[][] matrix = DistanceSample.symmetric(random, ids.length);
    NeighbourRadii whole = new NeighbourRadii(ItemIds.of(ids), k);
    whole.add(DistanceSample.whole(matrix, ids, ids));
    NeighbourRadii merged = new NeighbourRadii(ItemIds.of(ids), k);
    cut(
        random,
        matrix,
        ids,
        ids,
        (rows, columns, distances) -> {
          NeighbourRadii part = NeighbourRadii.part(ItemIds.of(rows), ItemIds.of(columns), k);
          for (int i = 0; i < rows.length; i++) {
            double known = merged.radius(merged.items().place(rows[i]));
            double reach = Math.min(known, least(distances[i], k + 1));
            Found found = Found.of(columns, distances[i], reach);
            part.addFound(rows[i], found.ids, found.distances, found.count);
          }
          merged.mergePart(part);
        });
    merged.requireComplete();
    for (int i = 0; i < ids.length; i++) {
      assertThat(merged.radius(i)).isEqualTo(whole.radius(i));
    }
    return merged;
  }

  private static PrecisionRecall balls(
      long[] rows,
      NeighbourRadii reference,
      long[] columns,
      NeighbourRadii generated,
      double[][] distances) {
    ItemIds rowIds = ItemIds.of(rows);
    ItemIds columnIds = ItemIds.of(columns);
    PrecisionRecall part =
        PrecisionRecall.part(
            rowIds, some(reference, rowIds), columnIds, some(generated, columnIds), reference.k());
    for (int j = 0; j < columns.length; j++) {
      double radius = generated.radius(generated.items().place(columns[j]));
      long[] found = new long[rows.length];
      double[] near = new double[rows.length];
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        double widest = Math.max(radius, reference.radius(reference.items().place(rows[i])));
        if (distances[j][i] <= TieBreak.limit(widest)) {
          found[count] = rows[i];
          near[count++] = distances[j][i];
        }
      }
      part.addFound(columns[j], found, near, count);
    }
    return part;
  }

  private static double[] some(NeighbourRadii radii, ItemIds ids) {
    double[] some = new double[ids.size()];
    for (int i = 0; i < some.length; i++) {
      some[i] = radii.radius(radii.items().place(ids.id(i)));
    }
    return some;
  }

  @Test
  void partsThatDoNotFit_areRefused() {
    NearestNeighbours whole =
        NearestNeighbours.between(ItemIds.range(2), ItemIds.range(3), TieBreak.first());
    NearestNeighbours part =
        NearestNeighbours.between(ItemIds.of(1), ItemIds.of(0, 2), TieBreak.first());
    assertThatIllegalStateException()
        .isThrownBy(() -> whole.mergePart(part))
        .withMessageContaining("item 1 has 0 distances and there are 2");
    part.addFound(1, new long[] {2}, new double[] {4}, 1, 5);
    whole.mergePart(part);
    assertThatIllegalStateException()
        .isThrownBy(whole::requireComplete)
        .withMessageContaining("item 0 has 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                whole.mergePart(
                    NearestNeighbours.between(ItemIds.of(1), ItemIds.of(1), TieBreak.random(3))))
        .withMessageContaining("is no part of");
    NearestNeighbours wrong =
        NearestNeighbours.between(ItemIds.of(0), ItemIds.range(2), TieBreak.first());
    wrong.addFound(0, new long[] {1}, new double[] {4}, 1, 4);
    assertThatIllegalStateException()
        .isThrownBy(wrong::requireComplete)
        .withMessageContaining("left out at the bound 4.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.addFound(1, new long[] {0}, new double[] {Double.NaN}, 1, 5))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourRadii.part(ItemIds.range(2), ItemIds.range(2), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PrecisionRecall.part(
                    ItemIds.range(2), new double[1], ItemIds.range(1), new double[1], 1))
        .withMessageContaining("2 items and 1 radii");
  }
}
