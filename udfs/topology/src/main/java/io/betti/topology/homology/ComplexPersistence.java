package io.betti.topology.homology;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.FilteredComplex;
import java.util.Arrays;
import java.util.Objects;

/**
 * The persistence diagram of any filtered complex, by {@link MatrixReduction}: for a user's own
 * complex, and as a second opinion on what the quick algorithms find.
 *
 * <p>Bars run between the values of the paired cells, with their critical cells. A pair whose two
 * cells have one and the same critical cell is no bar at all, whatever is asked for. Essential bars
 * and bars of length zero as {@link DiagramOptions} says; clamped, an essential bar dies with the
 * last cell of the filtration, at its critical cell.
 */
public final class ComplexPersistence {
  private final DiagramOptions options;
  private final Reduction reduction;
  private final DiagramBuilder builder = new DiagramBuilder();

  /** A plan; {@code options.maxDimension()} may be above the complex's, which adds nothing. */
  public ComplexPersistence(DiagramOptions options, Reduction reduction) {
    this.options = Objects.requireNonNull(options, "options");
    this.reduction = Objects.requireNonNull(reduction, "reduction");
  }

  /** All dimensions, essential bars with infinite deaths, by the default reduction, twist. */
  public static PersistenceDiagram of(FilteredComplex complex) {
    return new ComplexPersistence(
            DiagramOptions.upTo(DiagramBuilder.MAX_DIMENSION), Reduction.TWIST)
        .diagram(complex);
  }

  /** The diagram of a filtered complex. */
  public PersistenceDiagram diagram(FilteredComplex complex) {
    int[] partner = MatrixReduction.partner(complex, reduction);
    builder.clear(1, complex.isFalling());
    for (int birth = 0; birth < partner.length; birth++) {
      if (complex.dimension(birth) <= options.maxDimension()) {
        if (partner[birth] > birth) {
          addPair(complex, birth, partner[birth]);
        } else if (partner[birth] == MatrixReduction.ESSENTIAL) {
          addEssential(complex, birth);
        }
      }
    }
    return builder.build();
  }

  private void addPair(FilteredComplex complex, int birth, int death) {
    boolean zero = complex.value(birth) == complex.value(death);
    int[] birthCell = complex.criticalCell(birth);
    int[] deathCell = complex.criticalCell(death);
    if ((!zero || options.zeroLength()) && !Arrays.equals(birthCell, deathCell)) {
      builder.add(
          new PersistencePair(
              complex.dimension(birth),
              complex.value(birth),
              complex.value(death),
              birthCell,
              deathCell));
    }
  }

  private void addEssential(FilteredComplex complex, int birth) {
    int[] birthCell = complex.criticalCell(birth);
    double infinite = complex.isFalling() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    int last = complex.size() - 1;
    PersistencePair bar =
        new PersistencePair(
            complex.dimension(birth),
            complex.value(birth),
            infinite,
            birthCell,
            options.essential() == EssentialPolicy.CLAMP ? complex.criticalCell(last) : new int[0]);
    if (options.essential() == EssentialPolicy.CLAMP) {
      builder.addClamped(bar, complex.value(last));
    } else {
      builder.add(bar);
    }
  }
}
