package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Locks, events, conditions, semaphores, barriers and queues do what each CPython did in each program of {@code primitives.py},
 * iteration by iteration. What fails here is named by its program; run that with a CPython to see more.
 */
class RecordedPrimitivesTest {

  @TestFactory
  List<DynamicTest> tracesAreCPythons() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Recorded recorded : Recorded.read("primitives.jsonl")) {
      recorded.traces().forEach(
          (version, trace) ->
              tests.add(
                  DynamicTest.dynamicTest(
                      recorded.id() + " " + version,
                      () ->
                          assertEquals(
                              String.join("\n", trace),
                              String.join("\n", PrimitiveRun.trace(version, recorded.program())),
                              () -> recorded.program().toString()))));
    }
    return tests;
  }
}
