package io.betti.pipeline.dataset;

/**
 * The data source {@code images}: PNG and JPEG files as grids of bytes.
 *
 * <pre>{@code
 * spark.read().format("images").option("labels", "folder").load("digits/");
 * }</pre>
 *
 * <p>Columns: {@code id} long, the index of the file in the order of the paths; {@code shape}
 * array&lt;int&gt; and {@code values} binary: {@code [row][column]}, row 0 at the top; {@code
 * label} int with the option {@code labels}; {@code path} string.
 *
 * <p>Options beside {@code path} (a file, a folder with all below it, or a pattern), {@code from},
 * {@code limit}, {@code partitions}:
 *
 * <ul>
 *   <li>{@code channel}: {@code luminance} (default; 0.299 R + 0.587 G + 0.114 B as in ITU-R
 *       BT.601, rounded half up), {@code red}, {@code green}, {@code blue}, {@code alpha} (255
 *       where there is none). Samples are taken as stored, without colour spaces, gamma or
 *       orientation; of 16 bits the upper 8.
 *   <li>{@code maxPixels}: an image of more is refused before it is decoded; 2^26 by default.
 *   <li>{@code labels}: {@code folder}: the name of the file's folder if all such names are whole
 *       numbers, otherwise its place among them in alphabetical order, from 0.
 *   <li>{@code values}: {@code binary} (default), {@code float} or {@code double}.
 * </ul>
 *
 * <p>What the decoder would fill in is refused: a PNG whose check sums don't match, a JPEG that is
 * cut short. CMYK images are not read.
 */
public final class ImagesDataSource extends ItemDataSource {

  /** Called by Spark. */
  public ImagesDataSource() {
    super(DataFormat.IMAGES);
  }
}
