package io.github.aiotask.graalpy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/**
 * CPython's own tests of tasks and futures, where {@code -Daiotask.python.library=FOLDER} names the library folder of a Python 3.12:
 * each must be as good by the library as by GraalPy's own Task and Future.
 */
final class CPythonTest {
  private static final String LIBRARY = System.getProperty("aiotask.python.library", "");

  private record Results(long ran, Map<String, String> failed) {
    static Results of(boolean installed) throws IOException {
      try (Context context = PythonContext.open()) {
        if (installed) {
          AiotaskAsyncio.install(context);
        }
        Value results = PythonContext.module(context, "cpython_tests").invokeMember("run", LIBRARY);
        Map<String, String> failed = new LinkedHashMap<>();
        for (long i = 0; i < results.getArrayElement(1).getArraySize(); i++) {
          failed.put(
              results.getArrayElement(1).getArrayElement(i).asString(), results.getArrayElement(2).getArrayElement(i).asString());
        }
        return new Results(results.getArrayElement(0).asLong(), failed);
      }
    }
  }

  @Test
  void asGoodAsGraalPysOwn() throws IOException {
    assumeTrue(
        Files.isDirectory(Path.of(LIBRARY, "test", "test_asyncio")),
        "GraalPy has no test.test_asyncio: -Daiotask.python.library names the library folder of a Python 3.12 that has it");
    Results own = Results.of(false);
    Results ours = Results.of(true);
    System.out.println("CPython's tests: " + ours.ran + " run, " + ours.failed.size() + " do not pass, of GraalPy's own " + own.failed.size());
    assertTrue(own.ran > 0 && own.ran == ours.ran, own.ran + " and " + ours.ran);
    Map<String, String> worse = new LinkedHashMap<>(ours.failed);
    worse.keySet().removeAll(own.failed.keySet());
    assertEquals(Map.of(), worse);
  }
}
