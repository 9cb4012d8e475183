package io.github.aiotask.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The programs on our pages compile and print what the pages say. */
class PagesTest {
  private static final Path ROOT = Path.of(System.getProperty("aiotask.root"));
  private static final Path RECIPES = ROOT.resolve("asyncio/RECIPES.md");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> print() throws Exception {
    List<PageExample> readme = PageExample.on(ROOT.resolve("README.md"));
    assertEquals(List.of("Greeting"), readme.stream().map(PageExample::name).toList());
    return Stream.concat(readme.stream(), PageExample.on(RECIPES).stream())
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> each.check(Files.createDirectory(folder.resolve(each.name())))));
  }

  @Test
  void everyRecipeIsAProgram() throws Exception {
    long recipes = Files.readAllLines(RECIPES).stream().filter(line -> line.startsWith("## ")).count();
    assertEquals(recipes, PageExample.on(RECIPES).size());
  }
}
