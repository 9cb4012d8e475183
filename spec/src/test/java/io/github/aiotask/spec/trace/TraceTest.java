package io.github.aiotask.spec.trace;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.PythonVersion.PYTHON_3_4;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the implementation tells an observer (§9.9), the specification can do. */
class TraceTest {
  private static final int TRACES = Integer.getInteger("aiotask.traces", 600);
  private static final int TRACES_BETWEEN = Math.max(1, TRACES / 4); // of Pythons between the oldest and the default
  private static final int MIN_EVENTS = 8; // shorter ones are too much alike

  /** Kept, so that its level is: programs that fail on purpose are no news. */
  private static final Logger LIBRARY = Logger.getLogger("io.github.aiotask");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private final TaskRuntimeProvider implementation = ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();

  @Tag("models")
  @ParameterizedTest
  @EnumSource
  void tracesOfTheImplementationAreAccepted(PythonVersion version, @TempDir Path temporary) throws Exception {
    List<Trace> traces = traces(version, implementation);
    long start = System.nanoTime();

    List<Verdict> verdicts = Verdict.on(traces, temporary);

    int events = traces.stream().mapToInt(trace -> trace.events().size()).sum();
    System.out.printf(
        "aiotask: %d traces with %d events were checked as %s in %d ms%n",
        traces.size(), events, version.number(), (System.nanoTime() - start) / 1_000_000);
    assertEquals(List.of(), verdicts.stream().filter(verdict -> !verdict.accepts()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void theOtherImplementationTellsTheSame(PythonVersion version) {
    assertEquals(traces(version, implementation), traces(version, new PlainRuntimeProvider()));
  }

  private static List<Trace> traces(PythonVersion version, TaskRuntimeProvider provider) {
    Programs programs = new Programs(version);
    List<Trace> traces = new ArrayList<>();
    int many = version == PYTHON_3_4 || version == PYTHON_3_14 ? TRACES : TRACES_BETWEEN;
    for (int i = 0; traces.size() < many; i++) {
      TraceRecorder.record("random-" + i, programs.at(i), version, provider)
          .filter(trace -> trace.events().size() >= MIN_EVENTS)
          .ifPresent(traces::add);
    }
    return traces;
  }
}
