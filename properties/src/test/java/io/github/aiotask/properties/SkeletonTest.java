package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runtime that the kit's README gives to start from: any Python runs it. */
class SkeletonTest extends AbstractCommandTest {
  private static final Path README = Path.of(System.getProperty("aiotask.root", "..")).resolve("properties/README.md");
  private static final Pattern CODE = Pattern.compile("(?s)```python\n(.*?)```");
  private static final int LONGEST = 35; // lines

  private static final String PROGRAM =
      "{\"format\":2,\"id\":\"r1\",\"rules\":[\"1.9\"],\"trace\":\"all\",\"main\":[\"future f\",\"set f 3\",\"cancel f\",\"future g\","
          + "\"cancel g\",\"cancel g\"]}\n";

  private String skeleton;

  @BeforeEach
  void read() throws IOException {
    Matcher code = CODE.matcher(Files.readString(README));
    assertTrue(code.find(), "no skeleton");
    skeleton = code.group(1);
  }

  private int replay(String code, String program) throws IOException {
    Stream<String> searchPath = Stream.of(System.getenv("PATH").split(File.pathSeparator));
    assumeTrue(
        searchPath.anyMatch(one -> Files.isExecutable(Path.of(one, "python3"))), "no python3 is on the search path");
    Path file = Files.writeString(folder.resolve("programs.jsonl"), program);
    Path script = Files.writeString(folder.resolve("skeleton.py"), code);
    return run("replay", file.toString(), "--exec", "python3 '" + script + "'");
  }

  @Test
  void isShort() {
    assertTrue(skeleton.lines().count() <= LONGEST, skeleton);
  }

  @Test
  void agreesInWhatItKnows() throws IOException {
    assertEquals(0, replay(skeleton, PROGRAM + PROGRAM.replace("r1", "r2").replace("cancel g", "callback g log x")), this::err);
    assertPrinted("on skeleton", "r2 is not compared: the runtime says: no callback", "1 run, 0 differ; 1 more not compared");
  }

  @Test
  void aFaultInItIsFound() throws IOException {
    String faulty = skeleton.replace("if pending: world", "if True: world");
    assertEquals(1, replay(faulty, PROGRAM), this::err);
    assertPrinted("r1 differs as Python 3.14", "0=f state=cancelled");
  }
}
