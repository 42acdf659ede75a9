package io.betti.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.betti.pipeline.dataset.IdxHeader;
import io.betti.pipeline.dataset.IdxType;
import io.betti.pipeline.dataset.IdxWriter;
import io.betti.pipeline.network.Folder;
import io.betti.pipeline.network.Network;
import io.betti.pipeline.network.SavedState;
import io.betti.pipeline.network.training.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code gan} with other models than the paper's images, and with references. */
class GanModelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Command gan(String stage, String output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("gan", "--stage", stage, "--seed", 5, "--output", folder.resolve(output)));
    arguments.addAll(List.of(more));
    return Command.run(arguments.toArray());
  }

  private Path trained(String output, Object... more) {
    Command command = gan("train", output, more);
    assertThat(command.code()).as(command.err()).isZero();
    return folder.resolve(output).resolve("network");
  }

  private static byte[] unzipped(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void infoGanIsFoundByWhatWasSaved_andSampledWithItsClasses() throws IOException {
    Path network =
        trained(
            "info",
            "--model",
            "infogan",
            "--train",
            Command.TEST_IMAGES,
            "--steps",
            6,
            "--batch",
            8);
    assertThat(Files.readString(network.resolve("generator/description.json")))
        .contains("\"model\" : \"infogan\"")
        .contains("\"classes\" : 10");
    assertThat(Files.readString(folder.resolve("info/report.html")))
        .contains("Classes. A row has one class")
        .contains("Code 2.");
    for (int partitions : new int[] {1, 3}) {
      Command sample =
          gan(
              "sample",
              "s" + partitions,
              "--network",
              network,
              "--count",
              70,
              "--partitions",
              partitions);
      assertThat(sample.code()).as(sample.err()).isZero();
    }
    byte[] one = unzipped(folder.resolve("s1").resolve(GanJob.SAMPLES));
    assertThat(unzipped(folder.resolve("s3").resolve(GanJob.SAMPLES))).isEqualTo(one);
    try (Network generator = Network.of(SavedState.load(Folder.at(network).in("generator")))) {
      assertThat(generator.description().drawn().classes()).isEqualTo(10);
      byte[] direct = GeneratedImages.bytes(new Sampler(generator, 5).samples(69, 1));
      assertThat(Arrays.copyOfRange(one, one.length - 784, one.length)).isEqualTo(direct);
    }
    Command topology = gan("topology", "mended", "--network", network, "--steps", 3, "--batch", 8);
    assertThat(topology.code()).as(topology.err()).isZero();
    assertThat(Files.readString(folder.resolve("mended/network/generator/description.json")))
        .contains("\"model\" : \"infogan\"");

    Command other = gan("sample", "o", "--network", network, "--model", "images");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--model is images").contains("of the model infogan");
    assertThat(gan("train", "o", "--model", "dreams").err()).contains("images, infogan, voxels");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void referenceIsReadFromTheJobOfDiagrams_andTheLossFalls() throws IOException {
    Command diagrams =
        Command.run(
            "diagrams",
            "--input",
            Command.TEST_IMAGES,
            "--limit",
            100,
            "--scale",
            "1/255",
            "--output",
            folder.resolve("digits"));
    assertThat(diagrams.code()).as(diagrams.err()).isZero();
    Path network = trained("images", "--train", Command.TEST_IMAGES, "--steps", 40, "--batch", 8);
    String energy = "W(1,1;PD1,eight) + W(1,1;PD0,eight)";
    String reference = "eight=" + folder.resolve("digits") + "#61";
    Command topology =
        gan(
            "topology",
            "eights",
            "--network",
            network,
            "--energy",
            energy,
            "--reference",
            reference,
            "--steps",
            15,
            "--batch",
            16,
            "--rate",
            "1e-3");
    assertThat(topology.code()).as(topology.err()).isZero();
    JsonNode metrics = JSON.readTree(folder.resolve("eights/metrics.json").toFile());
    assertThat(metrics.get("last_topology").asDouble())
        .isLessThan(metrics.get("first_topology").asDouble());
    assertThat(Files.readString(folder.resolve("eights/network/training/description.json")))
        .contains("W(1,1;PD1,eight)")
        .containsPattern("eight [0-9a-f]{8}");

    assertThat(gan("latent", "o", "--network", network, "--energy", energy).err())
        .contains("eight");
    assertThat(gan("latent", "o", "--network", network, "--reference", reference).err())
        .contains("does not name: eight");
    assertThat(gan("sample", "o", "--network", network, "--reference", reference).err())
        .contains("has no loss");
    Command missing =
        gan("latent", "o", "--network", network, "--energy", energy, "--reference", "eight=x#1");
    assertThat(missing.err()).contains("cannot read --reference eight");
    Path bytes = folder.resolve("bytes.json");
    Files.writeString(
        bytes, "{\"diagram\":[{\"dimension\":0,\"birth\":255,\"death\":\"-Infinity\"}]}");
    Command scale =
        gan(
            "latent",
            "o",
            "--network",
            network,
            "--energy",
            energy,
            "--reference",
            "eight=" + bytes);
    assertThat(scale.err()).contains("value 255.0").contains("--scale 1/255");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  private Path cubes(String name, int edge, int most) throws IOException {
    Path file = folder.resolve(name);
    try (IdxWriter idx =
        new IdxWriter(
            new GZIPOutputStream(Files.newOutputStream(file)),
            IdxHeader.of(IdxType.UBYTE, 6, edge, edge, edge))) {
      for (int n = 0; n < 6; n++) {
        byte[] cube = new byte[edge * edge * edge];
        for (int i = 0; i < cube.length; i++) {
          int x = i % edge - edge / 2;
          int y = i / edge % edge - edge / 2;
          int z = i / edge / edge - edge / 2;
          cube[i] = (byte) (x * x + y * y + z * z < 20 * (n + 1) ? most : 0);
        }
        idx.write(cube);
      }
    }
    return file;
  }

  @Test
  void voxelsAreTrained_mendedAndSampled() throws IOException {
    Path network =
        trained(
            "voxels",
            "--model",
            "voxels",
            "--train",
            cubes("balls.gz", 30, 1),
            "--steps",
            2,
            "--batch",
            2);
    Command topology = gan("topology", "mended", "--network", network, "--steps", 2, "--batch", 2);
    assertThat(topology.code()).as(topology.err()).isZero();
    Command sample =
        gan("sample", "s", "--network", folder.resolve("mended/network"), "--count", 5);
    assertThat(sample.code()).as(sample.err()).isZero();
    byte[] samples = unzipped(folder.resolve("s").resolve(GanJob.VOLUMES));
    assertThat(samples).hasSize(20 + 5 * 32 * 32 * 32);
    Command diagrams =
        Command.run(
            "diagrams",
            "--input",
            folder.resolve("s").resolve(GanJob.VOLUMES),
            "--scale",
            "1/255",
            "--output",
            folder.resolve("diagrams"));
    assertThat(diagrams.code()).as(diagrams.err()).isZero();
    assertThat(diagrams.lastLine()).contains("5 rows");
  }

  @Test
  void otherVoxelsAreRefused() throws IOException {
    assertThat(gan("train", "o", "--model", "voxels").err()).contains("--train");
    Object[] large = {"--model", "voxels", "--train", cubes("large.gz", 33, 1)};
    assertThat(gan("train", "o", large).err()).contains("an edge of at most 32");
    Object[] images = {"--model", "voxels", "--train", Command.TEST_IMAGES};
    assertThat(gan("train", "o", images).err()).contains("cubes of unsigned bytes");
    Object[] grey = {"--model", "voxels", "--train", cubes("grey.gz", 8, 7), "--steps", 1};
    assertThat(gan("train", "o", grey).err()).contains("is 7");
    assertThat(folder.resolve("o")).doesNotExist();
  }
}
