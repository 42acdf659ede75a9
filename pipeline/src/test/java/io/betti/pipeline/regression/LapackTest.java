package io.betti.pipeline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first calls of LAPACK in a process, several at once, give what later ones give. */
class LapackTest {
  private static final int PROCESSES = 4;
  private static final int THREADS = 4;

  /** In processes of their own, since only the first calls of one can go wrong. */
  @Test
  @Timeout(120)
  void firstCallsOfThreadsAtOnce_areRight() throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Cold.class.getName())
              .redirectErrorStream(true)
              .start());
    }
    Set<String> answers = new HashSet<>();
    for (Process process : processes) {
      String answer = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      answers.add(answer);
    }
    assertThat(answers).containsExactly(Cold.answer() + "\n");
  }

  /** A process that has called nothing of LAPACK yet. */
  static final class Cold {
    private Cold() {}

    static int answer() {
      RegressionData data = RegressionProblem.SAWTOOTH.data(0, 0, 60, 0.05);
      return Arrays.hashCode(SquaredLoss.of(SufficientStatistics.of(data)).shrunken(0.1));
    }

    public static void main(String[] args) throws InterruptedException {
      CyclicBarrier barrier = new CyclicBarrier(THREADS);
      Set<Integer> answers = java.util.concurrent.ConcurrentHashMap.newKeySet();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        threads.add(
            new Thread(
                () -> {
                  try {
                    barrier.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  answers.add(answer());
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      for (int answer : answers) {
        System.out.println(answer);
      }
    }
  }
}
