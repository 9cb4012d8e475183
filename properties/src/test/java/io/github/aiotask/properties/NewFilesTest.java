package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written is known before the work is done, and why. */
class NewFilesTest {
  @TempDir private Path folder;

  private static void assertRefused(String message, Path... files) {
    assertEquals(message, assertThrows(BadInput.class, () -> NewFiles.check(files)).getMessage());
  }

  @Test
  void whatCanBeWrittenIsNotLeftThere() throws Exception {
    Path file = folder.resolve("a");
    NewFiles.check(file, null, folder.resolve("b"));
    assertFalse(Files.exists(file));
  }

  @Test
  void theReasonIsSaid() throws IOException {
    Path there = Files.createFile(folder.resolve("there"));
    assertRefused(there + ": is there already; nothing is overwritten", there);
    assertRefused(folder + ": is a folder: name a file", folder);
    Path nowhere = folder.resolve("none");
    assertRefused(nowhere.resolve("a") + ": cannot be written: there is no folder " + nowhere, nowhere.resolve("a"));
  }

  @Test
  void whatCannotBeWrittenToItsEndIsNotLeftThere() throws IOException {
    Path file = folder.resolve("half");
    NewFiles.Writing full =
        path -> {
          Files.createFile(path);
          throw new IOException("No space left on device");
        };
    String message = assertThrows(BadInput.class, () -> NewFiles.write(file, full)).getMessage();
    assertEquals(file + ": cannot be written: No space left on device", message);
    assertFalse(Files.exists(file));
    Files.createFile(file);
    assertEquals(
        file + ": is there already; nothing is overwritten",
        assertThrows(BadInput.class, () -> NewFiles.write(file, full)).getMessage());
    assertTrue(Files.exists(file), "it is of somebody else");
  }

  @Test
  void oneFileIsForOneOption() {
    Path again = folder.resolve("x/../a");
    assertRefused(again + ": two options name it", folder.resolve("a"), again);
  }

  @Test
  void aFolderInTheWayOfAFileIsRefused() throws IOException {
    Path there = Files.createFile(folder.resolve("there"));
    String message = assertThrows(BadInput.class, () -> NewFiles.createFolder(there)).getMessage();
    assertEquals(there + ": is no folder, and cannot be created: there is a file " + there, message);
  }
}
