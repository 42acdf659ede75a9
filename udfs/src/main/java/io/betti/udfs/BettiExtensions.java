package io.betti.udfs;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * The SQL functions for every session of an application: {@code
 * spark.sql.extensions=io.betti.udfs.BettiExtensions}.
 */
public final class BettiExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** The error condition of a call that does not fit its function. */
  public static final String INVALID_CALL = "TDA_INVALID_CALL";

  /** Made by Spark, by name. */
  public BettiExtensions() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    TdaFunctions.registrations().forEach(extensions::injectFunction);
    return BoxedUnit.UNIT;
  }
}
