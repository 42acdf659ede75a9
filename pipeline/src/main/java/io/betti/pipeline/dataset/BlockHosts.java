package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.BlockLocation;

/** Which hosts hold most of a range of a file's bytes. */
final class BlockHosts {
  private static final int MOST = 3;

  private BlockHosts() {}

  /**
   * Up to three hosts, the one with the most bytes first, equal ones by name.
   *
   * @param from first byte
   * @param to after the last byte
   */
  static List<String> of(BlockLocation[] blocks, long from, long to) {
    Map<String, Long> bytes = new TreeMap<>();
    for (BlockLocation block : blocks) {
      long overlap =
          Math.min(to, block.getOffset() + block.getLength()) - Math.max(from, block.getOffset());
      if (overlap > 0) {
        for (String host : hosts(block)) {
          bytes.merge(host, overlap, Long::sum);
        }
      }
    }
    return bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A local file system names itself, which says nothing to a scheduler. */
  private static List<String> hosts(BlockLocation block) {
    try {
      return Arrays.stream(block.getHosts()).filter(host -> !host.equals("localhost")).toList();
    } catch (java.io.IOException e) {
      return List.of(); // a hint only
    }
  }
}
