package io.betti.topology.reference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The standard reduction of the boundary matrix over Z/2, column by column from the left:
 * Zomorodian and Carlsson, "Computing Persistent Homology", Discrete &amp; Computational Geometry
 * 33 (2005), doi:10.1007/s00454-004-1146-y. No clearing, no duality, no union-find.
 */
public final class BoundaryReduction {
  private BoundaryReduction() {}

  /** A birth and a death as places in the filtration; death -1 if there is none. */
  public record Pair(int birth, int death) {}

  /** All pairs, those of length zero and those within one vertex's star included. */
  public static List<Pair> pairs(CellFiltration filtration) {
    return pairs(filtration.size(), filtration::boundary);
  }

  /** All pairs of cells in order, given the places of the faces of each. */
  public static List<Pair> pairs(int size, IntFunction<int[]> boundary) {
    Map<Integer, BitSet> columnWithLowest = new HashMap<>();
    BitSet paired = new BitSet();
    List<Pair> pairs = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      BitSet column = new BitSet();
      for (int face : boundary.apply(n)) {
        column.flip(face);
      }
      while (!column.isEmpty() && columnWithLowest.containsKey(column.length() - 1)) {
        column.xor(columnWithLowest.get(column.length() - 1));
      }
      if (!column.isEmpty()) {
        int birth = column.length() - 1;
        columnWithLowest.put(birth, column);
        paired.set(birth);
        paired.set(n);
        pairs.add(new Pair(birth, n));
      }
    }
    for (int n = 0; n < size; n++) {
      if (!paired.get(n)) {
        pairs.add(new Pair(n, -1));
      }
    }
    return pairs;
  }
}
