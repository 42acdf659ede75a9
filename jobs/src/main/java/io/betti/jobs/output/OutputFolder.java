package io.betti.jobs.output;

import io.betti.jobs.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder that a job writes into, on any file system that Hadoop knows.
 *
 * <p>A run writes everything below {@code _incomplete}, which readers of tables overlook, and moves
 * it to its place when all of it is there; {@code _SUCCESS} comes last. What stands in the folder
 * from before is not touched until then, and is put back if the move fails. So a result is whole or
 * absent, whatever stops a run.
 */
public final class OutputFolder {
  /** Stands in a folder whose result is whole. */
  public static final String SUCCESS = "_SUCCESS";

  /** Holds a run that has not finished. */
  static final String INCOMPLETE = "_incomplete";

  /** An incomplete folder whose run is over, on its way to be deleted. */
  static final String FINISHED = "_finished";

  private final FileSystem files;
  private final Path path;
  private final OutputLayout layout;

  private OutputFolder(FileSystem files, Path path, OutputLayout layout) {
    this.files = files;
    this.path = path;
    this.layout = layout;
  }

  /**
   * The folder of a path, which need not exist.
   *
   * @throws JobFailure if its file system cannot be reached, or a file of that name stands there
   */
  public static OutputFolder at(String path, OutputLayout layout, Configuration configuration) {
    try {
      Path folder = new Path(path);
      FileSystem files = folder.getFileSystem(configuration);
      folder = files.makeQualified(folder);
      if (files.exists(folder) && files.getFileStatus(folder).isFile()) {
        throw JobFailure.of("--output " + path + " is a file", "give the name of a folder");
      }
      return new OutputFolder(files, folder, layout);
    } catch (IOException | IllegalArgumentException e) {
      throw JobFailure.because(e, "cannot reach --output " + path, e.getMessage());
    }
  }

  /** Path with its scheme. */
  public Path path() {
    return path;
  }

