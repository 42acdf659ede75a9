package io.betti.topology.filtration;

import io.betti.topology.complex.SimplicialComplex;
import java.util.Arrays;
import java.util.Objects;

/**
 * Filtrations of a user's own simplicial complex: numbers on its vertices, edges or simplices,
 * extended to all simplices (Brüel-Gabrielsson et al. 2020, section 2.2).
 *
 * <p><b>Order.</b> {@link Extension#LOWER_STAR}, as on grids: vertices by (value in the direction,
 * then number), a simplex belongs to its last vertex, simplices by (last vertex, dimension, vertex
 * list). So a triangulated grid given as a complex has the same diagram and critical cells as the
 * grid. Otherwise: simplices by (value in the direction, dimension, vertex list), an edge's
 * critical cell in {@link Extension#FLAG} the last of the edges in that order.
 *
 * @param complex the space
 * @param extension where the numbers stand
 * @param direction which way the values run; {@code FLAG} needs {@code SUBLEVEL}
 */
public record ComplexFiltration(SimplicialComplex complex, Extension extension, Direction direction)
    implements Filtration {
  /**
   * Refuses nulls, and a falling flag filtration.
   *
   * @throws IllegalArgumentException if the extension is {@code FLAG} and the direction {@code
   *     SUPERLEVEL}: the vertices at 0 would come after their edges
   */
  public ComplexFiltration {
    Objects.requireNonNull(complex, "complex");
    Objects.requireNonNull(extension, "extension");
    Objects.requireNonNull(direction, "direction");
    if (extension == Extension.FLAG && direction == Direction.SUPERLEVEL) {
      throw new IllegalArgumentException(
          "a flag filtration starts with its vertices at 0 and cannot fall; use sublevel, or"
              + " extension given");
    }
  }

  /** How many numbers it takes: one a vertex, edge or simplex. */
  public int inputs() {
    return switch (extension) {
      case LOWER_STAR -> complex.vertices();
      case FLAG -> complex.size(1);
      case GIVEN -> complex.size();
    };
  }

  @Override
  public int maxHomologyDimension() {
    return Math.max(0, complex.dimension());
  }

  @Override
  public String description() {
    return "complex " + extension + " " + direction + " of a " + complex;
  }

  /**
   * Index in the input of the number that a critical cell stands for; -1 for a vertex of a flag
   * filtration, which has none.
   *
   * @param cell the vertices of a critical cell of this filtration
   */
  public int inputOf(int... cell) {
    int simplex = complex.number(cell);
    return extension == Extension.FLAG
        ? (complex.dimension(simplex) == 1 ? simplex - complex.first(1) : -1)
        : simplex;
  }

  /**
   * Every simplex in the order of the filtration.
   *
   * @param input {@link #inputs()} finite numbers: by vertex; by edge in the complex's numbering,
   *     from 0; or by simplex
   * @throws IllegalArgumentException if their number is wrong, one is NaN or infinite, an edge's is
   *     below 0, or with {@code GIVEN} a face has a value after that of its coface
   */
  @Override
  public FilteredComplex cells(double[] input) {
    check(input);
    boolean falling = direction == Direction.SUPERLEVEL;
    // Along the filtration keys rise; a key of 0.0 is never -0.0.
    double[] key = new double[input.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = (falling ? -input[i] : input[i]) + 0.0;
    }
    int[] decider = deciders(key);
    int[] inputRank = extension == Extension.LOWER_STAR ? ranks(key) : null;
    double[] keyOfSimplex = new double[complex.size()];
    for (int s = 0; s < decider.length; s++) {
      keyOfSimplex[s] = decider[s] < 0 ? 0 : key[decider[s]];
    }
    return written(sorted(keyOfSimplex, decider, inputRank), decider, input, falling);
  }

  private void check(double[] input) {
    if (input.length != inputs()) {
      throw new IllegalArgumentException(
          "got "
              + input.length
              + " numbers for the "
              + extension
              + " filtration of a "
              + complex
              + ", which takes "
              + inputs());
    }
    for (int i = 0; i < input.length; i++) {
      if (!Double.isFinite(input[i]) || (extension == Extension.FLAG && input[i] < 0)) {
        throw new IllegalArgumentException(
            "number "
                + i
                + " is "
                + input[i]
                + "; the numbers of a "
                + extension
                + " filtration must be finite"
                + (extension == Extension.FLAG ? " and at least 0" : ""));
      }
    }
  }

  /** For each simplex the input that decides its value, -1 for none. */
  private int[] deciders(double[] key) {
    int[] decider = new int[complex.size()];
    for (int s = 0; s < decider.length; s++) {
      decider[s] =
          switch (extension) {
            case LOWER_STAR -> lastVertex(s, key);
            case FLAG -> lastEdge(s, key, decider);
            case GIVEN -> s;
          };
      if (extension == Extension.GIVEN) {
        checkMonotone(s, key);
      }
    }
    return decider;
  }

  private int lastVertex(int simplex, double[] key) {
    int last = complex.vertex(simplex, 0);
    for (int k = 1; k <= complex.dimension(simplex); k++) {
      int v = complex.vertex(simplex, k);
      last = key[v] >= key[last] ? v : last;
    }
    return last;
  }

  /** Faces are numbered before their cofaces, and edges lexicographically, so ties go upwards. */
  private int lastEdge(int simplex, double[] key, int[] decider) {
    int dimension = complex.dimension(simplex);
    if (dimension <= 1) {
      return dimension == 0 ? -1 : simplex - complex.first(1);
    }
    int last = decider[complex.face(simplex, 0)];
    for (int k = 1; k <= dimension; k++) {
      int edge = decider[complex.face(simplex, k)];
      last = key[edge] > key[last] || (key[edge] == key[last] && edge > last) ? edge : last;
    }
    return last;
  }

  private void checkMonotone(int simplex, double[] key) {
    for (int k = 0; k <= complex.dimension(simplex) && complex.dimension(simplex) > 0; k++) {
      int face = complex.face(simplex, k);
      if (key[face] > key[simplex]) {
        boolean falling = direction == Direction.SUPERLEVEL;
        throw new IllegalArgumentException(
            "face "
                + Arrays.toString(complex.vertices(face))
                + " has value "
                + (falling ? -key[face] : key[face])
                + " and enters after simplex "
                + Arrays.toString(complex.vertices(simplex))
                + " of value "
                + (falling ? -key[simplex] : key[simplex])
                + "; in a "
                + direction
                + " filtration a face's value is at "
                + (falling ? "least" : "most")
                + " that of its simplex");
      }
    }
  }

  /** Places of the inputs by (key, index). */
  private static int[] ranks(double[] key) {
    Integer[] byKey = new Integer[key.length];
    Arrays.setAll(byKey, i -> i);
    Arrays.sort(byKey, (a, b) -> Double.compare(key[a], key[b])); // stable
    int[] rank = new int[key.length];
    for (int n = 0; n < byKey.length; n++) {
      rank[byKey[n]] = n;
    }
    return rank;
  }

  /**
   * Numbers of the simplices in order. Simplices are numbered by (dimension, vertex list), so a
   * stable sort by owner or value settles the rest.
   */
  private static Integer[] sorted(double[] keyOfSimplex, int[] decider, int[] rank) {
    Integer[] sorted = new Integer[decider.length];
    Arrays.setAll(sorted, s -> s);
    if (rank != null) {
      Arrays.sort(sorted, (a, b) -> Integer.compare(rank[decider[a]], rank[decider[b]]));
    } else {
      Arrays.sort(sorted, (a, b) -> Double.compare(keyOfSimplex[a], keyOfSimplex[b]));
    }
    return sorted;
  }

  private FilteredComplex written(Integer[] order, int[] decider, double[] input, boolean falling) {
    int n = order.length;
    int[] place = new int[n];
    for (int i = 0; i < n; i++) {
      place[order[i]] = i;
    }
    int[] dimensions = new int[n];
    double[] values = new double[n];
    int[][] faces = new int[n][];
    int[][] vertices = new int[n][];
    int[][] critical = new int[n][];
    for (int i = 0; i < n; i++) {
      int s = order[i];
      dimensions[i] = complex.dimension(s);
      values[i] = decider[s] < 0 ? 0 : input[decider[s]] + 0.0;
      vertices[i] = complex.vertices(s);
      critical[i] =
          switch (extension) {
            case LOWER_STAR -> new int[] {decider[s]};
            case FLAG -> complex.vertices(decider[s] < 0 ? s : complex.first(1) + decider[s]);
            case GIVEN -> vertices[i];
          };
      faces[i] = complex.faces(s);
      for (int k = 0; k < faces[i].length; k++) {
        faces[i][k] = place[faces[i][k]];
      }
      Arrays.sort(faces[i]);
    }
    return new FilteredComplex(falling, dimensions, values, faces, vertices, critical);
  }
}
