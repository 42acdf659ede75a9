package io.betti.pipeline.feature;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;

import io.betti.topology.diagram.DiagramNotation;
import io.betti.udfs.DiagramType;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds polynomial features of each row's diagram (Brüel-Gabrielsson et al. 2020, equation 3): one
 * number a function, {@code tda_energy} as a Spark ML stage.
 *
 * <p>Reads {@code inputCol}, diagrams of {@link DiagramType}. Writes {@code outputCol}
 * ("features"), a dense vector, each number named in the metadata by its function. Param {@code
 * functions}: texts of {@link DiagramNotation}, such as {@code E(1,0,2;PD0)} or {@code E(2,0,1;PD0)
 * + 0.5*E(2,1,1;PD1)}; an essential bar takes its place and is worth 0. Param {@code handleInvalid}
 * (error).
 */
public final class PolynomialFeatures extends RowTransformer<PolynomialFeatures> {
  private static final long serialVersionUID = 1;

  private final StringArrayParam functions;

  /** A stage with an identifier of its own. */
  public PolynomialFeatures() {
    this(Identifiable.randomUID("polynomialFeatures"));
  }

  /** A stage of an identifier. */
  public PolynomialFeatures(String uid) {
    super(uid, "column of diagrams", "column of feature vectors that is added");
    functions =
        new StringArrayParam(
            this,
            "functions",
            "functions of a diagram, as E(1,0,2;PD0) or weighted sums of such",
            check(PolynomialFeatures::checkFunctions));
    setDefault(outputCol(), "features");
    setDefault(handleInvalid(), ERROR);
  }

  private static void checkFunctions(String[] texts) {
    if (texts.length == 0) {
      throw new IllegalArgumentException(
          "there are no functions; name at least one, such as E(1,0,2;PD0)");
    }
    for (String text : texts) {
      DiagramNotation.parse(text);
    }
  }

  /** The functions, as texts. */
  public StringArrayParam functions() {
    return functions;
  }

  /**
   * Sets {@link #functions()}.
   *
   * @throws IllegalArgumentException if there is none, or as {@link DiagramNotation#parse}
   */
  public PolynomialFeatures setFunctions(String... texts) {
    return with(functions, texts.clone());
  }

  /** Value of {@link #functions()}. */
  public String[] getFunctions() {
    return getOrDefault(functions).clone();
  }

  @Override
  void checkColumns(StructType schema) {
    checkDiagram(schema);
    if (!isDefined(functions)) {
      throw problem("functions is not set", "set it to texts such as E(1,0,2;PD0)");
    }
  }

  @Override
  List<String> inputs() {
    return List.of("'" + getInputCol() + "'");
  }

  @Override
  StructField output(StructType schema) {
    List<String> names =
        Arrays.stream(getFunctions()).map(text -> DiagramNotation.parse(text).toString()).toList();
    return FeatureVectors.field(getOutputCol(), names);
  }

  @Override
  Column computed(StructType schema, boolean lenient) {
    Column diagram = column(getInputCol());
    return FeatureVectors.of(
        array(
            Arrays.stream(getFunctions())
                .map(
                    text ->
                        call_function(
                            lenient ? "try_tda_energy" : "tda_energy", diagram, lit(text)))
                .toArray(Column[]::new)));
  }

  /** What reads a saved stage. */
  public static MLReader<PolynomialFeatures> read() {
    return new DefaultParamsReader<>();
  }

  /** The stage saved under a path. */
  public static PolynomialFeatures load(String path) {
    return read().load(path);
  }
}
