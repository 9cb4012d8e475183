package io.github.aiotask.properties.exec;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A runtime for tests: its mode says how it behaves. Its trace is the line that it read; its engine is its process id. */
final class FakeRuntime {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
  private static final String STRANGE = "\\u001b[2J\u202e\\nfake";
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private FakeRuntime() {}

  /** The command that starts one. */
  static List<String> command(String... modeAndMore) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    String folder =
        Stream.of(classes.split(File.pathSeparator)).filter(one -> one.contains("test-classes")).collect(Collectors.joining());
    return Stream.concat(
            Stream.of(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", folder, FakeRuntime.class.getName()),
            Stream.of(modeAndMore))
        .toList();
  }

  /** Runs it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String mode = args[0];
    switch (mode) {
      case "silent" -> Thread.sleep(3_600_000);
      case "garbage" -> say("Python 2.7.18");
      case "wrong-protocol" -> say("{\"protocol\":2,\"engine\":\"fake\",\"version\":\"3.14\"}");
      case "no-version" -> say("{\"protocol\":1,\"engine\":\"fake\"}");
      case "dies-at-start" -> end("no such option");
      case "endless" -> sayWithoutEnd();
      case "strange" -> say("{\"protocol\":1,\"engine\":\"" + STRANGE + "\",\"version\":\"3.14\"}");
      case "fewer-keys" -> say(hello(",\"keys\":[\"state\"]"));
      case "starts-once" -> {
        if (Files.exists(Path.of(args[1]))) {
          end("started before");
        }
        Files.createFile(Path.of(args[1]));
        say(hello(""));
      }
      default -> say(hello(",\"more\":1"));
    }
    answer(mode);
  }

  private static String hello(String more) {
    return "{\"protocol\":1,\"engine\":\"" + ProcessHandle.current().pid() + "\",\"version\":\"3.14\"" + more + "}";
  }

  private static void answer(String mode) throws IOException, InterruptedException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int answered = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Matcher id = ID.matcher(line);
      String name = id.find() ? id.group(1) : "";
      if (name.equals("bad")) {
        misbehave(mode);
      } else if (name.equals("cannot")) {
        String why = mode.equals("strange") ? STRANGE + "x".repeat(100_000) : "not here";
        say("{\"id\":\"cannot\",\"cannot\":\"" + why + "\"}");
      } else {
        say("{\"id\":\"" + name + "\",\"trace\":[\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]}");
      }
      answered++;
      if (mode.equals("dies-after-2") && answered == 2) {
        end("out of memory");
      }
    }
  }

  /** What some modes do at the program called bad. */
  private static void misbehave(String mode) throws InterruptedException {
    switch (mode) {
      case "hangs" -> Thread.sleep(3_600_000);
      case "garbage-answer" -> say("Traceback (most recent call last):");
      case "other-id" -> say("{\"id\":\"worse\",\"trace\":[]}");
      case "no-outcome" -> say("{\"id\":\"bad\"}");
      case "endless-answer" -> sayWithoutEnd();
      case "endless-trace" -> say("{\"id\":\"bad\",\"trace\":[\"" + "0:x\",\"".repeat(1_500_000) + "\"]}");
      case "deep" -> say("{\"id\":" + "[".repeat(1_000_000));
      case "many-answers" -> {
        for (int i = 0; i < 1_000_000; i++) {
          OUT.println("{\"id\":\"bad\",\"trace\":[]}");
        }
        OUT.flush();
      }
      case "strange" -> {
        System.err.println("\u001b[31mred\u202e");
        end("last");
      }
      case "shouts" -> end("x".repeat(100_000));
      case "null-line" -> say("{\"id\":\"bad\",\"trace\":[null]}");
      default -> end("bad program");
    }
  }

  private static void say(String line) {
    OUT.println(line);
    OUT.flush();
  }

  private static void sayWithoutEnd() {
    char[] letters = new char[65_536];
    Arrays.fill(letters, 'x');
    while (!OUT.checkError()) {
      OUT.print(letters);
    }
    System.exit(4);
  }

  private static void end(String lastWords) {
    System.err.println("first words\n" + lastWords);
    System.exit(3);
  }
}
