package io.betti.jobs;

import io.betti.pipeline.dataset.Mesh;
import io.betti.pipeline.dataset.MeshFile;
import io.betti.pipeline.dataset.UnreadableDataException;
import io.betti.pipeline.voxel.SolidVoxelizer;
import io.betti.pipeline.voxel.VoxelGrid;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** The grids of some meshes as rows, each mesh in all its rotations. */
record MeshVoxels(SolidVoxelizer voxelizer, List<MeshFile> files) {
  static final String ID = "id";

  /** The values; null in the only row of a mesh that cannot be used. */
  static final String VALUES = "values";

  /** {@code id} is the index of the mesh. */
  static final StructType SCHEMA =
      new StructType()
          .add(ID, DataTypes.LongType, false)
          .add("rotation", DataTypes.IntegerType, false)
          .add("occupied", DataTypes.IntegerType, false)
          .add("components", DataTypes.IntegerType, false)
          .add("box", DataTypes.createArrayType(DataTypes.IntegerType, false), true)
          .add(VALUES, DataTypes.BinaryType, true);

  /** Bytes of grids that make a partition. */
  private static final long PARTITION_BYTES = 64L << 20;

  /** Meshes differ in size, so each core gets several parts of them. */
  private static final int PARTITIONS_PER_CORE = 4;

  private static final double MOST_SECONDS = 1.5;

  /** Rows of a mesh. */
  int rotations() {
    return voxelizer.rotations();
  }

  /**
   * The rows of a step, in the order of meshes and rotations.
   *
   * @param partitions how many; null for as many as suit the cores and the grids' size
   */
  Dataset<Row> rows(SparkSession spark, Configuration hadoop, Step step, Integer partitions) {
    int count = partitions == null ? partitions(spark, step.rows()) : partitions;
    Broadcast<SerializableConfiguration> broadcast =
        SerializableConfiguration.broadcast(spark.sparkContext(), hadoop);
    MeshFile[] own = files.subList((int) step.from(), (int) step.to()).toArray(MeshFile[]::new);
    return spark
        .range(step.from(), step.to(), 1, (int) Math.min(step.rows(), count))
        .flatMap(new Rows(voxelizer, own, step.from(), broadcast), Encoders.row(SCHEMA));
  }

  private int partitions(SparkSession spark, long meshes) {
    long bytes = (long) Math.pow(voxelizer.size(), 3) * rotations() * meshes;
    long cores = spark.sparkContext().defaultParallelism();
    return (int)
        Math.min(
            Integer.MAX_VALUE, Math.max(PARTITIONS_PER_CORE * cores, bytes / PARTITION_BYTES + 1));
  }

  /**
   * What is wrong with a mesh.
   *
   * @return nothing if it can be used
   */
  Optional<String> complaint(long id, Configuration hadoop) {
    try {
      mesh(voxelizer, files.get((int) id), hadoop);
      return Optional.empty();
    } catch (UnreadableDataException | IllegalArgumentException e) {
      requireData(e);
      return Optional.of(e.getMessage());
    }
  }

  /** A mesh is bad by its bytes: one that a file system doesn't give would be lost by chance. */
  private static void requireData(RuntimeException e) {
    if (e instanceof UnreadableDataException unreadable && unreadable.isOfStorage()) {
      throw e;
    }
  }

  private static Mesh mesh(SolidVoxelizer voxelizer, MeshFile file, Configuration hadoop) {
    Mesh mesh = file.read(hadoop);
    try {
      voxelizer.check(mesh);
      return mesh;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "cannot make voxels of " + file.path() + ": " + e.getMessage(), e);
    }
  }

  /** Seconds on one core for a mesh in all its rotations, measured on the first ones. */
  static double secondsPerMesh(
      SolidVoxelizer voxelizer, List<MeshFile> files, Configuration hadoop) {
    long began = System.nanoTime();
    double seconds = 0;
    int grids = 0;
    for (MeshFile file : files) {
      try {
        Mesh mesh = mesh(voxelizer, file, hadoop);
        for (int rotation = 0; rotation < voxelizer.rotations(); rotation++) {
          voxelizer.solid(mesh, rotation);
          grids++;
          seconds = (System.nanoTime() - began) / 1e9;
          if (seconds > MOST_SECONDS) {
            return seconds / grids * voxelizer.rotations();
          }
        }
      } catch (UnreadableDataException | IllegalArgumentException e) {
        // A bad mesh is none of an estimate's business.
      }
    }
    return seconds / files.size();
  }

  /** Makes the rows of a mesh one after the other, so that a task holds one grid only. */
  private record Rows(
      SolidVoxelizer voxelizer,
      MeshFile[] files,
      long first,
      Broadcast<SerializableConfiguration> hadoop)
      implements FlatMapFunction<Long, Row>, Serializable {
    @Override
    public Iterator<Row> call(Long id) {
      MeshFile file = files[(int) (id - first)];
      try {
        Mesh mesh = mesh(voxelizer, file, hadoop.value().value());
        return IntStream.range(0, voxelizer.rotations())
            .mapToObj(rotation -> row(id, rotation, voxelizer.solid(mesh, rotation)))
            .iterator();
      } catch (UnreadableDataException | IllegalArgumentException e) {
        requireData(e);
        return List.of(RowFactory.create(id, 0, 0, 0, null, null)).iterator();
      }
    }

    private static Row row(long id, int rotation, VoxelGrid grid) {
      return RowFactory.create(
          id, rotation, grid.occupied(), grid.components(), grid.boundingBox(), grid.values());
    }
  }
}
