package io.betti.pipeline.network.experiment;

import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.TopologyLoss;
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

/**
 * One stage of one network, from a folder into another. Run again, it goes on from its latest
 * checkpoint to the same bytes, and does nothing if the result is there.
 *
 * <pre>
 * TO/generator   the generator; not after a latent stage, which changes none
 *    latents     the latents, after a latent stage
 *    training    all that a further training needs
 *    losses.csv  the losses
 * </pre>
 *
 * @param stage which
 * @param seed of everything that is drawn
 * @param settings how it goes
 * @param first of the samples whose latents a latent stage moves
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
    return to.in(stage == Stage.LATENT ? LATENTS : GENERATOR).exists();
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
    try (Network fixed = stage == Stage.LATENT ? generator() : null;
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
      finish(training, losses);
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
            ? TopologyTraining.resume(state, loss(), settings.adam(seed))
            : new TopologyTraining(generator(), loss(), settings.adam(seed));
      case LATENT:
        return goesOn
            ? LatentTraining.resume(state, fixed, loss(), settings.batch(), settings.rate())
            : new LatentTraining(
                fixed,
                loss(),
                new Sampler(fixed, seed).latents(first, settings.batch()),
                settings.rate());
      case DISCRIMINATOR:
        return goesOn
            ? GanTraining.resume(state, settings.adam(seed), items)
            : GanTraining.start(
                generator(),
                Networks.diagramDiscriminator(model.grid().shape()),
                settings.adam(seed),
                items);
      default:
        return model.resume(
            goesOn ? state : SavedState.load(from.in(TRAINING)), settings.adam(seed), items);
    }
  }

  private TopologyLoss loss() {
    return settings.model().loss(settings.energy());
  }

  /** The result; what says that it is there comes last. */
  private void finish(Training training, LossRecord losses) throws IOException {
    to.write(LOSSES, losses.bytes());
    if (training instanceof LatentTraining latent) {
      float[] values = latent.latents();
      SavedState state = new SavedState(LATENTS);
      state.put(LATENTS, new int[] {settings.batch(), values.length / settings.batch()}, values);
      state.save(to.in(LATENTS));
      return;
    }
    if (!to.in(TRAINING).exists()) {
      training.state().save(to.in(TRAINING));
    }
    ((GenerativeTraining) training).generator().saved().save(to.in(GENERATOR));
  }
}
