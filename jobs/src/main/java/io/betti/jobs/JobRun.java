package io.betti.jobs;

import io.betti.jobs.failure.FailureText;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.StepRecord;
import io.betti.jobs.output.UnfinishedRun;
import io.betti.jobs.progress.ProgressLine;
import io.betti.jobs.settings.ConfigFile;
import io.betti.jobs.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * One run of a job from its command line to its exit code: what all jobs do in the same way. Errors
 * of the command and of the inputs are found before Spark is started, and before the output folder
 * is touched.
 */
final class JobRun {
  /** What a job does once its session and its run are open. */
  interface Work {
    /**
     * Computes everything and writes it as steps and drafts of the run.
     *
     * @return lines that tell the user what came out
     */
    List<String> of(SparkSession spark, UnfinishedRun run, ProgressLine progress);

    /** Brings what is under way to a state that can be gone on from, as the process is ended. */
    default void stop(SparkSession spark) {}
  }

  private static final String NOTHING_KEPT = "nothing was written";

  private final CommandSpec spec;
  private final JobOptions options;
  private final Settings settings;
  private final Configuration configuration;

  private JobRun(CommandSpec spec, JobOptions options, Settings settings) {
    this.spec = spec;
    this.options = options;
    this.settings = settings;
    this.configuration = configuration();
  }

  /**
   * A run of a parsed command.
   *
   * @throws ParameterException if an option that every job has is out of its range
   */
  static JobRun of(CommandSpec spec, JobOptions options) {
    CommandLine line = spec.commandLine();
    ConfigFile file =
        spec.defaultValueProvider() instanceof ConfigFile given ? given : ConfigFile.none();
    JobRun run = new JobRun(spec, options, Settings.of(line.getParseResult(), file));
    run.require(options.maxBadRecords >= 0, "--max-bad-records", options.maxBadRecords, 0);
    run.require(options.checkpointRows >= 1, "--checkpoint-rows", options.checkpointRows, 1);
    if (options.partitions != null) {
      run.require(options.partitions >= 1, "--partitions", options.partitions, 1);
    }
    return run;
  }

