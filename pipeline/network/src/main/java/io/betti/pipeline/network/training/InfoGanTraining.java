package io.betti.pipeline.network.training;

import io.betti.pipeline.network.Adam;
import io.betti.pipeline.network.CrossEntropy;
import io.betti.pipeline.network.Mode;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.Wanted;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * InfoGAN: a generative adversarial network whose latents have a class and codes, which a second
 * head of the discriminator finds again in what was made. The generator and that head are moved to
 * make this easy (a bound on the mutual information), beside the adversarial losses.
 *
 * <p>The class's loss is cross entropy, the codes' the mean squared error times a weight (a normal
 * density of fixed variance).
 *
 * <p>The generator and the finding head learn faster than trunk and judge; {@link
 * InfoGanSettings#generatorFactor}.
 *
 * <p>Source: X. Chen and others, InfoGAN: interpretable representation learning by information
 * maximizing generative adversarial nets, NeurIPS 2016, arXiv:1606.03657, sections 5 and 6.
 */
public final class InfoGanTraining implements GenerativeTraining {
  /** Kind of its saved states. */
  public static final String KIND = "infogan-training";

  private static final List<String> NAMES = List.of("generator/", "trunk/", "judge/", "finder/");

  private final InfoGanSettings info;
  private final AdamSettings settings;
  private final TrainingItems items;
  private final BatchOrder order;

  /** Generator, trunk, and its two heads: real or not, and class and codes. */
  private final List<Network> networks;

  private final List<Adam> optimizers;
  private final TreeMap<String, Double> losses = new TreeMap<>();
  private final float[] latents;
  private final int[] classes;
  private final float[] real;
  private final float[] judged;
  private final float[] found;
  private long steps;

  private InfoGanTraining(
      List<Network> networks, InfoGanSettings info, AdamSettings settings, TrainingItems items) {
    if (items.length() != networks.get(0).outputs()) {
      throw new IllegalArgumentException(
          "InfoGAN makes " + networks.get(0).outputs() + " numbers and is trained on " + items);
    }
    this.networks = networks;
    this.info = info;
    this.settings = settings;
    this.items = items;
    order = new BatchOrder(items.size(), settings.batch(), settings.seed());
    double rate = info.generatorFactor() * settings.rate();
    optimizers =
        List.of(
            new Adam(generator().parameters().size(), rate, settings.beta1()),
            settings.adam(trunk().parameters().size()),
            settings.adam(judge().parameters().size()),
            new Adam(finder().parameters().size(), rate, settings.beta1()));
    latents = new float[settings.batch() * info.latents().size()];
    classes = new int[settings.batch()];
    real = new float[settings.batch() * items.length()];
    judged = new float[settings.batch()];
    found = new float[settings.batch() * (info.classes() + info.codes())];
  }

  /** New networks for 28x28 images. */
  public static InfoGanTraining start(
      InfoGanSettings info, AdamSettings settings, TrainingItems items) {
    long seed = settings.seed();
    List<Network> networks =
        List.of(
            Network.of(Networks.infoGenerator(info.latents()), seed),
            Network.of(Networks.infoTrunk(), seed + 1),
            Network.of(Networks.infoHead("judge", 1), seed + 2),
            Network.of(Networks.infoHead("finder", info.classes() + info.codes()), seed + 3));
    return new InfoGanTraining(networks, info, settings, items);
  }

  /**
   * A training that was saved.
   *
   * @throws io.betti.pipeline.dataset.UnreadableDataException if the state is of something else, or
   *     of other settings or data
   */
  public static InfoGanTraining resume(
      SavedState state, InfoGanSettings info, AdamSettings settings, TrainingItems items) {
    SavedState.Reader reader = state.reader(KIND);
    settings.check(reader);
    reader.expect("latents", info.toString());
    reader.expect("items", items + ", hash " + items.fingerprint());
    List<Network> networks = NAMES.stream().map(name -> Network.of(reader, name)).toList();
    InfoGanTraining training = new InfoGanTraining(networks, info, settings, items);
    for (int i = 0; i < NAMES.size(); i++) {
      training.optimizers.get(i).load(reader, NAMES.get(i));
    }
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
    drawLatents();
    networks.forEach(network -> network.parameters().clearGradients());
    float[] made = generator().forward(latents, batch, Mode.TRAINING);
    NotANumberException.check(
        "the generator's output", NotANumberException.sum(made), steps, generator());
    float[] features = trunk().forward(made, batch, Mode.TRAINING);
    float[] logits = judge().forward(features, batch, Mode.TRAINING);
    double fooled = CrossEntropy.binary(logits, 1, judged);
    float[] toFeatures = judge().backward(judged, Wanted.INPUT).clone();

    double information = informationLoss(finder().forward(features, batch, Mode.TRAINING));
    float[] findable = finder().backward(found, Wanted.ALL);
    float[] toTrunk = findable.clone();
    add(toFeatures, findable);
    generator().backward(trunk().backward(toFeatures, Wanted.INPUT), Wanted.PARAMETERS);

    double fake = CrossEntropy.binary(logits, 0, judged);
    halve(judged);
    add(toTrunk, judge().backward(judged, Wanted.ALL));
    trunk().backward(toTrunk, Wanted.PARAMETERS);
    double genuine = judgeReal();
    NotANumberException.check(
        "a loss", fooled + information + fake + genuine, steps, networks.toArray(Network[]::new));
    for (int i = 0; i < networks.size(); i++) {
      optimizers.get(i).step(networks.get(i).parameters());
    }
    losses.put("generator", fooled);
    losses.put("discriminator", (fake + genuine) / 2);
    losses.put("information", information);
    steps++;
  }

  private double judgeReal() {
    int batch = settings.batch();
    items.copy(order.of(steps), real);
    float[] logits =
        judge().forward(trunk().forward(real, batch, Mode.TRAINING), batch, Mode.TRAINING);
    double genuine = CrossEntropy.binary(logits, 1, judged);
    halve(judged);
    trunk().backward(judge().backward(judged, Wanted.ALL), Wanted.PARAMETERS);
    return genuine;
  }

  private void drawLatents() {
    info.latents().draw(settings.seed(), "latents", steps, latents);
    for (int i = 0; i < classes.length; i++) {
      classes[i] = info.latents().classOf(latents, i * info.latents().size());
    }
  }

  /** Cross entropy of classes plus the weighted squared error of codes; fills the gradient. */
  private double informationLoss(float[] guesses) {
    int batch = settings.batch();
    int width = info.classes() + info.codes();
    float[] logits = new float[batch * info.classes()];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(guesses, i * width, logits, i * info.classes(), info.classes());
    }
    float[] toLogits = new float[logits.length];
    double loss = CrossEntropy.classes(logits, info.classes(), classes, toLogits);
    double share = info.codeWeight() / (batch * info.codes());
    for (int i = 0; i < batch; i++) {
      System.arraycopy(toLogits, i * info.classes(), found, i * width, info.classes());
      for (int c = 0; c < info.codes(); c++) {
        int at = i * width + info.classes() + c;
        double off = guesses[at] - latents[(i + 1) * info.latents().size() - info.codes() + c];
        loss += share * off * off;
        found[at] = (float) (2 * share * off);
      }
    }
    return loss;
  }

  private static void halve(float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= 2;
    }
  }

  private static void add(float[] to, float[] added) {
    for (int i = 0; i < to.length; i++) {
      to[i] += added[i];
    }
  }

  @Override
  public SortedMap<String, Double> losses() {
    return losses;
  }

  @Override
  public Network generator() {
    return networks.get(0);
  }

  private Network trunk() {
    return networks.get(1);
  }

  private Network judge() {
    return networks.get(2);
  }

  private Network finder() {
    return networks.get(3);
  }

  @Override
  public String firstNotFinite() {
    for (Network network : networks) {
      String found = network.firstNotFinite();
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public SavedState state() {
    SavedState state = new SavedState(KIND);
    state.put("steps", steps);
    settings.save(state);
    state.put("latents", info.toString());
    state.put("items", items + ", hash " + items.fingerprint());
    for (int i = 0; i < NAMES.size(); i++) {
      networks.get(i).save(state, NAMES.get(i));
      optimizers.get(i).save(state, NAMES.get(i));
    }
    return state;
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}
