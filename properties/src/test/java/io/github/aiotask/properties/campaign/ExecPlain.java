package io.github.aiotask.properties.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import io.github.aiotask.properties.run.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plain runtime behind the protocol, as a process for tests. Its arguments: {@code fault=NAME}, {@code sees=KEYS} (it
 * shows no others), {@code dies=ID} or {@code dies=all}, {@code cannot=ID} or {@code cannot=all}, {@code version=V}, {@code engine=NAME}.
 */
public final class ExecPlain {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** What terminals and browsers obey, and the end of a line. */
  private static final String STRANGE = "\u001b[2J\u202e\nfake\u200b\u009b\u2028\t\0";

  private final Map<String, String> options = new HashMap<>();

  private ExecPlain(String... args) {
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      options.put(parts[0], parts[1]);
    }
  }

  /** The command that starts it, for a shell. */
  public static String shellCommand(String... args) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return Stream.concat(
            Stream.of(java, "-XX:TieredStopAtLevel=1", "-cp", classes, ExecPlain.class.getName()), Stream.of(args))
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    new ExecPlain(args).serve();
  }

  private void serve() throws IOException {
    Map<String, Object> hello = new HashMap<>();
    hello.put("protocol", 1);
    hello.put("engine", options.containsKey("strange") ? "strange" + STRANGE : options.getOrDefault("engine", "plain"));
    hello.put("version", options.getOrDefault("version", "3.14"));
    if (options.containsKey("sees")) {
      hello.put("keys", options.get("sees").split(","));
    }
    OUT.println(JSON.writeValueAsString(hello));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      OUT.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
    }
  }

  private Map<String, Object> answer(JsonNode line) {
    String id = line.get("id").asText();
    if (List.of(id, "all").contains(options.getOrDefault("dies", ""))) {
      System.err.println("last words");
      System.exit(3);
    }
    if (List.of(id, "all").contains(options.getOrDefault("cannot", ""))) {
      return Map.of("id", id, "cannot", "not today");
    }
    if (options.containsKey("lines")) {
      return Map.of("id", id, "trace", Collections.nCopies(Integer.parseInt(options.get("lines")), "0:x"));
    }
    if (options.containsKey("strange")) {
      return id.endsWith("3") ? Map.of("id", id, "cannot", STRANGE) : Map.of("id", id, "trace", List.of(STRANGE, "0:" + STRANGE));
    }
    Map<String, List<Instruction>> bodies = new HashMap<>();
    line.get("bodies").properties().forEach(body -> bodies.put(body.getKey(), code(body.getValue())));
    Program program = new Program(code(line.get("main")), bodies, line.has("loop"), Program.Trace.ALL);
    List<String> trace = World.run(program, PythonVersion.PYTHON_3_14, provider(), true);
    return Map.of("id", id, "trace", options.containsKey("sees") ? visible(trace) : trace);
  }

  private TaskRuntimeProvider provider() {
    String fault = options.get("fault");
    return fault == null ? new PlainRuntimeProvider() : PlainRuntimeProvider.with(Fault.valueOf(fault));
  }

  private static List<Instruction> code(JsonNode lines) {
    List<Instruction> code = new ArrayList<>();
    lines.forEach(line -> code.add(Instruction.parse(line.asText())));
    return code;
  }

  /** As one that sees only some keys would write it: looks of which it sees nothing new are not there. */
  private List<String> visible(List<String> trace) {
    String keys = "(" + options.get("sees").replace(',', '|') + ")(=.*)?";
    Map<String, String> last = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : trace) {
      String[] words = line.split(" ");
      if (!words[0].matches("[0-9]+=.*")) {
        lines.add(line);
        continue;
      }
      String seen = Stream.of(words).skip(1).filter(word -> word.matches(keys)).collect(Collectors.joining(" "));
      String before = last.put(words[0].replaceFirst(".*=", ""), seen);
      if (!seen.equals(before == null ? "" : before)) {
        lines.add((words[0] + " " + seen).strip());
      }
    }
    return lines;
  }
}
