package io.betti.pipeline.optimization;

import io.betti.pipeline.optimization.PenaltySpace.Filtration;
import io.betti.topology.complex.GridComplex;
import io.betti.topology.diagram.WeightedSum;
import java.util.ArrayList;
import java.util.List;

/** Makes penalties of terms: all energies share one diagram, or the quick way on a line. */
final class PenaltyFactory {
  private PenaltyFactory() {}

  static Penalty build(List<PenaltyTerm> terms, PenaltySpace space, int p) {
    List<PenaltySum.Part> parts = new ArrayList<>();
    List<WeightedSum.Term> energies = new ArrayList<>();
    for (PenaltyTerm term : terms) {
      if (term.isTopological()) {
        energies.add(new WeightedSum.Term(term.weight(), term.energy()));
      } else {
        parts.add(new PenaltySum.Part(term.weight(), plain(term.name(), p)));
      }
    }
    if (!energies.isEmpty()) {
      parts.add(new PenaltySum.Part(1, topological(energies, space, p)));
    }
    return parts.size() == 1 && parts.get(0).weight() == 1
        ? parts.get(0).penalty()
        : new PenaltySum(parts, p);
  }

  private static Penalty plain(String name, int p) {
    return switch (name) {
      case "l1" -> new AbsoluteSum(p);
      case "l2" -> new EuclideanNorm(p);
      case "l2-squared" -> new SquaredNorm(p);
      case "tv" -> new TotalVariation(p);
      case "tv2" -> new DifferenceNorm(p);
      default -> throw new IllegalArgumentException("no penalty is named " + name);
    };
  }

  private static Penalty topological(List<WeightedSum.Term> terms, PenaltySpace space, int p) {
    WeightedSum function = new WeightedSum(terms);
    DiagramPenalty general = new DiagramPenalty(function, space, p);
    boolean onLine = space.filtration() == Filtration.LEVEL_SET && space.maxDimension() == 0;
    boolean quick = terms.size() == 1 && GapSum.fits(terms.get(0));
    if (quick && onLine && space.complex() != GridComplex.CUBICAL_T) {
      return new LineLevels(terms.get(0), space.direction(), general);
    }
    if (quick && space.filtration() != Filtration.LEVEL_SET) {
      return new GapSum(terms.get(0), general);
    }
    return general;
  }
}
