package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
  private static final byte[] DATA = data();

  private static byte[] data() {
    byte[] data = new byte[200_000];
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (random.nextInt(10) < 8 ? 0 : random.nextInt());
    }
    return data;
  }

  /** A stream that hands out few bytes at a time and says that none are available. */
  private static InputStream trickle(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] to, int offset, int length) {
        return super.read(to, offset, Math.min(length, most));
      }

      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  private static byte[] inflate(byte[] bytes, int most, int buffer) throws IOException {
    try (GzipStream gzip = new GzipStream(trickle(bytes, most), "memory", buffer)) {
      return gzip.readAllBytes();
    }
  }

  @Test
  void membersAreJoined_howeverTheBytesArrive() throws IOException {
    byte[] members =
        IdxBytes.join(
            IdxBytes.gzip(Arrays.copyOf(DATA, 70_000)),
            IdxBytes.gzip(new byte[0]),
            IdxBytes.gzip(Arrays.copyOfRange(DATA, 70_000, DATA.length)));
    for (int most : new int[] {1, 2, 7, 1000, 1 << 20}) {
      for (int buffer : new int[] {1, 3, 512, 1 << 16}) {
        assertThat(inflate(members, most, buffer)).isEqualTo(DATA);
      }
    }
  }

  @Test
  void optionalHeaderFieldsAreSkipped() throws IOException {
    byte[] plain = IdxBytes.gzip(DATA);
    byte[] extra = {3, 0, 9, 9, 9};
    byte[] name = {'a', '.', 'i', 'd', 'x', 0};
    byte[] comment = {'c', 0};
    byte[] headerCrc = {1, 2};
    byte[] head = Arrays.copyOf(plain, 10);
    head[3] = 2 | 4 | 8 | 16;
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    assertThat(inflate(IdxBytes.join(head, extra, name, comment, headerCrc, body), 5, 64))
        .isEqualTo(DATA);
  }

  @Test
  void skippedBytesAreInflatedAndCounted() throws IOException {
    try (GzipStream gzip =
        new GzipStream(new ByteArrayInputStream(IdxBytes.gzip(DATA)), "memory", 1 << 12)) {
      gzip.skipNBytes(123_456);
      assertThat(gzip.readAllBytes()).isEqualTo(Arrays.copyOfRange(DATA, 123_456, DATA.length));
      assertThat(gzip.read()).isEqualTo(-1);
    }
  }

  @Test
  void cutAnywhereIsCutShort() {
    byte[] whole = IdxBytes.gzip(Arrays.copyOf(DATA, 2000));
    for (int keep = 2; keep < whole.length; keep++) {
      byte[] cut = Arrays.copyOf(whole, keep);
      assertThatThrownBy(() -> inflate(cut, 100, 64))
          .as("first %d of %d bytes", keep, whole.length)
          .isInstanceOf(UnreadableDataException.class)
          .hasMessageContaining("gzip data are cut short")
          .hasMessageContaining("gzip -t");
    }
  }

  @Test
  void damageIsFoundByDataCheckSumOrLength() throws IOException {
    byte[] whole = IdxBytes.gzip(Arrays.copyOf(DATA, 2000));
    assertRefused(whole, 2, "header has method 7");
    assertRefused(whole, 3, "flags 255");
    assertRefused(whole, whole.length - 8, "check sum does not match");
    assertRefused(whole, whole.length - 1, "it states a length of ");
    int refused = 0;
    for (int at = 10; at < whole.length - 8; at++) {
      byte[] bad = whole.clone();
      bad[at] ^= 0x10;
      try {
        // Some bits mean nothing: the code lengths of bytes that do not occur, the last few bits.
        assertThat(inflate(bad, 100, 64)).isEqualTo(Arrays.copyOf(DATA, 2000));
      } catch (UnreadableDataException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(whole.length * 9 / 10);
  }

  private static void assertRefused(byte[] whole, int at, String message) {
    byte[] bad = whole.clone();
    bad[at] ^= (byte) (at == 3 ? 0xFF : 0x0F);
    assertThatThrownBy(() -> inflate(bad, 100, 64))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("gzip data are damaged")
        .hasMessageContaining(message);
  }

  @Test
  void bytesAfterTheLastMemberAreRefused() {
    byte[] whole = IdxBytes.gzip(DATA);
    assertThatThrownBy(() -> inflate(IdxBytes.join(whole, new byte[1]), 100, 64))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("more bytes follow where its gzip data end");
    assertThatThrownBy(() -> inflate(IdxBytes.join(whole, new byte[] {0x1F, 0x00}), 100, 64))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("a member does not begin with 1F 8B");
    assertThatThrownBy(() -> inflate(IdxBytes.join(whole, new byte[] {0x1F}), 100, 64))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("cut short");
  }
}
