package io.betti.udfs;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One SQL function with its constants resolved: the object that a query plan carries and a task
 * evaluates, row by row.
 *
 * <p>Every Spark task reads its own copy from its task binary, so what a subclass keeps between
 * rows (plans, workspaces) is transient and belongs to one task. On the driver one object can be
 * evaluated by several threads (constant folding, local relations), therefore the entry methods of
 * subclasses are synchronized: without contention that costs some nanoseconds a row.
 *
 * <p>Two objects of one class with equal names, layouts and constants are equal, which makes equal
 * calls equal expressions: evaluated once a row, found in the cache.
 *
 * <p>Subclasses and their entry methods are public because generated code calls them; they are not
 * an interface for users.
 */
abstract class RowFunction implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final boolean lenient;
  private final Serializable layout;
  private final List<Serializable> constants;

  /**
   * A function.
   *
   * @param name the SQL name without {@code try_}
   * @param lenient whether a bad row gives null instead of an error
   * @param layout how the columns of the arguments are laid out; goes into equality, isn't printed
   * @param constants every resolved constant, in the order of the SQL arguments
   */
  RowFunction(String name, boolean lenient, Serializable layout, Serializable... constants) {
    this.name = name;
    this.lenient = lenient;
    this.layout = layout;
    this.constants = List.of(constants);
  }

  /** Whether a bad row gives null. */
  final boolean lenient() {
    return lenient;
  }

  /**
   * The error of a row.
   *
   * @param problem what the engine or the decoding said: problem, cause and remedy
   * @param arguments the row's arguments, each shortened to some words
   */
  final BadRowException badRow(IllegalArgumentException problem, String... arguments) {
    String all =
        Stream.concat(Stream.of(arguments), constants.stream().map(Object::toString))
            .collect(Collectors.joining(", "));
    return new BadRowException(
        name
            + "("
            + all
            + "): "
            + problem.getMessage()
            + " (try_"
            + name
            + " gives null for such rows)",
        problem);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof RowFunction f
        && getClass() == f.getClass()
        && name.equals(f.name)
        && lenient == f.lenient
        && layout.equals(f.layout)
        && constants.equals(f.constants);
  }

  @Override
  public final int hashCode() {
    return 31 * (31 * name.hashCode() + Boolean.hashCode(lenient)) + constants.hashCode();
  }

  /** As EXPLAIN shows it: {@code tda_level_set[freudenthal, superlevel, 1, drop]}. */
  @Override
  public final String toString() {
    return (lenient ? "try_" : "") + name + (constants.isEmpty() ? "" : constants.toString());
  }
}
