package io.betti.pipeline.network.experiment;

import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.NetworkDescription;
import io.betti.pipeline.network.Networks;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.TopologyLoss;
import io.betti.pipeline.network.training.AdamSettings;
import io.betti.pipeline.network.training.GanTraining;
import io.betti.pipeline.network.training.GenerativeTraining;
import io.betti.pipeline.network.training.InfoGanSettings;
import io.betti.pipeline.network.training.InfoGanTraining;
import io.betti.pipeline.network.training.TrainingItems;
import io.betti.topology.complex.Grid;
import io.betti.topology.filtration.LevelSetFiltration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A generative model: the items that it makes, and how its networks are trained. */
public enum GenerativeModel {
  /** The paper's dense networks of images. */
  IMAGES(GanTraining.KIND, 64, 28, 28) {
    @Override
    public TrainingItems items(byte[][] stored) {
      return new TrainingItems(stored, TrainingItems.BYTES_TO_TANH);
    }

    @Override
    NetworkDescription generator() {
      return Networks.imageGenerator();
    }

    @Override
    public float[] unit(byte[] stored) {
      float[] unit = new float[stored.length];
      for (int i = 0; i < stored.length; i++) {
        unit[i] = (stored[i] & 0xff) / 255f;
      }
      return unit;
    }

    @Override
    GenerativeTraining start(AdamSettings settings, TrainingItems items) {
      return GanTraining.start(generator(), Networks.imageDiscriminator(), settings, items);
    }

    @Override
    GenerativeTraining resume(SavedState state, AdamSettings settings, TrainingItems items) {
      return GanTraining.resume(state, settings, items);
    }
  },
  /** InfoGAN's convolutional networks of images, with classes and codes. */
  INFOGAN(InfoGanTraining.KIND, 64, 28, 28) {
    @Override
    public TrainingItems items(byte[][] stored) {
      return IMAGES.items(stored);
    }

    @Override
    NetworkDescription generator() {
      return Networks.infoGenerator(InfoGanSettings.digits().latents());
    }

    @Override
    public float[] unit(byte[] stored) {
      return IMAGES.unit(stored);
    }

    @Override
    GenerativeTraining start(AdamSettings settings, TrainingItems items) {
      return InfoGanTraining.start(InfoGanSettings.digits(), settings, items);
    }

    @Override
    GenerativeTraining resume(SavedState state, AdamSettings settings, TrainingItems items) {
      return InfoGanTraining.resume(state, InfoGanSettings.digits(), settings, items);
    }
  },
  /** Convolutional networks of 32x32x32 volumes, of voxels that are there or not. */
  VOXELS(GanTraining.KIND, 8, 32, 32, 32) {
    @Override
    public TrainingItems items(byte[][] stored) {
      return new TrainingItems(padded(stored), TrainingItems.VOXELS_TO_TANH);
    }

    @Override
    public float[] unit(byte[] stored) {
      byte[] voxels = padded(new byte[][] {stored})[0];
      float[] unit = new float[voxels.length];
      for (int i = 0; i < voxels.length; i++) {
        unit[i] = voxels[i] & 0xff;
      }
      return unit;
    }

    private byte[][] padded(byte[][] stored) {
      int edge = (int) Math.round(Math.cbrt(stored[0].length));
      return TrainingItems.padded(stored, edge, grid().width());
    }

    @Override
    NetworkDescription generator() {
      return Networks.volumeGenerator();
    }

    @Override
    GenerativeTraining start(AdamSettings settings, TrainingItems items) {
      return GanTraining.start(generator(), Networks.volumeDiscriminator(), settings, items);
    }

    @Override
    GenerativeTraining resume(SavedState state, AdamSettings settings, TrainingItems items) {
      return GanTraining.resume(state, settings, items);
    }
  };

  private static final String MODEL = "model";
  private static final double RATE = 2e-4;

  private final String kind;
  private final int batch;
  private final int[] shape;

  GenerativeModel(String kind, int batch, int... shape) {
    this.kind = kind;
    this.batch = batch;
    this.shape = shape;
  }

  /**
   * A model by its name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static GenerativeModel parse(String text) {
    for (GenerativeModel model : values()) {
      if (model.toString().equalsIgnoreCase(text.trim())) {
        return model;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no model; the models are "
            + Arrays.stream(values())
                .map(GenerativeModel::toString)
                .collect(Collectors.joining(", ")));
  }

  /** Items in a batch, unless one wants another number. */
  public int batch() {
    return batch;
  }

