package io.betti.jobs;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many items of a training set and of a test set are equal, byte by byte.
 *
 * @param train items to train on
 * @param distinctTrain different ones among them
 * @param test items to compare with
 * @param distinctTest different ones among them
 * @param testInTrain items to compare with that equal one that is trained on
 */
record EqualItems(int train, int distinctTrain, int test, int distinctTest, int testInTrain) {
  /** Counts them. */
  static EqualItems of(byte[][] train, byte[][] test) {
    Set<ByteBuffer> trained = distinct(train);
    int shared =
        (int) Arrays.stream(test).filter(i -> trained.contains(ByteBuffer.wrap(i))).count();
    return new EqualItems(train.length, trained.size(), test.length, distinct(test).size(), shared);
  }

  private static Set<ByteBuffer> distinct(byte[][] items) {
    Set<ByteBuffer> distinct = new HashSet<>();
    for (byte[] item : items) {
      distinct.add(ByteBuffer.wrap(item));
    }
    return distinct;
  }

  /** By names, for the metrics. */
  Map<String, Integer> facts() {
    Map<String, Integer> facts = new LinkedHashMap<>();
    facts.put("train", train);
    facts.put("train_distinct", distinctTrain);
    facts.put("test", test);
    facts.put("test_distinct", distinctTest);
    facts.put("test_equal_to_train", testInTrain);
    return facts;
  }
}
