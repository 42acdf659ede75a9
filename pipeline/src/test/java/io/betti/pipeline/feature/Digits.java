package io.betti.pipeline.feature;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The first images of MNIST's test set as a table. */
public final class Digits {
  static final int SIDE = 28;

  /** Columns id, label, shape, bytes, floats (bytes / 255f), doubles (floats / 3). */
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add("label", DataTypes.DoubleType, false)
          .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("bytes", DataTypes.BinaryType)
          .add("floats", DataTypes.createArrayType(DataTypes.FloatType))
          .add("doubles", DataTypes.createArrayType(DataTypes.DoubleType));

  private Digits() {}

  private static byte[] file(String name, int header, int length) {
    Path path = Path.of(System.getProperty("betti.basedir"), "data", "mnist", name);
    try (InputStream raw = Files.newInputStream(path);
        DataInputStream in = new DataInputStream(new GZIPInputStream(raw))) {
      in.readFully(new byte[header]);
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<byte[]> images(int count) {
    int pixels = SIDE * SIDE;
    byte[] all = file("t10k-images-idx3-ubyte.gz", 16, count * pixels);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(Arrays.copyOfRange(all, i * pixels, (i + 1) * pixels));
    }
    return images;
  }

  static float[] floats(byte[] image) {
    float[] floats = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      floats[i] = (image[i] & 255) / 255f;
    }
    return floats;
  }

  static double[] doubles(byte[] image) {
    double[] doubles = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      doubles[i] = (image[i] & 255) / 255f / 3.0;
    }
    return doubles;
  }

  /** The first images in a number of partitions, no longer a local relation. */
  static Dataset<Row> table(SparkSession spark, int count, int partitions) {
    List<byte[]> images = images(count);
    byte[] labels = file("t10k-labels-idx1-ubyte.gz", 8, count);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] image = images.get(i);
      rows.add(
          RowFactory.create(
              (long) i,
              (double) labels[i],
              new int[] {SIDE, SIDE},
              image,
              floats(image),
              doubles(image)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }
}
