package io.github.aiotask.spec.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.impl.RuntimeProvider;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.spec.tlc.Model;
import io.github.aiotask.spec.tlc.StateGraph;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The implementations go all ways of the specification, and no other. */
@Tag("models")
class WalkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 tasks, 1 future",
        "3.4: 2 tasks, 1 future",
        "2 tasks, 1 future, a callback",
        "3.4: 2 tasks, 1 future, a callback",
        "2 tasks, 1 future, counts",
        "2 tasks, 1 future, created by code",
        "3.4: 2 tasks, 1 future, created by code",
        "2 tasks on two loops, 1 future",
        "3.4: 2 tasks on two loops, 1 future",
        "2 tasks, 1 future, fatal errors",
        "3.4: 2 tasks, 1 future, fatal errors",
        "2 tasks, 1 future, created by code, a count, fatal errors",
        "3 tasks",
        "3.4: 3 tasks"
      })
  void goesAllWaysOfTheSpecificationAndNoOther(String name, @TempDir Path temporary) throws Exception {
    Model model = Model.of(name);
    StateGraph graph = Graphs.of(model, temporary);
    for (TaskRuntimeProvider provider : List.of(new RuntimeProvider(), new PlainRuntimeProvider())) {
      long start = System.nanoTime();
      Walk walk = new Walk(graph, Setting.of(model), provider);

      assertNull(walk.run());

      assertEquals(model.states(), walk.states());
      System.out.println("aiotask: " + name + " on " + provider.name() + ": " + walk + ", " + millisSince(start) + " ms");
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
