/**
 * Linear models with a penalty on their coefficients: data and its sufficient statistics, losses,
 * solvers, and the paper's synthetic problems (Brüel-Gabrielsson et al. 2020, section 3.1).
 */
package io.betti.pipeline.regression;
