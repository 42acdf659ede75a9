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
 * A generative adversarial network. A step draws latents, makes items of them, moves the generator
 * so that the discriminator takes them for real (the loss that does not saturate), and the
 * discriminator, on the same items and a batch of real ones, by the mean of both binary cross
 * entropies.
 *
 * <p>The discriminator may begin with a layer of diagrams, and then judges the topology of items
 * only. A generator that has been trained before goes on from where it is.
 *
 * <p>Source: I. Goodfellow and others, Generative adversarial nets, NeurIPS 2014, arXiv:1406.2661;
 * the order of a step is that of the PyTorch-GAN implementation, from which the paper's authors
 * started.
 */
public final class GanTraining implements GenerativeTraining {
  /** Kind of its saved states. */
  public static final String KIND = "gan-training";

  private final AdamSettings settings;
  private final TrainingItems items;
  private final BatchOrder order;
  private final Network generator;
  private final Network discriminator;
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;
  private final TreeMap<String, Double> losses = new TreeMap<>();
  private final float[] latents;
  private final float[] real;
  private final float[] logitGradient;
  private long steps;

  private GanTraining(
      Network generator, Network discriminator, AdamSettings settings, TrainingItems items) {
    if (generator.outputs() != items.length()
        || discriminator.inputs() != items.length()
        || discriminator.outputs() != 1) {
      throw new IllegalArgumentException(
          "a generator of "
              + generator.outputs()
              + " numbers and a discriminator of "
              + discriminator.inputs()
              + " numbers into "
              + discriminator.outputs()
              + ", trained on "
              + items
              + "; all must have the same numbers, and the discriminator one output");
    }
    this.settings = settings;
    this.items = items;
    this.generator = generator;
    this.discriminator = discriminator;
    order = new BatchOrder(items.size(), settings.batch(), settings.seed());
    generatorAdam = settings.adam(generator.parameters().size());
    discriminatorAdam = settings.adam(discriminator.parameters().size());
    latents = new float[settings.batch() * generator.inputs()];
    real = new float[settings.batch() * items.length()];
    logitGradient = new float[settings.batch()];
  }

  /** Two new networks. */
  public static GanTraining start(
      NetworkDescription generator,
      NetworkDescription discriminator,
      AdamSettings settings,
      TrainingItems items) {
    return start(Network.of(generator, settings.seed()), discriminator, settings, items);
  }

  /**
   * A generator that is there already, and a new discriminator.
   *
   * @param generator trained on; belongs to the training from now on
   */
  public static GanTraining start(
      Network generator,
      NetworkDescription discriminator,
      AdamSettings settings,
      TrainingItems items) {
    return new GanTraining(
        generator, Network.of(discriminator, settings.seed() + 1), settings, items);
  }

  /**
   * A training that was saved.
   *
   * @param settings as they were
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else, or
   *     of other settings or data
   */
  public static GanTraining resume(SavedState state, AdamSettings settings, TrainingItems items) {
    SavedState.Reader reader = state.reader(KIND);
    settings.check(reader);
    reader.expect("items", items + ", hash " + items.fingerprint());
    GanTraining training =
        new GanTraining(
            Network.of(reader, "generator/"),
            Network.of(reader, "discriminator/"),
            settings,
            items);
    training.generatorAdam.load(reader, "generator/");
    training.discriminatorAdam.load(reader, "discriminator/");
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
    generator.description().drawn().draw(settings.seed(), "latents", steps, latents);
    float[] made = generator.forward(latents, batch, Mode.TRAINING);
    NotANumberException.check(
        "the generator's output", NotANumberException.sum(made), steps, generator);

    float[] logits = discriminator.forward(made, batch, Mode.TRAINING);
    double fooled = CrossEntropy.binary(logits, 1, logitGradient);
    check("the generator's loss", fooled);
    float[] toMade = discriminator.backward(logitGradient, Wanted.INPUT);
    generator.parameters().clearGradients();
    generator.backward(toMade, Wanted.PARAMETERS);
    generatorAdam.step(generator.parameters());

    discriminator.parameters().clearGradients();
    double fake = CrossEntropy.binary(logits, 0, logitGradient);
    discriminator.backward(halved(logitGradient), Wanted.PARAMETERS);
    items.copy(order.of(steps), real);
    logits = discriminator.forward(real, batch, Mode.TRAINING);
    double genuine = CrossEntropy.binary(logits, 1, logitGradient);
    check("the discriminator's loss", fake + genuine);
    discriminator.backward(halved(logitGradient), Wanted.PARAMETERS);
    discriminatorAdam.step(discriminator.parameters());

    losses.put("generator", fooled);
    losses.put("discriminator", (fake + genuine) / 2);
    steps++;
  }

  private void check(String what, double loss) {
    NotANumberException.check(what, loss, steps, generator, discriminator);
  }

  private static float[] halved(float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= 2;
    }
    return gradient;
  }

  @Override
  public SortedMap<String, Double> losses() {
    return losses;
  }

  @Override
  public Network generator() {
    return generator;
  }

  /** The discriminator as it stands; belongs to the training. */
  public Network discriminator() {
    return discriminator;
  }

  @Override
  public String firstNotFinite() {
    String found = generator.firstNotFinite();
    return found == null ? discriminator.firstNotFinite() : found;
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState(KIND);
    state.put("steps", steps);
    settings.save(state);
    state.put("items", items + ", hash " + items.fingerprint());
    generator.save(state, "generator/");
    discriminator.save(state, "discriminator/");
    generatorAdam.save(state, "generator/");
    discriminatorAdam.save(state, "discriminator/");
    return state;
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
  }
}
