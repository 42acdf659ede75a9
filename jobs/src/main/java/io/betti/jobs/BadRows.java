package io.betti.jobs;

import io.betti.jobs.records.BadRecord;
import io.betti.pipeline.dataset.Item;
import io.betti.pipeline.dataset.ItemIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Finds out what is wrong with the few rows of an input that could not be used. */
final class BadRows {
  private final Split split;
  private final RowResult result;

  BadRows(Split split, RowResult result) {
    this.split = split;
    this.result = result;
  }

  /** What is wrong with one row. */
  String reason(long id) {
    try (ItemIterator items = split.data().read(id)) {
      return complaint(items.next());
    }
  }

  /** The rows with what is wrong with them: one pass over the input up to the last of them. */
  List<BadRecord> named(SortedSet<Long> ids) {
    List<BadRecord> bad = new ArrayList<>();
    if (ids.isEmpty()) {
      return bad;
    }
    try (ItemIterator items = split.data().read()) {
      while (bad.size() < ids.size()) {
        Item item = items.next();
        if (ids.contains(item.id())) {
          bad.add(new BadRecord(split.name(), item.id(), complaint(item)));
        }
      }
    }
    return bad;
  }

  private String complaint(Item item) {
    if (!item.isReadable()) {
      return item.corruption();
    }
    try {
      result.computeAlone(item, split);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
    throw new IllegalStateException(
        split.place(item.id()) + " gave no result in a task, but does so on its own");
  }
}
