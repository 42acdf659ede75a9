package io.betti.jobs.failure;

/**
 * A failure that is the user's to mend, as its message says: the problem in the first line, the
 * cause and the remedy in the next ones, three lines at most.
 */
public final class JobFailure extends RuntimeException {
  /** Exit code of a job that did not do all it was asked. */
  public static final int NOT_DONE = 1;

  /** Exit code of a command that asks for something that cannot be. */
  public static final int USAGE = 2;

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private JobFailure(int exitCode, Throwable cause, String... lines) {
    super(String.join(System.lineSeparator(), lines), cause);
    this.exitCode = exitCode;
  }

  /**
   * A job that cannot be done.
   *
   * @param lines problem, cause, remedy: up to three
   */
  public static JobFailure of(String... lines) {
    return new JobFailure(NOT_DONE, null, lines);
  }

  /** As {@link #of}, with the exception it comes from, which {@code --verbose} shows. */
  public static JobFailure because(Throwable cause, String... lines) {
    return new JobFailure(NOT_DONE, cause, lines);
  }

  /** A command that must be written otherwise. */
  public static JobFailure usage(String... lines) {
    return new JobFailure(USAGE, null, lines);
  }

  /** This failure with more said in its last line. */
  public JobFailure adding(String more) {
    return new JobFailure(exitCode, this, getMessage() + "; " + more);
  }

  /** {@link #NOT_DONE} or {@link #USAGE}. */
  public int exitCode() {
    return exitCode;
  }
}
