package io.betti.pipeline.network;

import io.betti.topology.diagram.DiagramFunction;
import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.Energy;
import io.betti.topology.diagram.WeightedSum;
import io.betti.topology.distance.WassersteinToReference;
import io.betti.topology.filtration.LevelSetFiltration;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.layer.LevelSetLayer;
import io.betti.topology.layer.TopologyLayer;
import java.util.Arrays;
import java.util.List;

/**
 * The seam between the engine and networks: grids in, numbers of their level-set diagrams out, and
 * back through the critical vertices. As a layer of a network it may stand at its front, its end or
 * between; {@link TopologyLoss} makes a loss of it.
 *
 * <p>The diagram of each item is computed of the floats {@code factor * x + offset}, up to the
 * largest dimension that the functions ask for.
 */
final class DiagramLayer implements Layer {
  private final List<? extends DiagramFunction> functions;
  private final ValueMap map;
  private final LevelSetLayer layer;
  private final int vertices;
  private TopologyLayer.Result[] results = new TopologyLayer.Result[0];
  private float[] out = new float[0];
  private float[] in = new float[0];

  DiagramLayer(
      LevelSetFiltration filtration, List<? extends DiagramFunction> functions, ValueMap map) {
    this.functions = List.copyOf(functions);
    this.map = map;
    vertices = filtration.grid().vertices();
    int most = filtration.maxHomologyDimension();
    int dimension = 0;
    for (DiagramFunction function : functions) {
      dimension = Math.max(dimension, dimension(function, most));
    }
    if (dimension > most) {
      throw new IllegalArgumentException(
          functions
              + " asks for PD"
              + dimension
              + " and a grid of shape "
              + filtration.grid()
              + " has diagrams up to PD"
              + most);
    }
    layer = new LevelSetLayer(filtration, DiagramOptions.upTo(dimension));
  }

  private static int dimension(DiagramFunction function, int unknown) {
    if (function instanceof Energy energy) {
      return energy.dimension();
    }
    if (function instanceof WassersteinToReference distance) {
      return distance.dimension();
    }
    if (function instanceof WeightedSum sum) {
      return sum.terms().stream()
          .mapToInt(term -> dimension(term.function(), unknown))
          .max()
          .orElse(0);
    }
    return unknown;
  }

  @Override
  public int inputs() {
    return vertices;
  }

  @Override
  public int outputs() {
    return functions.size();
  }

  @Override
  public float[] forward(float[] input, int batch, Mode mode) {
    if (results.length != batch) {
      results = new TopologyLayer.Result[batch];
      out = new float[batch * outputs()];
      in = new float[batch * vertices];
    }
    float[] values = new float[vertices];
    for (int item = 0; item < batch; item++) {
      for (int v = 0; v < vertices; v++) {
        values[v] = map.apply(input[item * vertices + v]);
      }
      results[item] = layer.forward(values);
      for (int f = 0; f < functions.size(); f++) {
        out[item * outputs() + f] = (float) value(item, f);
      }
    }
    return out;
  }

  /** An output of the latest forward, unrounded. */
  double value(int item, int function) {
    return functions.get(function).value(results[item].diagram());
  }

  @Override
  public float[] backward(float[] gradient, Wanted wanted) {
    if (!wanted.input()) {
      return null;
    }
    Arrays.fill(in, 0);
    double[] cotangent = new double[1];
    for (int item = 0; item < results.length; item++) {
      DiagramGradient bars = new DiagramGradient(results[item].diagram());
      for (int f = 0; f < functions.size(); f++) {
        cotangent[0] = gradient[item * outputs() + f];
        functions.get(f).pullback(results[item].diagram(), cotangent, bars);
      }
      double[] pixels = results[item].backward(bars);
      for (int v = 0; v < vertices; v++) {
        in[item * vertices + v] = (float) (map.factor() * pixels[v]);
      }
    }
    return in;
  }
}
