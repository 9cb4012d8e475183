package io.github.aiotask.asyncio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.aiotask.PythonVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario and what real CPythons did in it.
 *
 * @param id its name, of a group and a number
 * @param program what it does, if that is data
 * @param traces by version; a version that cannot run it is absent
 */
record Recorded(String id, JsonNode program, Map<PythonVersion, List<String>> traces) {

  static List<Recorded> read(String file) {
    ObjectMapper mapper = new ObjectMapper();
    List<Recorded> all = new ArrayList<>();
    try (InputStream in = Recorded.class.getResourceAsStream(file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode node = mapper.readTree(line);
        Map<PythonVersion, List<String>> traces = new LinkedHashMap<>();
        for (JsonNode one : node.get("traces")) {
          List<String> trace = new ArrayList<>();
          one.get("trace").forEach(event -> trace.add(event.asText()));
          one.get("pythons").forEach(number -> traces.put(version(number.asText()), trace));
        }
        all.add(new Recorded(node.get("id").asText(), node.path("program"), traces));
      }
    } catch (IOException error) {
      throw new AssertionError(error);
    }
    return all;
  }

  private static PythonVersion version(String number) {
    for (PythonVersion version : PythonVersion.values()) {
      if (version.number().equals(number)) {
        return version;
      }
    }
    throw new AssertionError("no such version: " + number);
  }
}
