package io.betti.topology.distance;

/**
 * The points of one side of a transport with equal ones collapsed: distinct points by (birth,
 * death), each with its number of points. A workspace.
 */
final class PointClasses {
  int count;
  double[] births = {};
  double[] deaths = {};
  double[] diagonal = {};

  /** How many points of a class are still to be served. */
  int[] supply = {};

  /** Points of class k are {@code member[start[k]] .. member[start[k + 1] - 1]}. */
  int[] start = {};

  int[] member = {};

  private final IndexSort sort = new IndexSort();

  void collapse(TransportProblem problem, int side) {
    int n = problem.size[side];
    reserve(n);
    double[] b = problem.births[side];
    double[] d = problem.deaths[side];
    sort.sort(member, n, b, d);
    count = 0;
    for (int k = 0; k < n; k++) {
      int i = member[k];
      if (count > 0 && births[count - 1] == b[i] && deaths[count - 1] == d[i]) {
        supply[count - 1]++;
        continue;
      }
      start[count] = k;
      births[count] = b[i];
      deaths[count] = d[i];
      diagonal[count] = problem.diagonal[side][i];
      supply[count++] = 1;
    }
    start[count] = n;
  }

  private void reserve(int n) {
    if (member.length < n) {
      int room = n + (n >> 1);
      member = new int[room];
      births = new double[room];
      deaths = new double[room];
      diagonal = new double[room];
      supply = new int[room];
    }
    if (start.length < member.length + 1) {
      start = new int[member.length + 1];
    }
  }

  /** Number of points of class k. */
  int size(int k) {
    return start[k + 1] - start[k];
  }

  /** The sign of the order of class k and another's class l by (birth, death). */
  int compare(int k, PointClasses other, int l) {
    if (births[k] != other.births[l]) {
      return births[k] < other.births[l] ? -1 : 1;
    }
    if (deaths[k] != other.deaths[l]) {
      return deaths[k] < other.deaths[l] ? -1 : 1;
    }
    return 0;
  }
}
