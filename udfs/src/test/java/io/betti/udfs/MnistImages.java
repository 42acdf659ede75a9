package io.betti.udfs;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Images of the embedded MNIST, for tests. */
final class MnistImages {
  static final int SIDE = 28;

  /** Columns id, shape, bytes, floats (bytes / 255f) and doubles (floats / 3, no longer floats). */
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType, false)
          .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("bytes", DataTypes.BinaryType, false)
          .add("floats", DataTypes.createArrayType(DataTypes.FloatType), true)
          .add("doubles", DataTypes.createArrayType(DataTypes.DoubleType), true);

  private MnistImages() {}

  static Path basedir() {
    return Path.of(System.getProperty("betti.basedir"));
  }

  /** The first images of a file of {@code data/mnist}. */
  static List<byte[]> read(String file, int limit) {
    Path path = basedir().resolve("data/mnist").resolve(file);
    try (InputStream raw = Files.newInputStream(path);
        DataInputStream in = new DataInputStream(new GZIPInputStream(raw, 1 << 16))) {
      if (in.readInt() != 0x803) {
        throw new IOException(path + " holds no images");
      }
      int count = Math.min(limit, in.readInt());
      byte[] image = new byte[in.readInt() * in.readInt()];
      List<byte[]> images = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        in.readFully(image);
        images.add(image.clone());
      }
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> test(int limit) {
    return read("t10k-images-idx3-ubyte.gz", limit);
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

  /** The images in a number of partitions, no longer a local relation. */
  static Dataset<Row> table(SparkSession spark, List<byte[]> images, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      byte[] image = images.get(i);
      rows.add(RowFactory.create(i, new int[] {SIDE, SIDE}, image, floats(image), doubles(image)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  /** Columns shape and bytes alone. */
  static Dataset<Row> bytesOnly(SparkSession spark, List<byte[]> images, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (byte[] image : images) {
      rows.add(RowFactory.create(new int[] {SIDE, SIDE}, image));
    }
    StructType schema = new StructType().add(SCHEMA.apply("shape")).add(SCHEMA.apply("bytes"));
    return spark.createDataFrame(rows, schema).repartition(partitions);
  }
}
