package io.github.aiotask.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.aiotask.direct.Carrier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contexts of Java programs do what contextvars did on each recorded CPython (§1.8, §2.5, §3.19), on each carrier. */
class RecordedContextsTest {
  private static final List<Recorded> RECORDED =
      Recorded.read("contexts.jsonl").stream().filter(one -> one.id().startsWith("X")).toList();

  /** What is meant to differ: a Java program carries its context to each executor. */
  private static final Map<String, List<String>> DELIBERATE = Map.of("X14", List.of("thread sees 1"));

  @Test
  void eachScenarioIsRecorded() {
    assertEquals(
        ContextScenarios.ALL.keySet().stream().sorted().toList(), RECORDED.stream().map(Recorded::id).sorted().toList());
  }

  @TestFactory
  Stream<DynamicTest> each() {
    return RECORDED.stream()
        .flatMap(
            one ->
                one.traces().keySet().stream()
                    .flatMap(
                        version ->
                            Stream.of(Carrier.values())
                                .filter(Carrier::isAvailable)
                                .map(
                                    carrier ->
                                        DynamicTest.dynamicTest(
                                            one.id() + " " + version + " on " + carrier,
                                            () -> {
                                              ContextScenario scenario = new ContextScenario(version, carrier);
                                              new Context().run(() -> { ContextScenarios.ALL.get(one.id()).run(scenario); });
                                              assertEquals(expected(one, one.traces().get(version)), text(scenario.trace));
                                            }))));
  }

  private static String expected(Recorded one, List<String> trace) {
    return text(DELIBERATE.getOrDefault(one.id(), trace));
  }

  private static String text(List<String> trace) {
    return trace.stream().collect(Collectors.joining("\n"));
  }
}
