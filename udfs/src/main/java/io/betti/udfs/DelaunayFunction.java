package io.betti.udfs;

import io.betti.topology.complex.PointCloud;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.homology.AlphaPersistence;
import io.betti.topology.homology.DiagramOptions;
import io.betti.topology.homology.WeakAlphaPersistence;
import java.io.Serializable;
import java.util.function.Function;

/**
 * {@code tda_weak_alpha} and {@code tda_alpha}: a cloud of one, two or three axes to the diagram of
 * a filtration of its Delaunay triangulation. Clouds of one column may differ in their axes.
 */
public final class DelaunayFunction extends PointFunction {
  private static final long serialVersionUID = 1;

  /** Which filtration of the triangulation. */
  enum Kind {
    /** Edges at their lengths. */
    WEAK_ALPHA,

    /** Simplices at their circumradii. */
    ALPHA,

    /** Simplices at their squared circumradii. */
    SQUARED_ALPHA
  }

  /** Plans by number of axes. */
  private static final int MOST_AXES = 3;

  private final Kind kind;
  private transient Function<PointCloud, PersistenceDiagram>[] plans;

  DelaunayFunction(
      String name,
      boolean lenient,
      int maxDimension,
      EssentialPolicy essential,
      Kind kind,
      Serializable... constants) {
    super(name, lenient, maxDimension, essential, constants);
    this.kind = kind;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  PersistenceDiagram diagramOf(PointCloud cloud) {
    int axes = cloud.dimension();
    if (axes > MOST_AXES) {
      throw new IllegalArgumentException(
          "points of "
              + axes
              + " axes; Delaunay triangulations are made of points of 1 to 3, tda_rips takes any");
    }
    if (plans == null) {
      plans = new Function[MOST_AXES + 1];
    }
    if (plans[axes] == null) {
      plans[axes] = plan(axes);
    }
    return plans[axes].apply(cloud);
  }

  private Function<PointCloud, PersistenceDiagram> plan(int axes) {
    DiagramOptions options = options();
    return switch (kind) {
      case WEAK_ALPHA -> new WeakAlphaPersistence(axes, options)::diagram;
      case ALPHA -> new AlphaPersistence(axes, options, false)::diagram;
      case SQUARED_ALPHA -> new AlphaPersistence(axes, options, true)::diagram;
    };
  }
}
