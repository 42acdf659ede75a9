package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.udfs.BettiExtensions;
import io.betti.udfs.BettiKryoRegistrator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a job. One that is active already is used and left running; otherwise a new
 * one is built, from what {@code spark-submit} set, over it the defaults of a job, and stopped.
 *
 * @param spark the session, with all {@code tda_*} functions
 * @param own whether to stop it at the end
 */
record JobSession(SparkSession spark, boolean own) implements AutoCloseable {
  private static final String EXTENSIONS = "spark.sql.extensions";

  /**
   * Opens a session.
   *
   * @param master as the user gave it; null to take what is set, or local[*]
   * @throws JobFailure if a cluster is named in a process that was not submitted to it, or another
   *     master than that of the session or submission
   */
  static JobSession open(String job, String master, boolean verbose) {
    if (!verbose) {
      silence();
    }
    SparkConf conf = new SparkConf();
    boolean active =
        SparkSession.getActiveSession().isDefined() || SparkSession.getDefaultSession().isDefined();
    String set =
        active ? SparkSession.active().sparkContext().master() : conf.get("spark.master", null);
    checkMaster(master, set);
    if (active) {
      io.betti.udfs.Betti.register(SparkSession.active());
      return new JobSession(SparkSession.active(), false);
    }
    conf.setIfMissing("spark.master", master == null ? "local[*]" : master);
    conf.setIfMissing("spark.app.name", "betti " + job);
    conf.set(EXTENSIONS, withExtension(conf.get(EXTENSIONS, "")));
    defaults(conf.get("spark.master").startsWith("local")).forEach(conf::setIfMissing);
    SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
    if (!verbose) {
      // Spark's own set-up of its log may have come in between.
      spark.sparkContext().setLogLevel("OFF");
      silence();
    }
    return new JobSession(spark, true);
  }

  private static void checkMaster(String wanted, String set) {
    if (wanted == null || wanted.equals(set)) {
      return;
    }
    if (set != null) {
      throw JobFailure.usage(
          "--master " + wanted + " was given, but Spark runs on " + set,
          "leave it out, or give it to spark-submit before the jar");
    }
    if (!wanted.startsWith("local")) {
      throw JobFailure.usage(
          "the master " + wanted + " is a cluster, and this process was not submitted to it",
          "give --master on the command line of jobs/betti, or to spark-submit before the jar");
    }
  }

  private static String withExtension(String extensions) {
    String ours = BettiExtensions.class.getName();
    if (extensions.contains(ours)) {
      return extensions;
    }
    return extensions.isEmpty() ? ours : extensions + "," + ours;
  }

  private static Map<String, String> defaults(boolean local) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    defaults.put("spark.kryo.registrator", BettiKryoRegistrator.class.getName());
    if (local) {
      defaults.put("spark.ui.enabled", "false");
      defaults.put("spark.driver.bindAddress", "127.0.0.1");
      defaults.put("spark.driver.host", "127.0.0.1");
      // Progress between the ends of tasks comes with heartbeats.
      defaults.put("spark.executor.heartbeatInterval", "1s");
      int cores = Runtime.getRuntime().availableProcessors();
      defaults.put("spark.sql.shuffle.partitions", Integer.toString(cores));
    }
    return defaults;
  }

  /** Spark tells failures by log and by exception; the exception is what a user gets to see. */
  private static void silence() {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
    java.util.logging.LogManager.getLogManager().reset();
  }

  @Override
  public void close() {
    if (own) {
      spark.stop();
    }
  }
}
