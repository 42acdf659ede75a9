package io.betti.jobs;

import io.betti.jobs.failure.JobFailure;
import io.betti.jobs.output.InputFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * The images or volumes of table 10.
 *
 * @param train to train on; null if not given
 * @param trainLabels their labels, for the classifier; null for volumes
 * @param test to compare with
 * @param testLabels their labels, by which the classifier is judged; null for volumes
 */
record Table10Files(String train, String trainLabels, String test, String testLabels) {
  /**
   * Images as they were named, or the embedded ones if none was.
   *
   * @throws JobFailure if only some were named
   */
  Table10Files orEmbedded(JobRun run) {
    if (Stream.of(train, trainLabels, test, testLabels).allMatch(file -> file == null)) {
      Table10Files embedded =
          new Table10Files(
              Home.mnist("train-images-idx3-ubyte.gz"),
              Home.mnist("train-labels-idx1-ubyte.gz"),
              Home.mnist("t10k-images-idx3-ubyte.gz"),
              Home.mnist("t10k-labels-idx1-ubyte.gz"));
      String reason = "the embedded MNIST set";
      run.settings().derive("train", embedded.train(), reason);
      run.settings().derive("train-labels", embedded.trainLabels(), reason);
      run.settings().derive("test", embedded.test(), reason);
      run.settings().derive("test-labels", embedded.testLabels(), reason);
      return embedded;
    }
    if (Stream.of(train, trainLabels, test, testLabels).anyMatch(file -> file == null)) {
      throw JobFailure.usage(
          "an input is missing",
          "give --train, --train-labels, --test and --test-labels, or none of them");
    }
    return this;
  }

  /**
   * Looks the files up, and whether they hold as many items as are needed.
   *
   * @throws JobFailure if one is missing, unreadable, of other items or of too few
   */
  List<InputFile> find(JobRun run, Table10Settings settings) {
    return settings.isOfVolumes() ? findVolumes(run, settings) : findImages(run, settings);
  }

  private List<InputFile> findImages(JobRun run, Table10Settings settings) {
    List<InputFile> files =
        List.of(
            DigitFiles.images("--train", train, run.hadoop()),
            InputFile.of("--train-labels", trainLabels, run.hadoop()),
            DigitFiles.images("--test", test, run.hadoop()),
            InputFile.of("--test-labels", testLabels, run.hadoop()));
    int needed = settings.compared() + settings.scored();
    String what = "--sample to compare with and --inception-sample to stand beside";
    require("--test", test, "images", needed, what, run);
    return files;
  }

  private List<InputFile> findVolumes(JobRun run, Table10Settings settings) {
    if (train == null || test == null) {
      throw JobFailure.usage(
          "an input is missing", "no volumes are built in: give --train and --test");
    }
    int most = settings.model().grid().width();
    List<InputFile> files =
        List.of(
            VolumeFiles.volumes("--train", train, most, run.hadoop()),
            VolumeFiles.volumes("--test", test, most, run.hadoop()));
    int edge = VolumeFiles.edge("--train", train, run.hadoop());
    int other = VolumeFiles.edge("--test", test, run.hadoop());
    if (edge != other) {
      throw JobFailure.of(
          "--train has volumes of edge " + edge + " and --test of edge " + other,
          "both must be of one kind",
          "name the files of one set");
    }
    require("--test", test, "volumes", settings.compared(), "--sample, to compare with", run);
    int standIns = Math.max(settings.scored(), settings.model().batch());
    String what = "--component-sample, to stand for generated ones, and no less than a batch";
    require("--train", train, "volumes", standIns, what, run);
    // Whatever is wrong with a voxel is told before anything begins.
    VolumeFiles.read(train, run.hadoop());
    VolumeFiles.read(test, run.hadoop());
    return files;
  }

  private static void require(
      String option, String path, String items, int needed, String what, JobRun run) {
    int there = IdxItems.header(option, path, run.hadoop()).items();
    if (there < needed) {
      throw JobFailure.usage(
          option + " " + path + " has " + there + " " + items,
          needed + " are needed: " + what,
          "ask for fewer, or name a larger file");
    }
  }
}
