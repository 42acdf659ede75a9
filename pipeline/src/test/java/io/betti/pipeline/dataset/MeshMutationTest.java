package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Broken files by the ten thousand for each format, seeded: nothing but our own exception, no
 * allocation that the bytes do not justify, and what is accepted is a mesh.
 */
class MeshMutationTest {
  private static final int FILES = 20_000;

  /** First arrays, lists of a header, an exception with its stack trace. */
  private static final long FIXED_BYTES = 128 << 10;

  /** A word of two bytes becomes a string and a coordinate or, of a fan, a triangle. */
  private static final long BYTES_PER_BYTE = 200;

  private static final String[] TELLING = {
    "0",
    "-1",
    "1",
    "9999999999",
    "2147483647",
    "4294967295",
    "1e308",
    "1e309",
    "nan",
    "-",
    ".",
    "/",
    " ",
    "\n",
    "\r",
    "#",
    "\\\n",
    ",",
    "v",
    "f",
    "OFF",
    "list",
    "uchar",
    "vertex",
    "face",
    "\0",
    "\377\377\377\177",
    "\200",
    "element vertex 1000000000\n",
    "property list uint uint a\n"
  };

  private final SplittableRandom random = new SplittableRandom(20_261_126);
  private Mesh read;
  private UnreadableDataException refusal;

  @Test
  void off() {
    check(MeshFormat.OFF, MeshBytes.off());
  }

  @Test
  void obj() {
    check(MeshFormat.OBJ, MeshBytes.obj());
  }

  @Test
  void plyAsText() {
    check(MeshFormat.PLY, MeshBytes.ply("ascii"));
  }

  @Test
  void plyLittleEndian() {
    check(MeshFormat.PLY, MeshBytes.ply("binary_little_endian"));
  }

  @Test
  void plyBigEndian() {
    check(MeshFormat.PLY, MeshBytes.ply("binary_big_endian"));
  }

  @Test
  void xyz() {
    check(MeshFormat.XYZ, MeshBytes.xyz());
  }

  private void check(MeshFormat format, byte[] file) {
    for (int i = 0; i < 1000; i++) {
      read(format, mutated(file)); // loads the classes, whose bytes are not the files'
    }
    int accepted = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] mutated = mutated(file);
      long bytes = Allocation.of(() -> read(format, mutated));
      if (bytes > FIXED_BYTES + BYTES_PER_BYTE * mutated.length) {
        fail("%d bytes allocated for %s", bytes, HexFormat.of().formatHex(mutated));
      }
      if (read == null && (refusal.problem().isBlank() || refusal.remedy().isBlank())) {
        fail("not said why on " + HexFormat.of().formatHex(mutated), refusal);
      }
      accepted += read == null ? 0 : 1;
    }
    // Neither a reader that refuses all nor one that accepts all would pass.
    assertThat(accepted).isBetween(FILES / 50, FILES * 49 / 50);
  }

  private byte[] mutated(byte[] original) {
    byte[] file = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(file.length + 1);
      int to = Math.min(file.length, at + random.nextInt(8));
      byte[] before = Arrays.copyOf(file, at);
      byte[] after = Arrays.copyOfRange(file, to, file.length);
      file =
          switch (random.nextInt(6)) {
            case 0 -> before.length == 0 ? after : before;
            case 1 -> IdxBytes.join(before, after);
            case 2 -> IdxBytes.join(file, Arrays.copyOfRange(file, at, file.length));
            case 3 -> IdxBytes.join(before, flipped(file, at));
            default ->
                IdxBytes.join(
                    IdxBytes.join(before, MeshBytes.text(TELLING[random.nextInt(TELLING.length)])),
                    after);
          };
    }
    return file;
  }

  private byte[] flipped(byte[] file, int at) {
    byte[] rest = Arrays.copyOfRange(file, at, file.length);
    if (rest.length > 0) {
      rest[0] ^= (byte) (1 << random.nextInt(8));
    }
    return rest;
  }

  private void read(MeshFormat format, byte[] file) {
    read = null;
    refusal = null;
    try {
      read = format.read(file, "memory");
      // Checks every coordinate and corner.
      assertThat(read.vertexCount()).isBetween(1, file.length);
      assertThat(read.triangleCount()).isBetween(0, file.length);
    } catch (UnreadableDataException e) {
      refusal = e;
    } catch (RuntimeException | Error e) {
      fail("on " + HexFormat.of().formatHex(file), e);
    }
  }
}
