package io.betti.pipeline.regression;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.SplittableRandom;
import org.netlib.util.doubleW;
import org.netlib.util.intW;

/**
 * LAPACK in Java, made safe for several threads. Its routines keep machine constants in static
 * fields, which the first call fills in step by step: two first calls at once have left constants
 * behind that were wrong for the rest of the process (other last digits, no convergence, or no
 * end). So every routine that is used here is called once while this class is loaded, which the JVM
 * lets one thread do and the others wait for.
 */
final class Lapack {
  private static final JavaLAPACK PREPARED = prepared();

  private Lapack() {}

  /** The routines, ready for any number of threads. */
  static JavaLAPACK instance() {
    return PREPARED;
  }

  private static JavaLAPACK prepared() {
    JavaLAPACK lapack = (JavaLAPACK) JavaLAPACK.getInstance();
    for (String constant : new String[] {"E", "S", "B", "P", "N", "R", "M", "U", "L", "O"}) {
      lapack.dlamch(constant);
    }
    // Above 25 rows, so that eigenvalues go by divide and conquer.
    int n = 64;
    double[] symmetric = new double[n * n];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = random.nextDouble() + (i == j ? n : 0);
        symmetric[i * n + j] = value;
        symmetric[j * n + i] = value;
      }
    }
    intW info = new intW(0);
    double[] work = new double[8 * n * n];
    lapack.dsyevd(
        "V",
        "U",
        n,
        symmetric.clone(),
        n,
        new double[n],
        work,
        work.length,
        new int[8 * n],
        8 * n,
        info);
    double[] factor = symmetric.clone();
    lapack.dpotrf("L", n, factor, n, info);
    lapack.dpocon("L", n, factor, n, 2 * n, new doubleW(0), new double[3 * n], new int[n], info);
    lapack.dpotrs("L", n, 1, factor, n, new double[n], n, info);
    lapack.dgelsy(
        n,
        n,
        1,
        symmetric,
        n,
        new double[n],
        n,
        new int[n],
        0x1p-46,
        new intW(0),
        work,
        work.length,
        info);
    return lapack;
  }
}
