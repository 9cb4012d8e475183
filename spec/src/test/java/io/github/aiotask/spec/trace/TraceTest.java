package io.github.aiotask.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the implementation tells an observer (§9.9), the specification can do. */
class TraceTest {
  private static final int TRACES = Integer.getInteger("aiotask.traces", 600);
  private static final int MIN_EVENTS = 8; // shorter ones are too much alike
  private static final int SECONDS = 300;

  @Tag("models")
  @ParameterizedTest
  @EnumSource
  void tracesOfTheImplementationAreAccepted(PythonVersion version, @TempDir Path temporary) throws Exception {
    TaskRuntimeProvider provider = ServiceLoader.load(TaskRuntimeProvider.class).findFirst().orElseThrow();
    List<Trace> traces = traces(version, provider);
    long start = System.nanoTime();

    List<Verdict> verdicts = Verdict.on(traces, temporary, SECONDS);

    int events = traces.stream().mapToInt(trace -> trace.events().size()).sum();
    System.out.printf(
        "aiotask: %d traces with %d events as %s in %d ms%n",
        traces.size(), events, version.number(), (System.nanoTime() - start) / 1_000_000);
    assertEquals(List.of(), verdicts.stream().filter(verdict -> !verdict.accepts()).toList());
  }

  private static List<Trace> traces(PythonVersion version, TaskRuntimeProvider provider) {
    Programs programs = new Programs(version);
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; traces.size() < TRACES; i++) {
      Optional<Trace> trace = TraceRecorder.record("random-" + i, programs.at(i), version, provider);
      trace.filter(one -> one.events().size() >= MIN_EVENTS).ifPresent(traces::add);
    }
    return traces;
  }
}
