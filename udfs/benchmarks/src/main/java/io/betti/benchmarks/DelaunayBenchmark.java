package io.betti.benchmarks;

import io.betti.topology.complex.Delaunay;
import io.betti.topology.complex.DelaunayBuilder;
import io.betti.topology.complex.PointCloud;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Delaunay triangulations: {@code random} points of the unit cube, the {@code grid} of whole
 * numbers (all ties, plain arithmetic exact), the same times 0.1 (nearly all ties, {@code tenths})
 * and points of the unit {@code sphere} rounded to doubles; and the plain version on random points
 * of the same number in the same run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class DelaunayBenchmark {
  @Param({"2", "3"})
  int axes;

  @Param({"100", "1000", "10000"})
  int size;

  @Param({"random", "grid", "tenths", "sphere"})
  String points;

  private PointCloud cloud;
  private double[][] rows;
  private DelaunayBuilder builder;

  /** Makes the points. */
  @Setup
  public void prepare() {
    Random random = new Random(5);
    int side = (int) Math.round(Math.pow(size, 1.0 / axes));
    rows = new double[size][axes];
    for (int i = 0; i < size; i++) {
      for (int k = 0, rest = i; k < axes; k++, rest /= side) {
        rows[i][k] =
            switch (points) {
              case "random" -> random.nextDouble();
              case "grid" -> rest % side;
              case "tenths" -> rest % side * 0.1;
              default -> random.nextGaussian();
            };
      }
      if (points.equals("sphere")) {
        normalize(rows[i]);
      }
    }
    cloud = PointCloud.of(rows);
    builder = new DelaunayBuilder();
  }

  private static void normalize(double[] row) {
    double square = 0;
    for (double x : row) {
      square += x * x;
    }
    for (int k = 0; k < row.length; k++) {
      row[k] /= Math.sqrt(square);
    }
  }

  /** The engine, workspaces kept. */
  @Benchmark
  public Delaunay builder() {
    return builder.build(cloud);
  }

  /** Every cell asked for every point; meaningful for random points. */
  @Benchmark
  public int plain() {
    if (!points.equals("random")) {
      throw new IllegalStateException("plain doubles fail on " + points + "; run -p points=random");
    }
    return new PlainDelaunay(axes, rows).cells();
  }
}
