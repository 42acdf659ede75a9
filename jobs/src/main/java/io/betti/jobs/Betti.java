package io.betti.jobs;

import io.betti.jobs.failure.FailureText;
import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputMode;
import io.betti.jobs.settings.ConfigFile;
import io.betti.jobs.settings.EssentialChoice;
import io.betti.jobs.settings.Scale;
import io.betti.pipeline.evaluation.ClassifierKind;
import io.betti.pipeline.report.VolumeAxes;
import io.betti.pipeline.voxel.UpAxis;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.distance.EssentialBars;
import io.betti.topology.distance.GroundNorm;
import io.betti.topology.filtration.Direction;
import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code betti JOB [options]}, and main class of the cluster jar.
 *
 * <p>Exit codes: 0 if all was done, bad records within the limit included; 2 if the command asks
 * for something that cannot be; 1 for any other failure. The main method returns for 0, so that
 * whoever runs it in cluster mode takes its application for finished in order, and exits with the
 * code otherwise, which standalone, YARN and Kubernetes all report as a failure.
 */
@Command(
    name = "betti",
    description = "Topological machine learning on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DiagramsJob.class,
      DistanceJob.class,
      EvaluateJob.class,
      GanJob.class,
      LambdaGridJob.class,
      SweepJob.class,
      Table10Job.class,
      VoxelizeJob.class
    },
    footer = {"", "betti JOB --help tells the options of a job."})
public final class Betti implements Runnable {
  /** Finds the config file before everything else is parsed, since it brings the defaults. */
  @Command
  private static final class ConfigArgument {
    @Option(names = "--config")
    private File file;

    @Unmatched private List<String> others;
  }

  @Spec private CommandSpec spec;

  private Betti() {}

  /** Runs a job; see the class comment for the exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = run(out, err, args);
    if (code != 0 && !Interruption.happened()) {
      System.exit(code);
    }
  }

  /**
   * Runs a job and returns its exit code. A Spark session that is active is used and left running.
   *
   * @param out where the result is told
   * @param err where progress and errors are told
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine().setOut(out).setErr(err);
    try {
      useConfigFile(line, args);
    } catch (JobFailure e) {
      err.println("betti: " + e.getMessage());
      return e.exitCode();
    }
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no job given; the jobs are " + String.join(", ", jobs(spec).keySet()));
  }

  private static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Betti());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    convert(line, OutputMode.class, OutputMode::parse);
    convert(line, OutputFormat.class, OutputFormat::parse);
    convert(line, GridComplex.class, GridComplex::parse);
    convert(line, Direction.class, Direction::parse);
    convert(line, EssentialPolicy.class, EssentialPolicy::parse);
    convert(line, Scale.class, Scale::parse);
    convert(line, ClassifierKind.class, ClassifierKind::parse);
    convert(line, UpAxis.class, UpAxis::parse);
    convert(line, VolumeAxes.class, VolumeAxes::parse);
    convert(line, GroundNorm.class, GroundNorm::parse);
    convert(line, EssentialBars.class, EssentialBars::parse);
    convert(line, Preset.class, Preset::parse);
    convert(line, GanStage.class, GanStage::parse);
    convert(line, EssentialChoice.class, EssentialChoice::parse);
    line.setParameterExceptionHandler(Betti::tellUsage);
    line.setExecutionExceptionHandler(Betti::tellFailure);
    line.setExitCodeExceptionMapper(Betti::exitCode);
    return line;
  }

  private static <T> void convert(CommandLine line, Class<T> type, Function<String, T> parse) {
    ITypeConverter<T> converter =
        text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
          }
        };
    line.registerConverter(type, converter);
  }

  private static Map<String, CommandSpec> jobs(CommandSpec spec) {
    Map<String, CommandSpec> jobs = new TreeMap<>();
    spec.subcommands().forEach((name, sub) -> jobs.put(name, sub.getCommandSpec()));
    return jobs;
  }

  private static void useConfigFile(CommandLine line, String... args) {
    Map<String, CommandSpec> jobs = jobs(line.getCommandSpec());
    if (args.length == 0 || !jobs.containsKey(args[0])) {
      return;
    }
    ConfigArgument argument = new ConfigArgument();
    try {
      new CommandLine(argument).parseArgs(args);
    } catch (ParameterException e) {
      return; // The full parse says it better.
    }
    if (argument.file != null) {
      ConfigFile file = ConfigFile.read(argument.file, args[0], jobs);
      line.getSubcommands().get(args[0]).setDefaultValueProvider(file);
    }
  }

  private static int tellUsage(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    String name = line.getCommandSpec().qualifiedName();
    err.println(name + ": " + e.getMessage());
    if (e.getArgSpec() instanceof OptionSpec option
        && line.getDefaultValueProvider() instanceof ConfigFile file) {
      file.origin(option).ifPresent(origin -> err.println("set in " + origin));
    }
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      err.println("did you mean " + unmatched.getSuggestions().get(0) + "?");
    }
    err.println(name + " --help tells the options");
    return JobFailure.USAGE;
  }

  private static int tellFailure(Exception e, CommandLine line, ParseResult result) {
    if (Interruption.happened()) {
      return JobFailure.NOT_DONE;
    }
    PrintWriter err = line.getErr();
    err.println(line.getCommandSpec().qualifiedName() + ": " + FailureText.of(e));
    if (line.getCommandSpec().findOption("--verbose").getValue() == Boolean.TRUE) {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode(e);
  }

  private static int exitCode(Throwable e) {
    JobFailure failure = FailureText.find(e, JobFailure.class);
    return failure == null ? JobFailure.NOT_DONE : failure.exitCode();
  }
}