  /** As the user would write it: without the scheme if it is a local path. */
  public String text() {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  FileSystem files() {
    return files;
  }

  OutputLayout layout() {
    return layout;
  }

  /**
   * What a run would find, without touching anything.
   *
   * @throws JobFailure if the run would be refused, as {@link #begin} would
   */
  public void check(OutputMode mode, boolean resume, RunIdentity identity) {
    try {
      refuseInputs(identity);
      UnfinishedRun.State state = state(mode, resume, identity);
      if (state == null && mode != OutputMode.APPEND) {
        refuseForeignFiles();
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /**
   * Begins a run, or takes up the one that stopped.
   *
   * @throws JobFailure if there is a result already and the mode says not to touch it, the run that
   *     stopped is another one, or the folder cannot be written
   */
  public UnfinishedRun begin(OutputMode mode, boolean resume, RunIdentity identity) {
    check(mode, resume, identity);
    try {
      files.delete(new Path(path, FINISHED), true);
      UnfinishedRun.State state = state(mode, resume, identity);
      if (state != null) {
        return new UnfinishedRun(this, state);
      }
      if (files.exists(incomplete())) {
        UnfinishedRun.discard(this);
      }
      return UnfinishedRun.begin(this, mode, identity, isOwnFolder());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Whether the folder holds this very result, whole, so that nothing is left to do. */
  public boolean isComplete(RunIdentity identity) {
    try {
      if (files.exists(incomplete()) || !files.exists(new Path(path, SUCCESS))) {
        return false;
      }
      Path identityFile = new Path(path, UnfinishedRun.IDENTITY);
      return files.exists(identityFile)
          && identity
              .differencesFrom(JsonFile.read(files, identityFile, RunIdentity.class))
              .isEmpty();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** The run to go on with; null if a new one is to begin. */
  private UnfinishedRun.State state(OutputMode mode, boolean resume, RunIdentity identity)
      throws IOException {
    boolean unfinished = files.exists(incomplete());
    if (unfinished && !resume && mode != OutputMode.OVERWRITE) {
      throw JobFailure.of(
          text() + " holds a run that did not finish",
          "--resume goes on with it, --mode overwrite begins anew");
    }
    if (unfinished && resume) {
      return resumable(mode, identity);
    }
    if (mode == OutputMode.ERRORIFEXISTS && !entries().isEmpty()) {
      throw JobFailure.of(
          "the output folder " + text() + " exists already",
          "give another --output, or --mode overwrite or append");
    }
    if (mode == OutputMode.APPEND && !entries().isEmpty()) {
      refuseOtherTable(identity);
    }
    return null;
  }

  private UnfinishedRun.State resumable(OutputMode mode, RunIdentity identity) throws IOException {
    Path stateFile = new Path(incomplete(), UnfinishedRun.STATE);
    if (!files.exists(stateFile)) {
      return null;
    }
    UnfinishedRun.State state = JsonFile.read(files, stateFile, UnfinishedRun.State.class);
    List<String> differences = new ArrayList<>(identity.differencesFrom(state.identity()));
    if (state.mode() != mode) {
      differences.add("--mode was " + state.mode() + ", now " + mode);
    }
    if (!differences.isEmpty()) {
      throw JobFailure.of(
          "cannot resume: the unfinished run in " + text() + " is another one",
          String.join("; ", differences),
          "use the same settings and inputs, or begin anew with --mode overwrite, no --resume");
    }
    return state;
  }

  private void refuseInputs(RunIdentity identity) {
    String folder = path.toString() + "/";
    for (InputFile input : identity.inputs()) {
      if (input.path().startsWith(folder)) {
        throw JobFailure.of(
            "the input " + input.path() + " stands in the output folder", "give another --output");
      }
    }
  }

  /** Rows of another kind are not put beside the old ones. */
  private void refuseOtherTable(RunIdentity identity) throws IOException {
    Path identityFile = new Path(path, UnfinishedRun.IDENTITY);
    if (!files.exists(new Path(path, SUCCESS)) || !files.exists(identityFile)) {
      throw JobFailure.of(
          "cannot append to " + text(),
          "it holds no whole result of a job",
          "give another --output, or --mode overwrite");
    }
    RunIdentity old = JsonFile.read(files, identityFile, RunIdentity.class);
    List<String> differences = identity.tableDifferencesFrom(old);
    if (!differences.isEmpty()) {
      throw JobFailure.of(
          "cannot append to " + text() + ": its rows were made otherwise",
          String.join("; ", differences),
          "use the same settings, or another --output");
    }
  }

  private void refuseForeignFiles() throws IOException {
    for (String name : entries()) {
      if (!layout.owns(name)) {
        throw JobFailure.of(
            "will not overwrite " + text(),
            "it holds '" + name + "', which no job wrote",
            "move that away, or give another --output");
      }
    }
  }

  private boolean isOwnFolder() throws IOException {
    return !files.exists(path);
  }

  /** Names in the folder, sorted, without the run that is under way. */
  List<String> entries() throws IOException {
    try {
      List<String> names = new ArrayList<>();
      for (FileStatus status : files.listStatus(path)) {
        String name = status.getPath().getName();
        if (!name.equals(INCOMPLETE) && !name.equals(FINISHED)) {
          names.add(name);
        }
      }
      names.sort(null);
      return names;
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Names in a subfolder, sorted; none if it does not exist. */
  List<Path> list(Path folder) throws IOException {
    if (!files.exists(folder)) {
      return List.of();
    }
    return Arrays.stream(files.listStatus(folder)).map(FileStatus::getPath).sorted().toList();
  }

  Path incomplete() {
    return new Path(path, INCOMPLETE);
  }

  JobFailure unreachable(IOException e) {
    return JobFailure.because(
        e, "cannot read or write the output folder " + text(), e.getMessage());
  }
}
