/**
 * Where files are read: data sources for Spark SQL and, under them, plain readers that know nothing
 * of Spark.
 *
 * <p>{@link io.betti.pipeline.dataset.GridDatasets} is the entry from Java for every format, {@link
 * io.betti.pipeline.dataset.ImageDataset} for IDX. Each source documents its options: {@link
 * io.betti.pipeline.dataset.IdxDataSource idx}, {@link io.betti.pipeline.dataset.NpyDataSource npy}
 * and {@link io.betti.pipeline.dataset.RawDataSource raw} hold items back to back in a file; {@link
 * io.betti.pipeline.dataset.BinvoxDataSource binvox}, {@link
 * io.betti.pipeline.dataset.VoxmatDataSource voxmat}, {@link
 * io.betti.pipeline.dataset.ImagesDataSource images} one in each file; {@link
 * io.betti.pipeline.dataset.CloudsDataSource clouds} is a CSV file of points, {@link
 * io.betti.pipeline.dataset.MeshDataSource meshes} are OFF, OBJ, PLY and XYZ files. Data that
 * cannot be read end in one exception type, {@link
 * io.betti.pipeline.dataset.UnreadableDataException}.
 *
 * <p>Every reader is bounded by the bytes that are there: what a header promises is checked against
 * the file's length, or believed as the bytes arrive.
 */
package io.betti.pipeline.dataset;
