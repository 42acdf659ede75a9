package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Adam;
import io.betti.pipeline.network.CrossEntropy;
import io.betti.pipeline.network.Mode;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.Wanted;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classifier trained by cross entropy, its learning rate falling to zero along half a cosine over
 * the steps that are planned.
 */
public final class ClassifierTraining implements Training {
  private static final String KIND = "classifier-training";

  private final Network network;
  private final AdamSettings settings;
  private final long planned;
  private final TrainingItems items;
  private final int[] labels;
  private final BatchOrder order;
  private final Adam adam;
  private final TreeMap<String, Double> losses = new TreeMap<>();
  private final float[] input;
  private final float[] gradient;
  private long steps;

  private ClassifierTraining(
      Network network, AdamSettings settings, long planned, TrainingItems items, int[] labels) {
    if (labels.length != items.size() || network.inputs() != items.length() || planned < 1) {
      throw new IllegalArgumentException(
          labels.length
              + " labels for "
              + items
              + ", a network of "
              + network.inputs()
              + " numbers, "
              + planned
              + " steps; there must be a label an item, as many numbers, and at least one step");
    }
    this.network = network;
    this.settings = settings;
    this.planned = planned;
    this.items = items;
    this.labels = labels;
    order = new BatchOrder(items.size(), settings.batch(), settings.seed());
    adam = settings.adam(network.parameters().size());
    input = new float[settings.batch() * items.length()];
    gradient = new float[settings.batch() * network.outputs()];
  }

  /**
   * A new network.
   *
   * @param planned steps after which the rate is zero
   * @param labels one an item, in 0, ..., outputs - 1
   */
  public static ClassifierTraining start(
      NetworkDescription network,
      AdamSettings settings,
      long planned,
      TrainingItems items,
      int[] labels) {
    return new ClassifierTraining(
        Network.of(network, settings.seed()), settings, planned, items, labels);
  }

  /**
   * A training that was saved.
   *
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else, or
   *     of other settings or data
   */
  public static ClassifierTraining resume(
      SavedState state, AdamSettings settings, long planned, TrainingItems items, int[] labels) {
    SavedState.Reader reader = state.reader(KIND);
    settings.check(reader);
    reader.expect("planned", Long.toString(planned));
    reader.expect("items", items + ", hash " + items.fingerprint());
    ClassifierTraining training =
        new ClassifierTraining(Network.of(reader, "classifier/"), settings, planned, items, labels);
    training.adam.load(reader, "classifier/");
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
    if (steps >= planned) {
      throw new IllegalStateException(
          "all " + planned + " planned steps are done and the rate is zero; plan more");
    }
    adam.rate(settings.rate() * (1 + StrictMath.cos(Math.PI * steps / planned)) / 2);
    int[] batch = order.of(steps);
    items.copy(batch, input);
    int[] wanted = new int[batch.length];
    for (int i = 0; i < batch.length; i++) {
      wanted[i] = labels[batch[i]];
    }
    float[] logits = network.forward(input, batch.length, Mode.TRAINING);
    double loss = CrossEntropy.classes(logits, network.outputs(), wanted, gradient);
    NotANumberException.check("the classifier's loss", loss, steps, network);
    network.parameters().clearGradients();
    network.backward(gradient, Wanted.PARAMETERS);
    adam.step(network.parameters());
    losses.put("cross entropy", loss);
    steps++;
  }

  @Override
  public SortedMap<String, Double> losses() {
    return losses;
  }

  /** The network as it stands; belongs to the training. */
  public Network network() {
    return network;
  }

  @Override
  public String firstNotFinite() {
    return network.firstNotFinite();
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState(KIND);
    state.put("steps", steps);
    settings.save(state);
    state.put("planned", Long.toString(planned));
    state.put("items", items + ", hash " + items.fingerprint());
    network.save(state, "classifier/");
    adam.save(state, "classifier/");
    return state;
  }

  @Override
  public void close() {
    network.close();
  }
}
