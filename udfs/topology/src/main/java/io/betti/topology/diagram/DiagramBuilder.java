package io.betti.topology.diagram;

import java.util.Arrays;

/**
 * Collects bars and makes a {@link PersistenceDiagram} of them, sorted as that class says.
 * Reusable: {@link #clear()} keeps the space, so that making a diagram allocates the diagram only.
 *
 * <p>Not safe for use by several threads.
 */
public final class DiagramBuilder {
  /**
   * Highest dimension of a bar: a diagram keeps one number for each dimension up to its highest.
   */
  public static final int MAX_DIMENSION = 255;

  /** Up to here insertion sort; merge sort above. */
  private static final int INSERTION_LIMIT = 24;

  private int size;
  private int top = -1;
  private int cellArity = 1;
  private boolean falling;
  private int[] dimensions = new int[32];
  private double[] births = new double[32];
  private double[] deaths = new double[32];

  /** The clamped death of an essential bar that is to keep its place; NaN where there is none. */
  private double[] clamps = new double[32];

  private int[] birthCells = new int[32];
  private int[] deathCells = new int[32];
  private int[] order = new int[32];
  private int[] spare = new int[32];

  /**
   * Forgets all bars.
   *
   * @param arity number of vertices to a cell
   * @param valuesFall whether the filtration runs downwards, so that a larger birth is an earlier
   *     one
   */
  public void clear(int arity, boolean valuesFall) {
    size = 0;
    top = -1;
    cellArity = arity;
    falling = valuesFall;
    if (birthCells.length < births.length * arity) {
      birthCells = new int[births.length * arity];
      deathCells = new int[births.length * arity];
    }
  }

  /** Number of bars so far. */
  public int size() {
    return size;
  }

  /**
   * Adds a bar whose cells have one vertex each.
   *
   * @param deathVertex -1 if the bar is essential
   */
  public void add(int dimension, double birth, double death, int birthVertex, int deathVertex) {
    int i = next(dimension, birth, death);
    setCell(birthCells, i, birthVertex);
    setCell(deathCells, i, deathVertex);
  }

  /**
   * Adds an essential bar that stands at its place but has a finite death at a vertex.
   *
   * @param essentialDeath the infinite death by which it is sorted
   * @param death the last value of the filtration
   * @param deathVertex the vertex that brings it
   */
  public void addClamped(
      int dimension,
      double birth,
      double essentialDeath,
      double death,
      int birthVertex,
      int deathVertex) {
    add(dimension, birth, essentialDeath, birthVertex, deathVertex);
    clamps[size - 1] = death;
  }

