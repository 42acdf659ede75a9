package io.betti.pipeline.dataset;

/**
 * The data source {@code idx}: one IDX file of 1 to 4 axes, plain or gzip, as rows of its items.
 *
 * <pre>{@code
 * spark.read().format("idx").option("labels", "labels.gz").load("images.gz");
 * CREATE TEMPORARY VIEW digits USING idx OPTIONS (path 'images.gz', labels 'labels.gz')
 * CREATE TABLE digits USING idx OPTIONS (path 'images.gz', labels 'labels.gz')
 * }</pre>
 *
 * <p>Columns: {@code id} long, the index in the file; {@code shape} array&lt;int&gt;, the sizes
 * after the first, empty for a file of one axis; {@code values}, row-major: binary for ubyte,
 * array&lt;float&gt; for byte, short and float, array&lt;double&gt; for int and double (nothing is
 * rounded); {@code label} int, with the option {@code labels} only. None is null.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code path}: the file. One file; directories and patterns are refused.
 *   <li>{@code labels}: an IDX file of one axis of ubyte, byte, short or int, with as many items.
 *   <li>{@code limit}: the first so many items only.
 *   <li>{@code from}: of those, the items from this index on.
 *   <li>{@code partitions}: number of partitions, at most one per item. By default one per 8 MB of
 *       values, and at least Spark's default parallelism. Since every task of gzip inflates from
 *       the start, gzip has at most four times the default parallelism by itself.
 *   <li>{@code fs.*}, {@code dfs.*}: passed to Hadoop's file systems.
 * </ul>
 *
 * <p>The rows and their order are the same for any number of partitions. What can be known without
 * reading the items is checked when the source is loaded: paths, headers, a plain file's length,
 * the labels throughout. A task that reads the values of the last item of a gzip also verifies that
 * the data end there and that the check sums are good; a query that asks for no values, such as a
 * count, or for fewer rows, takes the header's word for the rest. Each fault is an {@link
 * UnreadableDataException}, a wrong option an {@link IllegalArgumentException}.
 */
public final class IdxDataSource extends ItemDataSource {

  /** Called by Spark. */
  public IdxDataSource() {
    super(DataFormat.IDX);
  }
}
