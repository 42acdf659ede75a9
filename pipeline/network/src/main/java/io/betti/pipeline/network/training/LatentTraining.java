package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Adam;
import io.betti.pipeline.network.Latents;
import io.betti.pipeline.network.Mode;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.TopologyLoss;
import io.betti.pipeline.network.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Latents moved so that a topology loss of what a generator makes of them falls, its weights fixed
 * and batch norm in evaluation mode. Each latent follows its own loss; one with a class keeps it,
 * and its codes stay in [-1, 1]. The way that the latents take can be recorded.
 */
public final class LatentTraining implements Training {
  private static final String KIND = "latent-training";

  private final Network generator;
  private final Latents drawn;
  private final TopologyLoss loss;
  private final Adam adam;
  private final double rate;
  private final float[] latents;
  private final int count;
  private final long every;
  private final List<float[]> path = new ArrayList<>();
  private final TreeMap<String, Double> losses = new TreeMap<>();
  private long steps;

  /**
   * A training that begins.
   *
   * @param generator not changed, and not closed with the training
   * @param latents where to begin, one after the other; copied
   * @param rate Adam's learning rate; beta1 is 0.9
   * @throws IllegalArgumentException if sizes do not fit
   */
  public LatentTraining(Network generator, TopologyLoss loss, float[] latents, double rate) {
    this(generator, loss, latents, rate, Long.MAX_VALUE);
  }

  /**
   * A training that begins and records its path.
   *
   * @param every steps between latents that are recorded, at least 1
   * @throws IllegalArgumentException if sizes do not fit
   * @see #LatentTraining(Network, TopologyLoss, float[], double)
   */
  public LatentTraining(
      Network generator, TopologyLoss loss, float[] latents, double rate, long every) {
    count = latents.length / generator.inputs();
    if (count == 0
        || latents.length % generator.inputs() != 0
        || generator.outputs() != loss.inputs()) {
      throw new IllegalArgumentException(
          "latents of "
              + latents.length
              + " numbers for a generator of "
              + generator.inputs()
              + " into "
              + generator.outputs()
              + " and a loss of "
              + loss.inputs()
              + "; pass whole latents, at least one, and a loss of the generator's items");
    }
    this.generator = generator;
    drawn = generator.description().drawn();
    this.loss = loss;
    this.rate = rate;
    if (every < 1) {
      throw new IllegalArgumentException(
          "latents recorded every " + every + " steps; it must be at least 1");
    }
    this.every = every;
    this.latents = latents.clone();
    path.add(latents.clone());
    adam = new Adam(latents.length, rate, 0.9);
  }

  /**
   * A training that was saved.
   *
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else, or
   *     of another loss, rate or number of latents
   */
  public static LatentTraining resume(
      SavedState state, Network generator, TopologyLoss loss, int count, double rate) {
    return resume(state, generator, loss, count, rate, Long.MAX_VALUE);
  }

  /**
   * A training that was saved and records its path.
   *
   * @param every as it was
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else, or
   *     of another loss, rate, distance on the path or number of latents
   */
  public static LatentTraining resume(
      SavedState state, Network generator, TopologyLoss loss, int count, double rate, long every) {
    SavedState.Reader reader = state.reader(KIND);
    reader.expect("loss", loss.toString());
    reader.expect("rate", Double.toString(rate));
    float[] latents = reader.array("latents", count, generator.inputs());
    reader.expect("steps on the path", Long.toString(every));
    LatentTraining training = new LatentTraining(generator, loss, latents, rate, every);
    training.adam.load(reader, "");
    training.steps = reader.number("steps");
    training.path.clear();
    int recorded = Math.toIntExact(training.steps / every + 1);
    float[] all = reader.array("path", recorded, count, generator.inputs());
    for (int i = 0; i < recorded; i++) {
      training.path.add(Arrays.copyOfRange(all, i * latents.length, (i + 1) * latents.length));
    }
    reader.finish();
    return training;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void step() {
    float[] made = generator.forward(latents, count, Mode.EVALUATION);
    NotANumberException.check(
        "the generator's output", NotANumberException.sum(made), steps, generator);
    double value = loss.value(made, count);
    NotANumberException.check("the topology loss", value, steps, generator);
    float[] gradient = generator.backward(loss.gradientOfSum(), Wanted.INPUT);
    drawn.keepClasses(gradient);
    adam.step(latents, gradient);
    drawn.keepCodes(latents);
    losses.put("topology", value);
    steps++;
    if (steps % every == 0) {
      path.add(latents.clone());
    }
  }

  @Override
  public SortedMap<String, Double> losses() {
    return losses;
  }

  /** The latents as they stand. */
  public float[] latents() {
    return latents.clone();
  }

  /**
   * The latents at the start and after each {@code every} steps, all of one time after the other.
   */
  public float[] path() {
    float[] all = new float[path.size() * latents.length];
    for (int i = 0; i < path.size(); i++) {
      System.arraycopy(path.get(i), 0, all, i * latents.length, latents.length);
    }
    return all;
  }

  @Override
  public String firstNotFinite() {
    for (float number : latents) {
      if (!Float.isFinite(number)) {
        return "the latents";
      }
    }
    return generator.firstNotFinite();
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState(KIND);
    state.put("steps", steps);
    state.put("loss", loss.toString());
    state.put("rate", Double.toString(rate));
    state.put("latents", new int[] {count, generator.inputs()}, latents.clone());
    state.put("steps on the path", Long.toString(every));
    state.put("path", new int[] {path.size(), count, generator.inputs()}, path());
    adam.save(state, "");
    return state;
  }

  /** Nothing: the generator is the caller's. */
  @Override
  public void close() {}
}
