package io.betti.pipeline.dataset;

/**
 * Data that cannot be read: missing, cut short, damaged, of another format than asked for, or at
 * odds with the labels that belong to them.
 *
 * <p>The message is {@code cannot read PATH: problem and its cause; remedy}. It is unchecked
 * because the places where Spark plans a read declare no exception; when a task meets it, Spark's
 * own exception has it in its chain of causes.
 */
public final class UnreadableDataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String path;
  private final String problem;
  private final String remedy;

  /**
   * @param path the file, as the user named it
   * @param problem what is wrong and why, with the offending value and the limit
   * @param remedy what to do about it
   */
  public UnreadableDataException(String path, String problem, String remedy) {
    this(path, problem, remedy, null);
  }

  /**
   * @param path the file, as the user named it
   * @param problem what is wrong and why, with the offending value and the limit
   * @param remedy what to do about it
   * @param cause the exception below, or null
   */
  public UnreadableDataException(String path, String problem, String remedy, Throwable cause) {
    super("cannot read " + path + ": " + problem + "; " + remedy, cause);
    this.path = path;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** The file, as the user named it. */
  public String path() {
    return path;
  }

  /** What is wrong and why. */
  public String problem() {
    return problem;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
