package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import io.betti.jobs.output.InputFile;
import io.betti.jobs.records.BadRecord;
import io.betti.jobs.records.BadRecordSieve;
import io.betti.pipeline.report.Picture;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.PointCloud;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A data set of grids or clouds as a side of an evaluation.
 *
 * @param split the data
 * @param items what is evaluated of each item
 */
record ItemSide(Split split, EvaluatedItems items) implements EvaluationSide {
  /** Values that are kept at most for a report to show. */
  private static final long MOST_VALUES = 1L << 23;

  @Override
  public String name() {
    return split.name();
  }

  @Override
  public String path() {
    return split.path();
  }

  @Override
  public String title() {
    return path()
        + items
            .noise()
            .map(noise -> " with a share " + noise.share() + " of its values made noise")
            .orElse("");
  }

  @Override
  public List<InputFile> files() {
    return split.files();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d bytes, %,d rows of it",
        path(),
        split.data(),
        split.bytes(),
        split.rows());
  }

  @Override
  public List<Step> steps(long rowsPerStep) {
    return Step.of(List.of(split), rowsPerStep).stream()
        .map(step -> new Step(step.name(), split, step.from(), step.to(), true))
        .toList();
  }

  @Override
  public long rows(SparkSession spark, Step step) {
    return step.rows();
  }

  @Override
  public Dataset<Row> sifted(
      SparkSession spark, Step step, Integer partitions, BadRecordSieve sieve) {
    Dataset<Row> rows = items.of(split.items(spark, step.from(), step.to(), partitions), split);
    return items.table(sieve.sift(rows, items.column()));
  }

  @Override
  public List<BadRecord> complaints(SparkSession spark, SortedSet<Long> ids) {
    return new BadRows(split, items).named(ids);
  }

  @Override
  public String place(long id) {
    return split.place(id);
  }

  @Override
  public Map<String, String> origin(SparkSession spark) {
    DiagramResult diagrams = items.diagrams();
    if (diagrams == null) {
      return Map.of();
    }
    Map<String, String> origin = new LinkedHashMap<>(DiagramTable.origin(diagrams.provenance()));
    origin.put("scale", Double.toString(diagrams.scale()));
    origin.put("essential", diagrams.diagramOptions().essential().toString());
    return origin;
  }

  @Override
  public Map<Long, Picture> pictures(SparkSession spark, SortedSet<Long> ids, double scale) {
    Map<Long, Picture> pictures = new LinkedHashMap<>();
    long values = 0;
    Dataset<Row> rows =
        split.items(spark, 0, split.rows(), null).where(col("id").isin(ids.toArray()));
    Iterator<Row> found = items.noisy(rows).toLocalIterator();
    while (found.hasNext() && values < MOST_VALUES) {
      Row row = found.next();
      Picture picture = split.data().isGrids() ? grid(row, scale) : cloud(row);
      values += size(picture);
      if (values < MOST_VALUES) {
        pictures.put(row.getAs("id"), picture);
      }
    }
    return pictures;
  }

  private static int size(Picture picture) {
    return picture instanceof Picture.OfGrid grid
        ? grid.values().length
        : ((Picture.OfCloud) picture).cloud().size();
  }

  private static Picture grid(Row row, double scale) {
    List<Integer> shape = row.getList(row.fieldIndex("shape"));
    Object values = row.getAs(EvaluatedItems.VALUES);
    float[] floats;
    if (values instanceof byte[] bytes) {
      floats = new float[bytes.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) ((bytes[i] & 0xFF) * scale);
      }
    } else {
      List<Number> numbers = row.getList(row.fieldIndex(EvaluatedItems.VALUES));
      floats = new float[numbers.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) (numbers.get(i).doubleValue() * scale);
      }
    }
    return new Picture.OfGrid(Grid.of(shape.stream().mapToInt(n -> n).toArray()), floats);
  }

  private static Picture cloud(Row row) {
    List<Seq<Double>> points = row.getList(row.fieldIndex("points"));
    double[][] coordinates = new double[points.size()][];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] =
          CollectionConverters.asJava(points.get(i)).stream().mapToDouble(x -> x).toArray();
    }
    return new Picture.OfCloud(PointCloud.of(coordinates));
  }
}
