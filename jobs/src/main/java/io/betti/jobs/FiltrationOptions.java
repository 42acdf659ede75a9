package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.pipeline.dataset.ItemIterator;
import io.betti.topology.complex.Grid;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.EssentialPolicy;
import io.betti.topology.filtration.Direction;
import io.betti.udfs.CloudFiltration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say of which filtration diagrams are, for grids and for point clouds. */
final class FiltrationOptions {
  private static final String LEVEL_SET = "level-set";

  /** Options that say something of grids only, and of clouds only. */
  private static final List<String> OF_GRIDS = List.of("--complex", "--direction");

  private static final List<String> OF_CLOUDS = List.of("--threshold", "--squared");

  /** Rips builds simplices one dimension higher than this. */
  private static final int MOST_OF_RIPS = 7;

  @Option(
      names = "--filtration",
      paramLabel = "FILTRATION",
      description =
          "level-set of grids; rips, weak-alpha or alpha of point clouds (default: level-set for"
              + " grids, rips for clouds).")
  private String filtration;

  @Option(
      names = "--complex",
      paramLabel = "COMPLEX",
      defaultValue = "freudenthal",
      description = "Of grids: freudenthal, cubical-t or cubical-v (default: freudenthal).")
  private GridComplex complex;

  @Option(
      names = "--direction",
      paramLabel = "DIRECTION",
      defaultValue = "superlevel",
      description = "Of grids: superlevel or sublevel (default: superlevel).")
  private Direction direction;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "Infinity",
      description = "Of rips: the longest edge (default: Infinity).")
  private double threshold;

  @Option(
      names = "--squared",
      fallbackValue = "true",
      description = "Of alpha: values are squared radii instead of radii.")
  private boolean squared;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The diagrams of an input under these options.
   *
   * @param dimensionOption which option the dimension comes from: {@code --max-dimension}
   * @param dimension highest homology dimension; null for one less than a grid has axes, 1 for
   *     clouds
   * @throws JobFailure if an option says something of another kind of input or is out of its range
   */
  DiagramResult result(
      JobRun run,
      Split split,
      String dimensionOption,
      Integer dimension,
      EssentialPolicy essential,
      double scale) {
    return split.data().isGrids()
        ? levelSets(run, split, dimensionOption, dimension, essential, scale)
        : clouds(run, split, dimensionOption, dimension, essential, scale);
  }

  private DiagramResult levelSets(
      JobRun run,
      Split split,
      String dimensionOption,
      Integer dimension,
      EssentialPolicy essential,
      double scale) {
    String input = split.path();
    if (filtration != null && !filtration.equals(LEVEL_SET)) {
      throw JobFailure.usage(
          "--filtration " + filtration + " is of point clouds, and " + input + " has grids",
          "leave it out, or name clouds by the format csv");
    }
    refuse(
        OF_CLOUDS, threshold < Double.POSITIVE_INFINITY || squared, "point clouds", input, "grids");
    int[] shape = shape(split);
    int most = shape.length - 1;
    try {
      Grid.of(shape);
    } catch (IllegalArgumentException e) {
      throw JobFailure.because(
          e, run.job() + " cannot take " + input + " (" + split.data() + ")", e.getMessage());
    }
    int chosen = dimension == null ? most : dimension;
    if (dimension == null) {
      run.settings().derive(name(dimensionOption), most, "grids of " + shape.length + " axes");
    }
    if (chosen < 0 || chosen > most) {
      throw JobFailure.usage(
          dimensionOption
              + " is "
              + chosen
              + ", but "
              + input
              + " has grids of shape "
              + Arrays.toString(shape),
          "their level sets have homology of dimensions 0 to " + most);
    }
    return new LevelSetResult(
        split.data().shape().orElse(null), complex, direction, chosen, essential, scale);
  }

  /** The shape of all grids, or of the first of several shapes. */
  private static int[] shape(Split split) {
    if (split.data().shape().isPresent() || split.rows() == 0) {
      return split.data().shape().orElseThrow();
    }
    try (ItemIterator items = split.data().read()) {
      return items.next().shape();
    }
  }

  private DiagramResult clouds(
      JobRun run,
      Split split,
      String dimensionOption,
      Integer dimension,
      EssentialPolicy essential,
      double scale) {
    CloudFiltration filter = cloudFiltration(run, split);
    int axes = split.data().coordinates().orElseThrow();
    if (filter != CloudFiltration.RIPS && axes > 3) {
      throw JobFailure.usage(
          "--filtration " + filter + " of points of " + axes + " axes",
          "Delaunay triangulations are of 1 to 3 axes; take rips");
    }
    int most = filter == CloudFiltration.RIPS ? MOST_OF_RIPS : axes - 1;
    int chosen = dimension == null ? Math.min(1, most) : dimension;
    if (dimension == null) {
      run.settings().derive(name(dimensionOption), chosen, "point clouds");
    }
    if (chosen < 0 || chosen > most) {
      throw JobFailure.usage(
          dimensionOption + " is " + chosen,
          filter + " of points of " + axes + " axes has homology of dimensions 0 to " + most);
    }
    return new CloudResult(filter, axes, chosen, threshold, squared, essential, scale);
  }

  private CloudFiltration cloudFiltration(JobRun run, Split split) {
    CloudFiltration filter = CloudFiltration.RIPS;
    if (filtration == null) {
      run.settings().derive("filtration", filter, "point clouds");
    } else {
      try {
        filter = CloudFiltration.parse(filtration);
      } catch (IllegalArgumentException e) {
        throw JobFailure.usage(
            "--filtration " + filtration + " of the point clouds " + split.path(), e.getMessage());
      }
    }
    boolean set = complex != GridComplex.FREUDENTHAL || direction != Direction.SUPERLEVEL;
    refuse(OF_GRIDS, set, "grids", split.path(), "point clouds");
    if (!(threshold >= 0)) {
      throw JobFailure.usage("--threshold is " + threshold, "the longest edge is at least 0");
    }
    if (threshold < Double.POSITIVE_INFINITY && filter != CloudFiltration.RIPS) {
      throw JobFailure.usage("--threshold with --filtration " + filter, "only rips has one");
    }
    if (squared && filter != CloudFiltration.ALPHA) {
      throw JobFailure.usage("--squared with --filtration " + filter, "only alpha has radii");
    }
    return filter;
  }

  /**
   * Refuses all of these options, for an input whose diagrams are there already.
   *
   * @throws JobFailure if one was given
   */
  void refuseAll(String input, String others) {
    boolean ofGrids = complex != GridComplex.FREUDENTHAL || direction != Direction.SUPERLEVEL;
    refuse(OF_GRIDS, ofGrids, "grids", input, others);
    boolean ofClouds = threshold < Double.POSITIVE_INFINITY || squared;
    refuse(OF_CLOUDS, ofClouds, "point clouds", input, others);
    refuse(List.of("--filtration"), filtration != null, "grids and point clouds", input, others);
  }

  /**
   * Refuses options of another kind of input.
   *
   * @param set whether one has another value than by default, wherever that was said
   */
  private void refuse(List<String> names, boolean set, String owners, String input, String others) {
    if (set) {
      throw JobFailure.usage(
          String.join(" and ", names)
              + (names.size() == 1 ? " says" : " say")
              + " something of "
              + owners
              + ", and "
              + input
              + " has "
              + others,
          "leave them out, in the config file too");
    }
    for (String name : names) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw JobFailure.usage(
            name + " says something of " + owners + ", and " + input + " has " + others,
            "leave it out");
      }
    }
  }

  private static String name(String option) {
    return option.replaceFirst("^-+", "");
  }
}
