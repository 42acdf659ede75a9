package io.betti.topology.diagram;

import java.util.Arrays;

/**
 * One bar of a {@link PersistenceDiagram}, for reading: bulk data stays in the diagram's arrays.
 *
 * @param dimension homology dimension
 * @param birth value at which the class appears
 * @param death value at which it ends; infinite if it never does
 * @param birthCell vertices of the critical cell of the birth: {@code {i}} on a grid
 * @param deathCell vertices of the critical cell of the death; empty if there is none
 */
public record PersistencePair(
    int dimension, double birth, double death, int[] birthCell, int[] deathCell) {
  /** Whether the class never dies. */
  public boolean isEssential() {
    return Double.isInfinite(death);
  }

  /** Length of the bar, |death - birth|. */
  public double lifetime() {
    return Math.abs(death - birth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersistencePair p
        && dimension == p.dimension
        && Double.compare(birth, p.birth) == 0
        && Double.compare(death, p.death) == 0
        && Arrays.equals(birthCell, p.birthCell)
        && Arrays.equals(deathCell, p.deathCell);
  }

  @Override
  public int hashCode() {
    int hash = dimension;
    hash = 31 * hash + Double.hashCode(birth);
    hash = 31 * hash + Double.hashCode(death);
    hash = 31 * hash + Arrays.hashCode(birthCell);
    return 31 * hash + Arrays.hashCode(deathCell);
  }

  @Override
  public String toString() {
    return "H"
        + dimension
        + " ["
        + birth
        + ", "
        + death
        + ")@"
        + Arrays.toString(birthCell)
        + ":"
        + Arrays.toString(deathCell);
  }
}
