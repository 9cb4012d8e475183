package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY.txt of the executable jar names all that the jar carries of others, and has the texts of their licences. */
class ThirdPartyIT {
  private static final Path JAR = Path.of("target", "aiotask-conform.jar");

  /** A line about a library: group, artifact, version, licence. */
  private static final Pattern LIBRARY = Pattern.compile("(?m)^([^ :]+):([^ :]+):([^ :]+)  ([^ ]+)  http.*$");

  /** Where texts are that many libraries share, and how they begin. */
  private static final Map<String, List<String>> SHARED =
      Map.of(
          "Apache-2.0", List.of("META-INF/LICENSE", "Apache License"),
          "EPL-2.0", List.of("META-INF/LICENSE.md", "Eclipse Public License - v 2.0"));

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .collect(Collectors.toSet());
    }
  }

  private static String text(String name) throws IOException {
    try (JarFile file = new JarFile(JAR.toFile())) {
      ZipEntry entry = file.getEntry(name);
      assertTrue(entry != null, () -> JAR + " has no " + name);
      return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String thirdParty() throws IOException {
    return text("META-INF/THIRD-PARTY.txt");
  }

  private static List<MatchResult> libraries() throws IOException {
    return LIBRARY.matcher(thirdParty()).results().toList();
  }

  /** The jars of the class path that are not ours, by name: those of the executable jar, and those of tests. */
  private static Map<String, Path> foreignJars() {
    Map<String, Path> jars = new TreeMap<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(path);
      if (Files.isRegularFile(jar) && !jar.getFileName().toString().startsWith("aiotask")) {
        jars.put(jar.getFileName().toString(), jar);
      }
    }
    return jars;
  }

  @Test
  void whatIsInTheJarIsNamedAndNothingElse() throws IOException {
    Map<String, Path> jars = foreignJars();
    Set<String> unexplained = new TreeSet<>(classes(JAR));
    unexplained.removeIf(name -> name.startsWith("io/github/aiotask/"));
    Set<String> carried = new TreeSet<>();
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      if (unexplained.removeAll(classes(jar.getValue()))) {
        carried.add(jar.getKey());
      }
    }
    assertEquals(Set.of(), unexplained, "classes of no library");
    assertFalse(carried.isEmpty());

    Set<String> named = new TreeSet<>();
    for (MatchResult one : libraries()) {
      String jar = one.group(2) + "-" + one.group(3) + ".jar";
      assertTrue(jars.containsKey(jar), () -> jar + " is no library of this module");
      // One that only joins others has nothing in it.
      if (carried.contains(jar) || !classes(jars.get(jar)).isEmpty()) {
        named.add(jar);
      }
    }
    assertEquals(carried, named);
  }

  @Test
  void theTextOfEachLicenceIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (MatchResult one : libraries()) {
      List<String> shared = SHARED.get(one.group(4));
      if (shared != null) {
        assertTrue(text(shared.get(0)).contains(shared.get(1)), shared.get(0));
      } else if (!thirdParty().contains("-\n" + one.group(1) + "\n")) {
        missing.add(one.group());
      }
    }
    assertEquals(List.of(), missing);
  }
}
