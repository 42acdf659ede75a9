package io.betti.jobs;

import io.betti.jobs.output.OutputFolder;
import io.betti.jobs.output.RunIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run is going to do.
 *
 * @param folder where it writes
 * @param identity by which it is gone on with
 * @param splits its inputs, if they are files of items
 * @param steps in which it writes
 * @param result what it computes of each row of the splits; null if there are none
 * @param description what it does besides, for a dry run: a word and a line each
 */
record JobPlan(
    OutputFolder folder,
    RunIdentity identity,
    List<Split> splits,
    List<Step> steps,
    RowResult result,
    Map<String, String> description) {

  /** What the largest item needs, and all items would if each were like it. */
  String sizeAndTime(Need largest) {
    long rows = splits.stream().mapToLong(Split::rows).sum();
    return String.format(
        Locale.ROOT,
        "%s; %,d such items about %.2g s of computing",
        largest,
        rows,
        rows * largest.seconds());
  }
}
