package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Broken files of every format, seeded: nothing but our own exception that says why, and no
 * allocation that the bytes do not justify.
 */
class ReaderMutationTest {
  private static final int FILES = 25_000;

  /** Buffers, an exception's stack trace, tables of ImageIO's. */
  private static final long FIXED_BYTES = 768 << 10;

  private static final byte[] TELLING = {
    0, 1, 4, 8, 15, '\n', ' ', '"', ',', '-', '.', '0', '9', 0x7F, (byte) 0x80, (byte) 0xFF
  };

  private final SplittableRandom random = new SplittableRandom(20_261_125);

  /** Reads a file through. */
  private interface Reading {
    void of(byte[] file) throws IOException;
  }

  /**
   * Reads mutated files.
   *
   * @param perByte heap bytes that a byte of a file may cost
   * @param sealed what makes a mutated file's check sums right again, for half of the files
   */
  private void check(List<byte[]> files, int perByte, Reading reading, Sealing sealed) {
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      isAccepted(mutated(files), reading); // loads the classes, whose bytes are not the files'
    }
    for (int i = 0; i < FILES; i++) {
      byte[] mutated = mutated(files);
      byte[] file = random.nextBoolean() ? sealed.of(mutated) : mutated;
      boolean[] result = new boolean[1];
      long bytes = Allocation.of(() -> result[0] = isAccepted(file, reading));
      if (bytes > FIXED_BYTES + (long) perByte * file.length) {
        fail("%d bytes allocated for %s", bytes, HexFormat.of().formatHex(file));
      }
      accepted += result[0] ? 1 : 0;
      refused += result[0] ? 0 : 1;
    }
    // Neither a reader that refuses all nor one that accepts all would pass.
    assertThat(accepted).isGreaterThan(FILES / 100);
    assertThat(refused).isGreaterThan(FILES / 10);
  }

  /** Mends what a mutation has broken besides. */
  private interface Sealing {
    byte[] of(byte[] file);
  }

  private boolean isAccepted(byte[] file, Reading reading) {
    try {
      reading.of(file);
      return true;
    } catch (UnreadableDataException e) {
      if (e.problem().isBlank() || e.remedy().isBlank()) {
        fail("not said why on " + HexFormat.of().formatHex(file), e);
      }
      return false;
    } catch (IOException | RuntimeException | Error e) {
      return fail("on " + HexFormat.of().formatHex(file), e);
    }
  }

  private byte[] mutated(List<byte[]> files) {
    byte[] file = files.get(random.nextInt(files.size())).clone();
    switch (random.nextInt(7)) {
      case 0 -> change(file, 1, Math.min(200, file.length));
      case 1 -> change(file, 1 + random.nextInt(4), file.length);
      case 2 -> file = Arrays.copyOf(file, random.nextInt(file.length));
      case 3 -> file = IdxBytes.join(file, garbage(1 + random.nextInt(20)));
      case 4 -> {
        // a piece taken out
        int from = random.nextInt(file.length);
        int to = Math.min(file.length, from + 1 + random.nextInt(12));
        file = IdxBytes.join(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
      }
      case 5 -> {
        // a piece of another file put in
        byte[] other = files.get(random.nextInt(files.size()));
        int from = random.nextInt(other.length);
        int length = Math.min(Math.min(other.length, file.length) - from, random.nextInt(40));
        if (length > 0) {
          System.arraycopy(other, from, file, from, length);
        }
      }
      default -> {
        if (random.nextInt(8) == 0) {
          file = garbage(random.nextInt(100));
        } else {
          change(file, 1, Math.min(40, file.length));
        }
      }
    }
    return file;
  }

  private void change(byte[] file, int times, int within) {
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(within);
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

  private static void readItems(byte[] file, ItemFormat format) throws IOException {
    try (ItemReader items =
        ItemReader.open(new ByteArrayInputStream(file), "memory", format, file.length)) {
      while (items.position() < items.layout().count()) {
        items.nextValues();
      }
      items.finish();
    }
  }

  private static void decode(byte[] file, GridDecoder decoder) throws IOException {
    GridShape header = null;
    try {
      header = decoder.header(new ByteArrayInputStream(file), "memory");
    } catch (UnreadableDataException e) {
      // The whole must be refused, too, if it can be told from the header.
    }
    GridValues grid = decoder.decode(new ByteArrayInputStream(file), "memory");
    assertThat(header).isNotNull();
    assertThat(grid.shape()).isEqualTo(header.shape());
    long values = Arrays.stream(grid.shape()).asLongStream().reduce(1, (a, b) -> a * b);
    assertThat(GridRows.doubles(grid.values())).hasSize((int) values);
    assertThat(grid.as(header.kind())).isSameAs(grid.values());
  }

  private static List<byte[]> numpy() {
    List<byte[]> files = new ArrayList<>();
    for (String name :
        "u1 b1 i1 big-i2 little-u4 little-i8 big-f4 little-f8 version2 version3 fortran fortran-rows"
            .split(" ")) {
      files.add(ForeignFiles.bytes("npy/" + name + ".npy"));
    }
    return files;
  }

  @Test
  void npyRows() {
    check(numpy(), 40, file -> readItems(file, new NpyFormat()), file -> file);
  }

  @Test
  void npyFiles() {
    check(numpy(), 60, file -> decode(file, new NpyDecoder()), file -> file);
  }

  @Test
  void raw() {
    List<byte[]> files = List.of(new byte[6 * 24], garbage(3 * 24), garbage(24));
    Map<String, String> options = Map.of("path", "x", "shape", "2,3", "dtype", "f4");
    RawFormat format = RawFormat.of(DataFormat.RAW.options(options));
    check(files, 40, file -> readItems(file, format), file -> file);
  }

  @Test
  void binvox() {
    List<byte[]> files =
        List.of(
            BinvoxBytes.file(4, 5, 6, (x, y, z) -> x * y > z ? 1 : 0),
            BinvoxBytes.file(20, 20, 20, (x, y, z) -> x > 10 ? 1 : 0),
            BinvoxBytes.file(1, 1, 1, (x, y, z) -> 1));
    // A run of two bytes is 255 voxels, which this test makes doubles of.
    check(files, 255 * 10, file -> decode(file, new BinvoxDecoder()), file -> file);
  }

  @Test
  void voxmat() {
    List<byte[]> files = new ArrayList<>();
    for (String name : "uint8 logical double whole-double single int16 cell other".split(" ")) {
      files.add(ForeignFiles.bytes("mat/" + name + ".mat"));
      if (!name.equals("cell") && !name.equals("other")) {
        files.add(ForeignFiles.bytes("mat/" + name + "-plain.mat"));
      }
    }
    MatDecoder decoder = new MatDecoder("instance");
    check(files, GzipStream.MAX_RATIO * 20, file -> decode(file, decoder), this::compressed);
  }

  /**
   * The variables of an uncompressed file, broken or not, each in compressed data that are whole.
   */
  private byte[] compressed(byte[] file) {
    if (file.length < 140 || file[128] != 14) {
      return file;
    }
    byte[] data = PngBytes.deflated(Arrays.copyOfRange(file, 128, file.length));
    byte[] tag = {
      15, 0, 0, 0, (byte) data.length, (byte) (data.length >> 8), 0, 0,
    };
    return IdxBytes.join(Arrays.copyOf(file, 128), tag, data);
  }

  private static ImageDecoder image() {
    return new ImageDecoder(ImageChannel.LUMINANCE, 1 << 20);
  }

  @Test
  void png() {
    byte[][] grey = {garbage(8), garbage(8), garbage(8)};
    byte[] palette = PngBytes.chunk("PLTE", garbage(30));
    List<byte[]> files =
        List.of(
            PngBytes.file(8, 8, 0, grey),
            PngBytes.file(4, 16, 0, grey),
            PngBytes.file(2, 8, 6, grey),
            PngBytes.file(4, 8, 4, grey),
            PngBytes.file(64, 1, 0, grey),
            PngBytes.file(8, 8, 3, grey, palette, PngBytes.chunk("tRNS", garbage(3))),
            PngBytes.file(8, 8, 0, grey, PngBytes.chunk("tEXt", garbage(30))));
    // Inflated, decoded by ImageIO, as ints, and this test's doubles.
    check(files, GzipStream.MAX_RATIO * 24, file -> decode(file, image()), this::sealed);
  }

  /** The chunks, as far as their lengths go, with the check sums that belong to them. */
  private byte[] sealed(byte[] file) {
    if (!PngFile.isMagic(file)) {
      return file;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PngBytes.SIGNATURE);
    int at = 8;
    while (at + 12 <= file.length) {
      int length = java.nio.ByteBuffer.wrap(file).getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      byte[] data = Arrays.copyOfRange(file, at + 8, at + 8 + length);
      boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(type);
      out.writeBytes(PngBytes.chunk(ascii ? type : "abcd", data));
      at += 12 + length;
    }
    return out.toByteArray();
  }

  @Test
  void jpeg() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      BufferedImage image = new BufferedImage(20, 12, type);
      for (int y = 0; y < 12; y++) {
        for (int x = 0; x < 20; x++) {
          image.setRGB(x, y, random.nextInt());
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      files.add(out.toByteArray());
    }
    check(files, 512 * 24, file -> decode(file, image()), file -> file);
  }

  @Test
  void clouds() {
    List<byte[]> files = new ArrayList<>();
    for (String text :
        new String[] {
          "cloud,x,y\na,1,2\nb,-0.5,1e3\na,NaN,.25\n",
          "x,cloud\r\n1,\"a\"\"b\"\r\n\r\n2,\"c,d\"\r\n",
          "\uFEFFcloud,x,y,z\nä,1,2,3\nä,4,5,6"
        }) {
      files.add(text.getBytes(StandardCharsets.UTF_8));
      files.add(IdxBytes.gzip(text.getBytes(StandardCharsets.UTF_8)));
    }
    check(files, GzipStream.MAX_RATIO * 20, ReaderMutationTest::readClouds, file -> file);
  }

  private static CsvRecords records(byte[] file) throws IOException {
    InputStream in = GzipStream.inflated(new ByteArrayInputStream(file), "memory");
    return new CsvRecords(in, "memory", 0, 1);
  }

  private static void readClouds(byte[] file) throws IOException {
    ReadOptions options = DataFormat.CLOUDS.options(Map.of("path", "memory"));
    CloudFile nothing =
        new CloudFile("memory", "memory", file.length, false, List.of(), 0, new int[0]);
    CloudFile clouds = nothing.with(records(file), options);
    List<CloudEntry> entries = clouds.clouds(records(file));
    CsvRecords records = records(file);
    records.next();
    long rows = 0;
    while (records.next()) {
      for (int field : clouds.coordinateFields()) {
        records.number(field, "x");
      }
      rows++;
    }
    assertThat(entries.stream().mapToLong(CloudEntry::points).sum()).isEqualTo(rows);
  }
}
