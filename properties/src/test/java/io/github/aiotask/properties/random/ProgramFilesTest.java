package io.github.aiotask.properties.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.ProgramWriter;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recording.Recorded;
import io.github.aiotask.properties.program.Recordings;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what is read; what is damaged is refused. */
@Tag("once")
class ProgramFilesTest {
  @TempDir private Path folder;

  private static List<Recording> programs(boolean recorded) {
    List<Recording> programs = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      ProgramGenerator generator = new ProgramGenerator(profile);
      for (int seed = 0; seed < 50; seed++) {
        programs.add(
            new Recording(
                profile + "-" + seed,
                seed == 0 ? "" : "a \"quoted\" program",
                List.of("6.2", "1.1"),
                generator.generate(seed),
                recorded ? Map.of("3.14", new Recorded("3.14.2 Python", List.of("0:main: run", "ü"))) : Map.of(),
                seed % 2 == 0 ? Map.of() : Map.of("1:x", "not here"),
                null,
                seed % 3 == 0 ? null : PythonVersion.PYTHON_3_4));
      }
    }
    return programs;
  }

  @Test
  void whatAnEditorWouldObeyIsEscaped() throws Exception {
    Recording one = programs(false).get(1);
    Recording strange =
        new Recording(
            "\u202e", "\u001b\u007f\u009b\u200b", one.rules(), one.program(), Map.of(), Map.of(), null, PythonVersion.PYTHON_3_4);
    Path file = folder.resolve("strange.jsonl");
    ProgramWriter.write(file, List.of(strange));
    assertTrue(Files.readString(file).contains("\"\\u202e\",\"about\":\"\\u001B\\u007f\\u009b\\u200b\""), Files.readString(file));
    assertEquals(List.of(strange), Recordings.readPrograms(file));
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String line(int seed) {
    return ProgramWriter.toJson(programs(true).get(seed));
  }

  private static void assertRefused(String part, Path file) {
    for (boolean recorded : new boolean[] {true, false}) {
      BadInput refused =
          recorded
              ? assertThrows(BadInput.class, () -> Recordings.read(file))
              : assertThrows(BadInput.class, () -> Recordings.readPrograms(file));
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.startsWith(file.toString()) && message.contains(part), message);
    }
  }

  @Test
  void instructionsAreWrittenAsTheyAreRead() {
    for (String line :
        List.of(
            "@3.4 later 0.5 as h0 callback f0 as c0 cancel t0 m1 -> v0",
            "task t0 body b0 name n0 eager",
            "log a -> {t0.state}",
            "soon soon as h1 thread at 3 await f0 -> v1",
            "run 3 on L0",
            "raise ValueError()")) {
      assertEquals(line, Instruction.parse(line).toString());
    }
    for (Recording program : programs(false)) {
      for (Instruction one : program.program().main()) {
        assertEquals(one, Instruction.parse(one.toString()));
      }
    }
  }

  @Test
  void aFileGivesTheSamePrograms() throws Exception {
    for (String name : List.of("programs.jsonl", "programs.jsonl.gz")) {
      for (boolean recorded : new boolean[] {true, false}) {
        Path file = folder.resolve(recorded + name);
        ProgramWriter.write(file, programs(recorded));
        assertEquals(programs(recorded), Recordings.readPrograms(file));
        if (recorded) {
          assertEquals(programs(true), Recordings.read(file));
        }
      }
    }
    assertTrue(Files.size(folder.resolve("trueprograms.jsonl.gz")) < Files.size(folder.resolve("trueprograms.jsonl")) / 2);
  }

  @Test
  void recordingsNeedTheirTraces() throws Exception {
    Path file = folder.resolve("programs.jsonl");
    ProgramWriter.write(file, programs(false));
    BadInput refused = assertThrows(BadInput.class, () -> Recordings.read(file));
    assertEquals(file + ":1: \"recorded\" is missing", refused.getMessage());
  }

  @Test
  void theSameProgramIsTheSameLine() {
    assertEquals(line(7), line(7));
    assertFalse(line(7).contains("\n"));
  }

  @Test
  void nothingIsWrittenOver() throws Exception {
    Path file = file("mine.jsonl", "# mine");
    assertThrows(FileAlreadyExistsException.class, () -> ProgramWriter.write(file, programs(true)));
    assertEquals(List.of("# mine"), Files.readAllLines(file));
  }

  private byte[] packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int seed = 0; seed < 200; seed++) {
        out.write((line(seed) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void damagedPackedFilesAreRefused() throws Exception {
    byte[] whole = packed();
    Path file = folder.resolve("programs.jsonl.gz");
    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("is cut off", file);
    }
    Files.write(file, "{\"format\":2}\n".getBytes(StandardCharsets.UTF_8));
    assertRefused("is no gzip file", file);
    for (int at : new int[] {1, whole.length / 2, whole.length - 6}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(file, damaged);
      assertRefused("", file);
    }
  }

  @Test
  void damagedLinesAreRefused() throws Exception {
    assertRefused(":2: is no program", file("cut.jsonl", line(1), line(2).substring(0, 60)));
    assertRefused(":1: is no program", file("more.jsonl", line(1) + line(2)));
    assertRefused(":2: format 3 is newer", file("newer.jsonl", line(1), line(2).replace("\"format\":2", "\"format\":3")));
    assertRefused(
        ":3: unknown instruction \"jump\" in \"jump high\"",
        file("unknown.jsonl", "# one", line(1), line(2).replace("\"run\"]", "\"jump high\"]")));
    assertRefused("there is no such file", folder.resolve("none"));
    assertRefused("holds no program", file("empty.jsonl"));
    assertRefused("cannot be read", folder);
  }

  @Test
  void aTraceThatIsThereIsCheckedInAnyCase() throws Exception {
    assertRefused("\"2.7\" is no version", file("version.jsonl", line(1).replace("\"3.14\":", "\"2.7\":")));
  }
}
