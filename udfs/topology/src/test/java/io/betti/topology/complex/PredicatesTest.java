package io.betti.topology.complex;

import static org.assertj.core.api.Assertions.assertThat;

import io.betti.topology.reference.ReferenceDelaunay;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signs of the predicates on nearly and quite degenerate points against whole numbers. */
class PredicatesTest {
  private static final int SIZE = 9;

  private final ScaledPoints points = new ScaledPoints();
  private final Expansions exact = new Expansions();
  private final PlanePredicates plane = new PlanePredicates(exact);
  private final SpacePredicates space = new SpacePredicates(exact);
  private final Random random = new Random(7);

  @Test
  void planeSignsEqualTheReference_onEveryKindOfCloud() {
    for (int trial = 0; trial < 300; trial++) {
      for (int kind = 0; kind < CloudSample.KINDS; kind++) {
        ReferenceDelaunay reference = load(kind, 2);
        plane.load(points, 0, 1);
        for (int test = 0; test < 40; test++) {
          int[] t = tuple(4);
          int turn = reference.orientation(new int[] {t[0], t[1], t[2]}, 3);
          assertThat(sign(plane.orientation(t[0], t[1], t[2]))).isEqualTo(turn);
          if (turn != 0) {
            int a = turn > 0 ? t[0] : t[1];
            int b = turn > 0 ? t[1] : t[0];
            int made = sign(plane.inCircle(a, b, t[2], t[3]));
            int lifted = reference.lifted(new int[] {a, b, t[2], t[3]}, 3);
            assertThat(lifted == 0 || lifted == -made).isTrue();
            assertThat(made < 0)
                .isEqualTo(reference.isEmpty(new int[] {a, b, t[2]}, List.of(t[3])));
          }
        }
      }
    }
  }

  @Test
  void spaceSignsEqualTheReference_onEveryKindOfCloud() {
    for (int trial = 0; trial < 300; trial++) {
      for (int kind = 0; kind < CloudSample.KINDS; kind++) {
        ReferenceDelaunay reference = load(kind, 3);
        space.load(points);
        for (int test = 0; test < 20; test++) {
          int[] t = tuple(5);
          int volume = -reference.orientation(new int[] {t[0], t[1], t[2], t[3]}, 7);
          assertThat(sign(space.orientation(t[0], t[1], t[2], t[3]))).isEqualTo(volume);
          if (volume != 0) {
            int a = volume > 0 ? t[0] : t[1];
            int b = volume > 0 ? t[1] : t[0];
            int made = sign(space.inSphere(a, b, t[2], t[3], t[4]));
            assertThat(made).isNotZero();
            assertThat(made < 0)
                .isEqualTo(reference.isEmpty(new int[] {a, b, t[2], t[3]}, List.of(t[4])));
          }
        }
      }
    }
  }

  private ReferenceDelaunay load(int kind, int axes) {
    PointCloud cloud = CloudSample.cloud(kind, axes, SIZE, random);
    int[] all = new int[SIZE];
    Arrays.setAll(all, i -> i);
    points.measure(cloud, all, SIZE);
    points.read(all);
    return new ReferenceDelaunay(cloud);
  }

  /** Points with different coordinates, in any order. */
  private int[] tuple(int n) {
    int[] tuple = new int[n];
    int chosen = 0;
    while (chosen < n) {
      int i = random.nextInt(SIZE);
      if (Arrays.stream(tuple, 0, chosen).noneMatch(j -> i == j)) {
        tuple[chosen++] = i;
      }
    }
    return tuple;
  }

  private static int sign(double value) {
    return (int) Math.signum(value);
  }
}
