package io.betti.pipeline.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What a classifier made of a features table: figures only, without the model.
 *
 * @param classifier which one
 * @param confusion truths and answers on the test rows; its accuracy is the test accuracy
 * @param weights of every feature, largest first; empty if the classifier has none
 * @param weightMeaning what a weight is; empty if there are none
 * @param settings the classifier's settings by name
 * @param trainRows rows trained on
 * @param trainSeconds how long training took
 * @param scoreSeconds how long scoring the test rows took
 */
public record Scores(
    ClassifierKind classifier,
    ConfusionMatrix confusion,
    List<FeatureWeight> weights,
    String weightMeaning,
    Map<String, String> settings,
    long trainRows,
    double trainSeconds,
    double scoreSeconds) {}
