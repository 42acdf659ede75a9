package io.betti.jobs.output;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.Renames.Move;
import io.betti.jobs.records.BadRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A run that is under way, in {@code _incomplete} of its output folder.
 *
 * <pre>
 * _incomplete/run.json             the run's identity and mode
 *             steps/NAME/part-*    what a step wrote
 *             steps/NAME/_figures.json  what later steps want to know of it
 *             steps/NAME.json      the step is done: its rows and bad records
 *             drafts/              figures, report, model
 *             checkpoints/         trainings as they stood, no part of the result
 *             moves.json           all is there, and is being moved to its place
 *             replaced/            what stood there before
 * </pre>
 */
public final class UnfinishedRun {
  /** Identity of the newest whole result, for appending and resuming. */
  static final String IDENTITY = "_run.json";

  static final String STATE = "run.json";
  private static final String STEPS = "steps";
  private static final String DRAFTS = "drafts";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String MOVES = "moves.json";
  private static final String REPLACED = "replaced";
  private static final String FIGURES = "_figures.json";

  /**
   * What a run is to be gone on with by.
   *
   * @param identity of the run
   * @param mode it began with
   * @param earlier number of results that stand in the folder and stay there
   * @param ownFolder whether the run made the output folder
   */
  record State(RunIdentity identity, OutputMode mode, int earlier, boolean ownFolder) {}

  private final OutputFolder folder;
  private final FileSystem files;
  private final State state;

  UnfinishedRun(OutputFolder folder, State state) {
    this.folder = folder;
    this.files = folder.files();
    this.state = state;
  }

  static UnfinishedRun begin(
      OutputFolder folder, OutputMode mode, RunIdentity identity, boolean ownFolder)
      throws IOException {
    int earlier = mode == OutputMode.APPEND ? earlierResults(folder) : 0;
    State state = new State(identity, mode, earlier, ownFolder);
    folder.files().mkdirs(folder.incomplete());
    JsonFile.write(folder.files(), new Path(folder.incomplete(), STATE), state);
    return new UnfinishedRun(folder, state);
  }

  /** Results in a folder that is appended to: one more than the highest number in it. */
  private static int earlierResults(OutputFolder folder) throws IOException {
    List<String> names = folder.entries();
    int number = 0;
    if (names.contains(OutputFolder.SUCCESS)) {
      number = 1;
      while (names.contains(OutputLayout.earlier(folder.layout().metrics(), number))) {
        number++;
      }
    }
    return number;
  }

  /** Throws away a run that stopped, after putting back what it had begun to replace. */
  static void discard(OutputFolder folder) throws IOException {
    Path moves = new Path(folder.incomplete(), MOVES);
    if (folder.files().exists(moves)) {
      JsonFile.read(folder.files(), moves, Renames.class).undo(folder.files(), folder.path());
    }
    folder.files().delete(folder.incomplete(), true);
  }

  /** Where a step's part files go; emptied by the write itself. */
  public Path stepFolder(String step) {
    return new Path(inRun(STEPS), step);
  }

