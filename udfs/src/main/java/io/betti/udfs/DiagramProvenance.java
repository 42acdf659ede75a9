package io.betti.udfs;

import io.betti.topology.complex.GridComplex;
import io.betti.topology.filtration.Direction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * What a column of diagrams was made of, kept in the column's metadata and so in Parquet files: the
 * choice of complex and direction is part of a diagram, and its numbers don't tell.
 *
 * <p>As metadata it is the object {@code betti} with the texts {@code filtration}, {@code complex},
 * {@code direction}, {@code field} and {@code version}.
 *
 * @param filtration {@code level-set}, {@code rips}, {@code weak-alpha} or {@code alpha}
 * @param complex the complex of a grid, or an empty text where the filtration says it
 * @param direction {@code superlevel} or {@code sublevel}, or an empty text for points
 * @param field coefficients of homology
 * @param version version of Betti
 */
public record DiagramProvenance(
    String filtration, String complex, String direction, String field, String version) {
  /** Homology is computed with coefficients in the field of two elements. */
  public static final String FIELD = "Z/2";

  private static final String KEY = "betti";

  /** Level sets of a grid, by this version. */
  public static DiagramProvenance levelSet(GridComplex complex, Direction direction) {
    return new DiagramProvenance(
        "level-set", complex.toString(), direction.toString(), FIELD, Betti.VERSION);
  }

  /** A filtration of points, by this version. */
  public static DiagramProvenance ofPoints(String filtration) {
    return new DiagramProvenance(filtration, "", "", FIELD, Betti.VERSION);
  }

  /** The metadata of a column. */
  public Metadata metadata() {
    Metadata provenance =
        new MetadataBuilder()
            .putString("filtration", filtration)
            .putString("complex", complex)
            .putString("direction", direction)
            .putString("field", field)
            .putString("version", version)
            .build();
    return new MetadataBuilder().putMetadata(KEY, provenance).build();
  }

  /** The column under a name, with this metadata. */
  public Column as(Column diagram, String name) {
    return diagram.as(name, metadata());
  }

  /** Whether a column says where its diagrams come from. */
  public static boolean isKnown(StructField column) {
    return column.metadata().contains(KEY);
  }

  /**
   * What a column's metadata say.
   *
   * @throws IllegalArgumentException if they say nothing, see {@link #isKnown}
   */
  public static DiagramProvenance of(StructField column) {
    if (!isKnown(column)) {
      throw new IllegalArgumentException(
          "column "
              + column.name()
              + " does not say of which filtration its diagrams are; its metadata are "
              + column.metadata().json()
              + ": write it with DiagramProvenance.as");
    }
    Metadata provenance = column.metadata().getMetadata(KEY);
    return new DiagramProvenance(
        provenance.getString("filtration"),
        provenance.getString("complex"),
        provenance.getString("direction"),
        provenance.getString("field"),
        provenance.getString("version"));
  }
}
