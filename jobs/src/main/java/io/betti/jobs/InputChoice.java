package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.GridDatasets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data set of grids or point clouds as options name it.
 *
 * @param option which option has the path: {@code --input}
 * @param path of the data
 * @param formatOption which option has the format: {@code --input-format}
 * @param format one of {@link GridDatasets#formats()}, or {@code csv} for clouds
 * @param optionsOption which option has the format's options: {@code --input-options}
 * @param options of the format, as NAME=VALUE;...; null for none
 * @param labels where their labels are; null for none
 */
record InputChoice(
    String option,
    String path,
    String formatOption,
    String format,
    String optionsOption,
    String options,
    String labels) {
  /** Another name of the format {@code clouds}. */
  private static final String CSV = "csv";

  /**
   * Looks the data set up.
   *
   * @param name what tells it from the job's other inputs; null if it is the only one
   * @param limit most rows; null for all
   * @throws JobFailure if there is no such format or option of it, or nothing to be read
   */
  Split split(JobRun run, String name, Long limit) {
    String known = format.equals(CSV) ? "clouds" : format;
    if (!GridDatasets.formats().contains(known)) {
      throw JobFailure.usage(
          "unknown " + formatOption + " '" + format + "'",
          run.job() + " reads " + String.join(", ", GridDatasets.formats()) + ", csv");
    }
    if (known.equals("idx") && options == null) {
      return Split.idx(name, option, path, labels, limit, run.hadoop());
    }
    if (!path.matches(".*[*?\\[{].*")) {
      InputFile.refuseMissing(option, path, run.hadoop());
    }
    try {
      return Split.of(name, known, path, ownOptions(known), limit, run.hadoop());
    } catch (IllegalArgumentException e) {
      throw JobFailure.usage(
          run.job() + " cannot take " + path + " as it is asked to", e.getMessage());
    }
  }

  private Map<String, String> ownOptions(String known) {
    Map<String, String> own = new LinkedHashMap<>();
    if (labels != null) {
      own.put("labels", labels);
    }
    for (String given : options == null ? new String[0] : options.split(";")) {
      int equals = given.indexOf('=');
      String name = given.substring(0, Math.max(0, equals)).strip();
      if (!GridDatasets.options(known).contains(name)) {
        throw JobFailure.usage(
            optionsOption + " has '" + given.strip() + "'",
            "the options of "
                + format
                + " are "
                + String.join(", ", GridDatasets.options(known))
                + "; write NAME=VALUE and ; between them");
      }
      own.put(name, given.substring(equals + 1).strip());
    }
    return own;
  }
}
