package io.betti.udfs;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the engine and the pipeline send: a search among items and the scores made of it, statistics
 * of a regression. Many classes are private to their packages, and the pipeline isn't on this
 * module's class path, hence names; one that isn't there is left out, as in {@link SparkClasses}.
 */
final class PipelineClasses {
  /** Of the engine. */
  static final List<String> ENGINE =
      List.of(
          "io.betti.topology.distance.WassersteinOptions",
          "io.betti.topology.distance.GroundNorm",
          "io.betti.topology.distance.EssentialBars",
          "io.betti.topology.distance.EssentialBars$Treatment",
          "io.betti.topology.distance.NearestDiagrams",
          "io.betti.topology.distance.DiagramCollection",
          "io.betti.topology.metric.ItemIds",
          "io.betti.topology.metric.TieBreak",
          "io.betti.topology.metric.TiePolicy",
          "io.betti.topology.metric.TieFront",
          "[Lio.betti.topology.metric.TieFront;",
          "io.betti.topology.metric.PairTally",
          "io.betti.topology.metric.NearestNeighbours",
          "[Lio.betti.topology.metric.NearestNeighbours;",
          "io.betti.topology.metric.NeighbourRadii",
          "io.betti.topology.metric.PrecisionRecall",
          "io.betti.topology.metric.MinimumMatching",
          "io.betti.topology.metric.NeighbourAccuracy",
          "io.betti.topology.metric.InceptionScore",
          "io.betti.topology.metric.DistanceBlock");

  /** Of the pipeline's evaluation. */
  static final List<String> EVALUATION =
      List.of(
          "io.betti.pipeline.evaluation.ItemDistance",
          "io.betti.pipeline.evaluation.ItemDistance$Kind",
          "io.betti.pipeline.evaluation.DiagramCodec",
          "io.betti.pipeline.evaluation.ItemBlock",
          "io.betti.pipeline.evaluation.ItemHeads",
          "io.betti.pipeline.evaluation.ItemOrder",
          "io.betti.pipeline.evaluation.IndexedBlock",
          "io.betti.pipeline.evaluation.FullBlock",
          "io.betti.pipeline.evaluation.SearchPart",
          "io.betti.pipeline.evaluation.NeighbourLists");

  /** Of the pipeline's regression. */
  static final List<String> REGRESSION =
      List.of(
          "io.betti.pipeline.regression.RegressionData",
          "[Lio.betti.pipeline.regression.RegressionData;",
          "io.betti.pipeline.regression.SufficientStatistics",
          "[Lio.betti.pipeline.regression.SufficientStatistics;",
          "[[Lio.betti.pipeline.regression.SufficientStatistics;");

  private PipelineClasses() {}

  /** Registers all that are there, always in the same order. */
  static void register(Kryo kryo) {
    Stream.of(ENGINE, EVALUATION, REGRESSION)
        .flatMap(List::stream)
        .forEach(name -> register(kryo, name));
  }

  private static void register(Kryo kryo, String name) {
    Class<?> type;
    try {
      type = Class.forName(name, false, PipelineClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return; // A process without the pipeline sends nothing of it.
    }
    if (type.isRecord()) {
      kryo.register(type, new RecordSerializer(type.asSubclass(Record.class)));
    } else {
      kryo.register(type);
    }
  }
}
