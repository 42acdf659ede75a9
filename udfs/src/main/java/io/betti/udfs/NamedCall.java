package io.betti.udfs;

import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InheritAnalysisRules;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.types.DataType;
import scala.Enumeration;
import scala.collection.Iterator;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A {@code tda_*} call as the analyzer sees it: prints as {@code tda_level_set(values, shape,
 * freudenthal, superlevel, 1)}, which is also the name of its column, and becomes its replacement,
 * the invocation of a {@link RowFunction}, when the optimizer starts. Spark's own functions do the
 * same ({@code try_add}, {@code to_date}).
 */
public final class NamedCall extends Expression
    implements RuntimeReplaceable, InheritAnalysisRules {
  private static final long serialVersionUID = 1;

  private final String name;
  private final Seq<Expression> parameters;
  private final Expression replacement;

  /**
   * A call.
   *
   * @param name the SQL name
   * @param parameters the arguments as written, for printing
   * @param replacement what computes it
   */
  public NamedCall(String name, Seq<Expression> parameters, Expression replacement) {
    this.name = name;
    this.parameters = parameters;
    this.replacement = replacement;
  }

  @Override
  public String prettyName() {
    return name;
  }

  @Override
  public Seq<Expression> parameters() {
    return parameters;
  }

  @Override
  public Expression replacement() {
    return replacement;
  }

  @Override
  public Expression child() {
    return replacement;
  }

  @Override
  public Seq<Expression> children() {
    return CollectionConverters.asScala(java.util.List.of(replacement)).toSeq();
  }

  @Override
  public Expression withNewChildInternal(Expression child) {
    return new NamedCall(name, parameters, child);
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return withNewChildInternal(children.apply(0));
  }

  @Override
  public boolean nullable() {
    return replacement.nullable();
  }

  @Override
  public DataType dataType() {
    return replacement.dataType();
  }

  @Override
  public Expression canonicalized() {
    return replacement.canonicalized();
  }

  @Override
  public Seq<Enumeration.Value> nodePatterns() {
    return CollectionConverters.asScala(java.util.List.of(TreePattern.RUNTIME_REPLACEABLE()))
        .toSeq();
  }

  @Override
  public Iterator<Object> flatArguments() {
    return InheritAnalysisRules.super.flatArguments();
  }

  @Override
  public String sql() {
    return InheritAnalysisRules.super.sql();
  }

  @Override
  public Object eval(InternalRow input) {
    return RuntimeReplaceable.super.eval(input);
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return RuntimeReplaceable.super.doGenCode(context, code);
  }

  /** Scala writes a trait's constant through this; here {@link #nodePatterns()} answers. */
  @Override
  @SuppressWarnings("MethodName")
  public void
      org$apache$spark$sql$catalyst$expressions$RuntimeReplaceable$_setter_$nodePatterns_$eq(
          Seq<Enumeration.Value> patterns) {}

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int n) {
    return switch (n) {
      case 0 -> name;
      case 1 -> parameters;
      case 2 -> replacement;
      default -> throw new IndexOutOfBoundsException("element " + n + " of a call, which has 3");
    };
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof NamedCall;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedCall call
        && name.equals(call.name)
        && parameters.equals(call.parameters)
        && replacement.equals(call.replacement);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, parameters, replacement);
  }
}
