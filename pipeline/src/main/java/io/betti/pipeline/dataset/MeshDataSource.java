package io.betti.pipeline.dataset;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code meshes}: the vertices of OFF, OBJ, PLY and XYZ files as clouds of points,
 * a row for each file.
 *
 * <pre>{@code
 * spark.read().format("meshes").load("chairs/*.off");
 * CREATE TEMPORARY VIEW chairs USING meshes OPTIONS (path 'chairs')
 * }</pre>
 *
 * <p>Columns, none null: {@code id} long, the index of the file in the order of paths; {@code
 * cloud} string, the file's name; {@code points} array&lt;array&lt;double&gt;&gt;, x, y, z of every
 * vertex in the order of the file, those that no face uses and repeated ones included.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code path}: a file, a folder or a pattern; see {@link MeshFile#list}.
 *   <li>{@code partitions}: number of partitions, at most one per file. By default Spark's default
 *       parallelism.
 *   <li>{@code fs.*}, {@code dfs.*}: passed to Hadoop's file systems.
 * </ul>
 *
 * <p>The rows and their order are the same for any number of partitions. Files are listed when the
 * source is loaded and read by tasks, if the points are asked for; a file that cannot be read fails
 * its task with an {@link UnreadableDataException}. A wrong option is an {@link
 * IllegalArgumentException}.
 */
public final class MeshDataSource implements TableProvider, DataSourceRegister {

  /** Called by Spark. */
  public MeshDataSource() {}

  @Override
  public String shortName() {
    return "meshes";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return MeshTable.SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new MeshTable(new CaseInsensitiveStringMap(properties));
  }
}
