package io.betti.jobs;

import io.betti.jobs.output.StepRecord;
import io.betti.jobs.settings.Settings;
import io.betti.udfs.DiagramProvenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The facts of a run, as {@code metrics.json} and the report have them. */
final class Facts {
  private Facts() {}

  /** What every job's metrics begin with. */
  static Map<String, Object> of(
      String job, String filtration, String complex, String direction, long seed) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", job);
    facts.put("filtration", filtration);
    facts.put("complex", complex);
    facts.put("direction", direction);
    facts.put("field", DiagramProvenance.FIELD);
    facts.put("seed", seed);
    return facts;
  }

  /** Adds counts of rows. */
  static void addCounts(Map<String, Object> facts, List<StepRecord> records) {
    long rows = records.stream().mapToLong(StepRecord::rows).sum();
    long bad = records.stream().mapToLong(record -> record.bad().size()).sum();
    facts.put("rows", rows);
    facts.put("rows_written", rows - bad);
    facts.put("bad_records", bad);
  }

  /** Adds where and with what the run was made. */
  static void addCircumstances(
      Map<String, Object> facts, Settings settings, SparkSession spark, List<StepRecord> records) {
    facts.put("settings", settings.values());
    facts.put("versions", Version.all());
    facts.put("master", spark.sparkContext().master());
    facts.put("parallelism", spark.sparkContext().defaultParallelism());
    Map<String, Double> steps = new LinkedHashMap<>();
    records.forEach(record -> steps.put(record.name(), record.seconds()));
    facts.put("step_seconds", steps);
  }

  /** Wall time of some steps together. */
  static double seconds(List<StepRecord> records) {
    return records.stream().mapToDouble(StepRecord::seconds).sum();
  }

  /** The facts as texts, nested ones with a dot between their names. */
  static Map<String, String> texts(Map<String, ?> facts) {
    Map<String, String> texts = new LinkedHashMap<>();
    facts.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> nested) {
            nested.forEach((key, inner) -> texts.put(name + "." + key, String.valueOf(inner)));
          } else {
            texts.put(name, String.valueOf(value));
          }
        });
    return texts;
  }
}
