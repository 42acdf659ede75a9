package io.betti.pipeline.report;

import io.betti.pipeline.evaluation.FeatureWeight;
import io.betti.pipeline.feature.SweepFeature;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.util.List;

/** The weights of all sweep features at a glance: a block of p by q a direction and dimension. */
final class FeatureWeightMap {
  private static final int POWERS = DirectionalSweepLayer.POWERS;
  private static final int CELL = 16;
  private static final int BLOCK = POWERS * CELL + 14;
  private static final int LEFT = 50;
  private static final int TOP = 34;

  /** Blocks in a row; more directions go below. */
  private static final int COLUMNS = 8;

  private FeatureWeightMap() {}

  static Figure of(List<FeatureWeight> weights, int directions) {
    int rows = (directions + COLUMNS - 1) / COLUMNS;
    int rowHeight = 2 * BLOCK + TOP;
    Svg svg =
        new Svg(
            LEFT + Math.min(COLUMNS, directions) * BLOCK,
            rows * rowHeight,
            "weights of all features by direction, dimension, p and q");
    double greatest = Math.max(weights.get(0).weight(), Double.MIN_NORMAL);
    for (int direction = 0; direction < directions; direction++) {
      axes(svg, direction, directions, rowHeight);
    }
    for (FeatureWeight weight : weights) {
      SweepFeature feature = SweepFeature.parse(weight.feature()).orElseThrow();
      double x = left(feature.direction()) + feature.q() * CELL;
      double y = top(feature.direction(), rowHeight) + feature.dimension() * BLOCK;
      svg.rect(
          "d" + feature.dimension(),
          x,
          y + feature.p() * CELL,
          CELL - 1,
          CELL - 1,
          0.04 + 0.96 * weight.weight() / greatest,
          "θ = "
              + SweepFeature.angle(feature.direction(), directions)
              + ", "
              + feature.energy()
              + ": "
              + HtmlText.number(weight.weight(), 3));
    }
    return svg.figure();
  }

  private static double left(int direction) {
    return LEFT + direction % COLUMNS * BLOCK;
  }

  private static double top(int direction, int rowHeight) {
    return direction / COLUMNS * rowHeight + TOP;
  }

  private static void axes(Svg svg, int direction, int directions, int rowHeight) {
    double x = left(direction);
    double y = top(direction, rowHeight);
    String angle = "θ = " + SweepFeature.angle(direction, directions);
    svg.arrow("arrow", x + 8, y - 22, 12, 2 * Math.PI * direction / directions);
    svg.text("label", x + 20, y - 18, "start", angle);
    for (int q = 0; q < POWERS; q++) {
      svg.text("tick", x + q * CELL + CELL / 2.0, y - 4, "middle", Integer.toString(q));
    }
    if (direction % COLUMNS > 0) {
      return;
    }
    for (int dimension = 0; dimension < 2; dimension++) {
      double block = y + dimension * BLOCK;
      svg.text("label", 2, block + POWERS * CELL / 2.0 + 4, "start", "PD" + dimension);
      for (int p = 0; p < POWERS; p++) {
        svg.text("tick", LEFT - 6, block + p * CELL + 11, "end", Integer.toString(p));
      }
    }
  }
}
