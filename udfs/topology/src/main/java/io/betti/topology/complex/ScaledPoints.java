package io.betti.topology.complex;

/**
 * The distinct points of a cloud as the predicates read them: in the order of insertion, one array
 * an axis, multiplied by a power of two that takes the largest coordinate just below 2^180.
 *
 * <p>Then no product of five differences overflows. If the lowest bit set anywhere is no more than
 * 380 places below the highest, none underflows either, the scaled coordinates and all expansions
 * made from them are exact, and {@code decimal} is false. Otherwise a scaled coordinate may be off
 * by 2^-1074, which the filters allow for ({@link #TINY}), and what they can't settle is computed
 * from the coordinates as given, in decimals of any length.
 *
 * <p>{@code unit} is a power of two that divides every scaled coordinate: short whole numbers,
 * grids above all, have determinants so short that plain arithmetic makes no error.
 */
final class ScaledPoints {
  /**
   * Above the error that coordinates and products lose to underflow: 360 * 2^-1074 * 2^(4 * 181).
   */
  static final double TINY = 0x1p-300;

  private static final int TOP = 180;
  private static final int MOST_BITS = 380;
  private static final double[] NONE = {};

  int size;
  int axes;
  boolean decimal;
  double unit;

  /** Index in the cloud, which settles ties. */
  int[] index = {};

  /** Scaled coordinates, {@code [axis][point]}. */
  final double[][] scaled = {NONE, NONE, NONE};

  /** Coordinates as given, {@code [axis][point]}; filled only if {@code decimal}. */
  final double[][] given = {NONE, NONE, NONE};

  private PointCloud cloud;
  private double factor;
  private double secondFactor;

  /** Takes the given points of a cloud, in that order; finds the scale first. */
  void measure(PointCloud cloud, int[] points, int size) {
    this.cloud = cloud;
    this.size = size;
    axes = cloud.dimension();
    int top = -1074;
    int low = 1024;
    for (int i = 0; i < size; i++) {
      for (int axis = 0; axis < axes; axis++) {
        double x = cloud.coordinate(points[i], axis);
        if (x != 0) {
          top = Math.max(top, Math.getExponent(x) + 1);
          low = Math.min(low, lowestBit(x));
        }
      }
    }
    decimal = top - low > MOST_BITS;
    int shift = TOP - top;
    factor = Math.scalb(1.0, shift / 2);
    secondFactor = Math.scalb(1.0, shift - shift / 2);
    unit = decimal ? 0 : Math.scalb(1.0, low + shift);
    read(points);
  }

  /** Takes the same points in another order. */
  void read(int[] points) {
    if (index.length < size) {
      index = new int[size];
    }
    System.arraycopy(points, 0, index, 0, size);
    for (int axis = 0; axis < axes; axis++) {
      if (scaled[axis].length < size) {
        scaled[axis] = new double[size];
      }
      double[] values = scaled[axis];
      for (int i = 0; i < size; i++) {
        values[i] = cloud.coordinate(points[i], axis) * factor * secondFactor;
      }
      if (decimal) {
        given[axis] = given[axis].length < size ? new double[size] : given[axis];
        for (int i = 0; i < size; i++) {
          given[axis][i] = cloud.coordinate(points[i], axis);
        }
      }
    }
  }

  /** At least the largest difference of two scaled coordinates on an axis. */
  double extent(int axis) {
    double[] values = scaled[axis];
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    return Math.nextUp(most - least);
  }

  /** Exponent of the lowest bit set in x, not 0. */
  private static int lowestBit(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long mantissa = bits & 0xfffffffffffffL;
    if (exponent == 0) {
      return -1074 + Long.numberOfTrailingZeros(mantissa);
    }
    return exponent - 1075 + Long.numberOfTrailingZeros(mantissa | 1L << 52);
  }
}
