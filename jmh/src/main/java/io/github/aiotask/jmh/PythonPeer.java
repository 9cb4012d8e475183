package io.github.aiotask.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The same work by the asyncio of a CPython, a process of its own: not paired, so good for factors only. */
final class PythonPeer {
  private final JsonNode answer;

  private PythonPeer(JsonNode answer) {
    this.answer = answer;
  }

  /** Runs it. Throws if there is no such command, or if it is no native CPython with the C implementation of asyncio. */
  static PythonPeer run(String python) throws IOException {
    try (InputStream in = PythonPeer.class.getResourceAsStream("asyncio_peer.py")) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new PythonPeer(new ObjectMapper().readTree(Outside.run(List.of(python, "-c", script))));
    }
  }

  String build() {
    return answer.get("build").asText();
  }

  /** For each variant of which Python did the same: CPU time to CPU time, of one operation. */
  List<Row> compare(List<Row> ours) {
    List<Row> rows = new ArrayList<>();
    for (Row row : ours) {
      JsonNode nanos = answer.get("nanos").get(row.variant());
      if (nanos != null && row.base().startsWith("floor") && rows.stream().noneMatch(it -> it.variant().equals(row.variant()))) {
        double ratio = row.nanos() / nanos.asDouble();
        rows.add(new Row(row.variant(), "cpython-" + row.variant(), row.nanos(), ratio, ratio, ratio, row.bytes()));
      }
    }
    return rows;
  }
}
