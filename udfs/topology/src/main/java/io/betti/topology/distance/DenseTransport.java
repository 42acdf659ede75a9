package io.betti.topology.distance;

import java.util.Arrays;

/**
 * Small transports, by shortest augmenting paths with dual variables over the table of all costs
 * (Jonker, Volgenant 1987, doi:10.1007/BF02278710), with the diagonal as a partner that is never
 * full instead of n + m more points.
 *
 * <p>The dual starts from row minima and then column minima, which are small where the diagrams are
 * close: nothing is lost to cancellation. Points that can't be served at once search a path, first
 * the left ones, then the right ones that nobody took; one routine does both, seen from either
 * side. A search never leaves the connected component of its pairs.
 *
 * <p>With p = 1 and norm 1 a pair is worth considering exactly if the two intervals overlap, and
 * what it saves is twice their overlap: the least transport is the sum of all lengths less twice
 * the heaviest matching by overlap. It is solved as a least sum all the same, which needs no
 * difference of large numbers where the diagrams are close.
 *
 * <p>Cost O((n + m) n m) time at worst, usually near O(n m); O(n m) space.
 */
final class DenseTransport implements TransportSolver {
  private static final int FREE = -2;
  private static final double NONE = Double.POSITIVE_INFINITY;

  private TransportProblem problem;
  private int columns;

  /** cost[i * columns + j]; infinite where leaving both alone costs no more. */
  private double[] cost = new double[64];

  private double[] distance = new double[16];
  private int[] from = new int[16];
  private boolean[] settled = new boolean[16];
  private int[] tree = new int[16];
  private int[] nearest = new int[16];
  private double lowerBound;

  @Override
  public boolean solve(TransportProblem transport, double enough) {
    problem = transport;
    int rows = problem.size[0];
    columns = problem.size[1];
    reserve(rows, columns);
    fill(rows);
    startDual(rows);
    startMates(rows);
    lowerBound = enough < NONE ? problem.dualValue() : 0;
    return search(0, enough) && search(1, enough);
  }

  private void reserve(int rows, int cols) {
    if (cost.length < rows * cols) {
      cost = new double[rows * cols + (rows * cols >> 1)];
    }
    int most = Math.max(rows, cols);
    if (distance.length < most) {
      int room = most + (most >> 1);
      distance = new double[room];
      from = new int[room];
      settled = new boolean[room];
      tree = new int[room];
      nearest = new int[room];
    }
  }

  /** The table of costs, one loop per norm so that each is a straight run. */
  private void fill(int rows) {
    for (int i = 0; i < rows; i++) {
      double b = problem.births[0][i];
      double d = problem.deaths[0][i];
      switch (problem.norm) {
        case ONE -> fillOne(i * columns, b, d);
        case TWO -> fillTwo(i * columns, b, d);
        case INFINITY -> fillInfinity(i * columns, b, d);
      }
      prune(i);
    }
  }

  private void fillOne(int at, double b, double d) {
    double[] births = problem.births[1];
    double[] deaths = problem.deaths[1];
    for (int j = 0; j < columns; j++) {
      cost[at + j] = Math.abs(b - births[j]) + Math.abs(d - deaths[j]);
    }
  }

  private void fillTwo(int at, double b, double d) {
    double[] births = problem.births[1];
    double[] deaths = problem.deaths[1];
    for (int j = 0; j < columns; j++) {
      double x = b - births[j];
      double y = d - deaths[j];
      cost[at + j] = Math.sqrt(x * x + y * y);
    }
  }

  private void fillInfinity(int at, double b, double d) {
    double[] births = problem.births[1];
    double[] deaths = problem.deaths[1];
    for (int j = 0; j < columns; j++) {
      cost[at + j] = Math.max(Math.abs(b - births[j]), Math.abs(d - deaths[j]));
    }
  }

  /** Raises row i to the order, and drops pairs that are not worth it. */
  private void prune(int i) {
    int at = i * columns;
    double alone = problem.diagonal[0][i];
    double[] aloneRight = problem.diagonal[1];
    WassersteinOptions options = problem.options;
    if (options.order() == 1) {
      for (int j = 0; j < columns; j++) {
        cost[at + j] = cost[at + j] < alone + aloneRight[j] ? cost[at + j] : NONE;
      }
      return;
    }
    for (int j = 0; j < columns; j++) {
      double c = options.power(cost[at + j]);
      cost[at + j] = c < alone + aloneRight[j] ? c : NONE;
    }
  }

