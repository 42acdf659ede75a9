/**
 * Penalties over a vector of coefficients, topological ones among them, and the steps that minimise
 * a loss plus a penalty. Plain Java: no Spark here.
 */
package io.betti.pipeline.optimization;
