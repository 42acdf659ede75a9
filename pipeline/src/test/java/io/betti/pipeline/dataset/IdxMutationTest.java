package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Broken files by the hundred thousand, seeded: nothing but our own exception, no allocation that
 * the bytes do not justify, and what is accepted is read to the letter.
 */
class IdxMutationTest {
  private static final int FILES = 100_000;

  /** Three buffers of 64 KB, the first piece of an item, an exception's stack trace. */
  private static final long FIXED_BYTES = 256 << 10;

  private static final byte[] TELLING = {0, 1, 4, 5, 0x7F, (byte) 0x80, (byte) 0xFF};

  private final SplittableRandom random = new SplittableRandom(20_260_117);
  private final List<byte[]> plain = new ArrayList<>();
  private final List<byte[]> stored = new ArrayList<>();
  private int accepted;
  private int acceptedGzip;
  private int refused;
  private int refusedGzip;

  /** What reading one file came to: its bytes as read, or null if it was refused. */
  private byte[] read;

  private UnreadableDataException refusal;

  @Test
  void noExceptionButOurOwn_noAllocationBeyondTheBytes() {
    makeFiles();
    for (int i = 0; i < 1000; i++) {
      readThrough(mutated()); // loads the classes, whose bytes are not the files'
    }
    for (int i = 0; i < FILES; i++) {
      check(mutated());
    }
    // Neither a reader that refuses all nor one that accepts all would pass.
    assertThat(accepted).isGreaterThan(1000);
    assertThat(acceptedGzip).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(10_000);
    assertThat(refusedGzip).isGreaterThan(10_000);
    assertThat(accepted + acceptedGzip + refused + refusedGzip).isEqualTo(FILES);
  }

  private void makeFiles() {
    int[][] sizes = {{9}, {5, 4}, {3, 4, 5}, {2, 3, 2, 3}, {0, 28, 28}, {1, 1000}, {300, 2}};
    for (IdxType type : IdxType.values()) {
      for (int[] size : sizes) {
        byte[] file = IdxBytes.file(random, type, size);
        int middle = file.length / 2;
        plain.add(file);
        stored.add(file);
        stored.add(IdxBytes.gzip(file));
        stored.add(
            IdxBytes.join(
                IdxBytes.gzip(Arrays.copyOf(file, middle)),
                IdxBytes.gzip(Arrays.copyOfRange(file, middle, file.length))));
      }
    }
  }

  private byte[] mutated() {
    byte[] file = stored.get(random.nextInt(stored.size())).clone();
    switch (random.nextInt(9)) {
      case 0 -> change(file, 1, 24);
      case 1 -> change(file, 1 + random.nextInt(3), file.length);
      case 2 -> file = Arrays.copyOf(file, random.nextInt(file.length));
      case 3 -> file = IdxBytes.join(file, garbage(1 + random.nextInt(40)));
      case 4 -> file = IdxBytes.join(file, IdxBytes.gzip(garbage(random.nextInt(20))));
      case 5 -> {
        file = garbage(random.nextInt(200));
        if (file.length > 3 && random.nextBoolean()) {
          boolean gzip = random.nextBoolean();
          file[0] = gzip ? (byte) 0x1F : 0;
          file[1] = gzip ? (byte) 0x8B : 0;
          file[2] = 8;
          file[3] = (byte) random.nextInt(gzip ? 32 : 5);
        }
      }
      case 6 -> {
        // a wrong header within gzip that is itself whole
        file = plain.get(random.nextInt(plain.size())).clone();
        change(file, 1 + random.nextInt(2), 20);
        file = IdxBytes.gzip(file);
      }
      case 7 -> {
        file = plain.get(random.nextInt(plain.size()));
        int length = Math.max(0, file.length + random.nextInt(5) - 2);
        file = IdxBytes.gzip(Arrays.copyOf(file, length));
      }
      default -> {
        // values may be anything
        file = plain.get(random.nextInt(plain.size())).clone();
        int at = 20 + random.nextInt(file.length);
        if (at < file.length) {
          file[at] ^= (byte) (1 << random.nextInt(8));
        }
        file = random.nextBoolean() ? file : IdxBytes.gzip(file);
      }
    }
    return file;
  }

  private void change(byte[] file, int times, int within) {
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(Math.min(within, file.length));
      file[at] =
          random.nextBoolean()
              ? TELLING[random.nextInt(TELLING.length)]
              : (byte) (file[at] ^ 1 << random.nextInt(8));
    }
  }

  private byte[] garbage(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void check(byte[] file) {
    boolean gzip = GzipStream.isMagic(file);
    long bytes = Allocation.of(() -> readThrough(file));
    long justified = gzip ? file.length * (long) GzipStream.MAX_RATIO : file.length;
    // Twice: what is read, and the copy that this test makes of it, which doubles as it grows.
    if (bytes > FIXED_BYTES + 8 * justified) {
      fail("%d bytes allocated for %s", bytes, HexFormat.of().formatHex(file));
    }
    if (read == null && (refusal.problem().isBlank() || refusal.remedy().isBlank())) {
      fail("not said why on " + HexFormat.of().formatHex(file), refusal);
    }
    if (read != null && !Arrays.equals(read, gzip ? IdxBytes.gunzip(file) : file)) {
      fail("read otherwise than it stands in " + HexFormat.of().formatHex(file));
    }
    if (!gzip && read != null != isWhole(file)) {
      fail("accepted: %s, whole: %s", read != null, HexFormat.of().formatHex(file));
    }
    accepted += read != null && !gzip ? 1 : 0;
    acceptedGzip += read != null && gzip ? 1 : 0;
    refused += read == null && !gzip ? 1 : 0;
    refusedGzip += read == null && gzip ? 1 : 0;
  }

  private void readThrough(byte[] file) {
    read = null;
    refusal = null;
    try (IdxReader reader = IdxReader.open(new ByteArrayInputStream(file), "memory")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(reader.header().encoded());
      while (reader.position() < reader.header().items()) {
        out.writeBytes(reader.next());
      }
      reader.finish();
      read = out.toByteArray();
    } catch (UnreadableDataException e) {
      refusal = e;
    } catch (IOException | RuntimeException | Error e) {
      fail("on " + HexFormat.of().formatHex(file), e);
    }
  }

  /** The format once more, in other words: what a plain file must be. */
  private static boolean isWhole(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    if (file.length < 8) {
      return false;
    }
    int magic = buffer.getInt();
    int axes = magic & 0xFF;
    int code = magic >> 8;
    if (axes < 1 || axes > 4 || code < 8 || code > 14 || code == 10 || file.length < 4 + 4 * axes) {
      return false;
    }
    int valueBytes = new int[] {1, 1, 0, 2, 4, 4, 8}[code - 8];
    int storedBytes = new int[] {1, 4, 0, 4, 8, 4, 8}[code - 8];
    int items = buffer.getInt();
    double values = 1;
    for (int axis = 1; axis < axes; axis++) {
      int size = buffer.getInt();
      values *= size;
      if (size < 0 || (size == 0 && items > 0) || values * storedBytes > Integer.MAX_VALUE - 1023) {
        return false;
      }
    }
    return items >= 0 && 4 + 4 * axes + items * values * valueBytes == file.length;
  }
}
