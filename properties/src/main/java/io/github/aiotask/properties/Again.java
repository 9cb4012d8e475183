package io.github.aiotask.properties;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command that runs saved programs again, for a shell. */
final class Again {

  private Again() {}

  /**
   * As this JVM was started.
   *
   * @param file with the programs
   * @param subject the options that choose who runs them
   */
  static String command(Path file, List<String> subject) {
    String classes = System.getProperty("java.class.path", "");
    List<String> words = new ArrayList<>();
    if (classes.endsWith(".jar") && !classes.contains(File.pathSeparator)) {
      words.addAll(List.of("java", "-jar", classes));
    } else {
      words.addAll(List.of("java", "-cp", classes, Conform.class.getName()));
    }
    words.addAll(List.of("replay", file.toString()));
    words.addAll(subject);
    return words.stream().map(Again::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
