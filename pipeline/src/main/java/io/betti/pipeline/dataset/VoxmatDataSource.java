package io.betti.pipeline.dataset;

/**
 * The data source {@code voxmat}: MATLAB files of one voxel grid each, as the volumetric data of 3D
 * ShapeNets (Wu et al., CVPR 2015) come.
 *
 * <pre>{@code
 * spark.read().format("voxmat").load("volumetric_data/chair/30/train/");
 * }</pre>
 *
 * <p>Level 5 files (MATLAB 5 to 7), compressed or not; version 7.3 is HDF5 and refused.
 *
 * <p>Columns: {@code id} long, the index of the file in the order of the paths; {@code shape}
 * array&lt;int&gt; and {@code values}: element {@code instance(i, j, k)} at {@code [i][j][k]}, k
 * fastest, as SciPy's {@code loadmat} has it; binary for uint8 and logical, array&lt;float&gt; for
 * int8, int16, uint16 and single, array&lt;double&gt; for the rest; {@code label} int with the
 * option {@code labels}; {@code path} string.
 *
 * <p>Options beside {@code path} (a file, a folder with all below it, or a pattern), {@code from},
 * {@code limit}, {@code partitions}: {@code variable}, by default {@code instance}; {@code labels}
 * = {@code folder}, see {@link ImagesDataSource}; {@code values} = {@code binary}, {@code float} or
 * {@code double}, by default what the first file has. A file that does not fit exactly is refused.
 */
public final class VoxmatDataSource extends ItemDataSource {

  /** Called by Spark. */
  public VoxmatDataSource() {
    super(DataFormat.VOXMAT);
  }
}
