package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.concat;

import io.betti.topology.vectorization.DiagramRange;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A vectorization of diagrams on the ranges that a {@link DiagramVectorizer} was fitted to: the
 * {@code tda_*} function of its name, with these ranges for each of its dimensions.
 */
public final class DiagramVectorizerModel extends Model<DiagramVectorizerModel>
    implements VectorizerParams, DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  /** Extremes that a range has. */
  private static final int EXTREMES = 6;

  private final String uid;
  private final VectorizerSettings settings;
  private final DoubleArrayParam ranges;

  /** A model without ranges; models are made by {@link DiagramVectorizer#fit}. */
  public DiagramVectorizerModel() {
    this(Identifiable.randomUID("diagramVectorizer"));
  }

  /** A model of an identifier, without ranges, as a saved one is read. */
  public DiagramVectorizerModel(String uid) {
    this.uid = uid;
    settings = new VectorizerSettings(this);
    ranges =
        new DoubleArrayParam(
            this,
            "ranges",
            "for each dimension the least and greatest birth, death and lifetime that it was fitted"
                + " to");
    settings.setDefaults(this);
  }

  DiagramVectorizerModel withRanges(List<DiagramRange> fitted) {
    double[] all = new double[EXTREMES * fitted.size()];
    int at = 0;
    for (DiagramRange range : fitted) {
      all[at++] = range.minBirth();
      all[at++] = range.maxBirth();
      all[at++] = range.minDeath();
      all[at++] = range.maxDeath();
      all[at++] = range.minLifetime();
      all[at++] = range.maxLifetime();
    }
    set(ranges, all);
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public VectorizerSettings settings() {
    return settings;
  }

  /** For each dimension the least and greatest birth, death and lifetime that it was fitted to. */
  public DoubleArrayParam ranges() {
    return ranges;
  }

  /**
   * What it was fitted to, a range a dimension; empty ranges if nothing is sampled.
   *
   * @throws IllegalArgumentException if it was not fitted, or dimensions were set since then
   */
  public List<DiagramRange> fittedRanges() {
    double[] all = isDefined(ranges) ? getOrDefault(ranges) : new double[0];
    int[] dimensions = getDimensions();
    if (all.length != EXTREMES * dimensions.length) {
      throw settings.columns.problem(
          "it has " + all.length / EXTREMES + " ranges for " + dimensions.length + " dimensions",
          "fit a DiagramVectorizer of these dimensions");
    }
    List<DiagramRange> fitted = new ArrayList<>();
    for (int i = 0; i < dimensions.length; i++) {
      int at = EXTREMES * i;
      fitted.add(
          new DiagramRange(
              dimensions[i],
              all[at],
              all[at + 1],
              all[at + 2],
              all[at + 3],
              all[at + 4],
              all[at + 5]));
    }
    return fitted;
  }

  private DiagramVectorizerModel with(Param<String> param, String value) {
    set(param, value);
    return this;
  }

  /** Sets {@link #inputCol()}. */
  public DiagramVectorizerModel setInputCol(String column) {
    return with(inputCol(), column);
  }

  /** Sets {@link #outputCol()}. */
  public DiagramVectorizerModel setOutputCol(String column) {
    return with(outputCol(), column);
  }

  /**
   * Sets {@link #handleInvalid()}.
   *
   * @throws IllegalArgumentException if it is none of error, skip, keep
   */
  public DiagramVectorizerModel setHandleInvalid(String policy) {
    return with(handleInvalid(), policy);
  }

  static StructType transformed(VectorizerParams stage, StructType schema) {
    RowColumn columns = stage.settings().columns;
    columns.checkDiagram(schema);
    if (FittedVectorization.needsBandwidth(stage) && !stage.isDefined(stage.bandwidth())) {
      throw columns.problem(
          "bandwidth is not set, and a " + stage.getVectorization() + " has one",
          "set it to a length in the unit of the values, such as a tenth of their range");
    }
    columns.checkNew(schema);
    return schema.add(output(stage));
  }

  private static StructField output(VectorizerParams stage) {
    List<String> names = new ArrayList<>();
    for (int dimension : stage.getDimensions()) {
      names.addAll(FittedVectorization.names(stage, dimension));
    }
    return FeatureVectors.field(stage.getOutputCol(), names);
  }

  /**
   * The schema with the column of vectors.
   *
   * @throws IllegalArgumentException as {@link DiagramVectorizer#transformSchema}
   */
  @Override
  public StructType transformSchema(StructType schema) {
    return transformed(this, schema);
  }

  /**
   * The table with the column of vectors.
   *
   * @throws IllegalArgumentException as {@link #transformSchema} and {@link #fittedRanges}
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    List<DiagramRange> fitted = fittedRanges();
    return settings.columns.add(
        dataset,
        output(this),
        lenient -> vectors(fitted, lenient),
        List.of("'" + getInputCol() + "'"));
  }

  private Column vectors(List<DiagramRange> fitted, boolean lenient) {
    Column diagram = RowTransformer.column(getInputCol());
    Column[] parts =
        fitted.stream()
            .map(range -> new FittedVectorization(this, range).values(diagram, lenient))
            .toArray(Column[]::new);
    return FeatureVectors.of(parts.length == 1 ? parts[0] : concat(parts));
  }

  @Override
  public DiagramVectorizerModel copy(ParamMap extra) {
    DiagramVectorizerModel copy = defaultCopy(extra);
    return copy.setParent(parent());
  }

  /** What reads a saved model. */
  public static MLReader<DiagramVectorizerModel> read() {
    return new DefaultParamsReader<>();
  }

  /** The model saved under a path. */
  public static DiagramVectorizerModel load(String path) {
    return read().load(path);
  }
}
