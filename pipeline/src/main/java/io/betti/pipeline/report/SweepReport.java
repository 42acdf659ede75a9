package io.betti.pipeline.report;

import io.betti.pipeline.evaluation.ConfusionMatrix;
import io.betti.pipeline.evaluation.FeatureWeight;
import io.betti.pipeline.evaluation.Scores;
import io.betti.pipeline.feature.SweepFeature;
import io.betti.topology.complex.Grid;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.GridPersistence;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report of a directional sweep: accuracy, confusions, pictures, weights and run facts. */
public final class SweepReport {
  /** Rows of the table of weights. */
  private static final int MOST_WEIGHTS = 20;

  private static final int MOST_BARS = 22;

  private SweepReport() {}

  /**
   * What the report shows.
   *
   * @param title its heading
   * @param images how many images were swept
   * @param imagesPerSecond how quickly
   * @param directions how many directions each was swept in, evenly around the circle
   * @param scores of the classifier; empty if there was none
   * @param samples images to show, in the order in which they are to stand
   * @param facts settings, seed, versions, times, partitions: by name, in the order to be shown
   */
  public record Data(
      String title,
      long images,
      double imagesPerSecond,
      int directions,
      Optional<Scores> scores,
      List<Sample> samples,
      Map<String, String> facts) {}

  /**
   * An image to show, with its diagrams.
   *
   * @param id its index in its file
   * @param label its class; empty if it has none
   * @param answer the class that the classifier gave it; empty if there is none
   * @param grid its shape, of two axes
   * @param values its values, row-major
   * @param diagram of its superlevel sets
   * @param products the image times each direction's ramp
   * @param sweeps the superlevel diagrams of the products
   */
  public record Sample(
      long id,
      String label,
      String answer,
      Grid grid,
      float[] values,
      PersistenceDiagram diagram,
      List<float[]> products,
      List<PersistenceDiagram> sweeps) {
    /**
     * An image with the diagrams that the sweep sees.
     *
     * @param directions number of directions, as in {@link DirectionalSweepLayer#angles}
     * @throws IllegalArgumentException as {@link DirectionalSweepLayer}
     */
    public static Sample of(
        long id, String label, String answer, Grid grid, float[] values, int directions) {
      DirectionalSweepLayer layer =
          new DirectionalSweepLayer(
              grid, DirectionalSweepLayer.angles(directions), EssentialPolicy.DROP, 1);
      List<float[]> products = new ArrayList<>();
      List<PersistenceDiagram> sweeps = new ArrayList<>();
      for (int direction = 0; direction < directions; direction++) {
        float[] product = layer.ramp(direction);
        for (int i = 0; i < product.length; i++) {
          product[i] *= values[i];
        }
        products.add(product);
        sweeps.add(layer.diagram(values, direction));
      }
      PersistenceDiagram diagram = GridPersistence.of(LevelSetFiltration.superlevel(grid), values);
      return new Sample(id, label, answer, grid, values, diagram, products, sweeps);
    }
  }

  /** The report as one HTML file. */
  public static String render(Data data) {
    int features = data.directions() * DirectionalSweepLayer.FEATURES_PER_DIRECTION;
    Report report =
        new Report(
            data.title(),
            "Directional sweep: "
                + features
                + " features E(p,q,1;PDk) of superlevel diagrams of I·g, p, q = 0..4, k = 0, 1, "
                + data.directions()
                + " directions");
    Map<String, String> headline = new LinkedHashMap<>();
    data.scores()
        .ifPresent(
            s ->
                headline.put(
                    "test accuracy, " + s.classifier(), percent(s.confusion().accuracy())));
    headline.put("images", HtmlText.count(data.images()));
    headline.put("images per second", HtmlText.count(Math.round(data.imagesPerSecond())));
    headline.put("features an image", HtmlText.count(features));
    report.headline(headline);
    data.scores().ifPresent(scores -> classification(report, scores));
    if (!data.samples().isEmpty()) {
      samples(report, data);
    }
    data.scores()
        .filter(scores -> !scores.weights().isEmpty())
        .ifPresent(scores -> weights(report, scores, data.directions()));
    report.section("Run").facts(data.facts());
    return report.render();
  }

  private static void classification(Report report, Scores scores) {
    ConfusionMatrix confusion = scores.confusion();
    report
        .section("Classification")
        .paragraph(
            HtmlText.count(confusion.correct())
                + " of "
                + HtmlText.count(confusion.total())
                + " test images were given their own label by "
                + scores.classifier()
                + ", trained on "
                + HtmlText.count(scores.trainRows())
                + " images in "
                + HtmlText.number(scores.trainSeconds(), 3)
                + " s.")
        .table(ConfusionTable.of(confusion))
        .note(
            "A row is a true label, a column the label given. Blue: the share of the row that is"
                + " right; orange: the share given each wrong label, drawn stronger than in"
                + " proportion so that rare errors show.");
    if (!scores.settings().isEmpty()) {
      report.subsection("Classifier").facts(scores.settings());
    }
  }

