package io.betti.topology.homology;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.filtration.RipsFiltration;

/**
 * Persistence diagrams of the Vietoris-Rips filtration of points or of a matrix of distances, each
 * bar with its critical edges; coefficients in Z/2. A plan: made once for a filtration and used for
 * many clouds, of any size and dimension, it keeps its workspaces.
 *
 * <p><b>Input.</b> Points, or distances with {@code +Infinity} for pairs that are never joined.
 * Values are diameters: an edge enters at its length. No point, one, duplicates and equal distances
 * are ordinary input.
 *
 * <p><b>Output.</b> Order of simplices and critical cells as {@link RipsFiltration} says: the pairs
 * are those of the plain reduction of the boundary matrix in exactly that order. A component is
 * born at a vertex {@code {i}}, everything else at an edge {@code {i, j}}, i &lt; j, and dies at
 * one. Bars of length zero are left out unless asked for; what is born and dies at one edge is
 * never a bar. Essential are the components that are never joined and, where a threshold or
 * infinite distances leave them, classes of higher dimension. {@code clamp} lets them die at the
 * threshold, which no cell brings, or without one at the largest edge; at 0, without a cell, if
 * there is no edge.
 *
 * <p><b>Source.</b> PD0 by a minimum spanning tree ({@link SpanningTree}), the rest by implicit
 * cohomology ({@link RipsCohomology}: Bauer 2021, doi:10.1007/s41468-021-00071-5).
 *
 * <p><b>Cost.</b> PD0: n^2 / 2 distances and O(n) space. Above: {@link RipsCost}; time is a small
 * multiple of the number of simplices of the highest homology dimension up to the threshold or the
 * enclosing radius (beyond which there is nothing to be found), plus what is reduced.
 *
 * <p>Exact for the distances as rounded to double, and deterministic. Not safe for use by several
 * threads: one object a task.
 */
public final class RipsPersistence {
  private final RipsFiltration filtration;
  private final DiagramOptions options;
  private final SpanningTree tree = new SpanningTree();
  private final RipsEdges edges = new RipsEdges();
  private final RipsCohomology cohomology;
  private final DiagramBuilder builder = new DiagramBuilder();
  private RipsExtent extent;
  private int n;

