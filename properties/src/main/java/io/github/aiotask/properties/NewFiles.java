package io.github.aiotask.properties;

import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that commands write: new ones only, and whether they can be is found out before the work is done. */
final class NewFiles {

  /** Writes a file. */
  @FunctionalInterface
  interface Writing {
    void write(Path file) throws IOException;
  }

  private NewFiles() {}

  /** Refuses a file that is there, that cannot be written, or that is named twice; null: none. */
  static void check(@Nullable Path... files) throws BadInput {
    Set<Path> named = new HashSet<>();
    for (Path file : files) {
      if (file == null) {
        continue;
      }
      if (!named.add(file.toAbsolutePath().normalize())) {
        throw new BadInput(file + ": two options name it");
      }
      try {
        Files.delete(Files.createFile(file)); // only who tries it knows
      } catch (IOException e) {
        throw new BadInput(file + ": " + reason(file, e));
      }
    }
  }

  private static String reason(Path file, IOException error) {
    Path folder = file.toAbsolutePath().getParent();
    if (error instanceof FileAlreadyExistsException) {
      return Files.isDirectory(file) ? "is a folder: name a file" : "is there already; nothing is overwritten";
    }
    if (error instanceof NoSuchFileException && folder != null && !Files.exists(folder)) {
      return "cannot be written: there is no folder " + folder;
    }
    if (error instanceof AccessDeniedException) {
      return "cannot be written: no permission in the folder " + folder;
    }
    return "cannot be written: " + why(error);
  }

  private static @Nullable String why(IOException error) {
    if (!(error instanceof FileSystemException system)) {
      return error.getMessage();
    }
    return system.getReason() == null ? "the file system refuses it" : system.getReason(); // as /proc does
  }

  /** Creates a folder that is not there, and those that it is in. */
  static void createFolder(@Nullable Path folder) throws BadInput {
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (FileAlreadyExistsException e) {
      throw new BadInput(folder + ": is no folder, and cannot be created: there is a file " + e.getFile());
    } catch (AccessDeniedException e) {
      throw new BadInput(folder + ": is no folder, and cannot be created: no permission for " + e.getFile());
    } catch (IOException e) {
      throw new BadInput(folder + ": is no folder, and cannot be created: " + why(e));
    }
  }

  /** Writes a new file, or none: half of one is of no use. */
  static void write(Path file, Writing writing) throws BadInput {
    try {
      writing.write(file);
    } catch (FileAlreadyExistsException e) {
      throw new BadInput(file + ": " + reason(file, e));
    } catch (IOException e) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException worse) {
        e.addSuppressed(worse); // what is said is why it began
      }
      throw new BadInput(file + ": cannot be written: " + why(e));
    }
  }
}
