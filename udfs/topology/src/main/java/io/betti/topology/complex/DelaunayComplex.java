package io.betti.topology.complex;

import java.util.Arrays;
import java.util.Locale;

/**
 * All simplices of the {@link Delaunay} triangulation of a cloud, with their faces.
 *
 * <p><b>Numbers.</b> The simplices of each dimension k are numbered from 0 in the lexicographic
 * order of their vertex lists, which rise; vertex i is point i. So wherever simplices have equal
 * values, the order of a filtration is the order of their numbers. Face m of a simplex leaves out
 * its m-th vertex.
 *
 * <p><b>Duplicates.</b> A point that is an earlier one again is no vertex of a triangle or
 * tetrahedron; it hangs on its first copy by an edge, which is numbered among the other edges.
 *
 * <p><b>Cost.</b> After the triangulation O(n + s) for n points and s simplices: faces are written
 * down from the highest dimension to the lowest and put in order by counting.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class DelaunayComplex {
  private static final int[] NONE = {};

  /** So many tetrahedra have faces that an array of ints can list. */
  private static final long MOST_CELLS = 170_000_000;

  /** Bytes for each vertex of a cell, as measured, values, persistence and diagram included. */
  private static final long CELL_BYTES = 140;

  private final PointCloud points;
  private final int dimension;

  /** Number of simplices by dimension. */
  private final int[] sizes;

  /** By dimension k, the vertices of simplex i from {@code i * (k + 1)}. */
  private final int[][] vertices;

  /** By dimension k, the numbers of the faces of simplex i from {@code i * (k + 1)}. */
  private final int[][] faces;

  private DelaunayComplex(Delaunay delaunay) {
    points = delaunay.points();
    int[] whiskers = whiskers(delaunay);
    dimension = whiskers.length > 0 ? Math.max(1, delaunay.dimension()) : delaunay.dimension();
    sizes = new int[dimension + 1];
    vertices = new int[dimension + 1][];
    faces = new int[dimension + 1][];
    int[] counts = new int[points.size() + 1];
    for (int k = dimension; k >= 1; k--) {
      list(k, k > delaunay.dimension() ? NONE : delaunay.vertices(), whiskers, counts);
    }
    if (dimension >= 0) {
      sizes[0] = points.size();
      vertices[0] = new int[points.size()];
      Arrays.setAll(vertices[0], i -> i);
    }
    if (dimension >= 1) {
      faces[1] = facesOf(1);
    }
  }

  /** Lists the k-simplices: the top cells, or the faces of those of one dimension more. */
  private void list(int k, int[] cells, int[] whiskers, int[] counts) {
    int[] listed = k < dimension ? facesOf(k + 1) : cells;
    int inherited = listed.length;
    if (k == 1 && whiskers.length > 0) {
      listed = Arrays.copyOf(listed, inherited + whiskers.length);
      System.arraycopy(whiskers, 0, listed, inherited, whiskers.length);
    }
    int[] names = number(k, listed, counts);
    if (k < dimension) {
      faces[k + 1] = Arrays.copyOf(names, inherited / (k + 1));
    }
  }

  /**
   * The cells of a triangulation and all their faces.
   *
   * @throws IllegalArgumentException if these, and what persistence needs beside them, take more
   *     memory than the process may have: some points in space have a quadratic number of cells
   */
  public static DelaunayComplex of(Delaunay delaunay) {
    long bytes = (long) delaunay.cells() * (delaunay.dimension() + 1) * CELL_BYTES;
    long limit = Math.min(Runtime.getRuntime().maxMemory(), MOST_CELLS * 4 * CELL_BYTES);
    if (bytes > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the triangulation of %s has %d cells and needs about %d MiB, and there are %d; give"
                  + " fewer points or a larger heap (-Xmx), up to %d cells",
              delaunay.points(),
              delaunay.cells(),
              bytes >> 20,
              limit >> 20,
              MOST_CELLS));
    }
    return new DelaunayComplex(delaunay);
  }

  /** Edges from first copies to their duplicates, end to end. */
  private static int[] whiskers(Delaunay delaunay) {
    int n = delaunay.points().size();
    int[] edges = new int[16];
    int size = 0;
    for (int i = 0; i < n; i++) {
      if (delaunay.original(i) != i) {
        if (size == edges.length) {
          edges = Arrays.copyOf(edges, 2 * size);
        }
        edges[size++] = delaunay.original(i);
        edges[size++] = i;
      }
    }
    return Arrays.copyOf(edges, size);
  }

  /** The faces of every k-simplex, one after the other. */
  private int[] facesOf(int k) {
    int arity = k + 1;
    int[] listed = new int[sizes[k] * arity * k];
    int to = 0;
    for (int from = 0; from < vertices[k].length; from += arity) {
      for (int without = 0; without < arity; without++) {
        for (int m = 0; m < arity; m++) {
          if (m != without) {
            listed[to++] = vertices[k][from + m];
          }
        }
      }
    }
    return listed;
  }

  /**
   * Numbers the k-simplices of a list with repetitions.
   *
   * @return the number of each in the list
   */
  private int[] number(int k, int[] listed, int[] counts) {
    int arity = k + 1;
    int[] order = lexicographic(arity, listed, counts);
    int[] names = new int[order.length];
    int size = 0;
    for (int n = 0; n < order.length; n++) {
      int from = order[n] * arity;
      if (n > 0 && !equal(listed, from, order[n - 1] * arity, arity)) {
        size++;
      }
      names[order[n]] = size;
    }
    size = order.length == 0 ? 0 : size + 1;
    sizes[k] = size;
    vertices[k] = new int[size * arity];
    for (int place = 0; place < names.length; place++) {
      System.arraycopy(listed, place * arity, vertices[k], names[place] * arity, arity);
    }
    return names;
  }

  private static boolean equal(int[] a, int i, int j, int length) {
    for (int m = 0; m < length; m++) {
      if (a[i + m] != a[j + m]) {
        return false;
      }
    }
    return true;
  }

  /** The places of a list of simplices in lexicographic order, by counting from the last vertex. */
  private static int[] lexicographic(int arity, int[] listed, int[] counts) {
    int size = listed.length / arity;
    int[] order = new int[size];
    int[] next = new int[size];
    Arrays.setAll(order, i -> i);
    for (int m = arity - 1; m >= 0; m--) {
      Arrays.fill(counts, 0);
      for (int from = m; from < listed.length; from += arity) {
        counts[listed[from] + 1]++;
      }
      for (int v = 1; v < counts.length; v++) {
        counts[v] += counts[v - 1];
      }
      for (int place : order) {
        next[counts[listed[place * arity + m]]++] = place;
      }
      int[] swap = order;
      order = next;
      next = swap;
    }
    return order;
  }

  /** The points triangulated. */
  public PointCloud points() {
    return points;
  }

  /** Highest dimension of a simplex; -1 if there are no points. */
  public int dimension() {
    return dimension;
  }

  /** Number of k-simplices; 0 above the dimension. */
  public int size(int k) {
    return k > dimension ? 0 : sizes[k];
  }

  /** The m-th vertex of k-simplex i, rising in m. */
  public int vertex(int k, int i, int m) {
    return vertices[k][i * (k + 1) + m];
  }

  /** The vertices of k-simplex i, rising. */
  public int[] vertices(int k, int i) {
    return Arrays.copyOfRange(vertices[k], i * (k + 1), (i + 1) * (k + 1));
  }

  /** The number of the face of k-simplex i that leaves out its m-th vertex; k at least 1. */
  public int face(int k, int i, int m) {
    return faces[k][i * (k + 1) + m];
  }
}
