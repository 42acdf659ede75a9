package io.betti.jobs.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Small JSON files, written whole or not at all. */
final class JsonFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  /** The value's JSON on one line. */
  static String line(Object value) throws IOException {
    return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  /** Writes under another name and renames, so that the name stands for a whole file. */
  static void write(FileSystem files, Path path, Object value) throws IOException {
    writeText(files, path, JSON.writeValueAsString(value) + "\n");
  }

  /** As {@link #write}, for text. */
  static void writeText(FileSystem files, Path path, String text) throws IOException {
    Path unfinished = new Path(path.getParent(), "." + path.getName() + ".unfinished");
    try (FSDataOutputStream out = files.create(unfinished, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    files.delete(path, false);
    Renames.rename(files, unfinished, path);
  }

  static <T> T read(FileSystem files, Path path, Class<T> type) throws IOException {
    try (InputStream in = files.open(path)) {
      return JSON.readValue(in, type);
    }
  }
}
