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
    Files.writeString(Path.of(file), content.replace("\"format\" : 2", "\"format\" : 1"));
    assertRefused(run("report", file), "is no result file of format 2");
    Files.writeString(Path.of(file), content.replace("\"1/1\"", "\"all\""));
    assertRefused(run("report", file), "\"all\" is no shard");
    Files.writeString(Path.of(file), content.replaceFirst("\"1\\.1\"", "\"one\""));
    assertRefused(run("report", file), "\"one\" is no rule");
  }

  @Test
  void rulesThatWereAskedForAreSaid() throws Exception {
    assertEquals(0, run("report", save("1", "--rule", "6.*,2.3")));
    assertPrinted("random as Python 3.14: 1 result file, on aiotask", "seed 1, only §6.*, §2.3: 9 of 9 programs, complete");
  }

  @Test
  void whatIsMissingIsNoSuccess() throws Exception {
    String[] shards = new String[3];
    for (int i = 0; i < 3; i++) {
      save("1", "--shard", (i + 1) + "/3");
      shards[i] = folder.resolve("save/random-1-" + (i + 1) + "of3.json").toString();
    }
    assertEquals(1, run("report", shards[1]));
    assertPrinted("seed 1: 3 of 9 programs, shards 1/3, 3/3 are missing", "NOT COMPLETE: this is no success");
    assertEquals(0, run(append(new String[] {"report"}, shards)));
    assertPrinted("seed 1: 9 of 9 programs, complete", "9 programs, ", " s of work; 9 compared");
    Path file = Path.of(shards[0]);
    String early =
        Files.readString(file)
            .replace("\"complete\" : true", "\"complete\" : false")
            .replace("\"generated\" : 3", "\"generated\" : 2");
    Files.writeString(file, early);
    assertEquals(1, run(append(new String[] {"report"}, shards)));
    assertPrinted("seed 1: 8 of 9 programs, shard 1/3 ended early, after 2 programs", "NOT COMPLETE: this is no success");
    Files.writeString(file, early.replace("\"1/3\"", "\"1/2\""));
    assertRefused(run(append(new String[] {"report"}, shards)), "-2of3.json: is one of 3 shards, another file is one of 2 of the same programs");
  }

  @Test
  void whatNoShardComparedIsNoSuccess() throws Exception {
    String file = save("1", "--rule", "6.*,9.1");
    assertEquals(1, run("report", file));
    assertPrinted("NOTHING WAS COMPARED about §9.1: this is no success");
    assertEquals(0, run("report", file, "--allow-nothing-compared"));
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
