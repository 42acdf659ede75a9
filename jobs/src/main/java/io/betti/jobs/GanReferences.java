package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import io.betti.pipeline.dataset.ReferenceDiagrams;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The diagrams that a topology loss names, {@code --reference NAME=PATH}. */
final class GanReferences {
  /** Items are in [0, 1], as floats. */
  private static final double ROUNDING = 1e-6;

  private GanReferences() {}

  /**
   * The names that are bound.
   *
   * @throws JobFailure if a binding is malformed
   */
  static Set<String> names(List<String> bindings) {
    return places(bindings).keySet();
  }

  private static Map<String, String> places(List<String> bindings) {
    try {
      return ReferenceDiagrams.places(bindings);
    } catch (IllegalArgumentException e) {
      throw JobFailure.usage("--reference cannot be read", e.getMessage());
    }
  }

  /**
   * The files that they are in.
   *
   * @throws JobFailure if a binding is malformed or a file missing
   */
  static List<InputFile> files(List<String> bindings, Configuration hadoop) {
    List<InputFile> files = new ArrayList<>();
    places(bindings)
        .forEach(
            (name, place) -> {
              try {
                ReferenceDiagrams.files(place, hadoop)
                    .forEach(file -> files.add(InputFile.of(file)));
              } catch (UnreadableDataException e) {
                throw unreadable(name, e);
              }
            });
    return files;
  }

  private static JobFailure unreadable(String name, UnreadableDataException e) {
    return JobFailure.because(
        e, "cannot read --reference " + name, e.path() + ": " + e.problem(), e.remedy());
  }

  /**
   * The diagrams as texts by name.
   *
   * @throws JobFailure if one cannot be read or has values that no item has
   */
  static Map<String, String> read(SparkSession spark, List<String> bindings) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String binding : bindings) {
      String name = binding.substring(0, binding.indexOf('='));
      try {
        PersistenceDiagram diagram =
            ReferenceDiagrams.read(spark, List.of(binding)).values().iterator().next();
        check(name, diagram);
        texts.put(name.trim(), diagram.toString());
      } catch (UnreadableDataException e) {
        throw unreadable(name, e);
      }
    }
    return texts;
  }

  private static void check(String name, PersistenceDiagram diagram) {
    for (int bar = 0; bar < diagram.size(); bar++) {
      for (double value : new double[] {diagram.birth(bar), diagram.death(bar)}) {
        if (Double.isFinite(value) && (value < -ROUNDING || value > 1 + ROUNDING)) {
          throw JobFailure.of(
              "--reference " + name + " has a bar with the value " + value,
              "items are in [0, 1], and so must be the diagrams that they are compared with",
              "make it from bytes by diagrams --scale 1/255");
        }
      }
    }
  }
}
