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
 * A generator trained on a topology loss of what it makes, and on nothing else: the paper's 50
 * steps on E(1,0,2;PD0), which mend the specks of a generative network (section 3.2). Batch norm
 * uses the batches' statistics, and its running ones follow, as in the training before.
 */
public final class TopologyTraining implements GenerativeTraining {
  private static final String KIND = "topology-training";

  private final Network generator;
  private final TopologyLoss loss;
  private final AdamSettings settings;
  private final Adam adam;
  private final TreeMap<String, Double> losses = new TreeMap<>();
  private final float[] latents;
  private long steps;

  /**
   * A training that begins.
   *
   * @param generator trained on; belongs to the training from now on
   * @throws IllegalArgumentException if the loss is of items of another size
   */
  public TopologyTraining(Network generator, TopologyLoss loss, AdamSettings settings) {
    if (generator.outputs() != loss.inputs()) {
      throw new IllegalArgumentException(
          "a generator of " + generator.outputs() + " numbers and a loss of " + loss.inputs());
    }
    this.generator = generator;
    this.loss = loss;
    this.settings = settings;
    adam = settings.adam(generator.parameters().size());
    latents = new float[settings.batch() * generator.inputs()];
  }

  /**
   * A training that was saved.
   *
   * @param loss as it was
   * @param settings as they were
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else, or
   *     of another loss or other settings
   */
  public static TopologyTraining resume(
      SavedState state, TopologyLoss loss, AdamSettings settings) {
    SavedState.Reader reader = state.reader(KIND);
    settings.check(reader);
    reader.expect("loss", loss.toString());
    TopologyTraining training =
        new TopologyTraining(Network.of(reader, "generator/"), loss, settings);
    training.adam.load(reader, "generator/");
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
    int batch = settings.batch();
    generator.description().drawn().draw(settings.seed(), "topology latents", steps, latents);
    float[] made = generator.forward(latents, batch, Mode.TRAINING);
    NotANumberException.check(
        "the generator's output", NotANumberException.sum(made), steps, generator);
    double value = loss.value(made, batch);
    NotANumberException.check("the topology loss", value, steps, generator);
    generator.parameters().clearGradients();
    generator.backward(loss.gradient(), Wanted.PARAMETERS);
    adam.step(generator.parameters());
    losses.put("topology", value);
    steps++;
  }

  @Override
  public SortedMap<String, Double> losses() {
    return losses;
  }

  @Override
  public Network generator() {
    return generator;
  }

  @Override
  public String firstNotFinite() {
    return generator.firstNotFinite();
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState(KIND);
    state.put("steps", steps);
    settings.save(state);
    state.put("loss", loss.toString());
    generator.save(state, "generator/");
    adam.save(state, "generator/");
    return state;
  }

  @Override
  public void close() {
    generator.close();
  }
}