  /**
   * A plan for one filtration.
   *
   * @throws IllegalArgumentException if {@code options.maxDimension()} is above {@link
   *     DiagramBuilder#MAX_DIMENSION}
   */
  public RipsPersistence(RipsFiltration filtration, DiagramOptions options) {
    if (options.maxDimension() > DiagramBuilder.MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "homology dimension "
              + options.maxDimension()
              + " asked of a Rips filtration; diagrams hold dimensions 0 to "
              + DiagramBuilder.MAX_DIMENSION);
    }
    this.filtration = filtration;
    this.options = options;
    this.cohomology = new RipsCohomology(edges, options.zeroLength());
  }

  /** The diagram of points up to a homology dimension, essential bars kept: for one call only. */
  public static PersistenceDiagram of(
      RipsFiltration filtration, PointCloud points, int maxDimension) {
    return new RipsPersistence(filtration, DiagramOptions.upTo(maxDimension)).diagram(points);
  }

  /** As {@link #of(RipsFiltration, PointCloud, int)}, for distances. */
  public static PersistenceDiagram of(
      RipsFiltration filtration, DistanceMatrix distances, int maxDimension) {
    return new RipsPersistence(filtration, DiagramOptions.upTo(maxDimension)).diagram(distances);
  }

  /** The filtration that this plan is for. */
  public RipsFiltration filtration() {
    return filtration;
  }

  /** What its diagrams hold. */
  public DiagramOptions options() {
    return options;
  }

  /**
   * The diagram of points.
   *
   * @throws IllegalArgumentException if a distance overflows, the work does not fit into memory, or
   *     a simplex not into 64 bits (see {@link RipsCost})
   */
  public PersistenceDiagram diagram(PointCloud points) {
    Distances distances = points::distance;
    start(points.size(), distances);
    if (Double.isInfinite(extent.enclosingRadius())) {
      throw new IllegalArgumentException(
          "distances of " + points + " overflow; scale the points down");
    }
    return diagram(distances);
  }

  /**
   * The diagram of a matrix of distances.
   *
   * @throws IllegalArgumentException if the work does not fit into memory, or a simplex not into 64
   *     bits (see {@link RipsCost})
   */
  public PersistenceDiagram diagram(DistanceMatrix distances) {
    Distances between = distances::distance;
    start(distances.size(), between);
    return diagram(between);
  }

  private void start(int points, Distances distances) {
    n = points;
    extent = RipsExtent.of(n, distances, filtration.threshold());
  }

  private PersistenceDiagram diagram(Distances distances) {
    builder.clear(2, false);
    int top = topDimension();
    boolean cone = !options.zeroLength();
    double cut =
        cone ? Math.min(filtration.threshold(), extent.enclosingRadius()) : filtration.threshold();
    if (top > 0) {
      edges.build(n, distances, cut, room(distances, cut, top));
      RipsCost.checkCodes(n, edges.ranks(), top);
      tree.build(edges);
      cohomology.start(tree, this::addBar);
      for (int k = 1; k <= top; k++) {
        cohomology.pair(k);
      }
    } else {
      RipsCost.of(n, 0, 0).checkMemory(Runtime.getRuntime().maxMemory());
      tree.build(n, distances, filtration.threshold());
    }
    addComponents();
    return builder.build();
  }

  /**
   * Space for edges: all up to the threshold, and only if these are too many, just those needed.
   */
  private int room(Distances distances, double cut, int top) {
    long limit = Runtime.getRuntime().maxMemory();
    RipsCost cost = RipsCost.of(n, extent.edges(), top);
    if (cost.bytes() > limit / 4 || cost.edges() > RipsEdges.MAX_EDGES) {
      cost = RipsCost.of(n, RipsExtent.edges(n, distances, cut), top);
      cost.checkMemory(limit);
    }
    return (int) cost.edges();
  }

  /**
   * The highest dimension that can have bars. A flag complex with homology of dimension k has 2 k +
   * 2 vertices at least; a pair of simplices needs k + 2.
   */
  private int topDimension() {
    return Math.max(0, Math.min(options.maxDimension(), options.zeroLength() ? n - 2 : n / 2 - 1));
  }

  private void addComponents() {
    for (int e = 0; e < tree.edges(); e++) {
      int low = tree.low(e);
      int high = tree.high(e);
      double length = tree.length(e);
      int younger = tree.join(e);
      if (length > 0 || options.zeroLength()) {
        int[] death = {low, high};
        builder.add(new PersistencePair(0, 0, length, new int[] {younger}, death));
      }
    }
    for (int v = 0; v < n; v++) {
      if (tree.isEssential(v)) {
        addEssential(0, 0, new int[] {v});
      }
    }
  }

  private void addBar(int dimension, int birthEdge, int birthRank, int deathEdge, int deathRank) {
    int[] birthCell = {birthEdge / n, birthEdge % n};
    double birth = edges.length(birthRank);
    if (deathEdge < 0) {
      addEssential(dimension, birth, birthCell);
    } else {
      int[] deathCell = {deathEdge / n, deathEdge % n};
      double death = edges.length(deathRank);
      builder.add(new PersistencePair(dimension, birth, death, birthCell, deathCell));
    }
  }

  private void addEssential(int dimension, double birth, int[] birthCell) {
    double never = Double.POSITIVE_INFINITY;
    boolean clamp = options.essential() == EssentialPolicy.CLAMP;
    boolean threshold = filtration.threshold() < never;
    int[] deathCell = clamp && !threshold ? extent.lastEdge() : new int[0];
    PersistencePair bar = new PersistencePair(dimension, birth, never, birthCell, deathCell);
    if (clamp) {
      builder.addClamped(bar, threshold ? filtration.threshold() : extent.largest());
    } else {
      builder.add(bar);
    }
  }
}
