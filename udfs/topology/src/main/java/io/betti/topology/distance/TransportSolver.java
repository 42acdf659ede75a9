package io.betti.topology.distance;

/** Solves {@link TransportProblem}s; a workspace, not safe for several threads. */
interface TransportSolver {
  /**
   * Writes the least solution and its dual into the problem, or stops early.
   *
   * @param enough a sum of costs above which the caller has no interest
   * @return whether it was solved; if not, the problem's dual is valid and its sum above {@code
   *     enough}, and its mates mean nothing
   */
  boolean solve(TransportProblem problem, double enough);
}
