package io.betti.pipeline.evaluation;

/**
 * How much a classifier goes by a feature.
 *
 * @param index place in the feature vector
 * @param feature its name in the vector's metadata
 * @param weight at least 0; its meaning and unit are the classifier's, see {@link Classification}
 */
public record FeatureWeight(int index, String feature, double weight) {}
