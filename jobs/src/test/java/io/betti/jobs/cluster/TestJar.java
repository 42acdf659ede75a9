package io.betti.jobs.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A jar of a few classes of this test tree, for processes that must not see the rest of it.
 *
 * <p>Classes are named one by one: nested classes don't come along by themselves.
 */
final class TestJar {
  private final Path path;
  private final Manifest manifest = new Manifest();
  private final List<Class<?>> classes = new ArrayList<>();

  private TestJar(Path path) {
    this.path = path;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  static TestJar at(Path path) {
    return new TestJar(path);
  }

  TestJar attribute(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  TestJar with(Class<?>... more) {
    classes.addAll(List.of(more));
    return this;
  }

  /** Writes the jar and returns its path. */
  Path write() throws IOException {
    try (OutputStream file = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(jar);
        }
        jar.closeEntry();
      }
    }
    return path;
  }
}
