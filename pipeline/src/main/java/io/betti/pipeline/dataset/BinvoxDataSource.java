package io.betti.pipeline.dataset;

/**
 * The data source {@code binvox}: files of one voxel grid each (Patrick Min's format, version 1,
 * plain or gzip).
 *
 * <pre>{@code
 * spark.read().format("binvox").load("voxels/");
 * }</pre>
 *
 * <p>Columns: {@code id} long, the index of the file in the order of the paths; {@code shape}
 * array&lt;int&gt; and {@code values} binary: {@code [z][y][x]}, x fastest, z the second number of
 * the header's {@code dim}, y the third, x the first (in the file y is fastest, then z, then x);
 * {@code label} int with the option {@code labels}; {@code path} string. The header's {@code
 * translate} and {@code scale} must be numbers and are left out.
 *
 * <p>Options beside {@code path} (a file, a folder with all below it, or a pattern), {@code from},
 * {@code limit}, {@code partitions}: {@code labels} = {@code folder}, see {@link ImagesDataSource};
 * {@code values} = {@code binary} (default), {@code float} or {@code double}.
 */
public final class BinvoxDataSource extends ItemDataSource {

  /** Called by Spark. */
  public BinvoxDataSource() {
    super(DataFormat.BINVOX);
  }
}
