package io.betti.pipeline.dataset;

/**
 * The data source {@code clouds}: one CSV file of points, plain or gzip, as rows of point clouds.
 *
 * <pre>{@code
 * cloud,x,y,z
 * a,0.1,0.2,0.3
 * b,1,2,3
 * a,0.4,0.5,0.6
 * }</pre>
 *
 * <p>Columns: {@code id} long, the place of the cloud by its first row; {@code cloud} string, its
 * id as it stands in the file; {@code points} array&lt;array&lt;double&gt;&gt;, in the order of the
 * file. The rows of a cloud may be anywhere.
 *
 * <p>The file is CSV as in RFC 4180, in UTF-8, with a header line: fields parted by commas, perhaps
 * quoted; empty lines are passed over. A coordinate is a decimal number; {@code NaN} and {@code
 * inf} are taken as such, so that what can't use them refuses the one cloud; anything else, an
 * empty field too, is an {@link UnreadableDataException} that names the line; with {@code mode} =
 * {@code permissive} it makes the one cloud corrupt.
 *
 * <p>Options beside {@code path} (a file), {@code mode}, {@code from}, {@code limit}, {@code
 * partitions}: {@code coordinates}, the columns of the coordinates, as {@code x,y,z}; by default
 * all but {@code cloud}, in their order.
 *
 * <p>Cost: the driver reads the file through once when a scan is planned, to find the clouds, and
 * keeps about 150 bytes a cloud; each task reads from its first cloud's first row to its last
 * cloud's last. So clouds that come one after the other are read twice in all, and clouds whose
 * rows are mixed once more by every task, which keeps the points of its clouds in memory until each
 * is complete.
 */
public final class CloudsDataSource extends ItemDataSource {

  /** Called by Spark. */
  public CloudsDataSource() {
    super(DataFormat.CLOUDS);
  }
}
