package io.betti.pipeline.dataset;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;

/** The files of a data set that hold one item each, in the order of their paths. */
final class DataFiles {
  private final List<FileStatus> found;
  private final DataFile[] files;

  /**
   * Of files that were found.
   *
   * @param found at least one
   * @param labelled whether the names of their folders are labels
   */
  DataFiles(List<FileStatus> found, boolean labelled) {
    List<Path> paths = found.stream().map(FileStatus::getPath).toList();
    FolderLabels labels = labelled ? new FolderLabels(paths) : null;
    this.found = found;
    this.files =
        found.stream()
            .map(
                status ->
                    new DataFile(
                        status.getPath().toString(),
                        status.getLen(),
                        labelled ? labels.of(status.getPath()) : 0))
            .toArray(DataFile[]::new);
  }

  /** As the file system found them. */
  List<FileStatus> found() {
    return found;
  }

  int count() {
    return files.length;
  }

  DataFile get(long id) {
    return files[(int) id];
  }

  /** Bytes of a file as stored, on average. */
  long meanBytes() {
    return Arrays.stream(files).mapToLong(DataFile::length).sum() / files.length;
  }

  /**
   * A range of them cut into partitions, in their order.
   *
   * @param rowBytes of a row, about
   * @param wanted number of partitions, 0 for as many as the size suggests
   */
  InputPartition[] partitions(long from, long to, long rowBytes, int wanted, int cores) {
    int rows = Math.toIntExact(to - from);
    int count = PartitionCount.of(wanted, rows, rows * rowBytes, false, cores);
    InputPartition[] ranges = new InputPartition[count];
    for (int i = 0; i < count; i++) {
      int begin = (int) (from + ArraySource.share(rows, i, count));
      int end = (int) (from + ArraySource.share(rows, i + 1, count));
      ranges[i] = new FileRange(begin, Arrays.copyOfRange(files, begin, end));
    }
    return ranges;
  }
}
