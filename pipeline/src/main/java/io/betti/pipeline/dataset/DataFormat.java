package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The formats by their short names, the options of each, and how a data set of each is opened. */
enum DataFormat {
  IDX(ReadOptions.LABELS) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      return ArraySource.of(options, new IdxFormat(), hadoop);
    }
  },
  NPY(DataFormat.ITEMS, ReadOptions.LABELS, FolderSource.VALUES) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      if (options.word(ITEMS, "rows", List.of("rows", "file")).equals("file")) {
        return new FolderSource(options, List.of(".npy", ".npy.gz"), new NpyDecoder(), hadoop);
      }
      if (options.text(FolderSource.VALUES) != null) {
        throw options.wrong(FolderSource.VALUES, "it goes with " + ITEMS + " = file only");
      }
      return ArraySource.of(options, new NpyFormat(), hadoop);
    }
  },
  RAW(RawFormat.OPTIONS.toArray(new String[0])) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      return ArraySource.of(options, RawFormat.of(options), hadoop);
    }
  },
  BINVOX(FolderSource.OPTIONS.toArray(new String[0])) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      List<String> endings = List.of(".binvox", ".binvox.gz");
      return new FolderSource(options, endings, new BinvoxDecoder(), hadoop);
    }
  },
  VOXMAT(MatDecoder.VARIABLE, ReadOptions.LABELS, FolderSource.VALUES) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      String variable = options.text(MatDecoder.VARIABLE);
      MatDecoder decoder =
          new MatDecoder(variable == null ? MatDecoder.DEFAULT_VARIABLE : variable.strip());
      return new FolderSource(options, List.of(".mat"), decoder, hadoop);
    }
  },
  IMAGES(ImageDecoder.CHANNEL, ImageDecoder.MAX_PIXELS, ReadOptions.LABELS, FolderSource.VALUES) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      String channel =
          options.word(
              ImageDecoder.CHANNEL, ImageChannel.LUMINANCE.toString(), ImageChannel.names());
      ImageDecoder decoder =
          new ImageDecoder(
              ImageChannel.valueOf(channel.toUpperCase(Locale.ROOT)),
              options.number(
                  ImageDecoder.MAX_PIXELS,
                  1,
                  IdxHeader.MAX_ITEM_BYTES,
                  ImageDecoder.DEFAULT_MAX_PIXELS));
      return new FolderSource(options, List.of(".png", ".jpg", ".jpeg"), decoder, hadoop);
    }
  },
  CLOUDS(CloudFile.COORDINATES) {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      return new CloudSource(options, hadoop);
    }
  },
  MESHES() {
    @Override
    ItemSource source(ReadOptions options, Configuration hadoop) {
      return new MeshSource(options, hadoop);
    }
  };

  /** Whether the rows of an array are items, or a file is. */
  static final String ITEMS = "items";

  private final List<String> own;

  DataFormat(String... own) {
    this.own = List.of(own);
  }

  /**
   * Looks a data set up.
   *
   * @throws IllegalArgumentException if an option is wrong
   * @throws UnreadableDataException if it cannot be read
   */
  abstract ItemSource source(ReadOptions options, Configuration hadoop);

  /**
   * The options of a read, checked as far as they can be without the data.
   *
   * @throws IllegalArgumentException if one is unknown or a number is wrong
   */
  ReadOptions options(Map<String, String> options) {
    return ReadOptions.of(toString(), options, own).checked();
  }

  /** All names. */
  static List<String> names() {
    return Arrays.stream(values()).map(DataFormat::toString).toList();
  }

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static DataFormat of(String name) {
    for (DataFormat format : values()) {
      if (format.toString().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "there is no format '" + name + "'; there are " + String.join(", ", names()));
  }

  /** The names of its own options, beside those of every format. */
  List<String> optionNames() {
    return own;
  }

  /** The short name, as in {@code idx}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
