package io.betti.topology.homology;

/**
 * How far distances go: one pass over all pairs.
 *
 * @param enclosingRadius the least r such that one thing is within r of all others. From there on
 *     the complex is a cone over that thing, so no homology above dimension 0 is left, and what
 *     comes later has length zero (Bauer 2021, section 6); 0 for fewer than two things
 * @param last the last edge of the filtration as {@code (i, j)}, 32 bits each; -1 if there is none
 * @param largest its length; 0 if there is none
 */
record RipsExtent(double enclosingRadius, long last, double largest) {
  static RipsExtent of(int n, Distances distances, double threshold) {
    double[] farthest = new double[n];
    double largest = 0;
    long last = -1;
    for (int i = 0; i < n; i++) {
      double far = farthest[i];
      for (int j = i + 1; j < n; j++) {
        double length = distances.between(i, j);
        far = Math.max(far, length);
        farthest[j] = Math.max(farthest[j], length);
        if (length >= largest && length <= threshold && length < Double.POSITIVE_INFINITY) {
          largest = length;
          last = (long) i << 32 | j;
        }
      }
      farthest[i] = far;
    }
    double radius = n == 0 ? 0 : Double.POSITIVE_INFINITY;
    for (double far : farthest) {
      radius = Math.min(radius, far);
    }
    return new RipsExtent(radius, last, largest);
  }

  /** Number of edges of finite length up to a cut. */
  static long edges(int n, Distances distances, double cut) {
    long edges = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double length = distances.between(i, j);
        edges += length <= cut && length < Double.POSITIVE_INFINITY ? 1 : 0;
      }
    }
    return edges;
  }

  /** Vertices of the last edge; empty if there is none. */
  int[] lastEdge() {
    return last < 0 ? new int[0] : new int[] {(int) (last >>> 32), (int) last};
  }
}
