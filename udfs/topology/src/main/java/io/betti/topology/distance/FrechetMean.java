package io.betti.topology.distance;

import io.betti.topology.diagram.DiagramBuilder;
import io.betti.topology.diagram.PersistenceDiagram;
import io.betti.topology.diagram.PersistencePair;
import io.betti.topology.distance.EssentialBars.Treatment;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A barycentre of persistence diagrams in one homology dimension: a diagram where the mean of the
 * squared W_2 distances (ground norm 2) to the given ones has a local minimum.
 *
 * <p><b>Method</b> (Turner, Mileyko, Mukherjee, Harer 2014, doi:10.1007/s00454-014-9604-7,
 * algorithm 1): start from one of the diagrams, drawn by the seed; match every diagram to the mean;
 * move every point of the mean to the mean of its partners, where a partner on the diagonal counts
 * as the nearest point of it, and give every point that found no partner a point of its own; until
 * the value falls no more. The minimum is local, wherever the best matchings to it are unique, and
 * depends on the start; {@link #best} tries several.
 *
 * <p><b>Input.</b> At least one diagram. Essential bars: matched by sorted birth and averaged
 * (their numbers must agree), dropped, or clamped first.
 *
 * <p><b>Output.</b> A diagram whose bars have no critical cells. Deterministic for a seed and an
 * order of the diagrams.
 *
 * <p>Cost: one exact transport per diagram and iteration; usually 5 to 20 iterations.
 */
public final class FrechetMean {
  private static final int MOST_ITERATIONS = 1000;
  private static final int[] NO_CELL = {};

  private final PersistenceDiagram diagram;
  private final double value;
  private final int iterations;

  private FrechetMean(PersistenceDiagram diagram, double value, int iterations) {
    this.diagram = diagram;
    this.value = value;
    this.iterations = iterations;
  }

  /**
   * A barycentre from a start drawn by a seed.
   *
   * @throws IllegalArgumentException if there are no diagrams, a birth is not finite, a death is
   *     NaN, or essential bars are to be matched and their numbers differ
   */
  public static FrechetMean of(
      List<PersistenceDiagram> diagrams, int dimension, EssentialBars essential, long seed) {
    if (diagrams.isEmpty()) {
      throw new IllegalArgumentException("a barycentre needs at least one diagram; there are none");
    }
    return from(
        diagrams, dimension, essential, new SplittableRandom(seed).nextInt(diagrams.size()));
  }

  /**
   * The best of several barycentres, from starts drawn by a seed; the first of equal ones.
   *
   * @param starts how many, at least 1
   * @throws IllegalArgumentException as {@link #of}, or if starts are below 1
   */
  public static FrechetMean best(
      List<PersistenceDiagram> diagrams,
      int dimension,
      EssentialBars essential,
      int starts,
      long seed) {
    if (starts < 1) {
      throw new IllegalArgumentException("number of starts " + starts + " must be >= 1");
    }
    SplittableRandom seeds = new SplittableRandom(seed);
    FrechetMean best = null;
    for (int k = 0; k < starts; k++) {
      FrechetMean next = of(diagrams, dimension, essential, seeds.nextLong());
      best = best == null || next.value < best.value ? next : best;
    }
    return best;
  }

  /**
   * A barycentre from one of the diagrams.
   *
   * @param start which diagram to start from
   * @throws IllegalArgumentException as {@link #of}
   * @throws IndexOutOfBoundsException if there is no such diagram
   */
  public static FrechetMean from(
      List<PersistenceDiagram> diagrams, int dimension, EssentialBars essential, int start) {
    List<PersistenceDiagram> prepared =
        essential.treatment() == Treatment.CLAMP
            ? diagrams.stream().map(d -> d.clamped(essential.value())).toList()
            : List.copyOf(diagrams);
    return new Descent(prepared, dimension, essential).from(prepared.get(start));
  }

  /** The barycentre, by decreasing lifetime; its bars have no cells. */
  public PersistenceDiagram diagram() {
    return diagram;
  }

  /** The mean of the squared distances of the diagrams from the barycentre. */
  public double value() {
    return value;
  }

  /** How often the diagrams were matched to the mean. */
  public int iterations() {
    return iterations;
  }

  /** The steps of the descent, over one set of diagrams. */
  private static final class Descent {
    private final List<PersistenceDiagram> diagrams;
    private final int dimension;
    private final boolean drops;
    private final WassersteinDistance distance;
    private final DiagramBuilder builder = new DiagramBuilder();
    private final boolean falling;

    Descent(List<PersistenceDiagram> diagrams, int dimension, EssentialBars essential) {
      this.diagrams = diagrams;
      this.dimension = dimension;
      drops = essential.treatment() == Treatment.DROP;
      distance =
          new WassersteinDistance(
              new WassersteinOptions(
                  2, GroundNorm.TWO, drops ? EssentialBars.drop() : EssentialBars.match()));
      falling = diagrams.stream().anyMatch(this::falls);
    }

    private boolean falls(PersistenceDiagram diagram) {
      int first = diagram.from(dimension);
      return diagram.size(dimension) > 0 && diagram.death(first) < diagram.birth(first);
    }

    FrechetMean from(PersistenceDiagram start) {
      PersistenceDiagram mean = copy(start, true);
      Matching[] matchings = new Matching[diagrams.size()];
      double value = match(mean, matchings);
      int iterations = 1;
      while (iterations < MOST_ITERATIONS) {
        PersistenceDiagram next = moved(mean, matchings);
        double nextValue = match(next, matchings);
        iterations++;
        if (!(nextValue < value)) {
          break;
        }
        mean = next;
        value = nextValue;
      }
      return new FrechetMean(copy(mean, false), value, iterations);
    }

    /** Matches every diagram to the mean; the mean of the squared distances. */
    private double match(PersistenceDiagram mean, Matching[] matchings) {
      CompensatedSum sum = new CompensatedSum();
      for (int i = 0; i < matchings.length; i++) {
        matchings[i] = distance.matching(mean, diagrams.get(i), dimension);
        double d = matchings[i].distance();
        if (Double.isInfinite(d)) {
          throw new IllegalArgumentException(
              "diagram "
                  + i
                  + " has another number of essential bars in dimension "
                  + dimension
                  + " than the start; drop or clamp them");
        }
        sum.add(d * d);
      }
      return sum.value() / matchings.length;
    }

    /** Every point of the mean at the mean of its partners, and points for those without one. */
    private PersistenceDiagram moved(PersistenceDiagram mean, Matching[] matchings) {
      double[] births = new double[mean.size()];
      double[] deaths = new double[mean.size()];
      int[] partners = new int[mean.size()];
      builder.clear(1, falling);
      for (int i = 0; i < matchings.length; i++) {
        PersistenceDiagram diagram = diagrams.get(i);
        for (int k = 0; k < matchings[i].size(); k++) {
          int at = matchings[i].left(k);
          int bar = matchings[i].right(k);
          if (at >= 0 && bar >= 0) {
            births[at] += diagram.birth(bar);
            deaths[at] += diagram.death(bar);
            partners[at]++;
          }
        }
      }
      for (int at = 0; at < births.length; at++) {
        addMean(births[at], deaths[at], partners[at]);
      }
      addLonePoints(matchings);
      return builder.buildInGivenOrder();
    }

    private void addLonePoints(Matching[] matchings) {
      for (int i = 0; i < matchings.length; i++) {
        PersistenceDiagram diagram = diagrams.get(i);
        for (int k = 0; k < matchings[i].size(); k++) {
          int bar = matchings[i].right(k);
          if (matchings[i].left(k) < 0 && diagram.lifetime(bar) > 0) {
            addMean(diagram.birth(bar), diagram.death(bar), 1);
          }
        }
      }
    }

    /** The mean of some partners, given their sum, and of the diagonal for all other diagrams. */
    private void addMean(double birthSum, double deathSum, int partners) {
      if (partners == 0) {
        return;
      }
      double birth = birthSum / partners;
      double death = deathSum / partners;
      if (Double.isInfinite(death)) {
        add(birth, death);
        return;
      }
      double share = (double) partners / diagrams.size();
      double middle = birth / 2 + death / 2;
      add(middle + share * (birth - middle), middle + share * (death - middle));
    }

    private void add(double birth, double death) {
      if (birth != death) {
        builder.add(new PersistencePair(dimension, birth, death, NO_CELL, NO_CELL));
      }
    }

    /** The bars of the dimension that count, without cells. */
    private PersistenceDiagram copy(PersistenceDiagram diagram, boolean asItStands) {
      builder.clear(1, falling);
      for (int i = diagram.from(dimension); i < diagram.to(dimension); i++) {
        if (!drops || !diagram.isEssential(i)) {
          add(diagram.birth(i), diagram.death(i));
        }
      }
      return asItStands ? builder.buildInGivenOrder() : builder.build();
    }
  }
}
