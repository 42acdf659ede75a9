package io.betti.topology.homology;

import io.betti.topology.complex.DistanceMatrix;
import io.betti.topology.complex.PointCloud;
import io.betti.topology.filtration.RipsFiltration;
import java.util.Locale;

/**
 * What a Rips diagram will cost, said beforehand.
 *
 * <p>Bytes are those of {@link RipsPersistence}'s arrays, which grow with n^2 and m whatever the
 * dimension. Seconds are a rough figure for one core and points spread evenly: simplices are looked
 * at one by one, at nanoseconds each, and what has to be reduced costs more the less evenly points
 * lie. Many equal distances, as on integer grids, can cost ten times as much.
 *
 * @param points n
 * @param edges m, pairs of points that become edges
 * @param maxDimension highest homology dimension
 * @param bytes peak memory
 * @param seconds time on one core
 */
public record RipsCost(int points, long edges, int maxDimension, long bytes, double seconds) {
  private static final long BYTES_PER_POINT = 128;
  private static final long BYTES_PER_EDGE = LengthSort.BYTES + 20;
  private static final long FIXED_BYTES = 1 << 20;

  /** Measured on uniform points in the cube, the Java machine's own start included. */
  private static final double SECONDS_PER_EDGE = 200e-9;

  private static final double SECONDS_PER_SIMPLEX = 50e-9;

  /**
   * Refuses counts that are none.
   *
   * @throws IllegalArgumentException if {@code points < 0}, {@code edges < 0} or {@code
   *     maxDimension < 0}
   */
  public RipsCost {
    if (points < 0 || edges < 0 || maxDimension < 0) {
      throw new IllegalArgumentException(
          "cost of a Rips diagram of "
              + points
              + " points, "
              + edges
              + " edges, dimension "
              + maxDimension
              + "; all must be at least 0");
    }
  }

  /** The cost if every pair of points is an edge. */
  public static RipsCost of(int points, int maxDimension) {
    return of(points, points * (points - 1L) / 2, maxDimension);
  }

  /** The cost for points of which so many pairs are edges. */
  public static RipsCost of(int points, long edges, int maxDimension) {
    long bytes = FIXED_BYTES + BYTES_PER_POINT * points;
    double seconds = 2e-9 * points * points;
    if (maxDimension > 0) {
      bytes += 4L * points * points + BYTES_PER_EDGE * edges;
      // Simplices of dimension k: all vertex lists, thinned as the edges are.
      double share = edges / Math.max(1, points * (points - 1.0) / 2);
      double simplices = edges;
      for (int k = 1; k <= maxDimension; k++) {
        seconds += simplices * (k == 1 ? SECONDS_PER_EDGE : SECONDS_PER_SIMPLEX);
        simplices *= Math.max(0, points - k - 1.0) / (k + 2) * Math.pow(share, k + 1.0);
      }
    }
    return new RipsCost(points, edges, maxDimension, bytes, seconds);
  }

  /** The cost of a diagram of points, whose edges are counted, in O(n^2). */
  public static RipsCost of(PointCloud points, RipsFiltration filtration, int maxDimension) {
    return of(points.size(), points::distance, filtration, maxDimension);
  }

  /** The cost of a diagram of a matrix of distances, whose edges are counted. */
  public static RipsCost of(DistanceMatrix matrix, RipsFiltration filtration, int maxDimension) {
    return of(matrix.size(), matrix::distance, filtration, maxDimension);
  }

  private static RipsCost of(
      int points, Distances distances, RipsFiltration filtration, int maxDimension) {
    RipsExtent extent = RipsExtent.of(points, distances, filtration.threshold());
    double cut = Math.min(filtration.threshold(), extent.enclosingRadius());
    return of(points, RipsExtent.edges(points, distances, cut), maxDimension);
  }

  /**
   * The cost for points of which a share of the pairs are edges, as seen in a sample.
   *
   * @param share of all pairs, 0 to 1
   */
  public static RipsCost ofShare(int points, double share, int maxDimension) {
    long pairs = points * (points - 1L) / 2;
    return of(points, (long) Math.ceil(Math.min(1, share) * pairs), maxDimension);
  }

  /**
   * Refuses what can't be held.
   *
   * @throws IllegalArgumentException if arrays would need more entries than an int counts or more
   *     bytes than the limit
   */
  public void checkMemory(long limit) {
    if (maxDimension > 0 && (points > RipsEdges.MAX_POINTS || edges > RipsEdges.MAX_EDGES)) {
      throw new IllegalArgumentException(
          "a Rips diagram above dimension 0 of "
              + points
              + " points and "
              + edges
              + " edges: at most "
              + RipsEdges.MAX_POINTS
              + " points and "
              + RipsEdges.MAX_EDGES
              + " edges can be held; give a threshold, or fewer points");
    }
    if (bytes > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a Rips diagram of %d points and %d edges needs about %d MiB and there are %d;"
                  + " give a threshold, fewer points, or a larger heap (-Xmx)",
              points,
              edges,
              bytes >> 20,
              limit >> 20));
    }
  }

  /**
   * Refuses simplices that don't fit a {@link SimplexCode}.
   *
   * @param lengths number of different edge lengths
   * @throws IllegalArgumentException if {@code (k + 2) b + r > 64} for homology dimension k and b,
   *     r bits to number a point and a length, or {@code (k + 2) b > 63}
   */
  static void checkCodes(int points, int lengths, int dimension) {
    long vertexBits = (dimension + 2L) * SimplexCode.bitsOf(points);
    if (vertexBits >= Long.SIZE || vertexBits + SimplexCode.bitsOf(lengths) > Long.SIZE) {
      throw new IllegalArgumentException(
          "simplices of homology dimension "
              + dimension
              + " on "
              + points
              + " points with "
              + lengths
              + " different lengths need "
              + (vertexBits + SimplexCode.bitsOf(lengths))
              + " bits and a long has "
              + Long.SIZE
              + "; give a threshold, fewer points or a lower dimension");
    }
  }

  /** As {@code 2000 points, 1999000 edges, dimension 1: 99 MiB, 0.3 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d points, %d edges, dimension %d: %d MiB, %.2g s",
        points,
        edges,
        maxDimension,
        bytes >> 20,
        seconds);
  }
}
