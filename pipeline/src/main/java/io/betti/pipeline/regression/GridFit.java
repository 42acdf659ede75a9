package io.betti.pipeline.regression;

/**
 * One fit of a grid.
 *
 * @param cell the rows it is of
 * @param penalty number of the penalty, from 0
 * @param lambda its weight; 0 without a penalty
 * @param loss mean squared error on the rows fitted
 * @param value of the penalty, without lambda
 * @param validationError see {@link CellData}; NaN if unknown, as the next two
 * @param betaError squared distance from the true coefficients
 * @param predictionError on other rows
 * @param iterations steps taken; 0 for a closed form
 * @param converged whether the stopping rule was met
 * @param intercept of the model
 * @param coefficients of a fit of all rows; null for one of a fold
 */
public record GridFit(
    GridCell cell,
    int penalty,
    double lambda,
    double loss,
    double value,
    double validationError,
    double betaError,
    double predictionError,
    int iterations,
    boolean converged,
    double intercept,
    double[] coefficients) {}
