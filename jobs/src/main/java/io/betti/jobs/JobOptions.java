package io.betti.jobs;

import io.betti.jobs.output.OutputMode;
import java.io.File;
import picocli.CommandLine.Option;

/** The options that every job has. */
final class JobOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON: option names without dashes. The command line goes before.")
  File config;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Print the settings, the plan and an estimate, and do nothing.")
  boolean dryRun;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "errorifexists",
      description =
          "What becomes of a result in the output folder: errorifexists, overwrite or append"
              + " (default: errorifexists).")
  OutputMode mode;

  @Option(
      names = "--resume",
      fallbackValue = "true",
      description = "Go on with a run that stopped.")
  boolean resume;

  @Option(
      names = "--max-bad-records",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many rows may be left out because they cannot be used; they are named in"
              + " _bad_records (default: 0).")
  long maxBadRecords;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of everything that is drawn at random (default: 0).")
  long seed;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Into how many parts the rows are cut, which changes no result (default: by size).")
  Integer partitions;

  @Option(
      names = "--checkpoint-rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Rows of one step, after which --resume can go on (default: 1000000).")
  long checkpointRows;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark's master: local[N], or a cluster to which the launcher hands the job (default:"
              + " local[*], or what spark-submit says).")
  String master;

  @Option(
      names = "--verbose",
      fallbackValue = "true",
      description = "Show Spark's log and stack traces.")
  boolean verbose;
}
