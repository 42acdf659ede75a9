package io.betti.topology.homology;

/**
 * How far distances go: one pass over all pairs.
 *
 * @param enclosingRadius the least r such that one thing is within r of all others. From there on
 *     the complex is a cone over that thing, so no homology above dimension 0 is left, and what
 *     comes later has length zero (Bauer 2021); 0 for fewer than two things
 * @param edges number of edges of finite length up to the threshold
 * @param last the last of them in the filtration as {@code (i, j)}, 32 bits each; -1 if there is
 *     none
 * @param largest its length; 0 if there is none
 */
record RipsExtent(double enclosingRadius, long edges, long last, double largest) {
  static RipsExtent of(int n, Distances distances, double threshold) {
    double limit = Math.min(threshold, Double.MAX_VALUE);
    double[] row = new double[n];
    double[] farthest = new double[n];
    double radius = n == 0 ? 0 : Double.POSITIVE_INFINITY;
    double largest = 0;
    long edges = 0;
    int low = -1;
    for (int i = 0; i < n; i++) {
      distances.write(i, i + 1, n, row);
      edges += count(row, i + 1, n, limit);
      double top = largest(row, i + 1, n, limit);
      if (top >= largest) {
        largest = top;
        low = i;
      }
      radius = Math.min(radius, spread(row, i, n, farthest));
    }
    if (low < 0) {
      return new RipsExtent(radius, edges, -1, 0);
    }
    distances.write(low, low + 1, n, row);
    int high = n - 1;
    while (row[high] != largest) {
      high--;
    }
    return new RipsExtent(radius, edges, (long) low << 32 | high, largest);
  }

  private static int count(double[] row, int from, int to, double limit) {
    int count = 0;
    for (int j = from; j < to; j++) {
      count += row[j] <= limit ? 1 : 0;
    }
    return count;
  }

  /** The largest entry up to a limit, -1 if there is none. */
  private static double largest(double[] row, int from, int to, double limit) {
    double largest = -1;
    for (int j = from; j < to; j++) {
      largest = row[j] > largest && row[j] <= limit ? row[j] : largest;
    }
    return largest;
  }

  /** Tells the others of their distances to i; returns the largest of i's, all others told it. */
  private static double spread(double[] row, int i, int n, double[] farthest) {
    double far = farthest[i];
    for (int j = i + 1; j < n; j++) {
      far = row[j] > far ? row[j] : far;
      farthest[j] = row[j] > farthest[j] ? row[j] : farthest[j];
    }
    return far;
  }

  /** Number of edges of finite length up to a cut. */
  static long edges(int n, Distances distances, double cut) {
    double limit = Math.min(cut, Double.MAX_VALUE);
    double[] row = new double[n];
    long edges = 0;
    for (int i = 0; i < n; i++) {
      distances.write(i, i + 1, n, row);
      edges += count(row, i + 1, n, limit);
    }
    return edges;
  }

  /** Vertices of the last edge; empty if there is none. */
  int[] lastEdge() {
    return last < 0 ? new int[0] : new int[] {(int) (last >>> 32), (int) last};
  }
}
