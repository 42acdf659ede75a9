package io.betti.pipeline.dataset;

/**
 * The data source {@code raw}: a file of numbers without a header, as rows of its items.
 *
 * <pre>{@code
 * spark.read().format("raw").option("shape", "64,64,64").option("dtype", "f4").load("volumes.raw");
 * }</pre>
 *
 * <p>Columns: {@code id} long; {@code shape} array&lt;int&gt;; {@code values}, row-major: binary
 * for u1 and b1, array&lt;float&gt; for i1, i2, u2 and f4, array&lt;double&gt; for the rest; {@code
 * label} int with the option {@code labels}.
 *
 * <p>Options beside {@code path}, {@code from}, {@code limit}, {@code partitions}:
 *
 * <ul>
 *   <li>{@code shape}: sizes of an item's axes, the last fastest, as {@code 64,64,64}. The file's
 *       length must be a multiple of an item's, and tells how many there are.
 *   <li>{@code dtype}: u1, b1, i1, i2, u2, f4, i4, u4, i8, u8 or f8.
 *   <li>{@code endian}: {@code little} (default) or {@code big}.
 *   <li>{@code labels}: a NumPy or IDX file of one axis of whole numbers, as many as items.
 * </ul>
 *
 * <p>A file is gzip if its name ends in {@code .gz}, since any first bytes may be numbers; it is
 * inflated once when it is loaded, to count the items.
 */
public final class RawDataSource extends ItemDataSource {

  /** Called by Spark. */
  public RawDataSource() {
    super(DataFormat.RAW);
  }
}
