package io.betti.jobs;

import io.betti.jobs.records.BadRecord;
import io.betti.pipeline.dataset.DiagramPair;
import io.betti.pipeline.dataset.LinesFile;
import io.betti.topology.distance.WassersteinDistance;
import io.betti.topology.distance.WassersteinOptions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The distances of the pairs in a file as rows, in the file's order. A task reads its own blocks of
 * lines and solves all of them in one workspace.
 */
record DiagramDistances(LinesFile file, List<LinesFile.Block> blocks, WassersteinOptions options) {
  /** Null in the row of a line that cannot be used. */
  static final String DISTANCE = "distance";

  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add(DISTANCE, DataTypes.DoubleType, true);

  /** Pairs differ in size, so each core gets several parts of them. */
  private static final int PARTITIONS_PER_CORE = 4;

  private static final double MOST_SECONDS = 1.5;

  /** Number of lines. */
  long lines() {
    return blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).to();
  }

  /**
   * The rows of a step.
   *
   * @param partitions how many; null for as many as suit the cores
   */
  Dataset<Row> rows(SparkSession spark, Configuration hadoop, Step step, Integer partitions) {
    LinesFile.Block[] own =
        blocks.stream()
            .filter(b -> b.from() >= step.from() && b.to() <= step.to())
            .toArray(LinesFile.Block[]::new);
    int most =
        partitions == null
            ? PARTITIONS_PER_CORE * spark.sparkContext().defaultParallelism()
            : partitions;
    Broadcast<SerializableConfiguration> broadcast =
        SerializableConfiguration.broadcast(spark.sparkContext(), hadoop);
    return spark
        .range(0, own.length, 1, Math.max(1, Math.min(own.length, most)))
        .mapPartitions(new Rows(file, own, options, broadcast), Encoders.row(SCHEMA));
  }

  /** What is wrong with some lines. */
  List<BadRecord> complaints(SortedSet<Long> ids, Configuration hadoop) {
    List<BadRecord> bad = new ArrayList<>();
    Solver solver = new Solver(options);
    for (LinesFile.Block block : blocks) {
      SortedSet<Long> here = ids.subSet(block.from(), block.to());
      if (!here.isEmpty()) {
        file.read(
            block,
            hadoop,
            (id, line) -> {
              if (here.contains(id)) {
                bad.add(new BadRecord(null, id, solver.complaint(line)));
              }
            });
      }
    }
    return bad;
  }

  /** Seconds on one core for a line, measured on the first ones; 0 without lines. */
  double secondsPerLine(Configuration hadoop) {
    Solver solver = new Solver(options);
    long began = System.nanoTime();
    double seconds = 0;
    for (LinesFile.Block block : blocks) {
      file.read(block, hadoop, (id, line) -> solver.distance(line));
      seconds = (System.nanoTime() - began) / 1e9;
      if (seconds > MOST_SECONDS) {
        return seconds / block.to();
      }
    }
    return seconds / Math.max(1, lines());
  }

  /** Lines to distances, with a workspace. */
  private static final class Solver {
    private final DiagramPair pair = new DiagramPair();
    private final WassersteinDistance workspace;

    Solver(WassersteinOptions options) {
      workspace = new WassersteinDistance(options);
    }

    /** Null for a line that cannot be used. */
    Double distance(String line) {
      try {
        return solve(line);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }

    String complaint(String line) {
      try {
        solve(line);
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
      throw new IllegalStateException("a line gave no distance in a task, but does so on its own");
    }

    private double solve(String line) {
      pair.read(line);
      DiagramPair.Bars left = pair.left();
      DiagramPair.Bars right = pair.right();
      return workspace.distance(
          left.births(),
          left.deaths(),
          left.count(),
          right.births(),
          right.deaths(),
          right.count(),
          Double.POSITIVE_INFINITY);
    }
  }

  /** Reads block after block, so that a task holds one block only. */
  private record Rows(
      LinesFile file,
      LinesFile.Block[] blocks,
      WassersteinOptions options,
      Broadcast<SerializableConfiguration> hadoop)
      implements MapPartitionsFunction<Long, Row>, Serializable {
    @Override
    public Iterator<Row> call(Iterator<Long> indices) {
      Solver solver = new Solver(options);
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(indices, 0), false)
          .flatMap(index -> rows(blocks[index.intValue()], solver).stream())
          .iterator();
    }

    private List<Row> rows(LinesFile.Block block, Solver solver) {
      List<Row> rows = new ArrayList<>();
      file.read(
          block,
          hadoop.value().value(),
          (id, line) -> rows.add(RowFactory.create(id, solver.distance(line))));
      return rows;
    }
  }
}
