package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.OutputLayout;
import io.betti.jobs.output.RunIdentity;
import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.optimization.PenaltySpec;
import io.betti.pipeline.regression.LambdaGrid;
import io.betti.pipeline.regression.LambdaSelection;
import io.betti.pipeline.regression.RegressionProblem;
import io.betti.pipeline.regression.SolverOptions;
import io.betti.pipeline.regression.SolverOptions.Method;
import io.betti.pipeline.regression.SyntheticData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Linear regression with penalties on the coefficients, their weights by cross-validation. Half of
 * the file declares options.
 */
@Command(
    name = "lambda-grid",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Linear regression with topological and other penalties on the coefficients, their weights"
          + " lambda chosen by cross-validation on a logarithmic grid.",
      ""
    },
    footer = {
      "",
      "Minimised is the mean squared error plus lambda times the penalty.",
      "Output: DIR/fits, one row a fit: id, problem, trial, n, fold (null: all rows), penalty,",
      "lambda, loss, penalty_value, validation_error (on the fold left out), beta_error (squared",
      "distance from the true coefficients), prediction_error (expected on new rows; of a table:",
      "on its test rows), iterations, converged, intercept, coefficients (of fits of all rows).",
      "DIR/chosen: the fit that each selection chose, by problem, trial, n and penalty.",
      "DIR/summary: means and 95 %% intervals over the trials. Beside them metrics.json,",
      "report.html."
    })
final class LambdaGridJob implements Callable<Integer> {
  static final String FITS = "fits";
  static final String CHOSEN = "chosen";
  static final String SUMMARY = "summary";

  @Option(
      names = "--problem",
      paramLabel = "NAME",
      description =
          "Made-up problems, one or more: clusters-signs, clusters-levels, sawtooth, boxcar; or"
              + " ring. Instead: --data.")
  private String problem;

  @Option(
      names = "--n",
      paramLabel = "ROWS",
      description =
          "Numbers of rows to learn from, as 25:135:10 or 25,75 (default: 25:135:10; ring: 1250).")
  private String rows;

  @Option(
      names = "--noise",
      paramLabel = "SD",
      defaultValue = "0.05",
      description = "Standard deviation of the noise of a made-up problem (default: 0.05).")
  private double noise;

  @Option(
      names = "--trials",
      paramLabel = "T",
      description =
          "Independent repetitions: another draw of a made-up problem, another partition of a"
              + " table into folds and test rows (default: 10; ring: 1).")
  private Integer trials;

  @Mixin private TableOptions table;

  @Option(
      names = "--penalties",
      paramLabel = "LIST",
      description =
          "Penalties to compare: ols (none), l1, l2, l2-squared, tv, tv2, top1, top2, or sums of"
              + " these and of E(p,q,i0;PDk) with weights (default: ols,l1,l2,tv,tv2,top1,top2;"
              + " ring: ols,E(1,0,2;PD0) + E(1,0,2;PD1)).")
  private String penalties;

  @Option(
      names = "--lambda-min",
      paramLabel = "L",
      description = "Least lambda (default: 1e-4; ring: 0.1).")
  private Double lambdaMin;

  @Option(
      names = "--lambda-max",
      paramLabel = "L",
      description = "Greatest lambda (default: 10; ring: 0.1).")
  private Double lambdaMax;

  @Option(
      names = "--lambda-count",
      paramLabel = "N",
      description = "How many, evenly on a logarithmic scale (default: 20; ring: 1).")
  private Integer lambdaCount;

