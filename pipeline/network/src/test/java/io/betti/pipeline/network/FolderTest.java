package io.betti.pipeline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.betti.pipeline.dataset.UnreadableDataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders whose files are whole or not there. */
class FolderTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path root;

  @Test
  void createdOnce_withAllItsFiles_andNoOthers() throws IOException {
    Folder folder = Folder.at(root).in("networks").in("a");
    assertThat(folder.exists()).isFalse();
    assertThat(folder.names()).isEmpty();
    folder.create(Map.of("x", BYTES, "y", new byte[0]));
    assertThat(folder.names()).containsExactly("x", "y");
    assertThat(folder.read("x")).isEqualTo(BYTES);
    assertThat(root.resolve("networks/a").toFile().list()).containsExactlyInAnyOrder("x", "y");
    assertThat(root.resolve("networks").toFile().list()).containsExactly("a");
    assertThatThrownBy(() -> folder.create(Map.of("x", new byte[9])))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(root + "/networks/a is there already");
    assertThat(folder.read("x")).isEqualTo(BYTES);
    folder.delete();
    assertThat(folder.exists()).isFalse();
  }

  @Test
  void nothingIsThere_whenAFileCannotBeWritten() {
    Folder folder = Folder.at(root).in("a");
    assertThatThrownBy(() -> folder.create(Map.of("b".repeat(300), BYTES)))
        .isInstanceOf(IOException.class);
    assertThat(root.resolve("a")).doesNotExist();
  }

  @Test
  void draftsOfKilledProcessesAreNotSeen_andGoWithTheNextAttempt() throws IOException {
    Files.createDirectories(root.resolve(".saving-a-1/x"));
    Files.write(root.resolve(".saving-losses.csv-2"), BYTES);
    Files.createDirectories(root.resolve(".saving-other-3"));
    Folder folder = Folder.at(root);
    assertThat(folder.names()).isEmpty();
    folder.in("a").create(Map.of("x", BYTES));
    folder.write("losses.csv", BYTES);
    assertThat(root.toFile().list())
        .containsExactlyInAnyOrder("a", "losses.csv", ".saving-other-3");
  }

  @Test
  void writtenFileTakesThePlaceOfAnother() throws IOException {
    Folder folder = Folder.at(root);
    folder.write("x", new byte[100]);
    folder.write("x", BYTES);
    assertThat(folder.read("x")).isEqualTo(BYTES);
    assertThat(folder.names()).containsExactly("x");
  }

  @Test
  void addressMeansTheSameInEveryProcess() throws Exception {
    String relative = Path.of("").toAbsolutePath().relativize(root).toString();
    Folder folder = Folder.at(relative, new Configuration());
    assertThat(folder).hasToString(root.toString());
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(folder.in("a"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      Folder received = (Folder) in.readObject();
      received.create(Map.of("x", BYTES));
      assertThat(received.name()).isEqualTo("a");
    }
    assertThat(root.resolve("a/x")).hasBinaryContent(BYTES);
  }

  @Test
  void unknownFileSystemIsRefused() {
    assertThatThrownBy(() -> Folder.at("nowhere://host/a", new Configuration()))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("nowhere");
  }
}