  /**
   * Writes the only part file of a step that a job makes by itself, and not by Spark.
   *
   * @param ending of its name, as {@code .json}
   */
  public void writePart(String step, String ending, String text) {
    try {
      JsonFile.writeText(files, new Path(stepFolder(step), "part-00000" + ending), text);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /** What a step did, if it is done. */
  public Optional<StepRecord> step(String step) {
    try {
      Path marker = marker(step);
      return files.exists(marker)
          ? Optional.of(JsonFile.read(files, marker, StepRecord.class))
          : Optional.empty();
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /** Marks a step as done. */
  public void finish(StepRecord step) {
    try {
      JsonFile.write(files, marker(step.name()), step);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  private Path marker(String step) {
    return new Path(inRun(STEPS), step + ".json");
  }

  private Path inRun(String name) {
    return new Path(folder.incomplete(), name);
  }

  /** Where a file or folder is written that is to stand in the output folder under this name. */
  public Path draft(String name) {
    return new Path(inRun(DRAFTS), name);
  }

  /** Where a training that is under way keeps its states; gone when the run is whole. */
  public Path checkpoints() {
    return inRun(CHECKPOINTS);
  }

  /** Whether there are states of trainings to go on from. */
  public boolean hasCheckpoints() {
    try {
      return files.exists(checkpoints()) && !folder.list(checkpoints()).isEmpty();
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /**
   * Writes figures of a step beside what it wrote, to be read by later steps: they are no part of
   * the result.
   */
  public void writeFigures(String step, Object value) {
    try {
      JsonFile.write(files, new Path(stepFolder(step), FIGURES), value);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /** Reads what {@link #writeFigures} wrote. */
  public <T> T figures(String step, Class<T> type) {
    try {
      return JsonFile.read(files, new Path(stepFolder(step), FIGURES), type);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /** Writes a draft of JSON: keys in order, indented. */
  public void writeJson(String name, Object value) {
    try {
      JsonFile.write(files, draft(name), value);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /** Writes a draft of text. */
  public void writeText(String name, String text) {
    try {
      JsonFile.writeText(files, draft(name), text);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /** Whether all is computed and only the move to its place was interrupted. */
  public boolean isMoving() {
    try {
      return files.exists(inRun(MOVES));
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  /**
   * Moves everything to its place and ends the run.
   *
   * @param steps all steps in the order of their rows
   * @throws JobFailure if that fails; the folder is then as it was before
   */
  public void commit(List<String> steps) {
    try {
      if (!isMoving()) {
        writeBadRecords(steps);
        JsonFile.write(files, draft(IDENTITY), state.identity());
        JsonFile.write(files, inRun(MOVES), moves(steps));
      }
      move(JsonFile.read(files, inRun(MOVES), Renames.class));
      Path finished = new Path(folder.path(), OutputFolder.FINISHED);
      Renames.rename(files, folder.incomplete(), finished);
      files.delete(finished, true);
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }

  private void move(Renames moves) throws IOException {
    Path success = new Path(folder.path(), OutputFolder.SUCCESS);
    try {
      moves.redo(files, folder.path());
    } catch (IOException e) {
      putBack(moves);
      throw e;
    }
    try {
      files.create(success, true).close();
    } catch (IOException e) {
      files.delete(success, false);
      putBack(moves);
      throw e;
    }
  }

  private void putBack(Renames moves) throws IOException {
    moves.undo(files, folder.path());
    files.delete(inRun(MOVES), false);
  }

  private void writeBadRecords(List<String> steps) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String step : steps) {
      for (BadRecord bad : step(step).orElseThrow().bad()) {
        lines.append(JsonFile.line(bad)).append('\n');
      }
    }
    if (lines.length() > 0) {
      JsonFile.writeText(files, draft(OutputLayout.BAD_RECORDS), lines.toString());
    }
  }

  private Renames moves(List<String> steps) throws IOException {
    List<Move> moves = new ArrayList<>();
    moveOldAway(moves);
    int part = 0;
    String series = state.earlier() == 0 ? "" : "-r" + state.earlier();
    for (String step : steps) {
      for (Path file : folder.list(stepFolder(step))) {
        if (file.getName().startsWith("part-")) {
          String ending = file.getName().substring(file.getName().indexOf('.'));
          String name = String.format("part-%05d%s%s", part++, series, ending);
          moves.add(new Move(relative(file), folder.layout().part(name)));
        }
      }
    }
    for (Path draft : folder.list(inRun(DRAFTS))) {
      moves.add(new Move(relative(draft), draft.getName()));
    }
    return new Renames(moves);
  }

  private void moveOldAway(List<Move> moves) throws IOException {
    OutputLayout layout = folder.layout();
    List<String> names = folder.entries();
    boolean append = state.mode() == OutputMode.APPEND;
    if (names.contains(OutputFolder.SUCCESS)) {
      // First of all: a folder that is being changed does not look whole.
      moves.add(new Move(OutputFolder.SUCCESS, replaced(OutputFolder.SUCCESS)));
    }
    for (String name : names) {
      if (append && layout.others().contains(name)) {
        moves.add(new Move(name, OutputLayout.earlier(name, state.earlier())));
      } else if (!name.equals(OutputFolder.SUCCESS) && (!append || name.equals(IDENTITY))) {
        moves.add(new Move(name, replaced(name)));
      }
    }
  }

  private static String replaced(String name) {
    return OutputFolder.INCOMPLETE + "/" + REPLACED + "/" + name;
  }

  private String relative(Path path) {
    return folder.path().toUri().relativize(files.makeQualified(path).toUri()).getPath();
  }

  /**
   * Ends a run that failed: keeps its finished steps and its checkpoints, and if there are none
   * leaves no trace.
   *
   * @return number of steps that {@code --resume} finds
   */
  public int abandon() {
    try {
      int finished = 0;
      for (Path path : folder.list(inRun(STEPS))) {
        finished += path.getName().endsWith(".json") ? 1 : 0;
      }
      if (finished == 0 && !hasCheckpoints()) {
        files.delete(folder.incomplete(), true);
        if (state.ownFolder()) {
          files.delete(folder.path(), false);
        }
      }
      return finished;
    } catch (IOException e) {
      throw folder.unreachable(e);
    }
  }
}
