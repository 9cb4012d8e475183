package io.github.aiotask.properties.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.program.Recording;
import io.github.aiotask.properties.program.Recordings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Programs as lines: what was read is written again. */
class ExecQuestionWriterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode write(String id, Program program) throws Exception {
    return JSON.readTree(QuestionWriter.toLine(new Question(id, program)));
  }

  private static Map<String, JsonNode> recorded() throws Exception {
    Map<String, JsonNode> programs = new HashMap<>();
    for (String file : List.of("recorded.jsonl", "history.jsonl")) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(Recordings.class.getResourceAsStream("/io/github/aiotask/properties/" + file)),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("{")) {
            JsonNode program = JSON.readTree(line);
            assertNull(programs.put(program.get("id").asText(), program), () -> program.get("id") + " is there twice");
          }
        }
      }
    }
    return programs;
  }

  /** Without the version that alone has an instruction. */
  private static List<String> texts(JsonNode code) {
    List<String> texts = new ArrayList<>();
    code.forEach(text -> texts.add(text.asText().replaceFirst("^@\\S+ ", "")));
    return texts;
  }

  @Test
  void everyRecordedProgramIsWrittenAsItWasRead() throws Exception {
    Map<String, JsonNode> originals = recorded();
    int compared = 0;
    for (Recording recording : Recordings.builtIn()) {
      Program program = recording.program();
      if (program != null) {
        JsonNode original = originals.get(recording.id());
        JsonNode written = write(recording.id(), program);
        assertEquals(recording.id(), written.get("id").asText());
        assertEquals(texts(original.get("main")), texts(written.get("main")), recording.id());
        assertEquals(original.path("loop").asText(""), written.path("loop").asText(""), recording.id());
        assertEquals(original.path("trace").asText("log"), written.get("trace").asText(), recording.id());
        assertEquals(original.path("bodies").size(), written.get("bodies").size(), recording.id());
        original
            .path("bodies")
            .fieldNames()
            .forEachRemaining(
                body -> assertEquals(texts(original.get("bodies").get(body)), texts(written.get("bodies").get(body)), body));
        compared++;
      }
    }
    assertTrue(compared > 130, "only " + compared);
  }

  @Test
  void aLineIsAscii() {
    Program program = new Program(List.of(Instruction.parse("log \u00e9\u4e2d")), Map.of(), false, Program.Trace.ALL);
    String line = QuestionWriter.toLine(new Question("r1", program));
    assertTrue(line.chars().allMatch(letter -> letter >= ' ' && letter < 127), line);
  }
}
