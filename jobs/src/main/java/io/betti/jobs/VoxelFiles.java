package io.betti.jobs;

import io.betti.jobs.output.OutputFormat;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.dataset.IdxType;
import io.betti.pipeline.dataset.IdxWriter;
import io.betti.pipeline.dataset.MeshFile;
import io.betti.pipeline.report.VoxelsReport;
import io.betti.pipeline.voxel.VoxelGrid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Makes one IDX file, and its index, of the grids that tasks have written. */
final class VoxelFiles {
  /** Grids that a report shows. */
  private static final int SHOWN = 12;

  private static final String COLUMNS =
      "id,file,rotation,occupied,components,z_min,z_max,y_min,y_max,x_min,x_max\n";

  private final MeshVoxels meshes;
  private final Configuration hadoop;
  private final int folderLength;
  private final List<VoxelsReport.Sample> samples = new ArrayList<>();
  private int written;
  private int fewest = Integer.MAX_VALUE;
  private int most;
  private long sum;
  private int connected;
  private long shownMesh = -1;

  VoxelFiles(MeshVoxels meshes, Configuration hadoop) {
    this.meshes = meshes;
    this.hadoop = hadoop;
    this.folderLength = folderLength(meshes.files());
  }

  /** Length of the path of the deepest folder that holds all files, its stroke included. */
  private static int folderLength(List<MeshFile> files) {
    String first = files.get(0).path();
    int length = first.lastIndexOf('/') + 1;
    for (MeshFile file : files) {
      while (!file.path().startsWith(first.substring(0, length))) {
        length = first.lastIndexOf('/', length - 2) + 1;
      }
    }
    return length;
  }

  /** The part files of a folder, in the order of their rows. */
  List<Path> parts(Path folder) throws IOException {
    return Arrays.stream(files(folder).listStatus(folder))
        .map(FileStatus::getPath)
        .filter(path -> path.getName().startsWith("part-"))
        .sorted()
        .toList();
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(hadoop);
  }

  /**
   * Writes both files, part by part.
   *
   * @param grids in all parts, at most 2^31 - 1
   */
  void write(SparkSession spark, List<Path> parts, long grids, Path voxels, Path index)
      throws IOException {
    int size = meshes.voxelizer().size();
    IdxHeader header = IdxHeader.of(IdxType.UBYTE, (int) grids, size, size, size);
    try (Writer lines =
            new BufferedWriter(
                new OutputStreamWriter(files(index).create(index, true), StandardCharsets.UTF_8));
        IdxWriter items =
            new IdxWriter(new GZIPOutputStream(files(voxels).create(voxels, true)), header)) {
      lines.write(COLUMNS);
      for (Path part : parts) {
        Iterator<Row> rows =
            OutputFormat.PARQUET
                .read(spark, List.of(part), MeshVoxels.SCHEMA)
                // A part that was split comes back largest piece first.
                .coalesce(1)
                .sortWithinPartitions(MeshVoxels.ID, "rotation")
                .toLocalIterator();
        while (rows.hasNext()) {
          write(rows.next(), items, lines);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Row row, IdxWriter items, Writer lines) throws IOException {
    byte[] values = row.getAs(MeshVoxels.VALUES);
    items.write(values);
    String file = meshes.files().get((int) row.getLong(0)).path().substring(folderLength);
    double degrees = meshes.voxelizer().degrees(row.getInt(1));
    String angle =
        degrees == Math.rint(degrees) ? Long.toString((long) degrees) : Double.toString(degrees);
    StringBuilder line = new StringBuilder();
    line.append(written).append(',').append(quoted(file)).append(',').append(angle);
    line.append(',').append(row.getInt(2)).append(',').append(row.getInt(3));
    row.<Integer>getList(4).forEach(bound -> line.append(',').append(bound));
    lines.write(line.append('\n').toString());
    count(row.getInt(2), row.getInt(3));
    if (samples.size() < SHOWN && row.getLong(0) != shownMesh) {
      shownMesh = row.getLong(0);
      VoxelGrid grid = VoxelGrid.of(meshes.voxelizer().size(), values);
      samples.add(new VoxelsReport.Sample(file + " · id " + written, grid));
    }
    written++;
  }

  /** A field of a CSV file (RFC 4180). */
  private static String quoted(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private void count(int occupied, int components) {
    fewest = Math.min(fewest, occupied);
    most = Math.max(most, occupied);
    sum += occupied;
    connected += components == 1 ? 1 : 0;
  }

  /** Occupied voxels and components over all grids, by name; none if there are no grids. */
  Map<String, Number> counts() {
    Map<String, Number> counts = new LinkedHashMap<>();
    if (written > 0) {
      counts.put("occupied_least", fewest);
      counts.put("occupied_mean", Math.round((double) sum / written));
      counts.put("occupied_most", most);
      counts.put("connected_grids", connected);
    }
    return counts;
  }

  /** The first rotation of the first meshes. */
  List<VoxelsReport.Sample> samples() {
    return samples;
  }
}
