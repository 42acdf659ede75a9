package io.betti.topology.layer;

import io.betti.topology.diagram.DiagramGradient;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.filtration.ComplexFiltration;
import io.betti.topology.homology.ComplexPersistence;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.Reduction;

/**
 * The layer of a user's own complex: numbers on its vertices, edges or simplices forward to a
 * diagram, the gradient of any function of it back to them. A birth or death is the number of its
 * critical cell; the vertices of a flag filtration, born at 0, have none.
 *
 * <p>Where numbers are equal the diagram is that of the order in {@link ComplexFiltration}, and the
 * gradient a finite element of the subgradient. Not safe for use by several threads; results are.
 */
public final class ComplexLayer implements TopologyLayer {
  private final ComplexFiltration filtration;
  private final ComplexPersistence persistence;

  /** A layer for one filtration, its matrix reduced in one of the ways there are. */
  public ComplexLayer(ComplexFiltration filtration, DiagramOptions options, Reduction reduction) {
    this.filtration = filtration;
    this.persistence = new ComplexPersistence(options, reduction);
  }

  /** A layer of all dimensions that the complex has, essential bars kept. */
  public static ComplexLayer of(ComplexFiltration filtration) {
    return new ComplexLayer(
        filtration, DiagramOptions.upTo(filtration.maxHomologyDimension()), Reduction.TWIST);
  }

  @Override
  public ComplexFiltration filtration() {
    return filtration;
  }

  /**
   * Forward.
   *
   * @param input one number a vertex, edge or simplex; see {@link ComplexFiltration#cells}
   * @throws IllegalArgumentException as {@link ComplexFiltration#cells}
   */
  @Override
  public Result forward(double[] input) {
    return new ComplexResult(persistence.diagram(filtration.cells(input)), filtration);
  }

  /** A diagram whose critical cells are simplices that have numbers. */
  private record ComplexResult(PersistenceDiagram diagram, ComplexFiltration filtration)
      implements Result {
    @Override
    public double[] backward(DiagramGradient gradient) {
      gradient.checkFits(diagram);
      double[] input = new double[filtration.inputs()];
      for (int i = 0; i < diagram.size(); i++) {
        add(diagram.birthCell(i), gradient.birth(i), input);
        add(diagram.deathCell(i), gradient.death(i), input);
      }
      return input;
    }

    private void add(int[] cell, double derivative, double[] input) {
      int index = cell.length == 0 ? -1 : filtration.inputOf(cell);
      if (index >= 0) {
        input[index] += derivative;
      }
    }
  }
}
