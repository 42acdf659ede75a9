package io.betti.jobs;

import io.betti.pipeline.evaluation.Verdict;

/** The scores that metrics give. */
enum ScoreKind {
  MMD("mmd", EvaluationSettings.MMD, "MMD", Verdict.Aim.LOW),
  COV("cov", EvaluationSettings.COV, "COV", Verdict.Aim.HIGH),
  NNA("nna", EvaluationSettings.NNA, "1-NNA", Verdict.Aim.HALF),
  PRECISION("precision", EvaluationSettings.PRDC, "precision", Verdict.Aim.HIGH),
  RECALL("recall", EvaluationSettings.PRDC, "recall", Verdict.Aim.HIGH),
  DENSITY("density", EvaluationSettings.PRDC, "density", Verdict.Aim.HIGH),
  COVERAGE_K("coverage_k", EvaluationSettings.PRDC, "coverage_k", Verdict.Aim.HIGH);

  private final String key;
  private final String metric;
  private final String title;
  private final Verdict.Aim aim;

  ScoreKind(String key, String metric, String title, Verdict.Aim aim) {
    this.key = key;
    this.metric = metric;
    this.title = title;
    this.aim = aim;
  }

  /** Its name in the figures, before that of the distance. */
  String key() {
    return key;
  }

  /** The metric that is asked for to get it. */
  String metric() {
    return metric;
  }

  /** Its name in a report. */
  String title() {
    return title;
  }

  /** What is good in it. */
  Verdict.Aim aim() {
    return aim;
  }

  /** Whether it is a distance, in the unit of the values. */
  boolean isDistance() {
    return this == MMD;
  }
}
