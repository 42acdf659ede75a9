package io.betti.udfs;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;

/** The SQL functions for sessions that already run. */
public final class Betti {
  /** Version of Betti, as metadata and {@code DESCRIBE FUNCTION} give it. */
  public static final String VERSION = "0.1.0";

  private Betti() {}

  /**
   * Registers every {@code tda_*} function with a session, for SQL, {@code functions.expr} and
   * {@code functions.call_function}. Again is the same as once. Sessions made by {@code newSession}
   * later don't inherit it; {@code spark.sql.extensions=io.betti.udfs.BettiExtensions} gives the
   * functions to all.
   *
   * @throws IllegalArgumentException if the session is a Spark Connect client: its functions are
   *     those of the server, which takes the setting above
   */
  public static void register(SparkSession session) {
    if (!(session instanceof org.apache.spark.sql.classic.SparkSession classic)) {
      throw new IllegalArgumentException(
          "cannot register tda_* functions from "
              + session.getClass().getName()
              + ", a client; start its server with spark.sql.extensions="
              + BettiExtensions.class.getName());
    }
    FunctionRegistry registry = classic.sessionState().functionRegistry();
    for (var function : TdaFunctions.registrations()) {
      registry.registerFunction(function._1(), function._2(), function._3());
    }
  }
}
