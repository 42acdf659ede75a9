/**
 * Training and scoring on feature tables, statistics of tables of diagrams, distances and searches
 * between tables of items, and scores of generated items made of them.
 */
package io.betti.pipeline.evaluation;
