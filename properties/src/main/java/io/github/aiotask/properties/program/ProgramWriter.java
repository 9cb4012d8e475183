package io.github.aiotask.properties.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.aiotask.PythonVersion;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes programs as {@link Recordings} reads them: JSON lines, the same program always as the same line. */
public final class ProgramWriter {
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  /** As which Python a program runs whose line says nothing. */
  private static final PythonVersion DEFAULT = PythonVersion.PYTHON_3_14;

  private ProgramWriter() {}

  /** The instructions of a body as they are written. */
  public static List<String> text(List<Instruction> code) {
    return code.stream().map(Instruction::toString).toList();
  }

  /**
   * One line of JSON, without its end.
   *
   * @param recording of a program that can run
   */
  public static String toJson(Recording recording) {
    Program program = recording.program();
    if (program == null) {
      throw new IllegalArgumentException(recording.id() + " has no program");
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("format", Recordings.FORMAT);
    line.put("id", recording.id());
    if (!recording.about().isEmpty()) {
      line.put("about", recording.about());
    }
    line.put("rules", recording.rules());
    if (program.kitLoop()) {
      line.put("loop", "kit");
    }
    if (program.trace() == Program.Trace.ALL) {
      line.put("trace", "all");
    }
    if (recording.python() != null && recording.python() != DEFAULT) {
      line.put("python", recording.python().number());
    }
    line.put("main", text(program.main()));
    Map<String, List<String>> bodies = new TreeMap<>();
    program.bodies().forEach((name, code) -> bodies.put(name, text(code)));
    line.put("bodies", bodies);
    if (!recording.traces().isEmpty()) {
      line.put("recorded", new TreeMap<>(recording.traces()));
    }
    if (!recording.absent().isEmpty()) {
      line.put("absent", new TreeMap<>(recording.absent()));
    }
    try {
      return Shown.text(WRITER.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(recording.id() + " cannot be written", e);
    }
  }

  /**
   * Writes a new file, packed if its name ends in {@code .gz}.
   *
   * @param file must not be there yet
   * @param recordings what it holds
   * @throws java.nio.file.FileAlreadyExistsException if the file is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<Recording> recordings) throws IOException {
    List<String> lines = new ArrayList<>();
    recordings.forEach(one -> lines.add(toJson(one))); // before there is a file
    try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var packed = Recordings.isPacked(file) ? new GZIPOutputStream(out) : out;
        var writer = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
      for (String line : lines) {
        writer.write(line);
        writer.write('\n');
      }
    }
  }
}
