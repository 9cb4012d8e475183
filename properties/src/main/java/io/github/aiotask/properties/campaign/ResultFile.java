package io.github.aiotask.properties.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.aiotask.properties.model.Situation;
import io.github.aiotask.properties.program.JsonFaults;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.program.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a shard as a file, to be put together with those of others.
 *
 * @param format of the file
 * @param command that ran
 * @param seed of the programs
 * @param programs of all shards together
 * @param shard which part it is
 * @param python whose rules
 * @param rules which were asked for
 * @param who ran
 * @param generated programs that ran
 * @param asked programs to which a rule applied that was asked for
 * @param compared those of them that were compared, with everybody
 * @param seconds how long it took
 * @param complete whether all ran
 * @param applied in how many programs that were compared each rule applied, by number; and which got to a Situation, by name
 * @param notCompared how many programs were not compared, by who and why
 * @param findings what was found
 */
public record ResultFile(
    int format,
    String command,
    long seed,
    long programs,
    String shard,
    String python,
    List<String> rules,
    List<String> who,
    long generated,
    long asked,
    long compared,
    double seconds,
    boolean complete,
    Map<String, Long> applied,
    Map<String, Map<String, Long>> notCompared,
    List<Entry> findings) {
  private static final int FORMAT = 2;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * A finding, whose program is in another file.
   *
   * @param who did it
   * @param rule that is broken; empty if it died or hung
   * @param programs in how many
   * @param id of the program
   * @param note what happened, or why it is expected; else empty
   * @param expected whether it is
   */
  public record Entry(String who, String rule, long programs, String id, String note, boolean expected) {}

  /** The results of a campaign. */
  public static ResultFile of(Plan plan, List<String> who, Results results, List<Entry> findings) {
    return new ResultFile(
        FORMAT,
        plan.command(),
        plan.seed(),
        plan.programs(),
        plan.shard().toString(),
        plan.version().number(),
        plan.rules().globs(),
        who,
        results.generated(),
        results.asked(),
        results.compared(),
        results.seconds(),
        results.complete(),
        results.rules(),
        results.notCompared(),
        findings);
  }

  /** Writes a new file. */
  public void write(Path file) throws IOException {
    Files.write(
        file,
        (Shown.text(MAPPER.writeValueAsString(this)) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
  }

  /** Reads one. */
  public static ResultFile read(Path file) throws BadInput {
    @Nullable ResultFile read;
    try {
      read = MAPPER.readValue(bytes(file), ResultFile.class);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new BadInput(file + ":" + line + ": is no result file: " + JsonFaults.of(e));
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read, be it a folder or for want of a permission");
    }
    if (read == null || read.format != FORMAT) {
      throw new BadInput(file + ": is no result file of format " + FORMAT);
    }
    try {
      Shard.parse(read.shard);
      new RuleFilter(read.rules);
      read.applied.keySet().forEach(ResultFile::checkRule);
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
    return read;
  }

  /** All of it, unless it is too long: then it is none. */
  private static byte[] bytes(Path file) throws IOException, BadInput {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Limits.LINE + 1);
      if (bytes.length > Limits.LINE) {
        throw new BadInput(String.format(Locale.ROOT, "%s: is no result file: it has more than %,d bytes", file, Limits.LINE));
      }
      return bytes;
    }
  }

  private static void checkRule(String number) {
    if (!number.matches("[1-9][0-9]?\\.[0-9]{1,4}") && !Situation.isOne(number)) {
      throw new IllegalArgumentException("\"" + number + "\" is no rule");
    }
  }
}
