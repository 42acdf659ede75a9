package io.betti.pipeline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesDataSourceTest {
  @TempDir private static Path folder;

  private static double[] decode(byte[] file, ImageChannel channel) throws IOException {
    ImageDecoder decoder = new ImageDecoder(channel, ImageDecoder.DEFAULT_MAX_PIXELS);
    return GridRows.doubles(decoder.decode(new ByteArrayInputStream(file), "memory").values());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** 5 rows of 7 columns; smooth, so that JPEG is near. */
  private static BufferedImage colours(int type) {
    BufferedImage image = new BufferedImage(7, 5, type);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        image.setRGB(x, y, 0x80000000 | (30 * x) << 16 | (40 * y) << 8 | (200 - 10 * x - 15 * y));
      }
    }
    return image;
  }

  @Test
  void channelsAndLuminanceOfPng() throws IOException {
    byte[] png = written(colours(BufferedImage.TYPE_INT_ARGB), "png");
    double[] red = decode(png, ImageChannel.RED);
    double[] green = decode(png, ImageChannel.GREEN);
    double[] blue = decode(png, ImageChannel.BLUE);
    double[] luminance = decode(png, ImageChannel.LUMINANCE);
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        int at = 7 * y + x;
        assertThat(red[at]).isEqualTo(30 * x);
        assertThat(green[at]).isEqualTo(40 * y);
        assertThat(blue[at]).isEqualTo(200 - 10 * x - 15 * y);
        assertThat(luminance[at])
            .isEqualTo(Math.floor((299 * red[at] + 587 * green[at] + 114 * blue[at]) / 1000 + 0.5));
      }
    }
    assertThat(decode(png, ImageChannel.ALPHA)).containsOnly(128);
    byte[] opaque = written(colours(BufferedImage.TYPE_INT_RGB), "png");
    assertThat(decode(opaque, ImageChannel.ALPHA)).containsOnly(255);
    assertThat(decode(opaque, ImageChannel.LUMINANCE)).containsExactly(luminance);
  }

  @Test
  void greySamplesStayAsTheyAreStored() throws IOException {
    byte[][] rows = {bytes(0, 1, 50, 128), bytes(200, 254, 255, 7)};
    for (ImageChannel channel : new ImageChannel[] {ImageChannel.LUMINANCE, ImageChannel.GREEN}) {
      assertThat(decode(PngBytes.file(4, 8, 0, rows), channel))
          .containsExactly(0, 1, 50, 128, 200, 254, 255, 7);
    }
    byte[] gamma = PngBytes.chunk("gAMA", bytes(0, 1, 0, 0));
    assertThat(decode(PngBytes.file(4, 8, 0, rows, gamma), ImageChannel.LUMINANCE))
        .containsExactly(0, 1, 50, 128, 200, 254, 255, 7);
  }

  @Test
  void otherDepthsAreScaled() throws IOException {
    assertThat(decode(PngBytes.file(4, 1, 0, new byte[][] {bytes(0xA0)}), ImageChannel.RED))
        .containsExactly(255, 0, 255, 0);
    assertThat(decode(PngBytes.file(4, 2, 0, new byte[][] {bytes(0x1B)}), ImageChannel.RED))
        .containsExactly(0, 85, 170, 255);
    assertThat(decode(PngBytes.file(2, 4, 0, new byte[][] {bytes(0x1F)}), ImageChannel.RED))
        .containsExactly(17, 255);
    byte[][] sixteen = {bytes(0, 255, 0x12, 0x34, 0xFF, 0)};
    assertThat(decode(PngBytes.file(3, 16, 0, sixteen), ImageChannel.RED))
        .containsExactly(0, 0x12, 0xFF);
    byte[][] rgb16 = {bytes(1, 0, 2, 0, 3, 0)};
    assertThat(decode(PngBytes.file(1, 16, 2, rgb16), ImageChannel.BLUE)).containsExactly(3);
  }

  @Test
  void paletteAndAlpha() throws IOException {
    byte[] palette = PngBytes.chunk("PLTE", bytes(1, 2, 3, 10, 20, 30));
    byte[] transparency = PngBytes.chunk("tRNS", bytes(77));
    byte[] png = PngBytes.file(3, 8, 3, new byte[][] {bytes(0, 1, 0)}, palette, transparency);
    assertThat(decode(png, ImageChannel.GREEN)).containsExactly(2, 20, 2);
    assertThat(decode(png, ImageChannel.ALPHA)).containsExactly(77, 255, 77);
    byte[] grey = PngBytes.file(2, 8, 4, new byte[][] {bytes(5, 6, 7, 8)});
    assertThat(decode(grey, ImageChannel.LUMINANCE)).containsExactly(5, 7);
    assertThat(decode(grey, ImageChannel.ALPHA)).containsExactly(6, 8);
  }

  @Test
  void jpegIsNearWhatWasWritten_andGreyIsAsTheDecoderHasIt() throws IOException {
    BufferedImage colours = colours(BufferedImage.TYPE_INT_RGB);
    byte[] jpeg = written(colours, "jpeg");
    BufferedImage again = ImageIO.read(new ByteArrayInputStream(jpeg));
    double[] green = decode(jpeg, ImageChannel.GREEN);
    for (int at = 0; at < green.length; at++) {
      assertThat(green[at]).isEqualTo(again.getRGB(at % 7, at / 7) >> 8 & 0xFF);
      assertThat(green[at]).isBetween(40.0 * (at / 7) - 60, 40.0 * (at / 7) + 60);
    }
    BufferedImage grey = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < 81; at++) {
      grey.getRaster().setSample(at % 9, at / 9, 0, 3 * at);
    }
    double[] values = decode(written(grey, "jpeg"), ImageChannel.LUMINANCE);
    for (int at = 0; at < 81; at++) {
      assertThat(values[at]).isBetween(3.0 * at - 12, 3.0 * at + 12);
    }
  }

  @Test
  void folderOfBothFormats_labelsByFolder() throws IOException {
    Path root = Files.createDirectory(folder.resolve("digits"));
    for (int digit : new int[] {10, 2, 3}) {
      Files.createDirectory(root.resolve("" + digit));
      byte[][] rows = {bytes(digit, 1, 2)};
      Files.write(root.resolve(digit + "/a.png"), PngBytes.file(3, 8, 0, rows));
    }
    Files.write(root.resolve("3/b.JPG"), written(colours(BufferedImage.TYPE_INT_RGB), "jpeg"));
    List<Row> rows = GridRows.same("images", root.toString(), Map.of("labels", "folder"));
    assertThat(rows.stream().map(row -> row.<Integer>getAs("label"))).containsExactly(10, 2, 3, 3);
    assertThat(GridRows.values(rows.get(0))).containsExactly(10, 1, 2);
    assertThat(GridRows.shape(rows.get(0))).containsExactly(1, 3);
    assertThat(GridRows.shape(rows.get(3))).containsExactly(5, 7);
    assertThat(rows.get(0).schema().simpleString())
        .isEqualTo("struct<id:bigint,shape:array<int>,values:binary,label:int,path:string>");
    // Shapes without values.
    assertThat(
            GridRows.read("images", root.toString(), Map.of(), 2).select("shape").collectAsList())
        .extracting(row -> row.getList(0))
        .containsExactly(List.of(1, 3), List.of(1, 3), List.of(1, 3), List.of(5, 7));
    DatasetOutline outline =
        GridDatasets.outline("images", root + "/*/a.png", Map.of(), new Configuration(false));
    assertThat(outline.items()).isEqualTo(3);
    assertThat(outline.shape().orElseThrow()).containsExactly(1, 3);
  }

  @Test
  void decompressionBombsAreRefusedByTheirHeader() throws IOException {
    byte[][] rows = new byte[300][];
    Arrays.fill(rows, new byte[300]);
    byte[] png = PngBytes.file(300, 8, 0, rows);
    ImageDecoder small = new ImageDecoder(ImageChannel.RED, 89_999);
    assertThatThrownBy(() -> small.decode(new ByteArrayInputStream(png), "memory"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("its 300x300 = 90000 pixels are above maxPixels = 89999; set");
    byte[] huge = PngBytes.file(0x7FFFFFFF, 8, 2, rows);
    long bytes =
        Allocation.of(
            () ->
                assertThatThrownBy(() -> decode(huge, ImageChannel.RED))
                    .hasMessageContaining("300x2147483647"));
    assertThat(bytes).isLessThan(1 << 20);
    // Within maxPixels, and yet more than the bytes can hold.
    byte[] wide = PngBytes.file(100_000, 8, 2, rows);
    assertThatThrownBy(() -> decode(wide, ImageChannel.RED))
        .hasMessageContaining("compressed bytes cannot hold 300x100000 pixels");
    byte[] jpeg = written(colours(BufferedImage.TYPE_INT_RGB), "jpeg");
    int frame = indexOfFrame(jpeg);
    jpeg[frame + 5] = 0x1F;
    jpeg[frame + 7] = 0x1F;
    assertThatThrownBy(() -> decode(jpeg, ImageChannel.RED))
        .hasMessageContaining("bytes cannot hold 7941x7943 pixels");
  }

  private static int indexOfFrame(byte[] jpeg) {
    int at = 2;
    while (jpeg[at + 1] != (byte) 0xC0) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    return at;
  }

  @Test
  void damageIsFound_whichImageIoWouldFillIn() throws IOException {
    byte[] random = new byte[3000];
    new SplittableRandom(4).nextBytes(random);
    BufferedImage noise = new BufferedImage(30, 100, BufferedImage.TYPE_BYTE_GRAY);
    noise.getRaster().setDataElements(0, 0, 30, 100, random);
    byte[] jpeg = written(noise, "jpeg");
    assertThatThrownBy(() -> decode(Arrays.copyOf(jpeg, 1500), ImageChannel.RED))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("image is damaged");
    byte[] png = written(noise, "png");
    assertThatThrownBy(() -> decode(Arrays.copyOf(png, png.length - 13), ImageChannel.RED))
        .hasMessageContaining("a PNG that ends within a chunk or before its last");
    byte[] wrong = png.clone();
    wrong[png.length / 2] ^= 1;
    assertThatThrownBy(() -> decode(wrong, ImageChannel.RED))
        .hasMessageContaining("the check sum of the chunk at byte 33 does not match");
    assertThatThrownBy(
            () ->
                decode(
                    "GIF89a".getBytes(java.nio.charset.StandardCharsets.UTF_8), ImageChannel.RED))
        .hasMessageContaining("not with a PNG (89 50 4E 47) or JPEG (FF D8 FF)");
  }

  @Test
  void wrongOptions() {
    assertThatThrownBy(
            () ->
                GridDatasets.outline(
                    "images", "x", Map.of("channel", "cyan"), new Configuration(false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("channel = 'cyan'; give one of luminance, red, green, blue, alpha");
    assertThatThrownBy(
            () ->
                GridDatasets.outline(
                    "images", "x", Map.of("maxPixels", "0"), new Configuration(false)))
        .hasMessageContaining("maxPixels = '0'; give a whole number from 1");
  }
}
