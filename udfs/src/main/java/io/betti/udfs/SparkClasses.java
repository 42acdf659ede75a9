package io.betti.udfs;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spark's own classes that its jobs send and that Spark 4.1 itself doesn't register with Kryo.
 *
 * <p>They were found by running reads, writes, joins, collects and the training of MLlib's
 * classifiers with everything allowed and a trace of what Kryo was handed. Most are private to
 * Spark, and MLlib isn't on this module's class path, hence names. A name that isn't there is left
 * out, as Spark does with its own list: what a process has no class of, it can't send. Driver and
 * executors of one cluster have the same Spark, so that the numbers agree.
 */
final class SparkClasses {
  /** Parts of a schema, which reading files finds in their footers, and a value of decimals. */
  static final List<String> TABLES =
      List.of(
          "org.apache.spark.sql.types.MapType",
          "org.apache.spark.sql.types.BooleanType$",
          "org.apache.spark.sql.types.ByteType$",
          "org.apache.spark.sql.types.ShortType$",
          "org.apache.spark.sql.types.NullType$",
          "org.apache.spark.sql.types.TimestampType$",
          "org.apache.spark.sql.types.TimestampNTZType$",
          "[Lorg.apache.spark.sql.types.Metadata;",
          "java.math.BigDecimal");

  /**
   * MLlib: vectors in schemas, scaling, principal components, logistic regression, random forests.
   */
  static final List<String> MLLIB =
      List.of(
          "org.apache.spark.ml.linalg.VectorUDT",
          "org.apache.spark.ml.linalg.MatrixUDT",
          "org.apache.spark.broadcast.TorrentBroadcast",
          "org.apache.spark.storage.BroadcastBlockId",
          "org.apache.spark.ml.stat.SummarizerBuffer",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$ComputeM2n$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$ComputeMean$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$ComputeWeightSum$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$Mean$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$Std$",
          "org.apache.spark.ml.stat.SummaryBuilderImpl$Count$",
          "org.apache.spark.ml.stat.MultiClassSummarizer",
          "org.apache.spark.ml.optim.aggregator.BinaryLogisticBlockAggregator",
          "org.apache.spark.ml.optim.aggregator.MultinomialLogisticBlockAggregator",
          "org.apache.spark.ml.tree.Split",
          "[Lorg.apache.spark.ml.tree.Split;",
          "[[Lorg.apache.spark.ml.tree.Split;",
          "org.apache.spark.ml.tree.ContinuousSplit",
          "org.apache.spark.ml.tree.CategoricalSplit",
          "org.apache.spark.ml.tree.impl.BaggedPoint",
          "org.apache.spark.ml.tree.impl.DTStatsAggregator",
          "org.apache.spark.ml.tree.impl.DecisionTreeMetadata",
          "org.apache.spark.mllib.tree.configuration.QuantileStrategy$",
          "org.apache.spark.mllib.tree.impurity.Gini$",
          "org.apache.spark.mllib.tree.impurity.GiniAggregator",
          "org.apache.spark.mllib.tree.impurity.GiniCalculator",
          "org.apache.spark.mllib.tree.model.ImpurityStats",
          "org.apache.spark.util.collection.OpenHashMap$mcD$sp",
          "org.apache.spark.util.collection.OpenHashSet",
          "org.apache.spark.util.collection.OpenHashSet$DoubleHasher",
          "scala.Enumeration$Val",
          "scala.reflect.ManifestFactory$DoubleManifest",
          "[Lorg.apache.spark.mllib.linalg.Vector;",
          "breeze.linalg.DenseVector",
          "breeze.linalg.DenseVector$mcD$sp");

  /** What reading a table row by row on the driver sends. */
  static final List<String> ITERATORS = List.of("[Lorg.apache.spark.util.io.ChunkedByteBuffer;");

  private SparkClasses() {}

  /** Registers all that are there, always in the same order. */
  static void register(Kryo kryo) {
    Stream.of(TABLES, MLLIB, ITERATORS).flatMap(List::stream).forEach(name -> register(kryo, name));
  }

  private static void register(Kryo kryo, String name) {
    try {
      kryo.register(Class.forName(name, false, SparkClasses.class.getClassLoader()));
    } catch (ClassNotFoundException notInThisSpark) {
      // Spark without MLlib, or a process without the pipeline; see the class comment.
    }
  }
}
