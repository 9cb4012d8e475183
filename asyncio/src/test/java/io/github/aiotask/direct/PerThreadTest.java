package io.github.aiotask.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What Java keeps for each thread is each coroutine's own, but for what its carrier says. */
class PerThreadTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> eachCarrierKeepsAllButWhatItSays() {
    return CarrierTest.available()
        .flatMap(
            carrier ->
                PerThreadLook.all().stream()
                    .flatMap(thing -> Stream.of(test(carrier, false, thing), test(carrier, true, thing))));
  }

  private static DynamicTest test(Carrier carrier, boolean hosted, PerThread thing) {
    return DynamicTest.dynamicTest(
        thing + " on " + carrier + (hosted ? ", hosted" : ""),
        () -> assertEquals(!carrier.shared().contains(thing), PerThreadLook.isOwn(carrier, hosted, thing)));
  }

  @Test
  void withoutFlagsItIsTheSame() throws Exception {
    assertEquals(expected(false), OtherJvm.run(PerThreadLook.class));
  }

  /** Those of an executable jar's manifest. */
  @Test
  void withFlagsItIsTheSame() throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, PerThreadLook.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, urls(System.getProperty("java.class.path")));
    attributes.putValue("Add-Opens", "java.base/java.lang");
    attributes.putValue("Add-Exports", "java.base/jdk.internal.vm");
    Path jar = folder.resolve("look.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    assertEquals(expected(true), OtherJvm.run(List.of("-jar", jar.toString())));
  }

  private static String urls(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toUri().toString())
        .collect(Collectors.joining(" "));
  }

  private static List<String> expected(boolean flags) {
    int java = Runtime.version().feature();
    List<String> lines = new ArrayList<>();
    for (Carrier carrier : Carrier.values()) {
      if (carrier == Carrier.CONTINUATION ? flags && java >= 21 : carrier.isAvailable()) {
        Set<PerThread> own = EnumSet.copyOf(PerThreadLook.all());
        own.removeAll(carrier.shared());
        lines.add(carrier + " " + own);
        lines.add(carrier + " hosted " + own);
      }
    }
    lines.add("scheduled: " + (flags && java >= 24));
    return lines;
  }
}
