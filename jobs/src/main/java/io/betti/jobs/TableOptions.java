package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.FeatureTable;
import io.betti.pipeline.optimization.PenaltySpace;
import io.betti.pipeline.regression.TableData;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.filtration.Direction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options of {@code lambda-grid} for a table of one's own. */
final class TableOptions {
  private static final List<String> NAMES =
      List.of(
          "--data-format",
          "--features",
          "--label",
          "--id",
          "--test-share",
          "--fit-intercept",
          "--singular",
          "--filtration",
          "--shape",
          "--complex",
          "--direction");

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "A table of your own: Parquet, CSV with a header, or JSON lines; a file or a folder.")
  String data;

  @Option(
      names = "--data-format",
      paramLabel = "FORMAT",
      description = "parquet, csv or json (default: by the ending of the name).")
  String dataFormat;

  @Option(
      names = "--features",
      paramLabel = "COLUMNS",
      description =
          "Columns of numbers, separated by commas, or one column of vectors or arrays (default:"
              + " all numbers but label and id).")
  String features;

  @Option(names = "--label", paramLabel = "COLUMN", description = "The column to predict.")
  String label;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description =
          "A column of whole numbers that order the rows and so decide about folds (default: the"
              + " rows in the order of their values).")
  String id;

  @Option(
      names = "--test-share",
      paramLabel = "S",
      description =
          "Share of the rows that have no part in fits and choices and measure the prediction"
              + " error; 0 for none (default: 0.2).")
  Double testShare;

  @Option(
      names = "--fit-intercept",
      paramLabel = "BOOL",
      arity = "1",
      description = "Whether a table's model has an intercept (default: true).")
  Boolean intercept;

  @Option(
      names = "--singular",
      paramLabel = "POLICY",
      description =
          "What becomes of a column that is constant or a multiple of another: error or keep"
              + " (default: error).")
  String singular;

  @Option(
      names = "--filtration",
      paramLabel = "NAME",
      description =
          "Where a table's coefficients live: level-set, weak-alpha or rips (default:"
              + " weak-alpha).")
  String filtration;

  @Option(
      names = "--shape",
      paramLabel = "AXES",
      description = "Of level sets: the grid, as 28,28 (default: a line of all).")
  String shape;

  @Option(
      names = "--complex",
      paramLabel = "NAME",
      description = "Of level sets: freudenthal, cubical-v or cubical-t (default: freudenthal).")
  GridComplex complex;

  @Option(
      names = "--direction",
      paramLabel = "NAME",
      description = "Of level sets: superlevel or sublevel (default: superlevel).")
  Direction direction;

  /** Refuses them all where there is no table. */
  void refuseAny(CommandSpec spec) {
    for (String name : NAMES) {
      OptionSpec option = spec.findOption(name);
      if (option.getValue() != null) {
        throw JobFailure.usage(
            name + " is of a table, and --problem was given",
            "a made-up problem sets it",
            "leave it out, or give --data instead of --problem");
      }
    }
  }

  /** Fills in what was not given. */
  void deriveDefaults(JobRun run) {
    if (label == null) {
      throw JobFailure.usage("--data without --label", "name the column that is to be predicted");
    }
    String reason = "of a table";
    if (testShare == null) {
      testShare = 0.2;
      run.settings().derive("test-share", testShare, reason);
    }
    if (!(testShare >= 0 && testShare < 1)) {
      throw JobFailure.usage("--test-share is " + testShare, "it must be from 0 to below 1");
    }
    if (intercept == null) {
      intercept = true;
      run.settings().derive("fit-intercept", intercept, reason);
    }
    if (singular == null) {
      singular = "error";
      run.settings().derive("singular", singular, reason);
    }
    if (!List.of("error", "keep").contains(singular)) {
      throw JobFailure.usage("--singular is " + singular, "it must be error or keep");
    }
    if (filtration == null) {
      filtration = shape == null ? "weak-alpha" : "level-set";
      run.settings().derive("filtration", filtration, shape == null ? reason : "with a shape");
    }
    if (dataFormat == null) {
      dataFormat = FeatureTable.formatOf(data).orElse(null);
      if (dataFormat == null) {
        throw JobFailure.usage(
            "what format --data " + data + " has is not told by its name",
            "give --data-format parquet, csv or json");
      }
      run.settings().derive("data-format", dataFormat, "the ending of the name");
    }
    if (!FeatureTable.FORMATS.contains(dataFormat)) {
      throw JobFailure.usage(
          "--data-format is " + dataFormat,
          "it must be one of " + String.join(", ", FeatureTable.FORMATS));
    }
  }

  /** Where topological penalties live. */
  PenaltySpace space() {
    int[] axes = new int[0];
    if (shape != null) {
      try {
        axes =
            Arrays.stream(shape.split(",", -1))
                .map(String::strip)
                .mapToInt(Integer::parseInt)
                .toArray();
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "'" + shape + "' is no shape; write the axes' lengths, as 28,28", e);
      }
    }
    return PenaltySpace.of(
        PenaltySpace.Filtration.parse(filtration),
        axes,
        complex == null ? GridComplex.FREUDENTHAL : complex,
        direction == null ? Direction.SUPERLEVEL : direction);
  }

  /** What stands where a made-up problem has its name. */
  String name() {
    String path = data.replaceFirst("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The table's files. */
  List<InputFile> files(Configuration configuration) {
    InputFile.refuseMissing("--data", data, configuration);
    return FeatureTable.files(data, configuration).stream().map(InputFile::of).toList();
  }

  /** Settings that decide about the result. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("data-format", dataFormat);
    settings.put("features", String.valueOf(features));
    settings.put("label", label);
    settings.put("id", String.valueOf(id));
    settings.put("test-share", testShare.toString());
    settings.put("fit-intercept", intercept.toString());
    settings.put("singular", singular);
    settings.put("space", space().toString());
    return settings;
  }

  /** What is read, for a dry run. */
  String description() {
    return data
        + " ("
        + dataFormat
        + "), label "
        + label
        + ", coefficients as "
        + space()
        + ", "
        + (intercept ? "with" : "without")
        + " intercept";
  }

  /**
   * The table.
   *
   * @param maxBad how many rows may be left out
   */
  FeatureTable table(SparkSession spark, long maxBad) {
    return FeatureTable.read(spark, data, dataFormat, features, label, id, maxBad);
  }

  /** How it is cut and fitted. */
  TableData.Options options(int folds, long seed) {
    return new TableData.Options(folds, testShare, intercept, singular.equals("keep"), seed);
  }
}
