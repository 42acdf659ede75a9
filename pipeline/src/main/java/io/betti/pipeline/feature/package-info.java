/** Spark ML stages that make diagrams and feature vectors of columns. */
package io.betti.pipeline.feature;
