package io.betti.pipeline.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A CSV file of points, plain or gzip, and what its header line says.
 *
 * @param path the file, as the user named it; relative, it means the file to the driver only
 * @param address the same with its scheme, which means it to every process
 * @param length its bytes as stored
 * @param isGzip whether its first bytes are those of gzip
 * @param columns all columns in their order
 * @param cloudField which of them names the cloud
 * @param coordinateFields which of them are coordinates, in the order of the result
 */
record CloudFile(
    String path,
    String address,
    long length,
    boolean isGzip,
    List<String> columns,
    int cloudField,
    int[] coordinateFields)
    implements Serializable {
  private static final long serialVersionUID = 1;

  static final String CLOUD = "cloud";
  static final String COORDINATES = "coordinates";

  /** Most doubles of a cloud, so that they fit one of Spark's rows. */
  private static final long MAX_NUMBERS = IdxHeader.MAX_ITEM_BYTES / Double.BYTES / 8;

  /**
   * Looks at a file's header line.
   *
   * @throws UnreadableDataException if the file cannot be read or the line lacks a column
   * @throws IllegalArgumentException if the option names a column that isn't there
   */
  static CloudFile open(ReadOptions options, Configuration hadoop) {
    String path = options.path();
    try {
      Path file = new Path(path);
      FileStatus status = file.getFileSystem(hadoop).getFileStatus(file);
      if (status.isDirectory()) {
        throw new UnreadableDataException(
            path, "it is a directory", "name one CSV file in it; a read takes one file");
      }
      byte[] magic;
      try (InputStream in = file.getFileSystem(hadoop).open(file)) {
        magic = in.readNBytes(2);
      }
      boolean gzip = GzipStream.isMagic(magic);
      CloudFile nothingKnown =
          new CloudFile(
              path, status.getPath().toString(), status.getLen(), gzip, List.of(), 0, new int[0]);
      try (CsvRecords records = nothingKnown.records(hadoop, 0, 1)) {
        return nothingKnown.with(records, options);
      }
    } catch (FileNotFoundException e) {
      throw ItemFile.missing(path, e);
    } catch (IOException e) {
      throw ItemFile.storage(path, e);
    }
  }

  /** The header line read. */
  CloudFile with(CsvRecords records, ReadOptions options) throws IOException {
    List<String> names = header(records);
    int cloud = names.indexOf(CLOUD);
    if (cloud < 0 || names.size() < 2) {
      throw records.malformed(
          "its header has the columns "
              + String.join(", ", names)
              + ", but "
              + (cloud < 0 ? "none is called " + CLOUD : "none is a coordinate"),
          "give it a header line such as cloud,x,y,z, cloud being the id of a row's cloud");
    }
    int[] coordinates;
    if (options.text(COORDINATES) == null) {
      coordinates = new int[names.size() - 1];
      Arrays.setAll(coordinates, i -> i < cloud ? i : i + 1);
    } else {
      coordinates =
          Arrays.stream(options.text(COORDINATES).split(",", -1))
              .mapToInt(name -> names.indexOf(name.strip()))
              .toArray();
      if (Arrays.stream(coordinates).anyMatch(field -> field < 0 || field == cloud)
          || Arrays.stream(coordinates).distinct().count() < coordinates.length) {
        throw options.wrong(
            COORDINATES,
            "name some of the columns beside " + CLOUD + ": " + String.join(", ", names));
      }
    }
    return new CloudFile(path, address, length, isGzip, names, cloud, coordinates);
  }

  private static List<String> header(CsvRecords records) throws IOException {
    if (!records.next()) {
      throw records.malformed("it is empty", "give it a header line such as cloud,x,y,z");
    }
    List<String> names = new ArrayList<>();
    for (int field = 0; field < records.fields(); field++) {
      String name = records.text(field).strip();
      if (names.contains(name)) {
        throw records.malformed(
            "its header has two columns '" + name + "'", "give every column its own name");
      }
      names.add(name);
    }
    return names;
  }

  /**
   * Reads the file through once and finds the clouds, in the order of their first rows. Numbers are
   * not looked at.
   *
   * @throws UnreadableDataException if a row has another number of fields than the header, or the
   *     file is damaged
   */
  List<CloudEntry> clouds(Configuration hadoop) {
    try (CsvRecords records = records(hadoop, 0, 1)) {
      return clouds(records);
    } catch (IOException e) {
      throw ItemFile.storage(path, e);
    }
  }

  /** Of the records of the whole file, the header's first. */
  List<CloudEntry> clouds(CsvRecords records) throws IOException {
    Map<String, Counted> clouds = new LinkedHashMap<>();
    Counted last = null;
    records.next();
    while (records.next()) {
      checkFields(records);
      if (last == null || !records.is(cloudField, last.bytes)) {
        last =
            clouds.computeIfAbsent(
                records.text(cloudField), id -> new Counted(records, cloudField));
      }
      count(last, records);
    }
    List<CloudEntry> entries = new ArrayList<>(clouds.size());
    clouds.forEach((id, c) -> entries.add(new CloudEntry(id, c.points, c.begin, c.line)));
    return entries;
  }

  private void count(Counted cloud, CsvRecords records) {
    cloud.points++;
    long most = MAX_NUMBERS / coordinateFields.length;
    if (cloud.points > most) {
      throw records.malformed(
          "cloud "
              + records.text(cloudField)
              + " has more than "
              + most
              + " points, the most a row can hold",
          "take a sample of it");
    }
  }

  /** A cloud while its rows are counted. */
  private static final class Counted {
    private final byte[] bytes;
    private final long begin;
    private final long line;
    private int points;

    Counted(CsvRecords records, int field) {
      this.bytes = records.bytes(field);
      this.begin = records.begin();
      this.line = records.line();
    }
  }

  /** Every row has as many fields as the header. */
  void checkFields(CsvRecords records) {
    if (records.fields() != columns.size()) {
      throw records.malformed(
          "it has "
              + records.fields()
              + " fields, but the header has "
              + columns.size()
              + ": "
              + String.join(",", columns),
          "write a field for every column; quote texts with commas");
    }
  }

  /**
   * The records from one on; a plain file is sought, gzip inflated up to there.
   *
   * @param offset of the record's first byte, inflated
   * @param line of that byte
   */
  CsvRecords records(Configuration hadoop, long offset, long line) {
    try {
      Path file = new Path(address);
      FSDataInputStream stored = file.getFileSystem(hadoop).open(file);
      try {
        if (!isGzip) {
          stored.seek(offset);
          return new CsvRecords(stored, path, offset, line);
        }
        InputStream in = new GzipStream(stored, path, ItemReader.BUFFER_BYTES);
        in.skipNBytes(offset);
        return new CsvRecords(in, path, offset, line);
      } catch (IOException | RuntimeException e) {
        stored.close();
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw ItemFile.missing(path, e);
    } catch (IOException e) {
      throw ItemFile.storage(path, e);
    }
  }
}
