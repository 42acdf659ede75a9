package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.fs.BlockLocation;
import org.junit.jupiter.api.Test;

class BlockHostsTest {

  private static BlockLocation block(long offset, long length, String... hosts) {
    return new BlockLocation(hosts, hosts, offset, length);
  }

  @Test
  void hostsComeByTheBytesTheyHold() {
    BlockLocation[] blocks = {
      block(0, 100, "a", "b"), block(100, 100, "b", "c"), block(200, 100, "d", "c")
    };
    assertThat(BlockHosts.of(blocks, 0, 100)).containsExactly("a", "b");
    assertThat(BlockHosts.of(blocks, 90, 200)).containsExactly("b", "c", "a");
    assertThat(BlockHosts.of(blocks, 0, 300)).containsExactly("b", "c", "a");
    assertThat(BlockHosts.of(blocks, 100, 100)).isEmpty();
    assertThat(BlockHosts.of(blocks, 300, 400)).isEmpty();
  }

  @Test
  void localhostIsNoHint() {
    assertThat(BlockHosts.of(new BlockLocation[] {block(0, 10, "localhost")}, 0, 10)).isEmpty();
    assertThat(BlockHosts.of(new BlockLocation[0], 0, 10)).isEmpty();
  }
}
