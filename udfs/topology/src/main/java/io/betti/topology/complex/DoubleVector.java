package io.betti.topology.complex;

/** A vector of three {@link DoubleDouble} components; a point with fewer axes has zeros. */
record DoubleVector(DoubleDouble x, DoubleDouble y, DoubleDouble z) {
  /** The exact difference of two points, to - from. */
  static DoubleVector between(PointCloud points, int from, int to) {
    return new DoubleVector(
        component(points, from, to, 0),
        component(points, from, to, 1),
        component(points, from, to, 2));
  }

  private static DoubleDouble component(PointCloud points, int from, int to, int axis) {
    return axis < points.dimension()
        ? DoubleDouble.difference(points.coordinate(to, axis), points.coordinate(from, axis))
        : DoubleDouble.ZERO;
  }

  DoubleVector scaled(double factor) {
    return new DoubleVector(x.scaled(factor), y.scaled(factor), z.scaled(factor));
  }

  DoubleVector times(DoubleDouble factor) {
    return new DoubleVector(x.times(factor), y.times(factor), z.times(factor));
  }

  DoubleVector plus(DoubleVector other) {
    return new DoubleVector(x.plus(other.x), y.plus(other.y), z.plus(other.z));
  }

  DoubleVector minus(DoubleVector other) {
    return new DoubleVector(x.minus(other.x), y.minus(other.y), z.minus(other.z));
  }

  DoubleDouble dot(DoubleVector other) {
    return x.times(other.x).plus(y.times(other.y)).plus(z.times(other.z));
  }

  DoubleDouble squaredLength() {
    return dot(this);
  }

  DoubleVector cross(DoubleVector other) {
    return new DoubleVector(
        y.times(other.z).minus(z.times(other.y)),
        z.times(other.x).minus(x.times(other.z)),
        x.times(other.y).minus(y.times(other.x)));
  }

  /** The largest component's size. */
  double extent() {
    return Math.max(x.size(), Math.max(y.size(), z.size()));
  }

  /**
   * The cross product with every product taken positive: what the error of a component of {@link
   * #cross} is measured against. Rounded.
   */
  DoubleVector crossOfSizes(DoubleVector other) {
    return sizes(
        y.size() * other.z.size() + z.size() * other.y.size(),
        z.size() * other.x.size() + x.size() * other.z.size(),
        x.size() * other.y.size() + y.size() * other.x.size());
  }

  private static DoubleVector sizes(double x, double y, double z) {
    return new DoubleVector(new DoubleDouble(x, 0), new DoubleDouble(y, 0), new DoubleDouble(z, 0));
  }

  /** The sum of the products of the components' sizes, rounded. */
  double dotOfSizes(DoubleVector other) {
    return x.size() * other.x.size() + y.size() * other.y.size() + z.size() * other.z.size();
  }

  /** Whether every component is exactly a multiple of a power of two; not of 0. */
  boolean isWhole(double unit) {
    return unit != 0 && isWhole(x, unit) && isWhole(y, unit) && isWhole(z, unit);
  }

  private static boolean isWhole(DoubleDouble component, double unit) {
    double multiple = component.high() / unit;
    return component.low() == 0 && multiple == Math.rint(multiple);
  }

  /** Euclidean length, rounded. */
  double length() {
    return Math.sqrt(dotOfSizes(this));
  }
}
