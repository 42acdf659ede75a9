package io.betti.pipeline.regression;

import java.io.Serializable;

/**
 * What an estimator found: coefficients and what its model tells of the training.
 *
 * @param coefficients one a feature
 * @param intercept 0 if there is none
 * @param loss mean loss over the rows
 * @param penalty its value, without lambda
 * @param iterations steps taken; 0 for a closed form
 * @param converged whether the stopping rule was met
 * @param method of the solver
 * @param rows how many there were
 */
record LinearFit(
    double[] coefficients,
    double intercept,
    double loss,
    double penalty,
    int iterations,
    boolean converged,
    String method,
    long rows)
    implements Serializable {}
