package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Penalty;
import io.betti.pipeline.optimization.PenaltySpec;
import java.lang.management.ManagementFactory;

/**
 * Processor time of fits on one thread, printed as a table:
 *
 * <pre>
 * java -cp pipeline/target/test-classes:pipeline/target/classes:udfs/topology/target/classes:\
 *   $(find ~/.m2 -name 'lapack-3.0.4.jar' -o -name 'blas-3.0.4.jar' \
 *   -o -name 'arpack_combined_all-0.1.jar' | paste -sd:) io.betti.pipeline.regression.RegressionTimes
 * </pre>
 *
 * <p>Each is the least of five rounds after as many to warm up. Time in which another process has
 * the core does not count, time in which it has the caches does.
 */
public final class RegressionTimes {
  private static final int ROUNDS = 5;

  private RegressionTimes() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    for (RegressionProblem problem :
        new RegressionProblem[] {RegressionProblem.CLUSTERS_LEVELS, RegressionProblem.SAWTOOTH}) {
      RegressionData data = problem.data(1, 0, 100, problem.noise());
      SquaredLoss loss = SquaredLoss.of(data);
      print(problem + ", n = 100: least squares", 50, () -> LeastSquares.minimumNorm(data));
      for (String text : problem.penalties().split(",")) {
        Penalty penalty = PenaltySpec.parse(text, problem.space()).build(problem.columns());
        RegressionSolver solver = new RegressionSolver(loss, penalty, SolverOptions.authors());
        print(problem + ", n = 100: 100 steps of Adam, " + text, 50, () -> solver.fit(0.1));
      }
    }
    ring();
  }

  private static void ring() {
    RegressionProblem problem = RegressionProblem.RING;
    RegressionData data = problem.data(1, 0, 1250, problem.noise());
    SquaredLoss loss = SquaredLoss.of(data);
    Penalty penalty =
        PenaltySpec.parse("E(1,0,2;PD0) + E(1,0,2;PD1)", problem.space()).build(problem.columns());
    RegressionSolver solver =
        new RegressionSolver(
            loss, penalty, SolverOptions.authors().withLearningRate(0.01).withMaxIterations(500));
    print("ring, n = 1250: least squares", 1, () -> LeastSquares.minimumNorm(data));
    print("ring, n = 1250: 500 steps of Adam", 1, () -> solver.fit(0.1));
  }

  private static void print(String what, int times, Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int k = 0; k < times; k++) {
        work.run();
      }
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
      least = round < ROUNDS ? least : Math.min(least, took / 1e6 / times);
    }
    System.out.printf("%-60s %9.3f ms%n", what, least);
  }
}
