package io.betti.pipeline.dataset;

/**
 * The data source {@code npy}: NumPy arrays as rows of their items.
 *
 * <pre>{@code
 * spark.read().format("npy").option("labels", "labels.npy").load("images.npy");
 * spark.read().format("npy").option("items", "file").load("volumes/");
 * }</pre>
 *
 * <p>Versions 1.0 to 3.0, plain or gzip, both byte orders, of the types u1, b1, i1, i2, u2, i4, u4,
 * i8, u8, f4, f8. Others are refused with the conversion to make.
 *
 * <p>Columns: {@code id} long; {@code shape} array&lt;int&gt;; {@code values}, row-major: binary
 * for u1 and b1, array&lt;float&gt; for i1, i2, u2 and f4, array&lt;double&gt; for the rest
 * (nothing is rounded: a whole number that no double holds is an error); with the option {@code
 * labels} {@code label} int; with {@code items} = {@code file} also {@code path} string.
 *
 * <p>Options beside {@code path}, {@code from}, {@code limit}, {@code partitions}:
 *
 * <ul>
 *   <li>{@code items}: {@code rows} (default): {@code path} is one file, an array of shape (n, ...)
 *       in C order, and each of its n rows is an item; Fortran order is refused. {@code file}:
 *       every file is an item, in C or Fortran order, element (i, j, k) at {@code [i][j][k]};
 *       {@code path} is a file, a folder with all below it, or a pattern; the order is that of the
 *       paths.
 *   <li>{@code labels}: with rows a NumPy or IDX file of one axis of whole numbers, as many as
 *       items; with files {@code folder}, see {@link ImagesDataSource}.
 *   <li>{@code values}: with files {@code binary}, {@code float} or {@code double}; by default what
 *       the first file has. A file that does not fit exactly is refused.
 * </ul>
 */
public final class NpyDataSource extends ItemDataSource {

  /** Called by Spark. */
  public NpyDataSource() {
    super(DataFormat.NPY);
  }
}
