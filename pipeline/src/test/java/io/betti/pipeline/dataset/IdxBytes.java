package io.betti.pipeline.dataset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** IDX files in memory, whole and broken, made without the classes under test. */
final class IdxBytes {
  private IdxBytes() {}

  /** The magic number and size fields as given, right or wrong. */
  static byte[] header(int typeCode, int... sizes) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length);
    buffer.putInt(typeCode << 8 | sizes.length);
    for (int size : sizes) {
      buffer.putInt(size);
    }
    return buffer.array();
  }

  /** A whole file of random bytes. */
  static byte[] file(SplittableRandom random, IdxType type, int... sizes) {
    long bytes = Arrays.stream(sizes).asLongStream().reduce(type.bytes(), (a, b) -> a * b);
    byte[] data = new byte[Math.toIntExact(bytes)];
    random.nextBytes(data);
    return join(header(type.code(), sizes), data);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Inflates by the JDK; only for gzip known to be whole. */
  static byte[] gunzip(byte[] data) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(Path folder, String name, byte[] data) {
    try {
      return Files.write(folder.resolve(name), data).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the embedded MNIST. */
  static String mnist(String name) {
    return Path.of(System.getProperty("betti.basedir"), "data", "mnist", name).toString();
  }
}
