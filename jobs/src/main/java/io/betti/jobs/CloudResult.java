package io.betti.jobs;

import static org.apache.spark.sql.functions.col;

import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.feature.CloudDiagrams;
import io.betti.pipeline.report.Picture;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.AlphaPersistence;
import io.betti.topology.homology.RipsCost;
import io.betti.topology.homology.RipsPersistence;
import io.betti.topology.homology.WeakAlphaPersistence;
import io.betti.udfs.CloudFiltration;
import io.betti.udfs.DiagramProvenance;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Column;

/** The diagram of a filtration of a row's points. */
final class CloudResult extends DiagramResult {
  /** Bytes and seconds a point of a Delaunay filtration, roughly: 30 simplices in space. */
  private static final long DELAUNAY_BYTES = 4096;

  private static final double DELAUNAY_SECONDS = 1e-4;

  /** Pairs of points that are looked at to guess how many are edges. */
  private static final int SAMPLED_PAIRS = 100_000;

  private final CloudFiltration filtration;
  private final int axes;
  private final double threshold;
  private final boolean squared;

  /**
   * A result.
   *
   * @param axes coordinates of a point
   * @param threshold longest edge of a Rips filtration
   * @param squared whether alpha values are squared radii
   */
  CloudResult(
      CloudFiltration filtration,
      int axes,
      int maxDimension,
      double threshold,
      boolean squared,
      EssentialPolicy essential,
      double scale) {
    super(maxDimension, essential, scale);
    this.filtration = filtration;
    this.axes = axes;
    this.threshold = threshold;
    this.squared = squared;
  }

  private CloudDiagrams stage() {
    return new CloudDiagrams()
        .setInputCol("points")
        .setFiltration(filtration.toString())
        .setMaxDimension(diagramOptions().maxDimension())
        .setThreshold(threshold)
        .setSquared(squared)
        .setEssential(diagramOptions().essential().toString());
  }

  @Override
  Column diagram() {
    return stage().lenient(col("points"));
  }

  @Override
  PersistenceDiagram diagram(Item item) {
    PointCloud cloud = cloud(item);
    return switch (filtration) {
      case RIPS -> new RipsPersistence(rips(), diagramOptions()).diagram(cloud);
      case WEAK_ALPHA -> new WeakAlphaPersistence(axes, diagramOptions()).diagram(cloud);
      case ALPHA -> new AlphaPersistence(axes, diagramOptions(), squared).diagram(cloud);
    };
  }

  private RipsFiltration rips() {
    return new RipsFiltration(threshold);
  }

  private static PointCloud cloud(Item item) {
    return PointCloud.of(item.shape()[1], (double[]) item.values());
  }

  @Override
  DiagramProvenance provenance() {
    return stage().provenance();
  }

  @Override
  String description() {
    return provenance().filtration() + " of points of " + axes + " axes";
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "threshold",
        Double.toString(threshold),
        "squared",
        Boolean.toString(squared),
        "axes of the points",
        Integer.toString(axes));
  }

  @Override
  Direction direction() {
    return Direction.SUBLEVEL;
  }

  @Override
  Picture picture(FirstItems items, long id) {
    return new Picture.OfCloud(cloud(items.item(id)));
  }

  @Override
  public boolean needsTelling() {
    return true;
  }

  @Override
  public Need need(Item item) {
    int points = item.shape()[0];
    if (filtration != CloudFiltration.RIPS) {
      String what = "a cloud of " + points + " points";
      return new Need(what, DELAUNAY_BYTES * points, DELAUNAY_SECONDS * points);
    }
    RipsCost cost = cost(item);
    cost.checkMemory(Long.MAX_VALUE);
    return new Need(
        "a cloud of " + points + " points and " + cost.edges() + " edges",
        cost.bytes(),
        cost.seconds());
  }

  /** Without a threshold all pairs, at most; otherwise as a sample of the pairs has edges. */
  private RipsCost cost(Item item) {
    int points = item.shape()[0];
    int axes = item.shape()[1];
    double[] coordinates = (double[]) item.values();
    long pairs = points * (points - 1L) / 2;
    if (threshold == Double.POSITIVE_INFINITY || pairs == 0) {
      return RipsCost.of(points, diagramOptions().maxDimension());
    }
    SplittableRandom random = new SplittableRandom(points);
    long near = 0;
    for (int n = 0; n < SAMPLED_PAIRS; n++) {
      int i = random.nextInt(points);
      int k = random.nextInt(points - 1);
      near +=
          squaredDistance(coordinates, axes, i, k < i ? k : k + 1) <= threshold * threshold ? 1 : 0;
    }
    return RipsCost.ofShare(points, (double) near / SAMPLED_PAIRS, diagramOptions().maxDimension());
  }

  /** NaN if a coordinate is, which makes no edge here and a bad record later. */
  private static double squaredDistance(double[] coordinates, int axes, int i, int j) {
    double sum = 0;
    for (int k = 0; k < axes; k++) {
      double difference = coordinates[i * axes + k] - coordinates[j * axes + k];
      sum += difference * difference;
    }
    return sum;
  }
}
