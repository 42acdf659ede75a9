package io.betti.pipeline.evaluation;

import org.apache.spark.ml.PipelineModel;

/**
 * A classifier trained and scored.
 *
 * @param scores its figures
 * @param model all its stages, from the column {@code features} to the column {@code prediction}, a
 *     label as text; {@code label_index} and {@code prediction_index} are the places of labels
 *     among those trained on, ascending
 */
public record Classification(Scores scores, PipelineModel model) {}
