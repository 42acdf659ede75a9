package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import io.betti.jobs.output.OutputFormat;
import io.betti.jobs.output.UnfinishedRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the steps of an evaluation found, read back from what they kept, so that it is the same
 * whether they ran now or earlier.
 *
 * @param items number of items by side
 * @param distances what was found by each distance
 * @param inception Inception scores by set; empty if none was asked for
 */
record EvaluationFindings(
    Map<String, Long> items,
    Map<String, ByDistance> distances,
    Map<String, InceptionFigures.Score> inception) {
  /**
   * What was found by one distance.
   *
   * @param generated scores of the generated items
   * @param ceiling scores of real items in their place
   * @param samples scores of samples; null for none
   * @param ofReference nearest generated items of the reference
   * @param ofGenerated nearest reference items of the generated ones
   * @param ceilingOfReference nearest real items of the reference, or of its one half
   * @param ceilingOfReal nearest reference items of the real ones
   */
  record ByDistance(
      PairFigures generated,
      PairFigures ceiling,
      SampleFigures samples,
      NeighbourRows ofReference,
      NeighbourRows ofGenerated,
      NeighbourRows ceilingOfReference,
      NeighbourRows ceilingOfReal) {}

  static EvaluationFindings of(
      UnfinishedRun run,
      OutputFormat format,
      SparkSession spark,
      EvaluationSettings settings,
      EvaluationSteps steps,
      Map<EvaluationSide, EvaluatedSet> sets) {
    Map<String, Long> items = new LinkedHashMap<>();
    sets.forEach((side, set) -> items.put(side.name(), (long) set.ids().ids().length));
    Map<String, ByDistance> distances = new LinkedHashMap<>();
    for (String distance : settings.distances()) {
      String generated = EvaluationSteps.name(distance, EvaluationSides.GENERATED);
      String ceiling = EvaluationSteps.name(distance, EvaluationSides.CEILING);
      Dataset<Row> rows = table(run, format, spark, steps.others().get(generated));
      Dataset<Row> real = table(run, format, spark, steps.others().get(ceiling));
      distances.put(
          distance,
          new ByDistance(
              run.figures(generated, PairFigures.class),
              run.figures(ceiling, PairFigures.class),
              settings.sample() == null
                  ? null
                  : run.figures(EvaluationSteps.samples(distance), SampleFigures.class),
              side(rows, EvaluationSides.REFERENCE),
              side(rows, EvaluationSides.GENERATED),
              side(real, EvaluationSides.REFERENCE),
              side(real, EvaluationSides.CEILING)));
    }
    return new EvaluationFindings(
        items,
        distances,
        settings.isInception()
            ? run.figures(EvaluationSteps.INCEPTION, InceptionFigures.class).scores()
            : Map.of());
  }

  /** Where the neighbours of a step stand: below its folder if they are no part of the result. */
  static Path folder(UnfinishedRun run, Step step) {
    Path folder = run.stepFolder(step.name());
    return step.inner() ? new Path(folder, "neighbours") : folder;
  }

  private static Dataset<Row> table(
      UnfinishedRun run, OutputFormat format, SparkSession spark, Step step) {
    return format.read(spark, List.of(folder(run, step)), NeighbourTable.SCHEMA);
  }

  private static NeighbourRows side(Dataset<Row> table, String side) {
    return NeighbourRows.of(table.where(col("side").equalTo(side)).orderBy("id").collectAsList());
  }
}
