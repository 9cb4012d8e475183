package io.github.aiotask.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A text file of the checkout; its path is relative to the root. */
public record Source(String path, String text) {
  public static Path root() {
    return Path.of(System.getProperty("aiotask.root")).toAbsolutePath().normalize();
  }

  static Source of(String path) throws IOException {
    return new Source(path, Files.readString(root().resolve(path)));
  }

  static List<Source> under(String folder, String... endings) throws IOException {
    List<String> paths;
    try (Stream<Path> files = Files.walk(root().resolve(folder))) {
      paths =
          files
              .filter(Files::isRegularFile)
              .map(file -> root().relativize(file).toString().replace('\\', '/'))
              .filter(path -> Stream.of(endings).anyMatch(path::endsWith))
              .sorted()
              .toList();
    }
    List<Source> sources = new ArrayList<>();
    for (String path : paths) {
      sources.add(of(path));
    }
    return sources;
  }

  /** "file:line" of a place in the text. */
  String at(int offset) {
    return path + ":" + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
  }
}
