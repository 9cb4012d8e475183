package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Result files that are none; RandomCommandTest has those that are. */
class ReportCommandTest extends AbstractCommandTest {

  private String save(String... args) throws Exception {
    Path save = Files.createDirectories(folder.resolve("save"));
    String[] all = new String[args.length + 6];
    System.arraycopy(new String[] {"random", "--programs", "9", "--save", save.toString(), "--seed"}, 0, all, 0, 6);
    System.arraycopy(args, 0, all, 6, args.length);
    run(all);
    return save.resolve("random-" + args[0] + "-1of1.json").toString();
  }

  @Test
  void whatIsNoResultFileIsRefused() throws Exception {
    assertRefused(run("report"), "FILE");
    assertRefused(run("report", folder.resolve("none").toString()), "none: there is no such file");
    assertRefused(run("report", folder.toString()), "cannot be read");
    String file = save("1");
    String content = Files.readString(Path.of(file));
    Files.writeString(Path.of(file), content.substring(0, 40));
    assertRefused(run("report", file), "random-1-1of1.json:", "is no result file");
    Files.writeString(Path.of(file), content.replaceFirst("\"seed\"", "\"speed\""));
    assertRefused(run("report", file), "is no result file", "seed");
    Files.writeString(Path.of(file), content.replace("\"format\" : 1", "\"format\" : 2"));
    assertRefused(run("report", file), "is no result file of format 1");
    Files.writeString(Path.of(file), content.replace("\"1/1\"", "\"all\""));
    assertRefused(run("report", file), "\"all\" is no shard");
    Files.writeString(Path.of(file), content.replaceFirst("\"1\\.1\"", "\"one\""));
    assertRefused(run("report", file), "\"one\" is no rule");
  }

  @Test
  void rulesThatWereAskedForAreSaid() throws Exception {
    assertEquals(0, run("report", save("1", "--rule", "6.*,3.2")));
    assertPrinted("random as Python 3.14: 1 result file, on aiotask", "seed 1, only §6.*, §3.2: 9 of 9 programs, complete");
  }

  @Test
  void situationsAreThoseOfTheFiles() throws Exception {
    Path file = Path.of(save("1"));
    Files.writeString(file, Files.readString(file).replaceFirst("\"1\\.1\" : [0-9]+", "\"TWO_SHIELDS\" : 7"));
    assertEquals(0, run("report", file.toString()));
    assertPrinted("two shields of one future are cancelled, then it fails (7)");
  }

  @Test
  void resultsOfDifferentThingsAreRefused() throws Exception {
    String[] files = {save("1"), save("2", "--python", "3.4")};
    assertRefused(run("report", files[0], files[1]), "is of random as Python 3.4, the first file is of random as Python 3.14");
  }
}