  /** u_i = the least cost of i; v_j = what that leaves of the least cost of j. */
  private void startDual(int rows) {
    double[] u = problem.dual[0];
    double[] v = problem.dual[1];
    System.arraycopy(problem.diagonal[1], 0, v, 0, columns);
    Arrays.fill(from, 0, columns, -1);
    for (int i = 0; i < rows; i++) {
      int at = i * columns;
      double least = problem.diagonal[0][i];
      int to = -1;
      for (int j = 0; j < columns; j++) {
        if (cost[at + j] < least) {
          least = cost[at + j];
          to = j;
        }
      }
      u[i] = least;
      nearest[i] = to;
      for (int j = 0; j < columns; j++) {
        double left = cost[at + j] - least;
        if (left < v[j]) {
          v[j] = left;
          from[j] = i;
        }
      }
    }
  }

  /** Matches along tight pairs, and leaves to the diagonal whom that costs nothing. */
  private void startMates(int rows) {
    int[] left = problem.mate[0];
    int[] right = problem.mate[1];
    Arrays.fill(right, 0, columns, FREE);
    for (int i = 0; i < rows; i++) {
      int j = nearest[i];
      if (j < 0) {
        left[i] = TransportProblem.DIAGONAL;
      } else if (right[j] == FREE) {
        left[i] = j;
        right[j] = i;
      } else {
        left[i] = FREE;
      }
    }
    for (int j = 0; j < columns; j++) {
      if (right[j] == FREE && from[j] < 0) {
        right[j] = TransportProblem.DIAGONAL;
      } else if (right[j] == FREE && left[from[j]] == FREE) {
        right[j] = from[j];
        left[from[j]] = j;
      }
    }
  }

  /** Serves the free points of a side; false if the dual passed {@code enough} before. */
  private boolean search(int side, double enough) {
    int[] mates = problem.mate[side];
    for (int s = 0; s < problem.size[side]; s++) {
      if (lowerBound > enough && problem.dualValue() > enough) {
        return false;
      }
      if (mates[s] == FREE) {
        augment(side, s);
      }
    }
    return true;
  }

  /**
   * Finds the shortest path, in reduced costs, from a free point to the diagonal or to a point of
   * the other side without a mate, raises the dual by it, and swaps along it.
   */
  private void augment(int side, int source) {
    int stepA = side == 0 ? columns : 1;
    int stepB = side == 0 ? 1 : columns;
    int others = problem.size[1 - side];
    double[] dualA = problem.dual[side];
    double[] dualB = problem.dual[1 - side];
    int[] mateB = problem.mate[1 - side];
    Arrays.fill(distance, 0, others, NONE);
    Arrays.fill(settled, 0, others, false);
    double shortest = NONE;
    int lastA = -1;
    int lastB = -1;
    int reached = 0;
    double base = 0;
    int a = source;
    while (true) {
      double alone = base + Math.max(0, problem.diagonal[side][a] - dualA[a]);
      if (alone < shortest) {
        shortest = alone;
        lastA = a;
        lastB = -1;
      }
      double least = shortest;
      int next = -1;
      double offset = base - dualA[a];
      int at = a * stepA;
      for (int b = 0; b < others; b++, at += stepB) {
        if (settled[b]) {
          continue;
        }
        double d = Math.max(base, cost[at] + offset - dualB[b]);
        if (d < distance[b]) {
          distance[b] = d;
          from[b] = a;
        }
        if (distance[b] < least) {
          if (mateB[b] < 0) {
            shortest = distance[b];
            lastB = b;
            next = -1;
          } else {
            next = b;
          }
          least = distance[b];
        }
      }
      if (next < 0) {
        break;
      }
      settled[next] = true;
      tree[reached++] = next;
      base = least;
      a = mateB[next];
    }
    raise(side, source, shortest, reached);
    swap(side, source, lastA, lastB);
  }

  private void raise(int side, int source, double shortest, int reached) {
    double[] dualA = problem.dual[side];
    double[] dualB = problem.dual[1 - side];
    int[] mateB = problem.mate[1 - side];
    dualA[source] += shortest;
    for (int k = 0; k < reached; k++) {
      int b = tree[k];
      double by = shortest - distance[b];
      dualB[b] -= by;
      dualA[mateB[b]] += by;
    }
    lowerBound += shortest;
  }

  private void swap(int side, int source, int lastA, int lastB) {
    int[] mateA = problem.mate[side];
    int[] mateB = problem.mate[1 - side];
    int b = lastB;
    if (b < 0) {
      b = mateA[lastA];
      mateA[lastA] = TransportProblem.DIAGONAL;
      if (lastA == source) {
        return;
      }
    }
    while (true) {
      int a = from[b];
      int freed = mateA[a];
      mateB[b] = a;
      mateA[a] = b;
      if (a == source) {
        return;
      }
      b = freed;
    }
  }
}
