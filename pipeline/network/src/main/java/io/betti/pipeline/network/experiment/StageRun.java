package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Checkpoints;
import io.betti.pipeline.network.training.GanTraining;
import io.betti.pipeline.network.training.GenerativeTraining;
import io.betti.pipeline.network.training.LatentTraining;
import io.betti.pipeline.network.training.Sampler;
import io.betti.pipeline.network.training.TopologyTraining;
import io.betti.pipeline.network.training.Training;
import io.betti.pipeline.network.training.TrainingItems;
import io.betti.pipeline.network.training.TrainingRun;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * One stage of one network, from a folder into another. Run again, it goes on from its latest
 * checkpoint to the same bytes, and does nothing if the result is there.
 *
 * <pre>
 * TO/generator   the generator; not after a stage of latents, which changes none
 *    latents     the latents, after a stage that moves them ({@link MovedLatents})
 *    training    all that a further training needs
 *    losses.csv  the losses
 * </pre>
 *
 * @param stage which
 * @param seed of everything that is drawn
 * @param settings how it goes
 * @param first of the samples whose latents a stage of latents moves; a query moves those that are
 *     one ring, from there on, or as many as it finds
 * @param from folder of the stage before; null for the first
 * @param checkpoints folder of this stage's checkpoints
 * @param to folder of its result
 */
public record StageRun(
    Stage stage,
    long seed,
    StageSettings settings,
    long first,
    Folder from,
    Folder checkpoints,
    Folder to)
    implements Serializable {
  /** Name of a generator in the folder of a stage. */
  public static final String GENERATOR = "generator";

  /** Name of a state of training in the folder of a stage. */
  public static final String TRAINING = "training";

  /** Name of latents in the folder of a stage. */
  public static final String LATENTS = "latents";

  /** Name of the file of losses in the folder of a stage. */
  public static final String LOSSES = "losses.csv";

  /** About so many losses are recorded. */
  private static final long RECORDS = 400;

  private static final int KEPT_CHECKPOINTS = 2;

  /** Whether the result is there. */
  public boolean isDone() throws IOException {
    return to.in(stage.movesLatents() ? LATENTS : GENERATOR).exists();
  }

  /** How many steps the latest checkpoint has done of this stage's; all if the result is there. */
  public long stepsDone() throws IOException {
    if (isDone()) {
      return settings.steps();
    }
    long steps = kept().steps();
    return steps == 0 ? 0 : steps - stepsBefore();
  }

  /**
   * Does it, or goes on with it.
   *
   * @param items the real ones, in [-1, 1]; not used by stages that see none
   * @param progress told after each step
   * @param stop asked before each step
   * @return whether it is done, and was not asked to stop
   * @throws io.betti.pipeline.dataset.UnreadableDataException if a folder holds no fitting network
   * @throws IOException if files cannot be read or written
   */
  public boolean run(TrainingItems items, Consumer<Training> progress, BooleanSupplier stop)
      throws IOException {
    if (isDone()) {
      return true;
    }
    long planned = stepsBefore() + settings.steps();
    try (Network fixed = stage.movesLatents() ? generator() : null;
        Training training = training(items, fixed)) {
      LossRecord losses = losses();
      Checkpoints kept = kept();
      kept.add(LOSSES, losses::bytes);
      TrainingRun run =
          new TrainingRun(
              kept,
              settings.checkpointSteps(),
              state -> {
                losses.take(state);
                progress.accept(state);
              },
              stop);
      if (!run.to(planned, training)) {
        return false;
      }
      finish(training, fixed, losses);
      return true;
    }
  }

  private Checkpoints kept() {
    return new Checkpoints(checkpoints, KEPT_CHECKPOINTS);
  }

  private LossRecord losses() throws IOException {
    long every = Math.max(1, settings.steps() / RECORDS);
    Folder latest = kept().latest();
    return latest == null ? new LossRecord(every) : new LossRecord(every, latest.read(LOSSES));
  }

  /** Steps that the training had done when this stage began. */
  private long stepsBefore() {
    return stage == Stage.CONTINUED
        ? settings.model().steps(SavedState.load(from.in(TRAINING)))
        : 0;
  }

  private Network generator() {
    return Network.of(SavedState.load(from.in(GENERATOR)));
  }

  private Training training(TrainingItems items, Network fixed) throws IOException {
    boolean goesOn = kept().latest() != null;
    SavedState state = goesOn ? kept().load() : null;
    GenerativeModel model = settings.model();
    switch (stage) {
      case BASELINE:
        return goesOn
            ? model.resume(state, settings.adam(seed), items)
            : model.start(settings.adam(seed), items);
      case TOPOLOGY:
        return goesOn
            ? TopologyTraining.resume(state, settings.loss(), settings.adam(seed))
            : new TopologyTraining(generator(), settings.loss(), settings.adam(seed));
      case LATENT:
      case QUERY:
        return latents(state, fixed);
      case DISCRIMINATOR:
        return goesOn
            ? GanTraining.resume(state, settings.adam(seed), items)
            : GanTraining.start(
                generator(), model.diagramDiscriminator(), settings.adam(seed), items);
      default:
        return model.resume(
            goesOn ? state : SavedState.load(from.in(TRAINING)), settings.adam(seed), items);
    }
  }

  private LatentTraining latents(SavedState state, Network fixed) {
    long[] samples = moved(fixed);
    double rate = settings.rate();
    long every = MovedLatents.every(settings.steps());
    if (state != null) {
      return LatentTraining.resume(state, fixed, settings.loss(), samples.length, rate, every);
    }
    Sampler sampler = new Sampler(fixed, seed);
    float[] start = new float[samples.length * fixed.inputs()];
    for (int i = 0; i < samples.length; i++) {
      System.arraycopy(sampler.latent(samples[i]), 0, start, i * fixed.inputs(), fixed.inputs());
    }
    return new LatentTraining(fixed, settings.loss(), start, rate, every);
  }

  /** The samples whose latents are moved. */
  private long[] moved(Network fixed) {
    return stage == Stage.QUERY
        ? new Rings(settings.model().grid()).samples(fixed, seed, first, settings.batch())
        : LongStream.range(first, first + settings.batch()).toArray();
  }

  /** The result; what says that it is there comes last. */
  private void finish(Training training, Network fixed, LossRecord losses) throws IOException {
    to.write(LOSSES, losses.bytes());
    if (training instanceof LatentTraining latent) {
      MovedLatents.of(latent, moved(fixed)).saved().save(to.in(LATENTS));
      return;
    }
    GenerativeModel model = settings.model();
    if (!to.in(TRAINING).exists()) {
      model.mark(training.state()).save(to.in(TRAINING));
    }
    Network generator = ((GenerativeTraining) training).generator();
    model.mark(generator.saved()).save(to.in(GENERATOR));
  }
}
