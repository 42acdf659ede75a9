package io.betti.pipeline.evaluation;

import io.betti.udfs.BettiKryoRegistrator;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** A small local session in which Kryo refuses classes that are not registered. */
final class KryoSession {
  private KryoSession() {}

  static SparkSession start() {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    if (running.isDefined()) {
      running.get().stop();
    }
    return SparkSession.builder()
        .appName("betti-pipeline-kryo-test")
        .config("spark.master", "local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.kryo.registrationRequired", "true")
        .config("spark.kryo.registrator", BettiKryoRegistrator.class.getName())
        .getOrCreate();
  }
}
