package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Adam;
import io.betti.pipeline.network.Mode;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.TopologyLoss;
import io.betti.pipeline.network.Wanted;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Latents moved so that a topology loss of what a generator makes of them falls, its weights fixed
 * and batch norm in evaluation mode. Each latent follows its own loss.
 */
public final class LatentTraining implements Training {
  private static final String KIND = "latent-training";

  private final Network generator;
  private final TopologyLoss loss;
  private final Adam adam;
  private final double rate;
  private final float[] latents;
  private final int count;
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
    this.loss = loss;
    this.rate = rate;
    this.latents = latents.clone();
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
    SavedState.Reader reader = state.reader(KIND);
    reader.expect("loss", loss.toString());
    reader.expect("rate", Double.toString(rate));
    float[] latents = reader.array("latents", count, generator.inputs());
    LatentTraining training = new LatentTraining(generator, loss, latents, rate);
    training.adam.load(reader, "");
    training.steps = reader.number("steps");
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
    adam.step(latents, generator.backward(loss.gradientOfSum(), Wanted.INPUT));
    losses.put("topology", value);
    steps++;
  }

  @Override
  public SortedMap<String, Double> losses() {
    return losses;
  }

  /** The latents as they stand. */
  public float[] latents() {
    return latents.clone();
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
    adam.save(state, "");
    return state;
  }

  /** Nothing: the generator is the caller's. */
  @Override
  public void close() {}
}