  @Option(
      names = "--selection",
      paramLabel = "LIST",
      description =
          "How lambda is chosen: kfold, holdout (the first fold alone), oracle (by the true"
              + " coefficients); all are reported (default: kfold,oracle; of a table kfold).")
  private String selection;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "5",
      description = "Folds of the cross-validation, at least 2 (default: 5).")
  private int folds;

  @Option(
      names = "--solver",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "auto (closed forms and proximal maps to convergence, else adam), adam,"
              + " gradient-descent, proximal or closed-form (default: auto).")
  private String solver;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Most steps of adam or gradient-descent (default: 100; ring: 500).")
  private Integer iterations;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Step of adam, factor of gradient-descent's (default: 0.1; ring: 0.01).")
  private Double learningRate;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      defaultValue = "0",
      description =
          "Relative gain of the objective over 50 steps of adam or gradient-descent below which"
              + " they stop; 0 for never (default: 0).")
  private double tolerance;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Output folder.")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "parquet or json (default: parquet).")
  private OutputFormat outputFormat;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  /** Where the job's files stand. */
  static OutputLayout layout() {
    return new OutputLayout(
        FITS, List.of("metrics.json", "report.html", CHOSEN, SUMMARY, OutputLayout.BAD_RECORDS));
  }

  @Override
  public Integer call() {
    JobRun run = JobRun.of(spec, options);
    if ((problem == null) == (table.data == null)) {
      throw JobFailure.usage(
          problem == null ? "neither --problem nor --data" : "both --problem and --data",
          "give --problem for a made-up problem, or --data for a table of your own");
    }
    List<RegressionProblem> problems = problems();
    if (problems.isEmpty()) {
      refuseWithTable("--n", rows);
    } else {
      table.refuseAny(spec);
    }
    deriveDefaults(run, problems);
    FitGrid grid = grid(run, problems);
    List<InputFile> inputs = problems.isEmpty() ? table.files(run.hadoop()) : List.of();
    RunIdentity identity =
        new RunIdentity(
            "lambda-grid", Version.ofBetti(), tableSettings(), runSettings(problems), inputs);
    OutputFolder folder = OutputFolder.at(output, layout(), run.hadoop());
    JobPlan plan =
        new JobPlan(
            folder,
            identity,
            List.of(),
            grid.steps(options.checkpointRows),
            null,
            description(grid, problems));
    LambdaGridWork.Source source =
        problems.isEmpty()
            ? new TableSource(table, folds, options)
            : LambdaGridWork.Source.of(new SyntheticData(problems, noise, folds, options.seed));
    return run.execute(
        plan,
        new LambdaGridWork(run, plan, grid, problems, outputFormat, options, source)::compute);
  }

  private List<RegressionProblem> problems() {
    if (problem == null) {
      return List.of();
    }
    Set<RegressionProblem> problems = new LinkedHashSet<>();
    for (String name : problem.split(",", -1)) {
      RegressionProblem one = checked("--problem", () -> RegressionProblem.parse(name.strip()));
      if (!problems.add(one)) {
        throw JobFailure.usage("--problem names " + one + " twice", "name it once");
      }
    }
    if (problems.contains(RegressionProblem.RING) && problems.size() > 1) {
      throw JobFailure.usage(
          "--problem " + problem + " asks for the ring beside others",
          "its coefficients are 2500 on a grid, the others' 100 on a line",
          "give it a run of its own");
    }
    return List.copyOf(problems);
  }

  /** Makes a usage error of what the library refuses. */
  private <T> T checked(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + e.getMessage(), spec.findOption(option), "");
    }
  }

  private void refuseWithTable(String option, Object value) {
    if (value != null) {
      throw JobFailure.usage(
          option + " is of made-up problems, and --data was given", "leave out one of them");
    }
  }

  private void deriveDefaults(JobRun run, List<RegressionProblem> problems) {
    boolean ring = problems.contains(RegressionProblem.RING);
    String reason = ring ? "of the ring" : "";
    if (rows == null && !problems.isEmpty()) {
      rows = derive(run, "n", ring ? "1250" : "25:135:10", reason);
    }
    if (trials == null) {
      trials = Integer.valueOf(derive(run, "trials", ring ? "1" : "10", reason));
    }
    if (penalties == null) {
      String standard = "ols,l1,l2,tv,tv2,top1,top2";
      penalties =
          derive(run, "penalties", ring ? RegressionProblem.RING.penalties() : standard, reason);
    }
    if (lambdaMin == null) {
      lambdaMin = Double.valueOf(derive(run, "lambda-min", ring ? "0.1" : "1e-4", reason));
    }
    if (lambdaMax == null) {
      lambdaMax = Double.valueOf(derive(run, "lambda-max", ring ? "0.1" : "10", reason));
    }
    if (lambdaCount == null) {
      boolean one = lambdaMin.equals(lambdaMax);
      String why = one ? "of one lambda" : reason;
      lambdaCount = Integer.valueOf(derive(run, "lambda-count", one ? "1" : "20", why));
    }
    if (selection == null) {
      boolean known = !problems.isEmpty();
      selection = derive(run, "selection", known ? "kfold,oracle" : "kfold", "");
    }
    if (iterations == null) {
      iterations = Integer.valueOf(derive(run, "iterations", ring ? "500" : "100", reason));
    }
    if (learningRate == null) {
      learningRate = Double.valueOf(derive(run, "learning-rate", ring ? "0.01" : "0.1", reason));
    }
    if (table.data != null) {
      table.deriveDefaults(run);
    }
  }

  private static String derive(JobRun run, String name, String value, String reason) {
    run.settings().derive(name, value, reason.isEmpty() ? "as in the paper" : reason);
    return value;
  }

  private FitGrid grid(JobRun run, List<RegressionProblem> problems) {
    run.require(trials >= 1, "--trials", trials, 1);
    run.require(folds >= 2, "--folds", folds, 2);
    if (!(noise >= 0) || Double.isInfinite(noise)) {
      throw JobFailure.usage("--noise is " + noise, "it must be a finite number of at least 0");
    }
    LambdaGrid lambdas =
        checked("--lambda-min", () -> new LambdaGrid(lambdaMin, lambdaMax, lambdaCount));
    List<LambdaSelection> selections = selections(problems.isEmpty());
    Method method = checked("--solver", () -> Method.parse(solver));
    SolverOptions solving =
        with(
            "--tolerance",
            with(
                "--learning-rate",
                with(
                    "--iterations",
                    SolverOptions.authors().withMethod(method),
                    s -> s.withMaxIterations(iterations)),
                s -> s.withLearningRate(learningRate)),
            s -> s.withTolerance(tolerance));
    List<String> names;
    List<List<PenaltySpec>> specs = new ArrayList<>();
    int[] sizes;
    if (problems.isEmpty()) {
      names = List.of(table.name());
      specs.add(penalties(checked("--shape", table::space)));
      sizes = new int[] {-1};
    } else {
      names = problems.stream().map(RegressionProblem::toString).toList();
      problems.forEach(p -> specs.add(penalties(p.space())));
      sizes = checked("--n", () -> WholeNumbers.parse(rows)).values();
      refuseMoreFoldsThanRows(sizes[0], selections);
    }
    return new FitGrid(names, specs, sizes, trials, lambdas, folds, selections, solving);
  }

  private SolverOptions with(
      String option,
      SolverOptions solving,
      java.util.function.UnaryOperator<SolverOptions> change) {
    return checked(option, () -> change.apply(solving));
  }

  private List<PenaltySpec> penalties(PenaltySpace space) {
    return checked("--penalties", () -> new PenaltyList(penalties).in(space));
  }

  private List<LambdaSelection> selections(boolean ofTable) {
    Set<LambdaSelection> selections = new LinkedHashSet<>();
    for (String name : selection.split(",", -1)) {
      selections.add(checked("--selection", () -> LambdaSelection.parse(name)));
    }
    if (ofTable && selections.contains(LambdaSelection.ORACLE)) {
      throw JobFailure.usage(
          "--selection oracle needs the true coefficients, which a table does not tell",
          "take kfold or holdout");
    }
    // Of one lambda nothing is selected, in whatever way.
    return List.copyOf(selections).subList(0, lambdaCount == 1 ? 1 : selections.size());
  }

  private void refuseMoreFoldsThanRows(int fewest, List<LambdaSelection> selections) {
    boolean needed = selections.stream().anyMatch(s -> s.folds(folds) > 0);
    if (needed && fewest < folds) {
      throw JobFailure.usage(
          "--folds " + folds + " of " + fewest + " rows (--n)",
          "a fold must have at least one row",
          "take fewer folds, or more rows");
    }
  }

  private Map<String, String> tableSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("noise", table.data == null ? Double.toString(noise) : "of a table");
    settings.put("folds", Integer.toString(folds));
    settings.put("solver", solver.toLowerCase(Locale.ROOT));
    settings.put("iterations", iterations.toString());
    settings.put("learning-rate", learningRate.toString());
    settings.put("tolerance", Double.toString(tolerance));
    settings.put("seed", Long.toString(options.seed));
    settings.put("output-format", outputFormat.toString());
    return settings;
  }

  private Map<String, String> runSettings(List<RegressionProblem> problems) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("problem", problems.isEmpty() ? "a table" : problems.toString());
    settings.put("n", String.valueOf(rows));
    settings.put("trials", trials.toString());
    settings.put("penalties", penalties);
    settings.put("lambda-min", lambdaMin.toString());
    settings.put("lambda-max", lambdaMax.toString());
    settings.put("lambda-count", lambdaCount.toString());
    settings.put("selection", selection);
    settings.put("checkpoint-rows", Long.toString(options.checkpointRows));
    if (table.data != null) {
      settings.putAll(table.settings());
    }
    return settings;
  }

  private Map<String, String> description(FitGrid grid, List<RegressionProblem> problems) {
    Map<String, String> description = new LinkedHashMap<>();
    if (problems.isEmpty()) {
      description.put("read", table.description());
    } else {
      description.put(
          "problems",
          problems.stream()
              .map(p -> p + " (" + p.columns() + " coefficients, " + p.space() + ")")
              .collect(Collectors.joining("; ")));
    }
    description.put(
        "compute",
        String.format(
            Locale.ROOT,
            "%,d fits: %s%s, %s, penalties %s, %s",
            grid.size(),
            problems.isEmpty() ? "" : plural(grid.rows().length, "number") + " of rows, ",
            plural(trials, "trial"),
            grid.foldsFitted() == 0
                ? "all rows"
                : plural(grid.foldsFitted(), "fold") + " and all rows",
            grid.penalties().get(0).stream()
                .map(PenaltySpec::text)
                .collect(Collectors.joining(", ")),
            plural(lambdaCount, "lambda")));
    description.put(
        "columns", Stream.of(FitRows.SCHEMA.fieldNames()).collect(Collectors.joining(", ")));
    if (options.dryRun && !problems.isEmpty()) {
      SyntheticData data = new SyntheticData(problems, noise, folds, options.seed);
      description.put(
          "estimate",
          String.format(
              Locale.ROOT,
              "%,.1f s of computing on one core, by one path of each penalty",
              FitRows.secondsOfAll(grid, data)));
    }
    return description;
  }

  private static String plural(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
