package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that commands write: new ones only, and whether they can be is found out before the work is done. */
final class NewFiles {

  /** Writes a file. */
  @FunctionalInterface
  interface Writing {
    void write(Path file) throws IOException;
  }

  private NewFiles() {}

  /** Refuses a file that is there, or whose folder is not. */
  static void check(@Nullable Path file) throws BadInput {
    if (file == null) {
      return;
    }
    if (Files.exists(file)) {
      throw new BadInput(file + ": is there already; nothing is overwritten");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new BadInput(file + ": cannot be written: there is no such folder, or no permission");
    }
  }

  /** Creates a folder that is not there, and those that it is in. */
  static void createFolder(@Nullable Path folder) throws BadInput {
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new BadInput(folder + ": is no folder, and cannot be created");
    }
  }

  static void write(Path file, Writing writing) throws BadInput {
    try {
      writing.write(file);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + e.getMessage());
    }
  }
}
