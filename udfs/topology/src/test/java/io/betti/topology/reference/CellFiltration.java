package io.betti.topology.reference;

import io.betti.topology.filtration.Direction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The cells of a grid in the one order of a level set filtration: vertices (pixels) by value in the
 * filtration's direction, then index ascending in both directions; a cell with its last vertex (the
 * first pixel that contains it); then dimension; then corners.
 */
public final class CellFiltration {
  private final GridCells cells;
  private final double[] values;
  private final Direction direction;

  /** Place of each vertex or pixel. */
  private final int[] place;

  /** The vertex or pixel that each cell enters with, by cell. */
  private final int[] owner;

  /** Cells in order. */
  private final int[] order;

  private final int[] placeOfCell;

  /** The filtration of values, one a vertex or pixel. */
  public CellFiltration(GridCells cells, Direction direction, double[] values) {
    this.cells = cells;
    this.direction = direction;
    this.values = Arrays.stream(values).map(v -> v + 0.0).toArray();
    double sign = direction == Direction.SUBLEVEL ? 1 : -1;
    int[] byValue =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer v) -> sign * this.values[v] + 0.0)
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    place = inverse(byValue);
    owner = new int[cells.size()];
    for (int c = 0; c < owner.length; c++) {
      int first = cells.deciders(c)[0];
      int last = first;
      for (int v : cells.deciders(c)) {
        first = place[v] < place[first] ? v : first;
        last = place[v] > place[last] ? v : last;
      }
      owner[c] = cells.lowerStar() ? last : first;
    }
    order =
        IntStream.range(0, cells.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer c) -> place[owner[c]])
                    .thenComparingInt(cells::dimension)
                    .thenComparing(cells::corners, Arrays::compare))
            .mapToInt(Integer::intValue)
            .toArray();
    placeOfCell = inverse(order);
  }

  private static int[] inverse(int[] permutation) {
    int[] inverse = new int[permutation.length];
    for (int n = 0; n < permutation.length; n++) {
      inverse[permutation[n]] = n;
    }
    return inverse;
  }

  /** Number of cells. */
  public int size() {
    return order.length;
  }

  /** Which way the values run. */
  public Direction direction() {
    return direction;
  }

  /** Dimension of the n-th cell. */
  public int dimension(int n) {
    return cells.dimension(order[n]);
  }

  /** Corners of the n-th cell. */
  public int[] corners(int n) {
    return cells.corners(order[n]);
  }

  /** Places of the n-th cell's faces. */
  public int[] boundary(int n) {
    return Arrays.stream(cells.faces(order[n])).map(c -> placeOfCell[c]).toArray();
  }

  /** The critical vertex or pixel of the n-th cell. */
  public int owner(int n) {
    return owner[order[n]];
  }

  /** The value at which the n-th cell enters. */
  public double value(int n) {
    return values[owner(n)];
  }

  /** The last vertex or pixel of all. */
  public int lastVertex() {
    int last = 0;
    for (int v = 1; v < place.length; v++) {
      last = place[v] > place[last] ? v : last;
    }
    return last;
  }

  /** Value of a vertex or pixel, -0.0 as 0.0. */
  public double vertexValue(int vertex) {
    return values[vertex];
  }

  /** Whether the n-th cell is there at a threshold. */
  public boolean hasEntered(int n, double threshold) {
    return direction == Direction.SUBLEVEL ? value(n) <= threshold : value(n) >= threshold;
  }

  /** Vertices - edges + squares or triangles that are there at a threshold. */
  public int eulerCharacteristic(double threshold) {
    int chi = 0;
    for (int n = 0; n < size(); n++) {
      chi += !hasEntered(n, threshold) ? 0 : dimension(n) % 2 == 0 ? 1 : -1;
    }
    return chi;
  }
}
