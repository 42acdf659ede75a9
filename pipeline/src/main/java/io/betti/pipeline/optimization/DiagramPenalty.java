package io.betti.pipeline.optimization;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.WeightedSum;
import io.betti.topology.filtration.RipsFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.layer.LevelSetLayer;
import io.betti.topology.layer.RipsLayer;
import io.betti.topology.layer.TopologyLayer;
import io.betti.topology.layer.WeakAlphaLayer;

/**
 * A function of the persistence diagram of the coefficients, by the engine's layers: forward to the
 * diagram, backward through its critical cells. Essential bars take their place in the order and
 * contribute nothing.
 */
final class DiagramPenalty implements Penalty {
  private final DiagramFunction function;
  private final TopologyLayer layer;
  private final int size;

  /**
   * A penalty on p coefficients.
   *
   * @throws IllegalArgumentException if p does not fit the space's shape
   */
  DiagramPenalty(WeightedSum function, PenaltySpace space, int p) {
    this.function = function;
    this.size = p;
    DiagramOptions options = DiagramOptions.upTo(highest(function));
    this.layer =
        switch (space.filtration()) {
          case WEAK_ALPHA -> new WeakAlphaLayer(1, options);
          case RIPS -> new RipsLayer(1, RipsFiltration.unbounded(), options);
          case LEVEL_SET -> new LevelSetLayer(space.levelSets(p), options);
        };
  }

  private static int highest(WeightedSum function) {
    int highest = 0;
    for (WeightedSum.Term term : function.terms()) {
      highest = Math.max(highest, ((Energy) term.function()).dimension());
    }
    return highest;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double value(double[] beta) {
    return function.value(layer.forward(beta).diagram());
  }

  @Override
  public double gradient(double[] beta, double[] out) {
    TopologyLayer.Result result = layer.forward(beta);
    double[] back = result.backward(function);
    System.arraycopy(back, 0, out, 0, size);
    return function.value(result.diagram());
  }

  @Override
  public String toString() {
    return function.toString();
  }
}
