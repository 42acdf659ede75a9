package io.betti.topology.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.filtration.FilteredComplex;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What every filtration obeys, whatever it is of; its tests hand over what they wrote out. */
public final class FiltrationContract {
  private FiltrationContract() {}

  /**
   * Checks that faces stand before their cells and enter no later, that the boundary of every
   * boundary is zero, that the order is total (no cell twice) and that values are monotone along
   * it.
   */
  public static void check(FilteredComplex complex) {
    Set<String> names = new HashSet<>();
    for (int n = 0; n < complex.size(); n++) {
      assertThat(names.add(Arrays.toString(complex.vertices(n)))).as("cell %d twice", n).isTrue();
      assertThat(complex.value(n)).isFinite();
      if (n > 0) {
        assertThat(comesNoLater(complex, n - 1, n)).as("values at %d", n).isTrue();
      }
      checkFaces(complex, n);
    }
  }

  private static void checkFaces(FilteredComplex complex, int n) {
    int[] faces = complex.faces(n);
    assertThat(faces.length == 0).isEqualTo(complex.dimension(n) == 0);
    Set<Integer> boundary = new HashSet<>();
    for (int face : faces) {
      assertThat(face).isLessThan(n);
      assertThat(complex.dimension(face)).isEqualTo(complex.dimension(n) - 1);
      assertThat(comesNoLater(complex, face, n)).isTrue();
      for (int ridge : complex.faces(face)) {
        if (!boundary.add(ridge)) {
          boundary.remove(ridge);
        }
      }
    }
    if (complex.dimension(n) > 1) {
      assertThat(boundary).as("boundary of the boundary of cell %d", n).isEmpty();
    }
  }

  private static boolean comesNoLater(FilteredComplex complex, int a, int b) {
    return complex.isFalling()
        ? complex.value(a) >= complex.value(b)
        : complex.value(a) <= complex.value(b);
  }
}
