package io.betti.udfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error says function, arguments, problem, cause and remedy; the twins give null. */
class FunctionErrorsTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSession.extended();
    spark.sql(
        "CREATE TEMP VIEW t AS SELECT 0 AS id, X'00010203' AS v, array(2, 2) AS shape,"
            + " 'cubical-t' AS c, array(struct(0 AS dimension, 1D AS birth, 2D AS death)) AS d");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tda_level_set(v, shape, 'cubical-x', 'superlevel', 1) | 22023 | parameter complex: unknown"
            + " complex 'cubical-x'; it is one of freudenthal, cubical-t, cubical-v",
        "tda_level_set(v, shape, c, 'superlevel', 1) | 22023 | parameter complex: it is not a"
            + " constant",
        "tda_level_set(v, shape, 7, 'superlevel', 1) | 42K09 | parameter complex: it is int; pass a"
            + " string",
        "tda_level_set(v, shape, 'cubical-t', 'down', 1) | 22023 | parameter direction: unknown"
            + " direction 'down'; it is one of sublevel, superlevel",
        "tda_level_set(v, shape, 'cubical-t', 'sublevel', 3) | 22023 | parameter max_dimension: it"
            + " is 3; it must be 0 to 2",
        "tda_level_set(v, shape, 'cubical-t', 'sublevel', -1) | 22023 | parameter max_dimension: it"
            + " is -1; it must be 0 to 2",
        "tda_level_set(v, shape, 'cubical-t', 'sublevel', id) | 22023 | parameter max_dimension: it"
            + " is not a constant",
        "tda_level_set(v, shape, 'cubical-t', 'sublevel', 1.0) | 42K09 | parameter max_dimension:"
            + " it is decimal(2,1); pass a whole number",
        "tda_level_set(v, shape, 'cubical-t', 'sublevel', 1, 'keep') | 22023 | parameter essential:"
            + " unknown essential policy 'keep'; it is one of drop, clamp",
        "tda_level_set(c, shape, 'cubical-t', 'sublevel', 1) | 42K09 | parameter values: it is"
            + " string; pass binary (unsigned bytes), array<float>, array<double>",
        "tda_level_set(v, v, 'cubical-t', 'sublevel', 1) | 42K09 | parameter shape: it is binary;"
            + " pass array<int> or array<bigint>",
        "tda_level_set(v, array(2.0, 2.0), 'cubical-t', 'sublevel', 1) | 42K09 | parameter shape:"
            + " it is array<decimal(2,1)>",
        "tda_level_set(v, shape) | 42605 | got 2 arguments; tda_level_set(values, shape, complex,"
            + " direction, max_dimension[, essential]) takes 5 to 6",
        "tda_level_set() | 42605 | got 0 arguments",
        "tda_level_set(v, shape, 'cubical-t', 'sublevel', 1, 'drop', 1) | 42605 | got 7 arguments",
        "tda_sweep_features(v) | 42605 | got 1 arguments; tda_sweep_features(values, shape[,"
            + " essential",
        "tda_sweep_features(v, shape, c) | 22023 | parameter essential: it is not a constant",
        "tda_clamp(diagram => d, value => 0) | 42605 | argument diagram is passed by name; pass them"
            + " by position: tda_clamp(diagram, value)",
        "tda_energy(d, 'E(1,0,2;PD0') | 22023 | parameter text: expected ')', found the end at"
            + " character 12",
        "tda_energy(d, 'E(1,-1,2;PD0)') | 22023 | expected the exponent q, a whole number, found"
            + " '-' at character 5",
        "tda_energy(d, c) | 22023 | parameter text: it is not a constant",
        "tda_energy(v, 'E(1,0,2;PD0)') | 42K09 | parameter diagram: it is binary; pass a diagram,"
            + " array<struct<dimension:int,birth:double,death:double,birth_cell:array<bigint>",
        "tda_energy(array(struct(1 AS a)), 'E(1,0,2;PD0)') | 42K09 | it is"
            + " array<struct<a:int>>; pass a diagram",
        "tda_energy(array(struct(1D AS dimension, 1D AS birth, 1D AS death)), 'E(1,0,2;PD0)')"
            + " | 42K09 | pass a diagram",
        "tda_energy(d) | 42605 | got 1 arguments; tda_energy(diagram, text[, references]) takes 2 to 3",
        "tda_poly_feature(d, 0, 1, 0.5, 1) | 42K09 | parameter q: it is decimal(1,1); pass a whole"
            + " number",
        "tda_poly_feature(d, 0, 'one', 1, 1) | 42K09 | parameter p: it is string; pass a number",
        "tda_poly_feature(d, 0, 1) | 42605 | got 3 arguments",
        "tda_clamp(d, c) | 42K09 | parameter value: it is string; pass a number",
        "tda_clamp(d) | 42605 | got 1 arguments",
        "tda_bar_lengths(d, 1.5) | 42K09 | parameter dimension",
        "tda_bar_lengths(d) | 42605 | got 1 arguments",
        "tda_top_lengths(d, 0, '3') | 42K09 | parameter k: it is string",
        "tda_top_lengths(d, 0) | 42605 | got 2 arguments"
      })
  void callThatDoesNotFit_isAnErrorOfTheQuery(String call, String state, String message) {
    for (String twin : new String[] {"", "try_"}) {
      String name = twin + call.substring(0, call.indexOf('('));
      assertThatThrownBy(() -> spark.sql("SELECT " + twin + call + " FROM t"))
          .isInstanceOfSatisfying(
              AnalysisException.class,
              e -> {
                assertThat(e.getCondition()).isEqualTo(BettiExtensions.INVALID_CALL);
                assertThat(e.getSqlState()).isEqualTo(state);
              })
          .hasMessageStartingWith("[TDA_INVALID_CALL] " + name + "(")
          .hasMessageContaining(
              message
                  .replace("; tda_", "; " + twin + "tda_")
                  .replace(": tda_", ": " + twin + "tda_"))
          .hasMessageEndingWith("; line 1 pos 7");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tda_level_set(X'000102', shape, 'cubical-t', 'superlevel', 1) | tda_level_set(binary of 3"
            + " bytes, [2, 2], cubical-t, superlevel, 1, drop): got 3 values for a grid of shape"
            + " [2, 2], which has 4; pass one value per vertex, row-major (try_tda_level_set gives"
            + " null for such rows)",
        "tda_level_set(array(1D, 2D, double('NaN'), 0D), shape, 'cubical-t', 'superlevel', 1) |"
            + " tda_level_set(array of 4 values, [2, 2], cubical-t, superlevel, 1, drop): value NaN"
            + " at index 2",
        "tda_level_set(array(1F, float('-Infinity')), array(2), 'cubical-t', 'superlevel', 0) |"
            + " value -Infinity at index 1",
        "tda_level_set(array(1F, float(null)), array(2), 'cubical-t', 'superlevel', 0) | value at"
            + " index 1 is null; replace or drop such rows",
        "tda_level_set(array(1, null, 2), array(3), 'cubical-t', 'superlevel', 0) | value at index"
            + " 1 is null",
        "tda_level_set(v, array(4), 'cubical-t', 'superlevel', 1) | homology dimension 1 asked of a"
            + " grid of shape [4]; its level sets have dimensions 0 to 0",
        "tda_level_set(v, array(4, 1, 1, 1), 'cubical-t', 'superlevel', 1) | level sets take grids of"
            + " 1 to 3 axes, [w], [h, w] or [d, h, w]",
        "tda_level_set(v, array(2, 2), 'cubical-t', 'superlevel', 2) | homology dimension 2 asked of a"
            + " grid of shape [2, 2]; its level sets have dimensions 0 to 1",
        "tda_level_set(v, array(), 'cubical-t', 'superlevel', 1) | has 0 axes",
        "tda_level_set(v, array(0, 4), 'cubical-t', 'superlevel', 1) | axis 0 of the shape is 0; it"
            + " must be 1 to",
        "tda_level_set(v, array(2, null), 'cubical-t', 'superlevel', 1) | axis 1 of the shape is"
            + " null",
        "tda_level_set(v, array(4294967298, 2), 'cubical-t', 'superlevel', 1) | axis 0 of the shape"
            + " is 4294967298; it must be 1 to 268435456",
        "tda_level_set(v, array(65536, 65536), 'cubical-t', 'superlevel', 1) | has more than"
            + " 268435456 vertices; cut the grid into tiles",
        "tda_level_set(v, sequence(1, 1000), 'cubical-t', 'superlevel', 1) | [1, 2, 3, 4, 5, 6, 7,"
            + " 8, ...], cubical-t, superlevel, 1, drop): the shape has 1000 axes",
        "tda_sweep_features(v, array(4)) | a directional sweep needs a grid of two axes,"
            + " not of shape [4]",
        "tda_sweep_features(array(1e300D, 1D), array(1, 2)) | value 1.0E300 at index 0 is not"
            + " finite or beyond the range of float",
        "tda_sweep_features(array(double('Infinity'), 1D), array(1, 2)) | value Infinity at index"
            + " 0",
        "tda_sweep_features(array(1F, float('-Infinity')), array(1, 2)) | value -Infinity at index"
            + " 1",
        "tda_sweep_features(X'00', shape, 'clamp') | got 1 values for a grid of shape [2, 2]",
        "tda_poly_feature(d, 0, -1, 0, 1) | tda_poly_feature(diagram of 1 bars, 0, -1.0, 0, 1): E:"
            + " p = -1.0 must be a finite number >= 0 (try_tda_poly_feature gives null",
        "tda_poly_feature(d, 0, 1, -2, 1) | q = -2 must be a whole number >= 0",
        "tda_poly_feature(d, 0, 1, 0, 0) | i0 = 0 must be >= 1",
        "tda_poly_feature(d, -1, 1, 0, 1) | dimension -1 must be >= 0",
        "tda_poly_feature(d, 0, 1, 0, 4294967297) | i0 = 4294967297 is out of range",
        "tda_clamp(d, double('Infinity')) | tda_clamp(diagram of 1 bars, Infinity): cannot clamp"
            + " essential bars to Infinity; give a finite value",
        "tda_bar_lengths(d, -1) | dimension -1 must be >= 0",
        "tda_bar_lengths(d, 4294967296) | the dimension = 4294967296 is out of range",
        "tda_top_lengths(d, 0, 0) | k = 0 must be 1 to 1048576",
        "tda_top_lengths(d, 0, 2000000000) | k = 2000000000 must be 1 to 1048576",
        "tda_energy(array(null, d[0]), 'E(1,0,1;PD0)') | tda_energy(diagram of 2 bars,"
            + " E(1,0,1;PD0)): bar 0 is null; drop it from the diagram",
        "tda_energy(transform(d, b -> named_struct('dimension', b.dimension, 'birth', double(null),"
            + " 'death', 0D)), 'E(1,0,1;PD0)') | the birth of bar 0 is null or no number",
        "tda_energy(transform(d, b -> named_struct('dimension', b.dimension, 'birth', 0D, 'death',"
            + " double(null))), 'E(1,0,1;PD0)') | the death of bar 0 is null or no number; drop the"
            + " bar, or write an essential bar's death as Infinity or -Infinity",
        "tda_energy(array(named_struct('dimension', int(null), 'birth', 0D, 'death', 0D)),"
            + " 'E(1,0,1;PD0)') | the dimension of bar 0 is null",
        "tda_energy(array(named_struct('dimension', 256, 'birth', 0D, 'death', 0D)),"
            + " 'E(1,0,1;PD0)') | the dimension of bar 0 is 256; homology dimensions are 0 to 255",
        "tda_energy(array(named_struct('dimension', 9223372036854775807, 'birth', 0D, 'death',"
            + " 0D)), 'E(1,0,1;PD0)') | the dimension of bar 0 is 9223372036854775807",
        "tda_energy(array(named_struct('dimension', 0, 'birth', double('NaN'), 'death', 0D)),"
            + " 'E(1,0,1;PD0)') | the birth of bar 0 is NaN",
        "tda_energy(array(named_struct('dimension', 0, 'birth', 'one', 'death', 0D)),"
            + " 'E(1,0,1;PD0)') | the birth of bar 0 is null or no number",
        "tda_energy(array(named_struct('dimension', 0, 'birth', double('Infinity'), 'death', 0D)),"
            + " 'E(1,0,1;PD0)') | the birth of bar 0 is Infinity; only a death may be infinite",
        "tda_clamp(array(named_struct('dimension', 0, 'birth', 1D, 'death', 0D, 'birth_cell',"
            + " array(-1))), 0) | vertex -1 of bar 0 is no index",
        "tda_clamp(array(named_struct('dimension', 0, 'birth', 1D, 'death', 0D, 'death_cell',"
            + " array(3000000000))), 0) | vertex 3000000000 of bar 0 is no index",
        "tda_clamp(array(named_struct('dimension', 0, 'birth', 1D, 'death', 0D, 'birth_cell',"
            + " array(1, null))), 0) | a vertex of bar 0 is null or no number",
        "tda_clamp(array(named_struct('dimension', 0, 'birth', 1D, 'death', 0D, 'birth_cell',"
            + " sequence(1, 300))), 0) | a cell of bar 0 has 300 vertices"
      })
  void badRow_isAnErrorThatNamesItAndNullOfTheTwin(String call, String message) {
    // A call of constants fails on the driver, another in a task, whose error is a cause.
    Throwable thrown =
        catchThrowable(() -> spark.sql("SELECT " + call + " FROM t").collectAsList());
    assertThat(thrown instanceof SparkException ? thrown.getCause() : thrown)
        .isInstanceOf(BadRowException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith(
            "(try_" + call.substring(0, call.indexOf('(')) + " gives null for such rows)");
    assertThat(spark.sql("SELECT try_" + call + " FROM t").collectAsList())
        .hasSize(1)
        .allSatisfy(row -> assertThat(row.isNullAt(0)).isTrue());
  }

  @Test
  void badRowOfATask_isTheCauseOfSparksException() {
    assertThatThrownBy(
            () ->
                spark
                    .range(0, 3, 1, 2)
                    .selectExpr("unhex(repeat('00', int(4 - id))) AS v")
                    .selectExpr("tda_level_set(v, array(4), 'cubical-t', 'superlevel', 0)")
                    .collectAsList())
        .isInstanceOf(SparkException.class)
        .cause()
        .isInstanceOf(BadRowException.class)
        .hasMessageMatching("(?s)tda_level_set\\(binary of [23] bytes, \\[4\\], cubical-t.*");
  }

  @Test
  void twinCostsOnlyTheBadRows() {
    Row counts =
        spark
            .range(0, 1000, 1, 4)
            .selectExpr(
                "try_tda_level_set(if(id % 10 = 3, X'00', X'0001'), array(2), 'cubical-v',"
                    + " 'sublevel', 0) AS d")
            .selectExpr("count(*)", "count(d)", "sum(size(d))")
            .first();
    assertThat(counts.toString()).isEqualTo("[1000,900,900]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tda_level_set(NULL, shape, 'cubical-t', 'superlevel', 1)",
        "tda_level_set(v, NULL, 'cubical-t', 'superlevel', 1)",
        "tda_level_set(v, shape, NULL, 'superlevel', 1)",
        "tda_level_set(v, shape, 'cubical-t', string(NULL), 1)",
        "tda_level_set(v, shape, 'cubical-t', 'superlevel', int(NULL))",
        "tda_level_set(v, shape, 'cubical-t', 'superlevel', 1, NULL)",
        "tda_level_set(if(id = 0, NULL, v), shape, 'cubical-t', 'superlevel', 1)",
        "tda_level_set(v, if(id = 0, NULL, shape), 'cubical-t', 'superlevel', 1)",
        "tda_sweep_features(array_compact(if(id = 0, NULL, array(1D))), shape)",
        "tda_sweep_features(v, shape, NULL)",
        "tda_poly_feature(NULL, 0, 1, 0, 1)",
        "tda_poly_feature(if(id = 0, NULL, d), 0, 1, 0, 1)",
        "tda_poly_feature(d, NULL, 1, 0, 1)",
        "tda_poly_feature(d, if(id = 0, NULL, 0), 1, 0, 1)",
        "tda_poly_feature(d, 0, if(id = 0, NULL, 1D), 0, 1)",
        "tda_poly_feature(d, 0, 1, if(id = 0, NULL, 0), 1)",
        "tda_poly_feature(d, 0, 1, 0, if(id = 0, NULL, 1))",
        "tda_energy(NULL, 'E(1,0,1;PD0)')",
        "tda_energy(d, NULL)",
        "tda_clamp(d, NULL)",
        "tda_clamp(if(id = 0, NULL, d), 1)",
        "tda_bar_lengths(d, NULL)",
        "tda_bar_lengths(NULL, 0)",
        "tda_top_lengths(d, 0, if(id = 0, NULL, 2))",
        "tda_top_lengths(d, int(NULL), 2)"
      })
  void nullArgument_givesNull(String call) {
    for (String twin : new String[] {"", "try_"}) {
      assertThat(spark.sql("SELECT " + twin + call + " FROM t").first().isNullAt(0)).isTrue();
      assertThat(spark.table("t").repartition(1).selectExpr(twin + call).first().isNullAt(0))
          .isTrue();
    }
  }

  @Test
  void twinHidesNoBug() {
    LevelSetFunction function =
        new LevelSetFunction(
            true,
            new GridLayout(GridLayout.Form.FLOATS, false),
            GridComplex.FREUDENTHAL,
            Direction.SUPERLEVEL,
            0,
            EssentialPolicy.DROP);
    GenericArrayData shape = new GenericArrayData(new Object[] {2});
    assertThat(function.diagram(new byte[3], shape)).isNull();
    assertThatThrownBy(() -> function.diagram(new GenericArrayData(new Object[] {"a", "b"}), shape))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> function.diagram((byte[]) null, shape))
        .isInstanceOf(NullPointerException.class);
  }
}
