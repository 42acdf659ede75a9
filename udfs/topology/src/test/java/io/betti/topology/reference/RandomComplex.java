package io.betti.topology.reference;

import io.betti.topology.complex.SimplicialComplex;
import io.betti.topology.filtration.ComplexFiltration;
import io.betti.topology.filtration.Direction;
import io.betti.topology.filtration.Extension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small random complexes up to dimension 3, and numbers for them, with ties where wanted. */
public final class RandomComplex {
  private RandomComplex() {}

  /** The closure of some random simplices on up to 7 vertices. */
  public static SimplicialComplex complex(Random random) {
    int n = 1 + random.nextInt(7);
    List<int[]> simplices = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      simplices.add(new int[] {v});
    }
    for (int k = random.nextInt(8); k > 0; k--) {
      int[] simplex =
          random.ints(0, n).distinct().limit(1 + random.nextInt(Math.min(4, n))).toArray();
      simplices.add(simplex);
    }
    return SimplicialComplex.closureOf(simplices);
  }

  /** A filtration of a complex, every extension and direction that there is in turn. */
  public static ComplexFiltration filtration(Random random, SimplicialComplex complex) {
    return switch (random.nextInt(5)) {
      case 0 -> new ComplexFiltration(complex, Extension.FLAG, Direction.SUBLEVEL);
      case 1 -> new ComplexFiltration(complex, Extension.LOWER_STAR, Direction.SUBLEVEL);
      case 2 -> new ComplexFiltration(complex, Extension.LOWER_STAR, Direction.SUPERLEVEL);
      case 3 -> new ComplexFiltration(complex, Extension.GIVEN, Direction.SUBLEVEL);
      default -> new ComplexFiltration(complex, Extension.GIVEN, Direction.SUPERLEVEL);
    };
  }

  /** Numbers that a filtration takes: from a few whole ones, or with no two equal. */
  public static double[] input(Random random, ComplexFiltration filtration, boolean ties) {
    double[] input = new double[filtration.inputs()];
    Arrays.setAll(input, i -> ties ? random.nextInt(4) : random.nextDouble());
    if (filtration.extension() == Extension.GIVEN) {
      double step = ties ? 0 : 0.5;
      double sign = filtration.direction() == Direction.SUBLEVEL ? 1 : -1;
      SimplicialComplex complex = filtration.complex();
      for (int s = complex.vertices(); s < input.length; s++) {
        double last = sign * input[s];
        for (int face : complex.faces(s)) {
          last = Math.max(last, sign * input[face] + step * (1 + random.nextDouble()));
        }
        input[s] = sign * last;
      }
    }
    return input;
  }
}
