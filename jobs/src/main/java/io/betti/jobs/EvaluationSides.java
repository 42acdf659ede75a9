package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/**
 * The sets of an evaluation.
 *
 * @param reference the real items
 * @param generated the items that are scored
 * @param ceiling more real items; empty if one half of the reference stands for them
 */
record EvaluationSides(
    EvaluationSide reference, EvaluationSide generated, Optional<EvaluationSide> ceiling) {
  static final String REFERENCE = "reference";
  static final String GENERATED = "generated";
  static final String CEILING = "ceiling";

  List<EvaluationSide> all() {
    List<EvaluationSide> all = new ArrayList<>(List.of(reference, generated));
    ceiling.ifPresent(all::add);
    return all;
  }

  /** Those that are data sets of items. */
  List<Split> splits() {
    return all().stream()
        .filter(ItemSide.class::isInstance)
        .map(side -> ((ItemSide) side).split())
        .toList();
  }

  /** What is evaluated of the items of the first data set of items. */
  Optional<EvaluatedItems> items() {
    return all().stream()
        .filter(ItemSide.class::isInstance)
        .map(side -> ((ItemSide) side).items())
        .findFirst();
  }

  List<InputFile> files() {
    return all().stream().flatMap(side -> side.files().stream()).toList();
  }

  /**
   * Refuses diagrams that were made in different ways, as far as it is known how.
   *
   * @throws JobFailure if two sides tell different things of theirs
   */
  void checkOrigins(SparkSession spark) {
    Map<String, String> first = Map.of();
    EvaluationSide teller = null;
    for (EvaluationSide side : all()) {
      Map<String, String> origin = side.origin(spark);
      if (teller == null && !origin.isEmpty()) {
        first = origin;
        teller = side;
      }
      for (String name : new TreeSet<>(origin.keySet())) {
        String other = first.get(name);
        if (other != null && !other.equals(origin.get(name))) {
          throw JobFailure.of(
              "the diagrams of "
                  + side.name()
                  + " were made otherwise than those of "
                  + teller.name(),
              name
                  + " is "
                  + origin.get(name)
                  + " of "
                  + side.path()
                  + ", "
                  + other
                  + " of "
                  + teller.path(),
              "make both in the same way");
        }
      }
    }
  }

  /**
   * Refuses sets that are too small for what is asked, before or after bad records are out.
   *
   * @param side its name
   * @param count its items
   * @throws JobFailure if there are too few
   */
  void checkCount(EvaluationSide side, long count, EvaluationSettings settings) {
    if (count == 0) {
      throw JobFailure.of(
          "the " + side.name() + " set " + side.path() + " has no items",
          "nothing can be compared with it");
    }
    if (count < settings.fewest()) {
      throw JobFailure.of(
          "the " + side.name() + " set has " + count + (count == 1 ? " item" : " items"),
          settings.has(EvaluationSettings.PRDC)
              ? "--neighbours " + settings.neighbours() + " wants at least " + settings.fewest()
              : "1nna wants at least 2",
          "give more items or fewer --neighbours, or leave the metric out");
    }
    boolean halves = ceiling.isEmpty() && side == reference;
    if (halves && count < 2L * settings.fewest()) {
      throw JobFailure.of(
          "the reference set has " + count + (count == 1 ? " item" : " items"),
          "its two halves, scored against each other as a ceiling, are too small",
          "give more items, or more real ones by --ceiling");
    }
    if (settings.sample() == null) {
      return;
    }
    long most = halves ? count / 2 : count;
    if (settings.sample() > most) {
      throw JobFailure.of(
          "--sample is " + settings.sample() + ", but the " + side.name() + " set has " + count,
          halves
              ? "a sample and as many other real items as its ceiling are drawn from it"
              : "samples are drawn without replacement",
          "ask for "
              + most
              + " at most"
              + (halves ? ", or give more real items by --ceiling" : ""));
    }
    if (settings.sample() < settings.fewest()) {
      throw JobFailure.usage(
          "--sample is " + settings.sample(),
          "the metrics want at least " + settings.fewest() + " items");
    }
  }
}
