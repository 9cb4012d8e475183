package io.github.aiotask.properties.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results as a file. */
class ResultFileTest {
  @TempDir private Path folder;

  @Test
  void whatAnEditorWouldObeyIsEscaped() throws Exception {
    Map<String, Map<String, Long>> notCompared = Map.of("who\u202e", Map.of("\u001b\u007f\u009b\n", 1L));
    ResultFile results =
        new ResultFile(
            2, "random", 1, 1, "1/1", "3.14", List.of(), List.of("who\u202e"), 1, 1, 1, 1, true, Map.of(), notCompared,
            List.of());
    Path file = folder.resolve("results.json");
    results.write(file);
    String text = Files.readString(file);
    assertTrue(text.contains("\"who\\u202e\"") && text.contains("\"\\u001B\\u007f\\u009b\\n\" : 1"), text);
    assertEquals(results, ResultFile.read(file));
  }
}
