package io.betti.topology.distance;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.reference.Assignment;
import org.junit.jupiter.api.Test;

/** Against a plain assignment on n + m points, both solvers, with the certificate checked. */
class WassersteinReferenceTest {
  private static final double[] ORDERS = {1, 1.5, 2, 3};
  private static final double RELATIVE = 1e-12;

  private final RandomDiagrams diagrams = new RandomDiagrams(20);

  private WassersteinOptions options() {
    return WassersteinOptions.of(
        ORDERS[diagrams.random.nextInt(ORDERS.length)],
        GroundNorm.values()[diagrams.random.nextInt(3)]);
  }

  @Test
  void equalsPlainAssignment_onSmallDiagrams() {
    for (int round = 0; round < 12_000; round++) {
      int levels = diagrams.levels();
      check(
          diagrams.finite(diagrams.random.nextInt(9), levels),
          diagrams.finite(diagrams.random.nextInt(9), levels),
          options());
    }
  }

  @Test
  void equalsPlainAssignment_onMiddlingDiagrams() {
    for (int round = 0; round < 150; round++) {
      int levels = round % 2 == 0 ? 0 : 3 + diagrams.random.nextInt(12);
      check(
          diagrams.finite(20 + diagrams.random.nextInt(40), levels),
          diagrams.finite(20 + diagrams.random.nextInt(40), levels),
          options());
    }
  }

  private void check(
      PersistenceDiagram left, PersistenceDiagram right, WassersteinOptions options) {
    double want =
        Assignment.wasserstein(
            RandomDiagrams.points(left),
            RandomDiagrams.points(right),
            options.order(),
            RandomDiagrams.norm(options.groundNorm()));
    for (TransportSolver solver :
        new TransportSolver[] {new DenseTransport(), new SparseTransport(options)}) {
      TransportProblem problem = problem(left, right, options);
      assertThat(solver.solve(problem, Double.POSITIVE_INFINITY)).isTrue();
      double got = options.root(problem.value()) * problem.scale;
      assertThat(Math.abs(got - want))
          .as("%s of %s and %s by %s", options, left, right, solver.getClass().getSimpleName())
          .isLessThanOrEqualTo(RELATIVE * want);
      Certificate.check(problem);
    }
  }

  static TransportProblem problem(
      PersistenceDiagram left, PersistenceDiagram right, WassersteinOptions options) {
    PointSet leftPoints = new PointSet("diagram");
    PointSet rightPoints = new PointSet("diagram");
    leftPoints.load(left, 0, options.essential());
    rightPoints.load(right, 0, options.essential());
    TransportProblem problem = new TransportProblem(options);
    problem.load(leftPoints, rightPoints);
    return problem;
  }

  @Test
  void bothSolversAgree_onLargeDiagrams() {
    for (int round = 0; round < 12; round++) {
      int levels = round % 3 == 0 ? 0 : round % 3 == 1 ? 12 : 200;
      PersistenceDiagram left = diagrams.finite(150 + diagrams.random.nextInt(300), levels);
      PersistenceDiagram right = diagrams.finite(150 + diagrams.random.nextInt(300), levels);
      compareSolvers(left, right, options());
    }
  }

  @Test
  void bothSolversAgree_whereNearestBarsMislead() {
    for (double[] move : new double[][] {{0, 0}, {2.5, 0}, {0.3, 0.2}}) {
      for (double[] spread : new double[][] {{1, 1}, {0, 1}}) {
        for (double order : ORDERS) {
          double[][] left = diagrams.points(300, 0);
          double[][] right = diagrams.points(350, 0);
          for (double[] point : left) {
            point[0] = point[0] * spread[0];
            point[1] = 20 + point[1] * spread[1];
          }
          for (double[] point : right) {
            point[0] = point[0] * spread[0] + move[0];
            point[1] = 20 + point[1] * spread[1] + move[1];
          }
          GroundNorm norm = GroundNorm.values()[diagrams.random.nextInt(3)];
          compareSolvers(
              RandomDiagrams.of(left),
              RandomDiagrams.of(right),
              WassersteinOptions.of(order, norm));
        }
      }
    }
  }

  private static void compareSolvers(
      PersistenceDiagram left, PersistenceDiagram right, WassersteinOptions options) {
    TransportProblem dense = problem(left, right, options);
    TransportProblem sparse = problem(left, right, options);
    new DenseTransport().solve(dense, Double.POSITIVE_INFINITY);
    new SparseTransport(options).solve(sparse, Double.POSITIVE_INFINITY);
    assertThat(Math.abs(dense.value() - sparse.value()))
        .isLessThanOrEqualTo(RELATIVE * dense.value());
    Certificate.check(dense);
    Certificate.check(sparse);
  }

  @Test
  void keepsRelativePrecision_whenDiagramsAreClose() {
    for (int round = 0; round < 400; round++) {
      double[][] points = diagrams.points(8, 4);
      double[][] moved = new double[points.length][];
      for (int i = 0; i < points.length; i++) {
        moved[points.length - 1 - i] =
            new double[] {
              points[i][0] + 1e-9 * diagrams.random.nextDouble(),
              points[i][1] + 1e-9 * diagrams.random.nextDouble()
            };
      }
      check(RandomDiagrams.of(points), RandomDiagrams.of(moved), options());
    }
  }

  @Test
  void keepsRelativePrecision_whenLargeDiagramsAreCloseAndCrowded() {
    for (double noise : new double[] {1e-3, 1e-6, 1e-9}) {
      for (double order : ORDERS) {
        double[][] left = diagrams.points(500, 4);
        double[][] right = new double[left.length][];
        for (int i = 0; i < left.length; i++) {
          left[i][0] += noise * diagrams.random.nextDouble();
          left[i][1] += noise * diagrams.random.nextDouble();
          right[i] =
              new double[] {
                left[i][0] + noise * diagrams.random.nextDouble(),
                left[i][1] + noise * diagrams.random.nextDouble()
              };
        }
        compareSolvers(
            RandomDiagrams.of(left),
            RandomDiagrams.of(right),
            WassersteinOptions.of(order, GroundNorm.TWO));
      }
    }
  }

  @Test
  void stopsEarly_onlyAboveBoundAndNeverAboveDistance() {
    int early = 0;
    for (int round = 0; round < 4_000; round++) {
      int levels = diagrams.levels();
      int most = round % 40 == 0 ? 160 : 12;
      PersistenceDiagram left = diagrams.withEssential(diagrams.random.nextInt(most), 1, levels);
      PersistenceDiagram right = diagrams.withEssential(diagrams.random.nextInt(most), 1, levels);
      WassersteinDistance distance = new WassersteinDistance(options());
      double exact = distance.distance(left, right, 0);
      for (double share : new double[] {0, 0.3, 0.8, 0.999, 1, 1.5}) {
        double bound = share * exact;
        double got = distance.distance(left, right, 0, bound);
        if (exact <= bound) {
          assertThat(got).isEqualTo(exact);
        } else {
          assertThat(got).isGreaterThan(bound).isLessThanOrEqualTo(exact * (1 + RELATIVE));
          early += distance.stopped() ? 1 : 0;
        }
      }
      assertThat(distance.distance(left, right, 0, -1)).isEqualTo(exact);
    }
    assertThat(early).isGreaterThan(8_000);
  }
}