  /** The grid that an item is. */
  public Grid grid() {
    return Grid.of(shape);
  }

  /**
   * What the model is trained on: images as they are, cubes of voxels padded to the model's edge.
   *
   * @param stored unsigned bytes; voxels in {0, 1}
   * @throws IllegalArgumentException if there is none, or lengths differ or are too large
   */
  public abstract TrainingItems items(byte[][] stored);

  /**
   * What is scored: an item in [0, 1], padded as in training.
   *
   * @param stored as in {@link #items}
   */
  public abstract float[] unit(byte[] stored);

  /** Some of the stored items as they are scored, one after the other. */
  public float[] unit(byte[][] stored, int[] indices) {
    int length = grid().vertices();
    float[] unit = new float[indices.length * length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(unit(stored[indices[i]]), 0, unit, i * length, length);
    }
    return unit;
  }

  /** From what a generator makes, in tanh's [-1, 1], to [0, 1]. */
  public static float[] unit(float[] tanh) {
    float[] unit = new float[tanh.length];
    for (int i = 0; i < tanh.length; i++) {
      unit[i] = 0.5f * tanh[i] + 0.5f;
    }
    return unit;
  }

  /** Adam's learning rate of its networks, unless one wants another. */
  public double rate() {
    return RATE;
  }

  /** A training from nothing. */
  abstract GenerativeTraining start(AdamSettings settings, TrainingItems items);

  /** A training that goes on. */
  abstract GenerativeTraining resume(SavedState state, AdamSettings settings, TrainingItems items);

  /** A new generator of this model. */
  abstract NetworkDescription generator();

  /** A new discriminator that sees diagrams of what the model makes, and nothing else. */
  NetworkDescription diagramDiscriminator() {
    return Networks.diagramDiscriminator(shape);
  }

  /** Steps of a saved training of this model. */
  long steps(SavedState training) {
    return training.reader(kind).number("steps");
  }

  /** Says in a state that it is of this model. */
  SavedState mark(SavedState state) {
    state.put(MODEL, toString());
    return state;
  }

  /**
   * The model of a saved generator: what it says, or, if it was saved before states said it, the
   * one whose generator has the same layers.
   *
   * @throws UnreadableDataException if it is of no model, says one whose items are of another size,
   *     or is no network
   */
  public static GenerativeModel of(SavedState generator) {
    try (Network network = Network.of(generator)) {
      SavedState.Reader reader = generator.reader(generator.kind());
      String said = reader.text(MODEL, "");
      for (GenerativeModel model : values()) {
        if (said.isEmpty() && model.generator().equals(network.description())) {
          return model;
        }
        if (said.equals(model.toString())) {
          if (model.grid().vertices() != network.outputs()) {
            throw reader.unreadable(
                "it says that it is of the model "
                    + said
                    + ", whose items are "
                    + model.grid().vertices()
                    + " numbers, and makes "
                    + network.outputs());
          }
          return model;
        }
      }
      throw reader.unreadable(
          said.isEmpty()
              ? "it says no model, and the network " + network.description().name() + " is of none"
              : "it says that it is of the model " + said + ", which is none here");
    }
  }

  /**
   * Refuses a text that cannot be a loss of what the model makes.
   *
   * @param references names of the references that there will be
   * @throws IllegalArgumentException if it is none; see {@link TopologyLoss#check}
   */
  public void checkLoss(String energy, Set<String> references) {
    TopologyLoss.check(energy, references, LevelSetFiltration.superlevel(grid()));
  }

  /**
   * A loss of what the model makes.
   *
   * @param energy as {@code E(1,0,2;PD0)} or {@code W(1,1;PD0,target)}
   * @param references diagrams that it names, as texts by name; see {@link TopologyLoss#of(String,
   *     java.util.Map, LevelSetFiltration)}
   * @throws IllegalArgumentException if it cannot be read, or the items have no such diagram
   */
  public TopologyLoss loss(String energy, Map<String, String> references) {
    return TopologyLoss.of(energy, references, LevelSetFiltration.superlevel(grid()));
  }

  /** As {@code images}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
