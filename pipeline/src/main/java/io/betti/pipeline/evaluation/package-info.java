/** Training and scoring on feature tables, and statistics of tables of diagrams. */
package io.betti.pipeline.evaluation;