  /**
   * Adds a bar with cells of any number of vertices.
   *
   * @throws IllegalArgumentException if its dimension is below 0 or above {@link #MAX_DIMENSION}
   */
  public void add(PersistencePair pair) {
    if (pair.dimension() < 0 || pair.dimension() > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "bar " + pair + ": dimensions run from 0 to " + MAX_DIMENSION);
    }
    widen(Math.max(pair.birthCell().length, pair.deathCell().length));
    int i = next(pair.dimension(), pair.birth(), pair.death());
    setCell(birthCells, i, pair.birthCell());
    setCell(deathCells, i, pair.deathCell());
  }

  /**
   * Adds an essential bar with cells of any number of vertices that stands at its place but has a
   * finite death.
   *
   * @param pair the bar, its death the infinite one by which it is sorted, its death cell the one
   *     that brings the finite death, empty if none does
   * @param death the finite death
   * @throws IllegalArgumentException as {@link #add(PersistencePair)}
   */
  public void addClamped(PersistencePair pair, double death) {
    add(pair);
    clamps[size - 1] = death;
  }

  private int next(int dimension, double birth, double death) {
    if (size == births.length) {
      grow();
    }
    dimensions[size] = dimension;
    births[size] = birth;
    deaths[size] = death;
    clamps[size] = Double.NaN;
    top = Math.max(top, dimension);
    return size++;
  }

  private void setCell(int[] cells, int i, int vertex) {
    cells[i * cellArity] = vertex;
    for (int k = 1; k < cellArity; k++) {
      cells[i * cellArity + k] = -1;
    }
  }

  private void setCell(int[] cells, int i, int[] vertices) {
    for (int k = 0; k < cellArity; k++) {
      cells[i * cellArity + k] = k < vertices.length ? vertices[k] : -1;
    }
  }

  private void widen(int arity) {
    if (arity <= cellArity) {
      return;
    }
    birthCells = restride(birthCells, arity);
    deathCells = restride(deathCells, arity);
    cellArity = arity;
  }

  private int[] restride(int[] cells, int arity) {
    int[] wider = new int[births.length * arity];
    Arrays.fill(wider, -1);
    for (int i = 0; i < size; i++) {
      System.arraycopy(cells, i * cellArity, wider, i * arity, cellArity);
    }
    return wider;
  }

  private void grow() {
    int capacity = Math.max(32, size + (size >> 1));
    dimensions = Arrays.copyOf(dimensions, capacity);
    births = Arrays.copyOf(births, capacity);
    deaths = Arrays.copyOf(deaths, capacity);
    clamps = Arrays.copyOf(clamps, capacity);
    birthCells = Arrays.copyOf(birthCells, capacity * cellArity);
    deathCells = Arrays.copyOf(deathCells, capacity * cellArity);
    order = new int[capacity];
    spare = new int[capacity];
  }

  /** The diagram of the bars so far, sorted. */
  public PersistenceDiagram build() {
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    sort(0, size);
    return inOrder();
  }

  /**
   * The diagram of the bars so far, each dimension's in the order in which they were added: for a
   * diagram that was stored and is read back, whose order is part of it (a clamped essential bar
   * keeps its place, which its death no longer tells).
   */
  public PersistenceDiagram buildInGivenOrder() {
    int n = 0;
    for (int k = 0; k <= top; k++) {
      for (int i = 0; i < size; i++) {
        if (dimensions[i] == k) {
          order[n++] = i;
        }
      }
    }
    return inOrder();
  }

  private PersistenceDiagram inOrder() {
    int[] start = new int[top + 2];
    double[] sortedBirths = new double[size];
    double[] sortedDeaths = new double[size];
    int[] sortedBirthCells = new int[size * cellArity];
    int[] sortedDeathCells = new int[size * cellArity];
    for (int n = 0; n < size; n++) {
      int i = order[n];
      start[dimensions[i] + 1] = n + 1;
      sortedBirths[n] = births[i];
      sortedDeaths[n] = Double.isNaN(clamps[i]) ? deaths[i] : clamps[i];
      for (int k = 0; k < cellArity; k++) {
        sortedBirthCells[n * cellArity + k] = birthCells[i * cellArity + k];
        sortedDeathCells[n * cellArity + k] = deathCells[i * cellArity + k];
      }
    }
    for (int k = 1; k < start.length; k++) {
      start[k] = Math.max(start[k], start[k - 1]);
    }
    return new PersistenceDiagram(
        start, sortedBirths, sortedDeaths, cellArity, sortedBirthCells, sortedDeathCells);
  }

  private void sort(int from, int to) {
    if (to - from <= INSERTION_LIMIT) {
      for (int n = from + 1; n < to; n++) {
        int i = order[n];
        int m = n;
        while (m > from && precedes(i, order[m - 1])) {
          order[m] = order[m - 1];
          m--;
        }
        order[m] = i;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    System.arraycopy(order, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int n = from; left < middle; n++) {
      order[n] = right < to && precedes(order[right], spare[left]) ? order[right++] : spare[left++];
    }
  }

  /** The order of bars: dimension, lifetime falling, birth earliest first, cells. */
  private boolean precedes(int i, int j) {
    if (dimensions[i] != dimensions[j]) {
      return dimensions[i] < dimensions[j];
    }
    double lengthI = Math.abs(deaths[i] - births[i]);
    double lengthJ = Math.abs(deaths[j] - births[j]);
    if (lengthI != lengthJ) {
      return lengthI > lengthJ;
    }
    if (births[i] != births[j]) {
      return falling ? births[i] > births[j] : births[i] < births[j];
    }
    int c = compareCells(birthCells, i, j);
    return c != 0 ? c < 0 : compareCells(deathCells, i, j) < 0;
  }

  private int compareCells(int[] cells, int i, int j) {
    for (int k = 0; k < cellArity; k++) {
      int c = Integer.compare(cells[i * cellArity + k], cells[j * cellArity + k]);
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }
}
