package io.betti.jobs.failure;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.security.AccessControlException;

/**
 * What a user is told of an exception: problem, cause and remedy in at most three lines, out of
 * whatever Spark wrapped around it.
 */
public final class FailureText {
  private static final int LINES = 3;

  /** Spark's account of a task that failed where the exception itself did not come along. */
  private static final Pattern TASK_FAILURE =
      Pattern.compile("most recent failure: .*?\\): (?:[\\w.$]+(?:Exception|Error): )?(.*)");

  private FailureText() {}

  /** The lines that are printed. */
  public static String of(Throwable failure) {
    return of(failure, LINES);
  }

  /** As {@link #of(Throwable)}, with room for more. */
  public static String of(Throwable failure, int most) {
    List<Throwable> chain = chain(failure);
    for (Throwable link : chain) {
      if (link instanceof JobFailure) {
        return cut(link.getMessage(), most);
      }
    }
    for (Throwable link : chain) {
      String known = known(link);
      if (known != null) {
        return cut(known, most);
      }
    }
    return cut(innermost(chain), most);
  }

  /** A link of a certain type in the chain of causes; null if there is none. */
  public static <T extends Throwable> T find(Throwable failure, Class<T> type) {
    for (Throwable link : chain(failure)) {
      if (type.isInstance(link)) {
        return type.cast(link);
      }
    }
    return null;
  }

  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable link = failure; link != null && seen.add(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }

  private static String known(Throwable link) {
    String message = String.valueOf(link.getMessage());
    if (link instanceof OutOfMemoryError || message.contains("java.lang.OutOfMemoryError")) {
      return "out of memory\n"
          + "the heap of this process or of an executor is too small for a task's rows\n"
          + "give more by --driver-memory or spark.executor.memory, or more --partitions";
    }
    if (message.contains("No space left on device")
        || message.contains("could only be written to 0 of the")) {
      return "no space left where the output is written\n"
          + firstLine(message)
          + "\nmake room and go on by --resume";
    }
    if (link instanceof AccessControlException || link instanceof AccessDeniedException) {
      return "access denied: " + message + "\ngive a path that this user may read or write";
    }
    if (link instanceof FileNotFoundException) {
      return "a file does not exist: " + firstLine(message) + "\ncheck the path";
    }
    return null;
  }

  private static String innermost(List<Throwable> chain) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      Throwable link = chain.get(i);
      if (link.getMessage() == null) {
        continue;
      }
      Matcher task = TASK_FAILURE.matcher(link.getMessage());
      if (task.find()) {
        return task.group(1);
      }
      return isOurs(link) || !(link instanceof RuntimeException)
          ? beforeTrace(link.getMessage())
          : link.getClass().getSimpleName() + ": " + beforeTrace(link.getMessage());
    }
    Throwable last = chain.get(chain.size() - 1);
    return "unexpected " + last.getClass().getName() + "\n--verbose shows where";
  }

  /** Whether our own code refused something, in words meant for users. */
  private static boolean isOurs(Throwable link) {
    StackTraceElement[] trace = link.getStackTrace();
    return link.getClass().getName().startsWith("io.betti.")
        || link instanceof IllegalArgumentException
            && trace.length > 0
            && trace[0].getClassName().startsWith("io.betti.");
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private static String beforeTrace(String message) {
    List<String> lines = new ArrayList<>();
    for (String line : message.strip().lines().toList()) {
      if (line.startsWith("\tat ") || line.startsWith("Driver stacktrace:")) {
        break;
      }
      lines.add(line.stripTrailing());
    }
    return String.join("\n", lines);
  }

  /** Messages of a name node have its stack trace in them. */
  private static String cut(String text, int most) {
    return String.join(
        System.lineSeparator(),
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
            .limit(most)
            .toList());
  }
}
