package io.betti.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Spark standalone cluster on loopback: one master and two workers, each a process of its
 * own, to which applications are submitted as a user submits them, by {@code spark-submit} in a
 * further process.
 *
 * <p>Each worker offers two cores and 6 GB, which is no more than a number that is counted down;
 * what is used is set per application, 768 MB a process unless it says otherwise. An application
 * gets one executor on each worker, one core each; in cluster mode its driver is a third process of
 * that kind, beside one of them. No port is chosen beforehand: the daemons take free ones and tell
 * them in their logs.
 *
 * <p>Everything is under one folder: {@code home} (see {@link SparkHome}), {@code logs} of master,
 * workers and submissions, {@code work} with what the workers keep of drivers and executors, {@code
 * events} with Spark's event logs (see {@link EventLog}).
 *
 * <p>No process outlives the cluster: {@link #close} stops all of them and waits, a shutdown hook
 * does the same, and a {@link Tether} ends them should this JVM be killed. Every wait has a limit;
 * what it reports then is the end of each log.
 */
final class StandaloneCluster implements AutoCloseable {
  /** Generous: it is a few seconds where nothing else runs. */
  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  /**
   * Options of JVMs that live for seconds: without the second compiler and the collector's threads
   * such a process needs half the time of a core (measured: 6.9 s against 12.1 s).
   */
  private static final String SHORT_LIVED = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final int LOG_TAIL_LINES = 40;
  private static final int WORKERS = 2;
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WEB = Pattern.compile("MasterWebUI .* started at (http://\\S+)");

  private final Path directory;
  private final SparkHome home;
  private final String tether;
  private final Deque<ProcessTree> processes = new ArrayDeque<>();
  private final List<ProcessTree> workers = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private String master;
  private String web;
  private int submissions;

  private StandaloneCluster(Path directory) throws IOException {
    this.directory = directory;
    for (String name : List.of("logs", "work", "events", "tmp")) {
      Files.createDirectories(directory.resolve(name));
    }
    this.home = SparkHome.create(directory.resolve("home"), defaults(directory));
    this.tether = Tether.option(directory);
  }

  /**
   * Starts a cluster and waits until both workers are registered.
   *
   * @param name of the folder under {@code target/cluster}, which is emptied first
   */
  static StandaloneCluster start(String name) throws Exception {
    Path directory = Path.of("target", "cluster", name).toAbsolutePath();
    Folders.delete(directory);
    StandaloneCluster cluster = new StandaloneCluster(directory);
    try {
      cluster.startDaemons();
      return cluster;
    } catch (Throwable t) {
      cluster.close();
      throw t;
    }
  }

  private static Map<String, String> defaults(Path directory) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("spark.driver.memory", "768m");
    defaults.put("spark.executor.memory", "768m");
    defaults.put("spark.executor.cores", "1");
    defaults.put("spark.cores.max", String.valueOf(WORKERS));
    defaults.put("spark.driver.defaultJavaOptions", SHORT_LIVED);
    defaults.put("spark.executor.defaultJavaOptions", SHORT_LIVED);
    defaults.put("spark.driver.bindAddress", "127.0.0.1");
    defaults.put("spark.ui.enabled", "false");
    defaults.put("spark.ui.showConsoleProgress", "false");
    // spark-submit then waits for the driver in cluster mode too, and says how it ended.
    defaults.put("spark.standalone.submit.waitAppCompletion", "true");
    // Both executors are to work: no task starts before both are there.
    defaults.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    defaults.put("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s");
    defaults.put("spark.eventLog.enabled", "true");
    defaults.put("spark.eventLog.dir", directory.resolve("events").toUri().toString());
    defaults.put("spark.eventLog.rolling.enabled", "false");
    defaults.put("spark.eventLog.compress", "false");
    return defaults;
  }

  private void startDaemons() throws Exception {
    daemon(
        "master",
        "org.apache.spark.deploy.master.Master",
        List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    Path log = log("master");
    master = awaitLine(log, MASTER);
    web = awaitLine(log, WEB);
    for (int i = 1; i <= WORKERS; i++) {
      String name = "worker-" + i;
      List<String> arguments = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0"));
      arguments.addAll(List.of("--webui-port", "0", "--cores", "2", "--memory", "6g"));
      arguments.addAll(List.of("--work-dir", directory.resolve("work/" + name).toString()));
      arguments.add(master);
      workers.add(daemon(name, "org.apache.spark.deploy.worker.Worker", arguments));
    }
    Waiting.until(
        START_LIMIT, "two workers registered at " + master, this::logTails, this::isComplete);
  }

  private ProcessTree daemon(String name, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(home.daemonCommand("512m"));
    command.add(tether);
    command.addAll(List.of(SHORT_LIVED.split(" ")));
    command.add("-Dspark.master.rest.enabled=false");
    command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = process(command);
    builder.redirectErrorStream(true).redirectOutput(log(name).toFile());
    return track(ProcessTree.start(builder));
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    // What the shell that runs the tests has set for its own Spark must not reach this one.
    builder.environment().keySet().removeIf(key -> key.startsWith("SPARK_"));
    builder.environment().putAll(home.environment());
    return builder;
  }

  private ProcessTree track(ProcessTree tree) {
    processes.push(tree);
    return tree;
  }

  private String awaitLine(Path log, Pattern pattern) throws Exception {
    String[] found = new String[1];
    Waiting.until(
        START_LIMIT,
        "a line with " + pattern + " in " + log,
        this::logTails,
        () -> {
          Matcher matcher = pattern.matcher(Files.readString(log));
          found[0] = matcher.find() ? matcher.group(1) : null;
          return found[0] != null;
        });
    return found[0];
  }

  private boolean isComplete() throws IOException, InterruptedException {
    int alive = 0;
    for (JsonNode worker : state().path("workers")) {
      if (worker.path("state").asText().equals("ALIVE")) {
        alive++;
      }
    }
    return alive == WORKERS;
  }

  /** What the master says of itself: workers, applications, drivers. */
  JsonNode state() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(web + "/json/")).timeout(Duration.ofSeconds(10)).build();
    return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /**
   * How the driver that ended last in cluster mode ended: {@code FINISHED}, {@code FAILED}, {@code
   * ERROR} or {@code KILLED}. It has to be asked for, since Spark's own {@code spark-submit} waits
   * for such a driver and then returns 0 for a failed one too.
   */
  String lastDriverState() throws IOException, InterruptedException {
    JsonNode newest = null;
    for (JsonNode driver : state().path("completeddrivers")) {
      if (newest == null || newest.path("id").asText().compareTo(driver.path("id").asText()) < 0) {
        newest = driver;
      }
    }
    return newest == null ? "no driver" : newest.path("state").asText();
  }

  /** The master's address, {@code spark://host:port}. */
  String master() {
    return master;
  }

  Path directory() {
    return directory;
  }

  /**
   * Starts {@code spark-submit} against this cluster and returns at once.
   *
   * @param arguments what follows {@code spark-submit --master spark://…}
   */
  Submission submit(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(home.sparkSubmit().toString(), "--master", master));
    command.addAll(List.of(arguments));
    return start(command);
  }

  /** Starts a job by the project's launcher, as its README tells, and returns at once. */
  Submission launch(String deployMode, String... job) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Mnist.PROJECT.resolve("jobs/betti").toString(), "--master", master));
    command.addAll(List.of("--deploy-mode", deployMode, "--driver-memory", "768m"));
    command.addAll(List.of(job));
    return start(command);
  }

  /** Starts a command with {@code SPARK_HOME} set and {@code spark-submit} on the path. */
  private Submission start(List<String> command) throws IOException {
    String name = "submission-" + ++submissions;
    ProcessBuilder builder = process(command);
    Map<String, String> environment = builder.environment();
    environment.put("SPARK_SUBMIT_OPTS", tether + " " + SHORT_LIVED);
    environment.merge("PATH", home.sparkSubmit().getParent().toString(), (a, b) -> b + ":" + a);
    Path output = log(name + ".out");
    Path errors = log(name + ".err");
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return new Submission(this, track(ProcessTree.start(builder)), output, errors);
  }

  /** The executors that run now, of any application: children of our own workers, and no others. */
  List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(worker -> worker.root().descendants())
        .filter(StandaloneCluster::isExecutor)
        .filter(ProcessTree::isRunning)
        .toList();
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains("CoarseGrainedExecutorBackend"))
        .isPresent();
  }

  /**
   * What Spark recorded of the application that was submitted last. Their ids are dated and
   * numbered, so that their order by name is the order of submission.
   */
  EventLog lastEventLog() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("events"))) {
      return EventLog.read(
          files
              .filter(file -> file.getFileName().toString().startsWith("app-"))
              .max(Comparator.naturalOrder())
              .orElseThrow());
    }
  }

  /** The end of every log of this cluster, drivers and executors included. */
  String logTails() {
    StringBuilder tails = new StringBuilder();
    try (Stream<Path> logs = Files.walk(directory.resolve("logs"));
        Stream<Path> work = Files.walk(directory.resolve("work"))) {
      Stream<Path> kept = work.filter(f -> f.getFileName().toString().matches("stdout|stderr"));
      for (Path file : Stream.concat(logs, kept).filter(Files::isRegularFile).sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        tails.append("==== ").append(directory.relativize(file)).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - LOG_TAIL_LINES))
            .forEach(line -> tails.append(line).append('\n'));
      }
    } catch (IOException e) {
      tails.append("logs can't be read: ").append(e);
    }
    return tails.toString();
  }

  private Path log(String name) {
    return directory.resolve("logs").resolve(name + ".log");
  }

  /** Stops submissions, workers with their executors and drivers, and the master; and waits. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!processes.isEmpty()) {
      try {
        processes.pop().close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
