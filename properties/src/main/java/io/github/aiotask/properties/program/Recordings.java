package io.github.aiotask.properties.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.aiotask.PythonVersion;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads recordings: JSON lines, one recording on each; empty lines and lines that begin with # are passed over. */
public final class Recordings {
  static final int FORMAT = 2;

  private static final String PACKED = ".gz";
  private static final String LINES = ".jsonl" + PACKED;
  private static final String BUILT_IN = "recorded.jsonl";
  private static final String HISTORY = "history.jsonl";
  private static final List<String> VERSIONS =
      Arrays.stream(PythonVersion.values()).map(PythonVersion::number).toList();
  private static final List<String> RANDOM =
      VERSIONS.stream().flatMap(version -> Stream.of("random-" + version + LINES, "functions-" + version + LINES)).toList();
  private static final String EXAMPLES = "examples.jsonl";
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Line.class);

  private Recordings() {}

  /** A line of the file. */
  private record Line(
      @Nullable Integer format,
      @Nullable String id,
      @Nullable String about,
      @Nullable List<String> rules,
      @Nullable String loop,
      @Nullable String trace,
      @Nullable String python,
      @Nullable List<String> main,
      @Nullable Map<String, List<String>> bodies,
      @Nullable Map<String, Recording.Recorded> recorded,
      @Nullable Map<String, String> absent,
      @Nullable String cannot) {}

  /** What was wrong with the input: the file, the line and the remedy. */
  public static final class BadInput extends Exception {
    private static final long serialVersionUID = 1L;

    /** With one line for the user. */
    public BadInput(String message) {
      super(message);
    }
  }

  /** The recordings that come with the kit, those of {@link #history} last. */
  public static List<Recording> builtIn() throws BadInput {
    return Stream.of(resource(BUILT_IN, true), history()).flatMap(List::stream).toList();
  }

  /** Programs that show what changed between Pythons, recorded on each: as short as may be, one for each change. */
  public static List<Recording> history() throws BadInput {
    return resource(HISTORY, true);
  }

  /** Random programs of each Python, and what that did with them; the last ones are about asyncio's functions. */
  public static List<Recording> randomCorpus() throws BadInput {
    List<Recording> all = new ArrayList<>();
    for (String file : RANDOM) {
      all.addAll(resource(file, true));
    }
    return all;
  }

  /** The programs that come with the kit beside the recorded ones: each is about a rule that random programs seldom meet. */
  public static List<Recording> examples() throws BadInput {
    return resource(EXAMPLES, false);
  }

  private static List<Recording> resource(String name, boolean recorded) throws BadInput {
    try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream("/io/github/aiotask/properties/" + name));
        InputStream plain = name.endsWith(PACKED) ? new GZIPInputStream(in) : in;
        Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8)) {
      return read(reader, name, recorded);
    } catch (IOException e) {
      throw new BadInput(name + ": cannot be read: " + e.getMessage());
    }
  }

  /** The recordings of a file, packed if its name ends in {@code .gz}; each has what a CPython did. */
  public static List<Recording> read(Path file) throws BadInput {
    return read(file, true);
  }

  /** The programs of a file, packed if its name ends in {@code .gz}, with or without what a CPython did. */
  public static List<Recording> readPrograms(Path file) throws BadInput {
    return read(file, false);
  }

  static boolean isPacked(Path file) {
    return file.toString().endsWith(PACKED);
  }

  private static List<Recording> read(Path file, boolean recorded) throws BadInput {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = isPacked(file) ? new GZIPInputStream(in) : in;
        Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder())) {
      return read(reader, file.toString(), recorded);
    } catch (CharacterCodingException e) {
      throw new BadInput(file + ": is no UTF-8 text; programs are JSON lines");
    } catch (EOFException e) {
      throw new BadInput(file + ": is cut off: the packed data has no end");
    } catch (ZipException e) {
      throw new BadInput(file + ": is no gzip file, or a damaged one");
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file");
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read, be it a folder or for want of a permission");
    }
  }

  private static List<Recording> read(Reader reader, String name, boolean recorded) throws BadInput, IOException {
    List<Recording> recordings = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    Lines lines = new Lines(reader, Limits.LINE);
    int number = 1;
    for (String text = next(lines, name, number); text != null; text = next(lines, name, ++number)) {
      if (!text.isBlank() && !text.startsWith("#")) {
        Recording recording = read(text, name + ":" + number, recorded);
        if (!ids.add(recording.id())) {
          throw new BadInput(name + ":" + number + ": the id " + recording.id() + " is there twice");
        }
        recordings.add(recording);
      }
    }
    if (recordings.isEmpty()) {
      throw new BadInput(name + ": holds no program");
    }
    return recordings;
  }

  private static @Nullable String next(Lines lines, String name, int number) throws BadInput, IOException {
    try {
      if (lines.total() > Limits.FILE) {
        throw new BadInput(String.format(Locale.ROOT, "%s:%d: the file has more than %,d characters", name, number, Limits.FILE));
      }
      return lines.next();
    } catch (Lines.TooLong e) {
      throw new BadInput(name + ":" + number + ": is " + e.getMessage());
    }
  }

  private static Recording read(String text, String where, boolean recorded) throws BadInput {
    Line line;
    try {
      line = READER.readValue(text);
    } catch (JsonProcessingException e) {
      throw new BadInput(where + ": is no program: " + JsonFaults.of(e));
    }
    if (line == null) {
      throw new BadInput(where + ": null is no program");
    }
    if (line.format != null && line.format > FORMAT) {
      throw new BadInput(where + ": format " + line.format + " is newer than this program, which reads " + FORMAT);
    }
    try {
      return toRecording(line, recorded);
    } catch (IllegalArgumentException e) {
      throw new BadInput(where + ": " + e.getMessage());
    }
  }

  private static Recording toRecording(Line line, boolean recorded) {
    String id = require(line.id, "id");
    List<String> rules = requireAll(line.rules, "rules");
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("\"rules\" needs one rule number at the least, as in [\"6.2\"]");
    }
    rules.forEach(Recordings::checkRule);
    Program program = null;
    if (line.cannot == null) {
      Map<String, List<String>> bodies = line.bodies == null ? Map.of() : line.bodies;
      bodies.forEach((name, code) -> requireAll(code, "body " + name));
      program = Program.parse(requireAll(line.main, "main"), bodies, isKitLoop(line.loop), traceOf(line.trace));
      if (recorded && require(line.recorded, "recorded").isEmpty()) {
        throw new IllegalArgumentException("\"recorded\" holds no trace");
      }
      if (line.recorded != null) {
        line.recorded.forEach(Recordings::checkTrace);
      }
    }
    return new Recording(
        id,
        line.about == null ? "" : line.about,
        rules,
        program,
        line.recorded == null ? Map.of() : line.recorded,
        line.absent == null ? Map.of() : line.absent,
        line.cannot,
        line.python == null ? null : version(line.python));
  }

  private static void checkRule(String rule) {
    if (!rule.matches("([1-9]|1[01])\\.[0-9]+")) {
      throw new IllegalArgumentException("\"rules\" holds \"" + rule + "\", which is no rule number: write one as in \"6.2\"");
    }
  }

  private static boolean isKitLoop(@Nullable String loop) {
    if (loop != null && !loop.equals("kit")) {
      throw new IllegalArgumentException("\"loop\" is \"" + loop + "\": write \"kit\", or leave it out");
    }
    return loop != null;
  }

  private static Program.Trace traceOf(@Nullable String trace) {
    if (trace == null || trace.equals("log")) {
      return Program.Trace.LOG;
    }
    if (trace.equals("all")) {
      return Program.Trace.ALL;
    }
    throw new IllegalArgumentException("\"trace\" is \"" + trace + "\": write \"all\" or \"log\"");
  }

  private static void checkTrace(String version, Recording.Recorded recorded) {
    version(version);
    requireAll(require(recorded, "recorded of " + version).trace(), "trace of " + version);
  }

  private static PythonVersion version(String number) {
    return Arrays.stream(PythonVersion.values())
        .filter(version -> version.number().equals(number))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + number + "\" is no version; there are " + String.join(", ", VERSIONS)));
  }

  private static List<String> requireAll(@Nullable List<String> values, String field) {
    List<String> present = require(values, field);
    present.forEach(value -> require(value, "an entry of " + field));
    return present;
  }

  private static <T> T require(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("\"" + field + "\" is missing");
    }
    return value;
  }
}
