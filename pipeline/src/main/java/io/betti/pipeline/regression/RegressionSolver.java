package io.betti.pipeline.regression;

import io.betti.pipeline.optimization.Adam;
import io.betti.pipeline.optimization.Loss;
import io.betti.pipeline.optimization.Penalty;
import io.betti.pipeline.regression.SolverOptions.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Minimises {@code loss(beta) + lambda * penalty(beta)}.
 *
 * <p><b>Methods.</b>
 *
 * <ul>
 *   <li>{@code closed-form}: squared loss with no penalty, with the norm or its square.
 *   <li>{@code proximal}: accelerated proximal gradient (Beck and Teboulle, A fast iterative
 *       shrinkage-thresholding algorithm, SIAM J. Imaging Sciences 2 (2009), doi:10.1137/080716542)
 *       with restarts where the momentum turns uphill (O'Donoghue and Candès, Adaptive restart for
 *       accelerated gradient schemes, doi:10.1007/s10208-013-9150-3), steps of 1 / lipschitz. The
 *       minimum of a convex problem whatever the start.
 *   <li>{@code adam}, {@code gradient-descent}: steps along a subgradient, for every penalty. Where
 *       the problem is not convex (energies of diagrams) the result depends on the start, which is
 *       the least squares solution, or 0 for another loss.
 *   <li>{@code auto}: the first of these that can: closed form, proximal, Adam. Adam then takes at
 *       most {@value #AUTO_STEPS} steps a lambda, at a rate that falls linearly to 0. On a path of
 *       rising lambdas with warm starts that ends at better minima of topological penalties than
 *       100 steps at a constant rate from least squares for each lambda, the authors' way.
 * </ul>
 *
 * <p><b>Stopping rule.</b> Proximal: no entry of the gradient mapping above tolerance times the
 * largest entry of the loss's gradient at 0. Adam and gradient descent: the objective got less by
 * at most tolerance times its size within {@value #WINDOW} steps. With tolerance 0 neither stops
 * before {@code maxIterations}, and {@link RegressionFit#converged} is false.
 *
 * <p>Workspaces are kept: one solver a task, no allocation in a step. Deterministic.
 */
public final class RegressionSolver {
  /** Steps over which a subgradient method must have gained nothing to stop. */
  public static final int WINDOW = 50;

  /** Most steps of Adam that {@code auto} takes for a lambda. */
  public static final int AUTO_STEPS = 300;

  private final Loss loss;
  private final Penalty penalty;
  private final SolverOptions options;
  private final Method method;
  private final double[] start;

  /** Workspaces: coefficients, the loss's and the penalty's gradient, the momentum's point. */
  private final double[] beta;

  private final double[] gradient;
  private final double[] part;
  private final double[] ahead;
  private final Adam adam;

  private int iterations;
  private boolean converged;

  /**
   * A solver that starts at the least squares solution, or at 0 for another loss.
   *
   * @throws IllegalArgumentException if loss and penalty are of other lengths, or the method can't
   *     minimise them
   */
  public RegressionSolver(Loss loss, Penalty penalty, SolverOptions options) {
    this(loss, penalty, options, null);
  }

  /**
   * A solver with a start of its own.
   *
   * @param start where cold starts begin, or null for the usual
   * @throws IllegalArgumentException if the lengths differ, a number of the start is not finite, or
   *     the method can't minimise these
   */
  public RegressionSolver(Loss loss, Penalty penalty, SolverOptions options, double[] start) {
    this.loss = Objects.requireNonNull(loss, "loss");
    this.penalty = Objects.requireNonNull(penalty, "penalty");
    this.options = settle(Objects.requireNonNull(options, "options"));
    int p = loss.size();
    if (penalty.size() != p) {
      throw new IllegalArgumentException(
          "a penalty on " + penalty.size() + " coefficients beside a loss of " + p);
    }
    this.method = choose();
    this.start = start != null ? start.clone() : usualStart();
    checkStart();
    this.beta = new double[p];
    this.gradient = new double[p];
    this.part = new double[p];
    this.ahead = new double[p];
    this.adam = new Adam(p);
  }

  private Method choose() {
    boolean closed = isClosed();
    Method wanted = options.method();
    if (wanted == Method.AUTO) {
      return closed ? Method.CLOSED_FORM : penalty.hasProximal() ? Method.PROXIMAL : Method.ADAM;
    }
    if (wanted == Method.CLOSED_FORM && !closed) {
      throw new IllegalArgumentException(
          "closed-form is for squared loss with ols, l2 or l2-squared, not with "
              + penalty
              + "; take auto");
    }
    if (wanted == Method.PROXIMAL && !penalty.hasProximal()) {
      throw new IllegalArgumentException(
          "proximal: " + penalty + " has no known proximal map; take auto or adam");
    }
    return wanted;
  }

  /** What {@code auto} makes of options where only Adam is left. */
  private SolverOptions settle(SolverOptions given) {
    boolean falling = given.method() == Method.AUTO && !penalty.hasProximal() && !isClosed();
    return falling
        ? given.withDecay(true).withMaxIterations(Math.min(AUTO_STEPS, given.maxIterations()))
        : given;
  }

  private boolean isClosed() {
    return loss instanceof SquaredLoss && (penalty.ridgeWeight() >= 0 || penalty.normWeight() >= 0);
  }

  private double[] usualStart() {
    return loss instanceof SquaredLoss squared && method != Method.CLOSED_FORM
        ? squared.leastSquares()
        : new double[loss.size()];
  }

  private void checkStart() {
    if (start.length != loss.size()) {
      throw new IllegalArgumentException(
          "a start of " + start.length + " coefficients for a loss of " + loss.size());
    }
    for (double b : start) {
      if (!Double.isFinite(b)) {
        throw new IllegalArgumentException("a start with the coefficient " + b);
      }
    }
  }

  /** How this solver goes about it; never {@code auto}. */
  public Method method() {
    return method;
  }

  /**
   * The fit at one lambda, from the solver's start.
   *
   * @param lambda at least 0
   * @throws IllegalArgumentException if lambda is below 0, NaN or infinite
   */
  public RegressionFit fit(double lambda) {
    return fit(lambda, start);
  }

  /**
   * Fits along a path of lambdas, in the order given (rising is best); each starts where the one
   * before ended if the options say so, else at the solver's start.
   *
   * @throws IllegalArgumentException if a lambda is below 0, NaN or infinite
   */
  public List<RegressionFit> path(double[] lambdas) {
    for (double lambda : lambdas) {
      checkLambda(lambda);
    }
    List<RegressionFit> fits = new ArrayList<>(lambdas.length);
    double[] from = start;
    for (double lambda : lambdas) {
      RegressionFit fit = fit(lambda, from);
      fits.add(fit);
      from = options.warmStart() ? fit.coefficients() : start;
    }
    return fits;
  }

  private static void checkLambda(double lambda) {
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "lambda = " + lambda + " must be a finite number >= 0, as 0.1");
    }
  }

  private RegressionFit fit(double lambda, double[] from) {
    checkLambda(lambda);
    System.arraycopy(from, 0, beta, 0, beta.length);
    iterations = 0;
    converged = false;
    switch (method) {
      case CLOSED_FORM -> closedForm(lambda);
      case PROXIMAL -> proximal(lambda);
      case ADAM -> adam(lambda);
      case GRADIENT_DESCENT -> descend(lambda);
      default -> throw new IllegalStateException("no way to minimise by " + method);
    }
    return new RegressionFit(
        beta.clone(), lambda, loss.value(beta), penalty.value(beta), iterations, converged, method);
  }

  private void closedForm(double lambda) {
    SquaredLoss squared = (SquaredLoss) loss;
    double[] solution =
        penalty.ridgeWeight() >= 0
            ? squared.ridge(lambda * penalty.ridgeWeight())
            : squared.shrunken(lambda * penalty.normWeight());
    System.arraycopy(solution, 0, beta, 0, beta.length);
    converged = true;
  }

  private void proximal(double lambda) {
    double step = 1 / loss.lipschitz();
    if (Double.isInfinite(step)) {
      step = 1;
    }
    Arrays.fill(ahead, 0);
    loss.gradient(ahead, gradient);
    double limit = options.tolerance() * scale(gradient) * step;
    System.arraycopy(beta, 0, ahead, 0, beta.length);
    double t = 1;
    while (iterations < options.maxIterations() && !converged) {
      iterations++;
      loss.gradient(ahead, gradient);
      for (int j = 0; j < beta.length; j++) {
        part[j] = ahead[j] - step * gradient[j];
      }
      penalty.proximal(part, step * lambda, part);
      converged = largestMove() <= limit && options.tolerance() > 0;
      t = momentum(t);
    }
  }

  /** The largest entry of a gradient in size, 1 if all are 0. */
  private static double scale(double[] gradient) {
    double largest = 0;
    for (double g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    return largest > 0 ? largest : 1;
  }

  private double largestMove() {
    double largest = 0;
    for (int j = 0; j < part.length; j++) {
      largest = Math.max(largest, Math.abs(part[j] - ahead[j]));
    }
    return largest;
  }

  /**
   * Takes {@code part} as the new coefficients and looks ahead, or restarts where that is uphill.
   */
  private double momentum(double t) {
    double uphill = 0;
    for (int j = 0; j < beta.length; j++) {
      uphill += (ahead[j] - part[j]) * (part[j] - beta[j]);
    }
    double next = uphill > 0 ? 1 : (1 + Math.sqrt(1 + 4 * t * t)) / 2;
    double weight = uphill > 0 ? 0 : (t - 1) / next;
    for (int j = 0; j < beta.length; j++) {
      ahead[j] = part[j] + weight * (part[j] - beta[j]);
      beta[j] = part[j];
    }
    return next;
  }

  private void adam(double lambda) {
    adam.reset();
    double mark = Double.POSITIVE_INFINITY;
    double best = Double.POSITIVE_INFINITY;
    while (iterations < options.maxIterations()) {
      double objective = subgradient(lambda);
      best = Math.min(best, objective);
      if (iterations > 0 && iterations % WINDOW == 0) {
        if (stopsAt(mark, best)) {
          converged = true;
          return;
        }
        mark = best;
      }
      adam.step(beta, gradient, options.learningRate() * options.rateFactor(iterations));
      iterations++;
    }
  }

  private boolean stopsAt(double mark, double best) {
    return options.tolerance() > 0
        && Double.isFinite(mark)
        && mark - best <= options.tolerance() * Math.abs(best);
  }

  /** Writes a subgradient of the objective at beta and returns the objective. */
  private double subgradient(double lambda) {
    double objective = loss.gradient(beta, gradient);
    if (lambda == 0) {
      return objective;
    }
    objective += lambda * penalty.gradient(beta, part);
    for (int j = 0; j < beta.length; j++) {
      gradient[j] += lambda * part[j];
    }
    return objective;
  }

  /**
   * Steps of {@code rate / lipschitz}, halved whenever the objective has not fallen, back from the
   * best point so far.
   */
  private void descend(double lambda) {
    double step = options.learningRate() / loss.lipschitz();
    if (Double.isInfinite(step)) {
      step = options.learningRate();
    }
    double best = subgradient(lambda);
    double mark = Double.POSITIVE_INFINITY;
    while (iterations < options.maxIterations()) {
      System.arraycopy(beta, 0, ahead, 0, beta.length);
      for (int j = 0; j < beta.length; j++) {
        beta[j] -= step * gradient[j];
      }
      iterations++;
      double objective = subgradient(lambda);
      if (objective < best) {
        best = objective;
      } else {
        System.arraycopy(ahead, 0, beta, 0, beta.length);
        subgradient(lambda);
        step /= 2;
      }
      if (iterations % WINDOW == 0) {
        if (stopsAt(mark, best)) {
          converged = true;
          return;
        }
        mark = best;
      }
    }
  }
}
