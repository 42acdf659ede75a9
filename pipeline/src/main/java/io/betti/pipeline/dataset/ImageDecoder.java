package io.betti.pipeline.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A PNG or JPEG image as a grid of bytes of shape {@code [height][width]}, row 0 at the top: one
 * channel, or the luminance.
 *
 * <p>Samples are taken as stored: no colour space, gamma or orientation is applied. Of a depth
 * other than 8 bits they are scaled: 1, 2 and 4 bits to 0 to 255, of 16 bits the upper 8 are taken.
 * A PNG with a palette gives its colours. JPEG is decoded by {@code javax.imageio}, whose last
 * digit may differ between Java versions.
 *
 * @param channel what of a pixel becomes its value
 * @param maxPixels an image of more is refused before it is decoded
 */
record ImageDecoder(ImageChannel channel, long maxPixels) implements GridDecoder {
  private static final long serialVersionUID = 1;

  static final String CHANNEL = "channel";
  static final String MAX_PIXELS = "maxPixels";
  static final long DEFAULT_MAX_PIXELS = 1 << 26;

  /** A first component's block of 8x8 pixels takes a bit at least. */
  private static final long JPEG_PIXELS_PER_BYTE = 512;

  private static final int PNG_HEADER_BYTES = 33;

  @Override
  public GridShape header(InputStream in, String name) throws IOException {
    in.mark(PNG_HEADER_BYTES);
    byte[] first = in.readNBytes(PNG_HEADER_BYTES);
    in.reset();
    boolean png = isPng(first, name);
    int[] shape = png ? PngFile.shape(first, name) : decoded(in, "jpeg", name, ImageDecoder::shape);
    checkPixels(shape, name);
    return new GridShape(shape, ValueKind.BINARY);
  }

  @Override
  public GridValues decode(InputStream in, String name) throws IOException {
    byte[] file = in.readAllBytes();
    boolean png = isPng(file, name);
    int[] shape = header(new ByteArrayInputStream(file), name).shape();
    if (!png && (long) shape[0] * shape[1] > file.length * JPEG_PIXELS_PER_BYTE) {
      throw damaged(
          name, "its " + file.length + " bytes cannot hold " + text(shape) + " pixels", null);
    }
    byte[] needed = png ? PngFile.needed(file, name) : file;
    InputStream bytes = new ByteArrayInputStream(needed);
    BufferedImage image = decoded(bytes, png ? "png" : "jpeg", name, ImageDecoder::image);
    if (image.getHeight() != shape[0] || image.getWidth() != shape[1]) {
      throw damaged(name, "its header says " + text(shape) + " pixels, but it has others", null);
    }
    return new GridValues(shape, values(image));
  }

  /** Whether it is PNG; otherwise it is JPEG, or refused. */
  private static boolean isPng(byte[] file, String name) {
    boolean jpeg =
        file.length > 2
            && file[0] == (byte) 0xFF
            && file[1] == (byte) 0xD8
            && file[2] == (byte) 0xFF;
    if (jpeg || PngFile.isMagic(file)) {
      return !jpeg;
    }
    byte[] first = Arrays.copyOf(file, Math.min(4, file.length));
    throw new UnreadableDataException(
        name,
        ForeignFormat.problem(first, "a PNG (89 50 4E 47) or JPEG (FF D8 FF)"),
        ForeignFormat.remedy(first, "a PNG or JPEG file"));
  }

  private static String text(int[] shape) {
    return shape[0] + "x" + shape[1];
  }

  private void checkPixels(int[] shape, String name) {
    long pixels = (long) shape[0] * shape[1];
    if (pixels > maxPixels) {
      throw new UnreadableDataException(
          name,
          "its "
              + text(shape)
              + " = "
              + pixels
              + " pixels are above "
              + MAX_PIXELS
              + " = "
              + maxPixels,
          "set the option " + MAX_PIXELS + " higher if it is not a decompression bomb");
    }
  }

  /** What is asked of a reader of ImageIO's. */
  private interface Question<T> {
    T of(ImageReader reader) throws IOException;
  }

  /** Whatever goes wrong within the decoder, on bytes in memory, is the file's fault. */
  private static <T> T decoded(InputStream in, String format, String name, Question<T> question)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader reader = readers.next();
    DecoderWarnings warnings = new DecoderWarnings();
    try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(stream, true, true);
      T answer = question.of(reader);
      if (warnings.damage() != null) {
        throw damaged(name, warnings.damage(), null);
      }
      return answer;
    } catch (IIOException | EOFException e) {
      throw damaged(name, reason(e), e);
    } catch (UnreadableDataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw damaged(name, reason(e), e);
    } finally {
      reader.dispose();
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null || e.getCause().getMessage() == null ? e : e.getCause();
    return "the decoder answered: " + (cause.getMessage() == null ? cause : cause.getMessage());
  }

  private static UnreadableDataException damaged(String name, String problem, Exception cause) {
    return new UnreadableDataException(
        name,
        "its image is damaged or of a kind that is not read: " + problem,
        "fetch it again, or convert it to PNG of 8 bits, grey or RGB",
        cause);
  }

  private static int[] shape(ImageReader reader) throws IOException {
    return new int[] {reader.getHeight(0), reader.getWidth(0)};
  }

  private static BufferedImage image(ImageReader reader) throws IOException {
    return reader.read(0);
  }

  /** Not by getRGB, which would turn grey samples into another colour space's. */
  private byte[] values(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] values = new byte[width * height];
    int bands = raster.getNumBands();
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        values[y * width + x] =
            (byte)
                (model instanceof IndexColorModel palette
                    ? coloured(palette.getRGB(row[x]))
                    : sampled(row, x * bands, bands, model));
      }
    }
    return values;
  }

  private int coloured(int argb) {
    return channel.of(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, argb >>> 24);
  }

  private int sampled(int[] row, int at, int bands, ColorModel model) {
    int first = eightBits(row[at], model.getComponentSize(0));
    int alpha =
        bands % 2 == 0 ? eightBits(row[at + bands - 1], model.getComponentSize(bands - 1)) : 255;
    if (bands < 3) {
      return channel.of(first, first, first, alpha);
    }
    int second = eightBits(row[at + 1], model.getComponentSize(1));
    int third = eightBits(row[at + 2], model.getComponentSize(2));
    return channel.of(first, second, third, alpha);
  }

  private static int eightBits(int sample, int bits) {
    return bits >= 8 ? sample >>> bits - 8 : sample * 255 / ((1 << bits) - 1);
  }
}
