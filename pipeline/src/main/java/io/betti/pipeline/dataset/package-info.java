/**
 * Where files are read: the {@code idx} data source for Spark SQL and, under it, plain readers that
 * know nothing of Spark.
 *
 * <p>{@link io.betti.pipeline.dataset.ImageDataset} is the entry from Java; {@link
 * io.betti.pipeline.dataset.IdxDataSource} documents the source and its options. Data that cannot
 * be read end in one exception type, {@link io.betti.pipeline.dataset.UnreadableDataException}.
 */
package io.betti.pipeline.dataset;