  private static void samples(Report report, Data data) {
    List<PersistenceDiagram> diagrams = new ArrayList<>();
    data.samples().forEach(s -> diagrams.add(s.diagram()));
    ValueRange range = rangeOf(data.samples(), diagrams);
    report
        .section("Images and their diagrams")
        .note(
            "Superlevel sets, Freudenthal's triangulation. In the plane of births and deaths"
                + " components (PD0) are blue discs, loops (PD1) orange diamonds, the essential"
                + " component a triangle on the dashed line of death −∞; a larger mark is"
                + " several bars at one place. Barcodes run in the direction of the filtration,"
                + " from bright to dark. Right: the image times the ramp g of each direction, and"
                + " the diagram that its features are made of.");
    for (Sample sample : data.samples()) {
      report.card(
          heading(sample),
          List.of(
              new Report.Captioned(
                  GridPlot.of(sample.grid(), sample.values(), range, 112, heading(sample)),
                  "image"),
              new Report.Captioned(DiagramPlot.of(sample.diagram(), range, 136), "PD0 and PD1"),
              new Report.Captioned(
                  BarcodePlot.of(
                      sample.diagram(), Direction.SUPERLEVEL, range, 200, 172, MOST_BARS),
                  "barcode"),
              new Report.Captioned(strip(sample, range), "I·g and its diagram by direction")));
    }
  }

  private static String heading(Sample sample) {
    String heading = sample.label().isEmpty() ? "" : "Label " + sample.label() + " · ";
    heading += "image " + sample.id();
    if (sample.answer().isEmpty()) {
      return heading;
    }
    boolean right = sample.answer().equals(sample.label());
    return heading + (right ? " · recognised" : " · taken for " + sample.answer());
  }

  private static ValueRange rangeOf(List<Sample> samples, List<PersistenceDiagram> diagrams) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (Sample sample : samples) {
      for (float value : sample.values()) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    // The products of values that are all positive reach down to 0, where the ramp is.
    return ValueRange.around(diagrams, Math.min(0, low), high);
  }

  private static Figure strip(Sample sample, ValueRange range) {
    StringBuilder out = new StringBuilder("<div class=\"strip\">");
    int directions = sample.products().size();
    for (int direction = 0; direction < directions; direction++) {
      String angle = "θ = " + SweepFeature.angle(direction, directions);
      Svg arrow = new Svg(14, 14, "direction " + angle);
      arrow.arrow("arrow", 7, 7, 11, 2 * Math.PI * direction / directions);
      out.append("<div><span>")
          .append(arrow.markup())
          .append(HtmlText.escape(angle))
          .append("</span>")
          .append(
              GridPlot.of(
                      sample.grid(),
                      sample.products().get(direction),
                      range,
                      60,
                      "image times ramp, " + angle)
                  .markup())
          .append(DiagramPlot.small(sample.sweeps().get(direction), range, 60).markup())
          .append("</div>");
    }
    return new Figure(out.append("</div>").toString());
  }

  private static void weights(Report report, Scores scores, int directions) {
    List<FeatureWeight> weights = scores.weights();
    double greatest = weights.get(0).weight();
    report.section("Features that weigh most").paragraph("Weight: " + scores.weightMeaning() + ".");
    if (weights.stream().allMatch(w -> SweepFeature.parse(w.feature()).isPresent())) {
      report.figure(
          FeatureWeightMap.of(weights, directions),
          "All weights: a square a feature, darker for more; p downwards and q to the right from 0"
              + " to 4, a block a direction and dimension.");
    }
    Table table =
        new Table("").number("rank").text("direction").text("feature").number("weight").text("");
    int rank = 0;
    for (FeatureWeight weight : weights.subList(0, Math.min(MOST_WEIGHTS, weights.size()))) {
      Optional<SweepFeature> feature = SweepFeature.parse(weight.feature());
      String share = HtmlText.coordinate(greatest > 0 ? 100 * weight.weight() / greatest : 0);
      table.markup(
          List.of(
              Integer.toString(++rank),
              feature.map(f -> direction(f.direction(), directions)).orElse(""),
              "<code>"
                  + HtmlText.escape(
                      feature.map(f -> f.energy().toString()).orElse(weight.feature()))
                  + "</code>",
              HtmlText.number(weight.weight(), 3),
              "<span class=\"share\" style=\"width:" + share + "%\"></span>"),
          Collections.nCopies(5, ""));
    }
    report.table(table);
  }

  private static String direction(int direction, int directions) {
    String angle = "θ = " + SweepFeature.angle(direction, directions);
    Svg arrow = new Svg(14, 14, "direction " + angle);
    return arrow.arrow("arrow", 7, 7, 11, 2 * Math.PI * direction / directions).markup()
        + " "
        + HtmlText.escape(angle);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
