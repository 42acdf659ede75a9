package io.betti.pipeline.dataset;

/**
 * The data source {@code meshes}: the vertices of OFF, OBJ, PLY and XYZ files, plain or gzip, as
 * clouds of points, a row for each file.
 *
 * <pre>{@code
 * spark.read().format("meshes").load("chairs/*.off");
 * CREATE TEMPORARY VIEW chairs USING meshes OPTIONS (path 'chairs')
 * }</pre>
 *
 * <p>Columns: {@code id} long, the place of the file in the order of paths; {@code cloud} string,
 * the file's name; {@code points} array&lt;array&lt;double&gt;&gt;, x, y, z of every vertex in the
 * order of the file, those that no face uses and repeated ones included; {@code path} string.
 *
 * <p>Options: {@code path} (a file, a folder with all below it, or a pattern), {@code mode}, {@code
 * from}, {@code limit}, {@code partitions}. The format is told by the ending of a file's name; see
 * {@link OffReader}, {@link ObjReader}, {@link PlyReader} and {@link XyzReader} for what each
 * takes.
 *
 * <p>Files are listed when the source is loaded and read by tasks, if the points are asked for; a
 * file that cannot be read fails its task, or with {@code mode} = {@code permissive} is a row whose
 * {@code _corrupt_record} says why.
 */
public final class MeshDataSource extends ItemDataSource {

  /** Called by Spark. */
  public MeshDataSource() {
    super(DataFormat.MESHES);
  }
}
