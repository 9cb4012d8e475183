package io.github.aiotask.properties.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a program as the line that a runtime reads: JSON in ASCII, so that none has to guess an encoding. */
final class QuestionWriter {
  private static final int FORMAT = 2;
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  private QuestionWriter() {}

  /** The line, without its end. */
  static String toLine(Question question) {
    Program program = question.program();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("format", FORMAT);
    line.put("id", question.id());
    line.put("trace", program.trace() == Program.Trace.ALL ? "all" : "log");
    if (program.kitLoop()) {
      line.put("loop", "kit");
    }
    line.put("main", sources(program.main()));
    Map<String, List<String>> bodies = new TreeMap<>();
    program.bodies().forEach((name, code) -> bodies.put(name, sources(code)));
    line.put("bodies", bodies);
    try {
      return WRITER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are no JSON", e);
    }
  }

  private static List<String> sources(List<Instruction> code) {
    return code.stream().map(Instruction::source).toList();
  }
}
