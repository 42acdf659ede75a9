package io.betti.jobs.cluster;

import io.betti.jobs.Betti;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.serializer.KryoSerializer;

/**
 * What follows {@code spark-submit} when one of our jobs is submitted: options of Spark, the
 * cluster jar, the job and its own options.
 *
 * <p>Every run here is under Kryo that refuses a class that isn't registered.
 */
final class JobArguments {
  private static final Path JAR = Path.of("target", "betti-jobs-cluster.jar").toAbsolutePath();

  private final List<String> spark = new ArrayList<>();
  private final List<String> job = new ArrayList<>();

  private JobArguments() {}

  /** A job by name with its options. */
  static JobArguments of(String... job) {
    JobArguments arguments = new JobArguments();
    arguments.job.addAll(List.of(job));
    return arguments
        .conf("spark.serializer", KryoSerializer.class.getName())
        .conf("spark.kryo.registrationRequired", "true")
        .conf("spark.kryo.registrator", "io.betti.udfs.BettiKryoRegistrator");
  }

  /** {@code sweep} of MNIST without classifier. */
  static JobArguments sweep(int limit, int partitions, Path output) {
    return of("sweep")
        .with("--train", Mnist.TRAIN.toString())
        .with("--train-labels", Mnist.TRAIN_LABELS.toString())
        .with("--test", Mnist.TEST.toString())
        .with("--test-labels", Mnist.TEST_LABELS.toString())
        .with("--limit", String.valueOf(limit))
        .with("--partitions", String.valueOf(partitions))
        .with("--classifier", "none")
        .with("--output", output.toString());
  }

  /** Adds the jar that jobs with networks need beside the other. */
  JobArguments withNetworks() {
    Path jar = Mnist.PROJECT.resolve("pipeline/network/target/betti-network-cluster.jar");
    spark.addAll(List.of("--jars", jar.toUri().toString()));
    return this;
  }

  /** A setting of Spark. */
  JobArguments conf(String key, String value) {
    spark.addAll(List.of("--conf", key + "=" + value));
    return this;
  }

  /** Where the driver is to run, {@code client} or {@code cluster}. */
  JobArguments deployMode(String mode) {
    spark.addAll(List.of("--deploy-mode", mode));
    if (mode.equals("cluster")) {
      // Spark 4.1 opens the JDK's packages to every process but this one, and Kryo needs them.
      conf("spark.driver.extraJavaOptions", JavaModuleOptions.defaultModuleOptions());
    }
    return this;
  }

  /** An option of the job; one that it has already gets the new value. */
  JobArguments with(String option, String value) {
    int at = job.indexOf(option);
    if (at < 0) {
      job.addAll(List.of(option, value));
    } else {
      job.set(at + 1, value);
    }
    return this;
  }

  /** The job and its options alone, as the launcher takes them. */
  String[] job() {
    return job.toArray(String[]::new);
  }

  /** All of it, in order. */
  String[] toArray() {
    List<String> all = new ArrayList<>(spark);
    all.addAll(List.of("--class", Betti.class.getName(), JAR.toUri().toString()));
    all.addAll(job);
    return all.toArray(String[]::new);
  }
}
