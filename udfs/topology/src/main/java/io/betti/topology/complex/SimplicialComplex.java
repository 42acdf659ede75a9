package io.betti.topology.complex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A finite simplicial complex that a user gives: a graph, a mesh, any set of simplices that holds
 * every face of each. It is the paper's {@code SimplicialComplex}, a space on which many
 * filtrations are computed.
 *
 * <p><b>Numbers.</b> Vertices are 0 to {@code vertices() - 1}. Simplices are numbered by
 * (dimension, vertex list), vertex lists rising and compared lexicographically, so simplex v is
 * vertex v and the edges follow.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class SimplicialComplex {
  private final int[][] simplices;

  /** Numbers of each simplex's faces, rising. */
  private final int[][] faces;

  private final Map<Vertices, Integer> numbers;

  /** First simplex of each dimension, and one more at the end. */
  private final int[] start;

  /** A vertex list as a key. */
  private record Vertices(int[] list) implements Comparable<Vertices> {
    @Override
    public boolean equals(Object other) {
      return other instanceof Vertices v && Arrays.equals(list, v.list);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(list);
    }

    @Override
    public int compareTo(Vertices other) {
      return list.length != other.list.length
          ? Integer.compare(list.length, other.list.length)
          : Arrays.compare(list, other.list);
    }
  }

  private SimplicialComplex(TreeSet<Vertices> sorted) {
    int n = sorted.size();
    simplices = new int[n][];
    faces = new int[n][];
    numbers = new HashMap<>(2 * n);
    int top = n == 0 ? -1 : sorted.last().list.length - 1;
    start = new int[top + 2];
    for (Vertices simplex : sorted) {
      int number = numbers.size();
      simplices[number] = simplex.list;
      numbers.put(simplex, number);
      start[simplex.list.length] = number + 1;
    }
    checkVertices();
    for (int s = 0; s < n; s++) {
      faces[s] = findFaces(simplices[s]);
    }
  }

  /**
   * The complex of these simplices, in any order, each a vertex list in any order.
   *
   * @throws IllegalArgumentException if a simplex has no vertices, a negative vertex or one twice;
   *     if a simplex is there twice; if a face of one is missing; or if the vertices are not 0 to n
   *     - 1
   */
  public static SimplicialComplex of(List<int[]> simplices) {
    TreeSet<Vertices> sorted = new TreeSet<>();
    for (int[] simplex : simplices) {
      if (!sorted.add(vertices(simplex))) {
        throw new IllegalArgumentException(
            "simplex " + Arrays.toString(simplex) + " is there twice; name each simplex once");
      }
    }
    return new SimplicialComplex(sorted);
  }

  /**
   * The complex of these simplices and all their faces, as of the triangles of a mesh or the edges
   * of a graph.
   *
   * @throws IllegalArgumentException if a simplex has no vertices, more than 24, a negative vertex
   *     or one twice; or if the vertices are not 0 to n - 1
   */
  public static SimplicialComplex closureOf(List<int[]> simplices) {
    TreeSet<Vertices> sorted = new TreeSet<>();
    for (int[] simplex : simplices) {
      if (simplex.length > 24) {
        throw new IllegalArgumentException(
            "a simplex of " + simplex.length + " vertices has too many faces; 24 are the most");
      }
      addFaces(vertices(simplex), sorted);
    }
    return new SimplicialComplex(sorted);
  }

  private static void addFaces(Vertices simplex, TreeSet<Vertices> into) {
    if (into.add(simplex) && simplex.list.length > 1) {
      for (int k = 0; k < simplex.list.length; k++) {
        addFaces(without(simplex.list, k), into);
      }
    }
  }

  private static Vertices vertices(int[] simplex) {
    int[] sorted = simplex.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0 || sorted[0] < 0) {
      throw new IllegalArgumentException(
          "simplex "
              + Arrays.toString(simplex)
              + (sorted.length == 0 ? " has no vertices" : " has a negative vertex")
              + "; name its vertices by numbers from 0");
    }
    for (int k = 1; k < sorted.length; k++) {
      if (sorted[k] == sorted[k - 1]) {
        throw new IllegalArgumentException(
            "simplex " + Arrays.toString(simplex) + " has vertex " + sorted[k] + " twice");
      }
    }
    return new Vertices(sorted);
  }

  private static Vertices without(int[] simplex, int k) {
    int[] face = new int[simplex.length - 1];
    System.arraycopy(simplex, 0, face, 0, k);
    System.arraycopy(simplex, k + 1, face, k, simplex.length - 1 - k);
    return new Vertices(face);
  }

  private void checkVertices() {
    for (int v = 0; v < vertices(); v++) {
      if (simplices[v][0] != v) {
        throw new IllegalArgumentException(
            "the complex has vertex "
                + simplices[v][0]
                + " but no vertex "
                + v
                + "; number the vertices 0 to n - 1 without a gap");
      }
    }
  }

  private int[] findFaces(int[] simplex) {
    int[] found = new int[simplex.length == 1 ? 0 : simplex.length];
    for (int k = 0; k < found.length; k++) {
      Vertices face = without(simplex, k);
      Integer number = numbers.get(face);
      if (number == null) {
        throw new IllegalArgumentException(
            "simplex "
                + Arrays.toString(simplex)
                + " is there without its face "
                + Arrays.toString(face.list)
                + "; add the face, or make the complex by closureOf");
      }
      found[k] = number;
    }
    Arrays.sort(found);
    return found;
  }

  /** Highest dimension of a simplex; -1 if there is none. */
  public int dimension() {
    return start.length - 2;
  }

  /** Number of vertices. */
  public int vertices() {
    return size(0);
  }

  /** Number of simplices of all dimensions. */
  public int size() {
    return simplices.length;
  }

  /** Number of simplices of a dimension. */
  public int size(int dimension) {
    return dimension > dimension() ? 0 : start[dimension + 1] - start[dimension];
  }

  /** Number of the first simplex of a dimension, from 0 to one more than {@link #dimension()}. */
  public int first(int dimension) {
    return start[dimension];
  }

  /** Dimension of a simplex. */
  public int dimension(int simplex) {
    return simplices[simplex].length - 1;
  }

  /** Vertices of a simplex, rising. */
  public int[] vertices(int simplex) {
    return simplices[simplex].clone();
  }

  /** One vertex of a simplex, by its place in the rising list. */
  public int vertex(int simplex, int k) {
    return simplices[simplex][k];
  }

  /** Numbers of the faces of one dimension less, rising. */
  public int[] faces(int simplex) {
    return faces[simplex].clone();
  }

  /** Number of the k-th face, {@code k <= dimension(simplex)}. */
  public int face(int simplex, int k) {
    return faces[simplex][k];
  }

  /** Number of the simplex of these vertices, in any order; -1 if it is not in the complex. */
  public int number(int... simplex) {
    int[] sorted = simplex.clone();
    Arrays.sort(sorted);
    return numbers.getOrDefault(new Vertices(sorted), -1);
  }

  /** As {@code simplicial complex of 4 vertices, 5 edges, 2 simplices of dimension 2}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("simplicial complex of " + vertices() + " vertices");
    for (int k = 1; k <= dimension(); k++) {
      out.append(", ").append(size(k)).append(k == 1 ? " edges" : " simplices of dimension " + k);
    }
    return out.toString();
  }
}
