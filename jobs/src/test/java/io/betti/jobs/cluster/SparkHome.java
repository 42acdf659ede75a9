package io.betti.jobs.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code SPARK_HOME} laid out from Maven's jars, since a Spark distribution can't be a
 * dependency.
 *
 * <p>{@code jars/} holds links to exactly the jars of Maven's scope {@code provided}, which the
 * build writes to {@code target/spark.classpath}: what a cluster brings along and our cluster jar
 * leaves out. Our own classes and what is packed with them are therefore <em>not</em> there, and a
 * cluster jar that forgot something fails in these tests as it would fail at a user's. {@code bin/}
 * has the two scripts that the jars lack, {@code conf/spark-defaults.conf} what an administrator
 * would set for a cluster on one machine with little memory.
 */
final class SparkHome {
  /** Links in {@code jars/} are made from this list, one class path of {@code ':'}. */
  private static final Path CLASS_PATH_LIST = Path.of("target", "spark.classpath");

  /**
   * What Spark's own script of this name does: the launcher prints the command of the JVM to start,
   * NUL after NUL and then its exit code. An empty part and a line break come before the command.
   */
  private static final String SPARK_CLASS =
      """
      #!/usr/bin/env bash
      export SPARK_HOME="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
      export SPARK_SCALA_VERSION=2.13
      java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
      parts=()
      while IFS= read -r -d '' part; do
        parts+=("$part")
      done < <("$java" -Xmx128m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@"
               printf '%d\\0' $?)
      code="${parts[-1]}"
      if [ "$code" != 0 ]; then
        exit "$code"
      fi
      parts[1]="${parts[1]#$'\\n'}"
      exec "${parts[@]:1:${#parts[@]}-2}"
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      exec "$(dirname "${BASH_SOURCE[0]}")/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
      """;

  private final Path directory;

  private SparkHome(Path directory) {
    this.directory = directory;
  }

  /**
   * Lays out a home in a new folder.
   *
   * @param directory where; its parent exists, it doesn't
   * @param defaults the lines of {@code spark-defaults.conf}
   * @throws IllegalStateException if the build didn't write the list of Spark's jars
   */
  static SparkHome create(Path directory, Map<String, String> defaults) throws IOException {
    if (!Files.exists(CLASS_PATH_LIST)) {
      throw new IllegalStateException(
          CLASS_PATH_LIST.toAbsolutePath()
              + " is missing: run the test through Maven, whose phase process-test-classes"
              + " writes there which jars the cluster provides");
    }
    Path jars = Files.createDirectories(directory.resolve("jars"));
    for (String jar : Files.readString(CLASS_PATH_LIST).strip().split(File.pathSeparator)) {
      Path source = Path.of(jar);
      Files.createSymbolicLink(jars.resolve(source.getFileName()), source);
    }
    Path bin = Files.createDirectories(directory.resolve("bin"));
    script(bin.resolve("spark-class"), SPARK_CLASS);
    script(bin.resolve("spark-submit"), SPARK_SUBMIT);
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(defaults)
        .forEach((key, value) -> lines.append(key).append(' ').append(value).append('\n'));
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(conf.resolve("spark-defaults.conf"), lines);
    return new SparkHome(directory);
  }

  private static void script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path directory() {
    return directory;
  }

  Path sparkSubmit() {
    return directory.resolve("bin").resolve("spark-submit");
  }

  /** The start of a command that runs one of Spark's daemons from these jars. */
  List<String> daemonCommand(String heap) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xmx" + heap,
        "-cp",
        directory.resolve("conf") + File.pathSeparator + directory.resolve("jars") + "/*");
  }

  /**
   * The environment of every process that works with this home. Both {@code SPARK_HOME} and {@code
   * SPARK_SCALA_VERSION} are needed where executors are launched, else Spark looks for the folders
   * of its own build.
   */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", directory.toString(),
        "SPARK_SCALA_VERSION", "2.13",
        "SPARK_LOCAL_IP", "127.0.0.1");
  }
}
