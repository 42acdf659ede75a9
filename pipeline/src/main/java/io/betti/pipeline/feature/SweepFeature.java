package io.betti.pipeline.feature;

import io.betti.topology.diagram.Energy;
import io.betti.topology.layer.DirectionalSweepLayer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the features of a directional sweep: E(p, q, 1; PD_k) of the superlevel diagram of I * g
 * for one direction (Brüel-Gabrielsson et al. 2020, section 3.3). The order is that of {@link
 * DirectionalSweepLayer}: direction, dimension, p, q.
 *
 * @param direction number of the direction, from 0
 * @param dimension homology dimension k, 0 or 1
 * @param p exponent of the lifetime, 0 to 4
 * @param q exponent of the midlife, 0 to 4
 */
public record SweepFeature(int direction, int dimension, int p, int q) {
  private static final int POWERS = DirectionalSweepLayer.POWERS;
  private static final Pattern NAME =
      Pattern.compile("sweep_theta(\\d{1,6})_PD([01])_p([0-4])_q([0-4])");

  /** The feature at a place of the vector. */
  public static SweepFeature at(int index) {
    int q = index % POWERS;
    int p = index / POWERS % POWERS;
    int dimension = index / (POWERS * POWERS) % 2;
    return new SweepFeature(index / DirectionalSweepLayer.FEATURES_PER_DIRECTION, dimension, p, q);
  }

  /** The feature of a name as {@link #name()} writes it; empty for any other text. */
  public static Optional<SweepFeature> parse(String name) {
    Matcher m = NAME.matcher(name);
    if (!m.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SweepFeature(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            Integer.parseInt(m.group(4))));
  }

  /** Its place in the vector. */
  public int index() {
    return ((direction * 2 + dimension) * POWERS + p) * POWERS + q;
  }

  /** Its name in the vector's metadata: {@code sweep_theta3_PD1_p2_q0}. */
  public String name() {
    return "sweep_theta" + direction + "_PD" + dimension + "_p" + p + "_q" + q;
  }

  /** The function of the diagram that it is, in the paper's notation. */
  public Energy energy() {
    return new Energy(p, q, 1, dimension);
  }

  /**
   * The angle of a direction as a text: {@code 3π/4}.
   *
   * @param directions how many there are on the circle
   */
  public static String angle(int direction, int directions) {
    if (direction == 0) {
      return "0";
    }
    int divisor = greatestCommonDivisor(2 * direction, directions);
    int above = 2 * direction / divisor;
    int below = directions / divisor;
    return (above == 1 ? "" : above) + "π" + (below == 1 ? "" : "/" + below);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
