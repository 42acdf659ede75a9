package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;

/**
 * Whether the module of networks is there: a jar of its own, since the native library in it is a
 * hundred times the size of all else.
 */
final class NetworkModule {
  private static final String[] NEEDED = {
    "io.betti.pipeline.network.Network", "org.nd4j.linalg.factory.Nd4j"
  };

  private NetworkModule() {}

  /**
   * Refuses to go on without it.
   *
   * @throws JobFailure if it is not on the class path
   */
  static void require() {
    for (String name : NEEDED) {
      try {
        Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      } catch (ClassNotFoundException e) {
        throw JobFailure.because(
            e,
            "the module of networks is missing: there is no " + name,
            "it is a jar of its own, pipeline/network/target/betti-network-cluster.jar",
            "run jobs/betti, which adds it, or give it to spark-submit by --jars");
      }
    }
  }
}
