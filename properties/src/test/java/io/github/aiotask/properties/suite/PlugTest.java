package io.github.aiotask.properties.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.aiotask.impl.RuntimeProvider;
import io.github.aiotask.properties.exec.Commands;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug in a Python, in places to which CPython's own tests do not come. */
class PlugTest {
  private static final String BEGIN =
      """
      import importlib.util, os, sys
      if not (3, 11) <= sys.version_info[:2] < (3, 14):
          print('no')
          raise SystemExit
      spec = importlib.util.spec_from_file_location('asyncio.plug', sys.argv[1])
      plug = sys.modules['_asyncio'] = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(plug)
      import asyncio
      async def main():
          future = asyncio.get_running_loop().create_future()
          asyncio.get_running_loop().call_soon(future.set_result, 41)
          return await future + 1
      """;
  private static final String END =
      """
      assert asyncio.Task is plug.Task
      print(asyncio.run(main()))
      """;
  @TempDir private Path folder;
  private String interpreter;

  @BeforeEach
  void findPython() {
    try {
      interpreter = Commands.python(null);
    } catch (BadInput none) {
      assumeTrue(false, none.getMessage());
    }
  }

  /** What a Python prints that is plugged into the bridge. */
  private String run(Bridge bridge, String lines) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(interpreter, "-c", BEGIN + lines + END, Commands.plug().toString());
    builder.environment().put(Bridge.ADDRESS, bridge.address());
    Process python = builder.redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    python.waitFor();
    assumeTrue(!said.equals("no"), "the python3 of the search path is none of 3.11 to 3.13");
    return said;
  }

  @Test
  void itConnectsByAPortToo() throws Exception {
    Path parent = Files.createDirectory(folder.resolve("long".repeat(40))); // for the path of a socket
    try (Bridge bridge = new Bridge(new RuntimeProvider(), parent)) {
      assertTrue(bridge.address().matches("[0-9]+"), bridge.address());
      assertEquals("42", run(bridge, ""));
    }
  }

  @Test
  void anotherThreadTellsWhatWasReleased() throws Exception {
    String lines =
        """
        class Shared(list):
            def pop(self):
                one = super().pop()
                if self:
                    super().pop()  # what another thread does meanwhile
                return one
        plug._released = Shared(range(1000000, 1000009))
        """;
    try (Bridge bridge = new Bridge(new RuntimeProvider())) {
      assertEquals("42", run(bridge, lines));
    }
  }
}
