package io.betti.pipeline.evaluation;

import io.betti.topology.diagram.PersistenceDiagram;
import java.util.ArrayList;
import java.util.List;

/** Distances between diagrams, pair by pair. */
final class DiagramKernel implements PairKernel {
  /** A distance between two diagrams, with its workspace. */
  interface Solver {
    double distance(PersistenceDiagram left, PersistenceDiagram right);
  }

  private static final int COLUMNS = 256;

  private final DiagramCodec codec;
  private final Solver solver;
  private final List<PersistenceDiagram> columns = new ArrayList<>();

  DiagramKernel(DiagramCodec codec, Solver solver) {
    this.codec = codec;
    this.solver = solver;
  }

  @Override
  public int width(byte[] item) {
    return COLUMNS;
  }

  @Override
  public void load(byte[][] items, int from, int to) {
    columns.clear();
    for (int j = from; j < to; j++) {
      columns.add(codec.unpack(items[j]));
    }
  }

  @Override
  public void distances(byte[] row, double[] into) {
    PersistenceDiagram diagram = codec.unpack(row);
    for (int j = 0; j < columns.size(); j++) {
      into[j] = solver.distance(diagram, columns.get(j));
    }
  }
}
