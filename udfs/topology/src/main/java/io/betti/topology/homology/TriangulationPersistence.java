package io.betti.topology.homology;

import io.betti.topology.complex.DelaunayComplex;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.FilteredTriangulation;
import java.util.Arrays;

/**
 * Persistence diagrams of triangulated points with monotone values: what {@link
 * WeakAlphaPersistence} and {@link AlphaPersistence} have in common.
 *
 * <p>For a triangulation of dimension d: PD0 is had by the elder rule over the edges in order;
 * PD(d-1), for d at least 2, by the same rule on the dual graph, whose nodes are the top simplices
 * and the outside, and whose edges are the facets in reverse order (Alexander duality); in space
 * PD1 is a reduction of what these two leave over, {@link CycleReduction}. The hull of the points
 * is convex, so nothing but one component is essential.
 *
 * <p>A pair whose birth and death have the same critical simplex is no bar at all.
 *
 * <p>Workspaces are reused. Not safe for use by several threads.
 */
final class TriangulationPersistence {
  private static final int[] NO_CELL = {};

  private final DiagramOptions options;
  private final DiagramBuilder builder = new DiagramBuilder();
  private final SimplexRanks edges = new SimplexRanks();
  private final SimplexRanks triangles = new SimplexRanks();
  private final Components components = new Components();
  private final CycleReduction cycles = new CycleReduction();

  /** Edges that join two components; facets that divide what is a void from then on. */
  private boolean[] joins = new boolean[0];

  private boolean[] bounds = new boolean[0];

  /** The top simplices on both sides of each facet, the number of top simplices for the outside. */
  private int[] sides = new int[0];

  /** The simplices of one dimension below the top. */
  private SimplexRanks facets;

  private FilteredTriangulation simplices;
  private DelaunayComplex complex;

  TriangulationPersistence(DiagramOptions options, int pointDimension) {
    if (options.maxDimension() >= pointDimension) {
      throw new IllegalArgumentException(
          "homology dimension "
              + options.maxDimension()
              + " asked of points of "
              + pointDimension
              + " axes; their triangulation has dimensions 0 to "
              + (pointDimension - 1));
    }
    this.options = options;
  }

  DiagramOptions options() {
    return options;
  }

  PersistenceDiagram diagram(FilteredTriangulation triangulation) {
    simplices = triangulation;
    complex = triangulation.complex();
    int d = complex.dimension();
    builder.clear(Math.max(1, d + 1), false);
    pairComponents();
    if (options.maxDimension() >= 1 && d >= 2) {
      pairVoids(d);
      if (d == 3) {
        pairCycles();
      }
    }
    PersistenceDiagram diagram = builder.build();
    simplices = null;
    complex = null;
    return diagram;
  }

  /**
   * PD0: an edge that joins two components ends the one whose first point has the greater number.
   */
  private void pairComponents() {
    int n = complex.size(0);
    if (n == 0) {
      return;
    }
    if (n > 1) {
      edges.sort(simplices, 1);
      joins = cleared(joins, edges.size());
    }
    components.reset(n);
    int left = n - 1;
    for (int place = 0; left > 0; place++) {
      int edge = edges.at(place);
      int a = components.root(complex.vertex(1, edge, 0));
      int b = components.root(complex.vertex(1, edge, 1));
      if (a != b) {
        components.join(Math.min(a, b), Math.max(a, b));
        joins[edge] = true;
        left--;
        add(0, Math.max(a, b), edge);
      }
    }
    addEssential();
  }

  /** The component of point 0, which is first of all vertices. */
  private void addEssential() {
    double never = Double.POSITIVE_INFINITY;
    if (options.essential() == EssentialPolicy.CLAMP) {
      int[] last = simplices.lastCell();
      builder.addClamped(
          new PersistencePair(0, 0, never, simplices.criticalCell(0, 0), last),
          simplices.lastValue());
    } else {
      builder.add(new PersistencePair(0, 0, never, simplices.criticalCell(0, 0), NO_CELL));
    }
  }

  /**
   * PD(d-1): going back in the filtration, a facet that joins two voids ends, in this direction,
   * the one that began later, that is whose top simplex comes first.
   */
  private void pairVoids(int d) {
    int tops = complex.size(d);
    findSides(d);
    facets = d == 2 ? edges : triangles;
    if (d == 3) {
      facets.sort(simplices, 2);
    }
    bounds = cleared(bounds, facets.size());
    components.reset(tops + 1);
    int left = tops;
    for (int place = facets.size() - 1; left > 0; place--) {
      int facet = facets.at(place);
      int s = components.root(sides[2 * facet]);
      int t = components.root(sides[2 * facet + 1]);
      if (s != t) {
        int elder = comesLater(d, s, t) ? s : t;
        int younger = elder == s ? t : s;
        components.join(elder, younger);
        bounds[facet] = true;
        left--;
        if (d - 1 <= options.maxDimension()) {
          add(d - 1, facet, younger);
        }
      }
    }
  }

  private boolean comesLater(int d, int s, int t) {
    int outside = complex.size(d);
    if (s == outside || t == outside) {
      return s == outside;
    }
    double valueS = simplices.value(d, s);
    double valueT = simplices.value(d, t);
    return valueS > valueT || (valueS == valueT && s > t);
  }

  private void findSides(int d) {
    int outside = complex.size(d);
    int size = 2 * complex.size(d - 1);
    if (sides.length < size) {
      sides = new int[size + (size >> 2)];
    }
    Arrays.fill(sides, 0, size, outside);
    for (int top = 0; top < outside; top++) {
      for (int m = 0; m <= d; m++) {
        int facet = complex.face(d, top, m);
        int at = sides[2 * facet] == outside ? 2 * facet : 2 * facet + 1;
        sides[at] = top;
      }
    }
  }

  /** PD1 in space: edges that close a cycle with triangles that bound no void when they come. */
  private void pairCycles() {
    cycles.reset(edges.size());
    for (int place = 0; place < facets.size(); place++) {
      int triangle = facets.at(place);
      if (bounds[triangle]) {
        continue;
      }
      for (int m = 0; m < 3; m++) {
        int edge = complex.face(2, triangle, m);
        if (!joins[edge]) {
          cycles.flip(edges.rank(edge));
        }
      }
      add(1, edges.at(cycles.reduce()), triangle);
    }
  }

  /** A bar of dimension k from a k-simplex to a simplex of one dimension more. */
  private void add(int k, int birthSimplex, int deathSimplex) {
    double birth = simplices.value(k, birthSimplex);
    double death = simplices.value(k + 1, deathSimplex);
    if (birth == death
        && (!options.zeroLength()
            || simplices.criticalCode(k, birthSimplex)
                == simplices.criticalCode(k + 1, deathSimplex))) {
      return;
    }
    builder.add(
        new PersistencePair(
            k,
            birth,
            death,
            simplices.criticalCell(k, birthSimplex),
            simplices.criticalCell(k + 1, deathSimplex)));
  }

  private static boolean[] cleared(boolean[] flags, int size) {
    if (flags.length < size) {
      return new boolean[size + (size >> 2)];
    }
    Arrays.fill(flags, 0, size, false);
    return flags;
  }
}
