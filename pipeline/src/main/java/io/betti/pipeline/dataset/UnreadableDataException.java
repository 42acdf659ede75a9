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
  private final boolean ofStorage;

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
    this(path, problem, remedy, cause, false);
  }

  private UnreadableDataException(
      String path, String problem, String remedy, Throwable cause, boolean ofStorage) {
    super("cannot read " + path + ": " + problem + "; " + remedy, cause);
    this.path = path;
    this.problem = problem;
    this.remedy = remedy;
    this.ofStorage = ofStorage;
  }

  /** As the constructor, where the file is missing or its file system fails. */
  static UnreadableDataException ofStorage(
      String path, String problem, String remedy, Throwable cause) {
    return new UnreadableDataException(path, problem, remedy, cause, true);
  }

  /**
   * Whether the file is missing or its file system failed. Otherwise its bytes are at fault: it
   * cannot be read however often one tries, and may be left out as a corrupt record.
   */
  public boolean isOfStorage() {
    return ofStorage;
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