  /** Refuses a number that is too small. */
  void require(boolean holds, String option, Number value, int least) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is " + value + "; it must be at least " + least,
          spec.findOption(option),
          value.toString());
    }
  }

  /** Hadoop's settings before there is a session, with those that spark-submit was given. */
  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith("spark.hadoop.")) {
                configuration.set(
                    key.toString().substring("spark.hadoop.".length()), value.toString());
              }
            });
    return configuration;
  }

  /** Name of the job. */
  String job() {
    return spec.name();
  }

  Settings settings() {
    return settings;
  }

  Configuration hadoop() {
    return configuration;
  }

  /** Does what the command asks for and returns its exit code. */
  int execute(JobPlan plan, Work work) {
    PrintWriter out = spec.commandLine().getOut();
    OutputFolder folder = plan.folder();
    if (!options.dryRun && options.resume && folder.isComplete(plan.identity())) {
      out.println("nothing left to do: " + folder.text() + " is complete");
      return 0;
    }
    folder.check(options.mode, options.resume, plan.identity());
    if (options.dryRun) {
      print(plan, out);
      return 0;
    }
    try (JobSession session = JobSession.open(spec.name(), options.master, options.verbose)) {
      for (Split split : plan.splits()) {
        // Finds what is wrong with a file before anything is written.
        split.items(session.spark(), 0, split.rows(), 1);
      }
      Optional<Need> need = Need.of(plan, options.maxBadRecords);
      need.ifPresent(n -> spec.commandLine().getErr().println(plan.sizeAndTime(n)));
      long parts = options.partitions == null ? Long.MAX_VALUE : options.partitions;
      long rows = plan.splits().stream().mapToLong(Split::rows).sum();
      need.ifPresent(n -> n.check(session.spark().sparkContext(), Math.min(parts, rows)));
      run(session.spark(), plan, work).forEach(out::println);
      out.flush();
      return 0;
    }
  }

  private List<String> run(SparkSession spark, JobPlan plan, Work work) {
    PrintWriter err = spec.commandLine().getErr();
    UnfinishedRun run = plan.folder().begin(options.mode, options.resume, plan.identity());
    boolean terminal = Boolean.getBoolean("betti.terminal");
    try (Interruption watch =
            Interruption.watch(
                err,
                () -> {
                  work.stop(spark);
                  return kept(run);
                });
        ProgressLine progress = ProgressLine.start(err, terminal, spark.sparkContext())) {
      List<String> lines = run.isMoving() ? List.of() : work.of(spark, run, progress);
      String last = lastLine(plan, run);
      run.commit(plan.steps().stream().map(Step::name).toList());
      return Stream.concat(lines.stream(), Stream.of(last)).toList();
    } catch (Throwable e) { // Spark throws checked exceptions that it does not declare.
      JobFailure own = FailureText.find(e, JobFailure.class);
      if (Interruption.happened()) {
        Interruption.awaitKept();
        throw own != null ? own : JobFailure.because(e, "interrupted");
      }
      String kept = kept(run);
      if (own != null) {
        throw kept.equals(NOTHING_KEPT) ? own : own.adding(kept);
      }
      throw JobFailure.because(e, FailureText.of(e, 2), kept);
    }
  }

  private static String kept(UnfinishedRun run) {
    int steps = run.abandon();
    if (steps == 0) {
      return run.hasCheckpoints()
          ? "checkpoints are kept, and --resume goes on from there"
          : NOTHING_KEPT;
    }
    return steps
        + (steps == 1 ? " step is" : " steps are")
        + " done, and --resume goes on from there";
  }

  private static String lastLine(JobPlan plan, UnfinishedRun run) {
    long written = 0;
    long bad = 0;
    for (Step step : plan.steps()) {
      StepRecord record = run.step(step.name()).orElseThrow();
      written += step.inner() ? 0 : record.rows() - record.bad().size();
      bad += record.bad().size();
    }
    String last =
        String.format(Locale.ROOT, "done: %,d rows written to %s", written, plan.folder().text());
    if (bad > 0) {
      last +=
          String.format(
              Locale.ROOT, ", %,d bad record%s left out (_bad_records)", bad, bad == 1 ? "" : "s");
    }
    return last;
  }

  private void print(JobPlan plan, PrintWriter out) {
    out.println("settings");
    for (Settings.Setting setting : settings.all()) {
      out.printf(
          "  %-18s %-24s %s%n",
          setting.name(), setting.value() == null ? "-" : setting.value(), setting.source());
    }
    out.println("plan");
    for (Split split : plan.splits()) {
      out.printf(
          Locale.ROOT,
          "  read      %s%s: %s, %,d bytes, %,d rows of it%n",
          split.name() == null ? "" : split.name() + " ",
          split.path(),
          split.data(),
          split.bytes(),
          split.rows());
      if (split.labels() != null) {
        out.printf("  labels    %s%n", split.labels());
      }
    }
    for (Map.Entry<String, String> line : plan.description().entrySet()) {
      out.printf("  %-9s %s%n", line.getKey(), line.getValue());
    }
    out.printf(
        "  cut into  %d steps, %s partitions each%n",
        plan.steps().size(), options.partitions == null ? "by size" : options.partitions);
    out.printf("  write     %s, mode %s%n", plan.folder().text(), options.mode);
    Optional<Need> need = Need.of(plan, options.maxBadRecords);
    if (need.isPresent()) {
      out.println("  estimate  " + plan.sizeAndTime(need.get()));
    } else if (!plan.splits().isEmpty()) {
      printEstimate(plan, out);
    }
    out.println("dry run: nothing was computed or written");
    out.flush();
  }

  private void printEstimate(JobPlan plan, PrintWriter out) {
    Sample sample = Sample.of(plan.splits(), plan.result());
    long rows = plan.splits().stream().mapToLong(Split::rows).sum();
    out.printf(
        Locale.ROOT,
        "  estimate  %.1f s of computing on one core, %,.1f MB uncompressed, by %d rows%n",
        rows * sample.secondsPerRow(),
        rows * sample.bytesPerRow() / 1e6,
        sample.rows());
  }

  /** All input files of some splits, in order. */
  static List<InputFile> inputs(List<Split> splits) {
    return splits.stream().flatMap(split -> split.files().stream()).toList();
  }
}
