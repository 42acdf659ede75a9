package io.betti.jobs;

import io.betti.pipeline.network.experiment.GenerativeModel;
import io.betti.pipeline.network.experiment.ScoredItems;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.layer.LevelSetLayer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the report of table 10 says of volumes.
 *
 * @param settings of the run
 * @param equal how many volumes are equal
 * @param distinctDiagrams how many different diagrams PD0 the test volumes have
 */
record Table10Volumes(Table10Settings settings, EqualItems equal, int distinctDiagrams)
    implements Table10Items {
  /** What is said of these volumes. */
  static Table10Volumes of(Table10Settings settings, byte[][] train, byte[][] test) {
    GenerativeModel model = settings.model();
    LevelSetLayer layer =
        new LevelSetLayer(LevelSetFiltration.superlevel(model.grid()), DiagramOptions.upTo(0));
    Set<List<Double>> distinct = new HashSet<>();
    for (byte[] volume : test) {
      distinct.add(ends(layer.forward(model.unit(volume)).diagram()));
    }
    return new Table10Volumes(settings, EqualItems.of(train, test), distinct.size());
  }

  /** Births and deaths, in the order of bars, which cells do not enter into if these are equal. */
  private static List<Double> ends(PersistenceDiagram diagram) {
    List<Double> ends = new ArrayList<>();
    for (int bar = 0; bar < diagram.size(); bar++) {
      ends.add(diagram.birth(bar));
      ends.add(diagram.death(bar));
    }
    return ends;
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("volumes", equal.facts());
    facts.put("test_distinct_diagrams", distinctDiagrams);
    return facts;
  }

  @Override
  public String line() {
    return String.format(
        Locale.ROOT,
        "volumes: %d of %d to train on are distinct, %d of %d test volumes equal one of them; these"
            + " have %d distinct diagrams",
        equal.distinctTrain(),
        equal.train(),
        equal.testInTrain(),
        equal.test(),
        distinctDiagrams);
  }

  @Override
  public String claim() {
    return "its authors claim no better ones, but far fewer components, after 20 batches";
  }

  @Override
  public Map<String, String> headline() {
    return Map.of("test volumes also trained on", equal.testInTrain() + " of " + equal.test());
  }

  @Override
  public List<String> findings() {
    return List.of(
        String.format(
            Locale.ROOT,
            "Of the %d volumes to train on %d are distinct, of the %d to compare with %d; %d of the"
                + " latter equal one that was trained on, voxel by voxel, and are left among those"
                + " that are compared with. The test volumes have %d distinct %s PD0: where that is"
                + " one, COV under the Wasserstein distance is left to chance, which gives 1 - (1 -"
                + " 1/n)^n = %.3f for n = %d if all generated volumes tie.",
            equal.train(),
            equal.distinctTrain(),
            equal.test(),
            equal.distinctTest(),
            equal.testInTrain(),
            distinctDiagrams,
            distinctDiagrams == 1 ? "diagram" : "diagrams",
            1 - Math.pow(1 - 1.0 / settings.compared(), settings.compared()),
            settings.compared()),
        String.format(
            Locale.ROOT,
            "Where this differs from the paper: its authors published neither the code nor the"
                + " networks of this comparison, so the trainings are our own. The networks are"
                + " those of Wu and others narrowed to what two cores train, for volumes of %s, to"
                + " which smaller ones are padded, with batches of %d, %,d steps and %s. The ground"
                + " norm of the Wasserstein distance, which the paper leaves open, is 1, the others"
                + " stand below. The paper's own numbers are not repeated here: see its table 10"
                + " (arXiv:1905.12200).",
            settings.shape(),
            settings.model().batch(),
            settings.steps().get("baseline"),
            settings.seeds() == 1
                ? "one training, so that there are no intervals"
                : settings.seeds() + " trainings"));
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A component counts if its bar in PD0 has a lifetime above "
            + ScoredItems.SPECK
            + ", on values in [0, 1]; the one that never dies always counts. One at "
            + ScoredItems.LEVEL
            + " is the share of volumes whose voxels from that value on are connected. These shares,"
            + " the mean numbers of components and of voxels from "
            + ScoredItems.LEVEL
            + " on are of "
            + settings.scored()
            + " volumes an evaluation. Volumes have no classifier, so there is no Inception score.",
        "Real against real takes volumes that were trained on for generated ones, since there are"
            + " too few others: it is what a generator would reach that repeats what it has seen, equal"
            + " ones among them.",
        "Volumes are drawn from the front, a little from the right and above, solid from "
            + ScoredItems.LEVEL
            + " on.");
  }
}
