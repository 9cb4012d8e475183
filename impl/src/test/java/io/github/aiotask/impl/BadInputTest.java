package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.BaseFuture;
import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest;
import io.github.aiotask.Registry;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Null where none may be: a NullPointerException that names what is null, nothing changed, and the loop goes on. */
class BadInputTest {
  private final Rig rig = new Rig(Options.DEFAULT); // Java's own answers
  private final FifoEventLoop loop = rig.loop;
  private final TaskRuntime runtime = rig.runtime;
  private final Registry registry = runtime.registry();
  private final LoopFuture<Object> future = rig.future();
  private final CoroutineTask<Object> task = rig.waitingTask();

  /** What must not change. */
  private List<Object> world() {
    return Arrays.asList(
        future.snapshot(),
        task.snapshot(),
        task.name(),
        loop.readyCount(),
        loop.nextDeadline(),
        loop.isClosed(),
        registry.currentTask(loop),
        registry.allTasks(loop));
  }

  /** Each call, and the word that its message must have. */
  private Map<String, List<Executable>> calls() {
    return Map.of(
        "coroutine",
        List.of(
            () -> loop.createTask(null),
            () -> loop.createTask(null, TaskOptions.DEFAULT.eager()),
            () -> runtime.createTask(loop, null, TaskOptions.DEFAULT),
            () -> loop.runUntilComplete((Coroutine<?>) null)),
        "options",
        List.of(
            () -> loop.createTask(Script.yielding(0), null),
            () -> runtime.createTask(loop, Script.yielding(0), null),
            () -> TaskRuntime.load(null),
            () -> new RuntimeProvider().newRuntime(null)),
        "loop",
        List.of(
            () -> runtime.createFuture(null),
            () -> runtime.createTask(null, Script.yielding(0), TaskOptions.DEFAULT),
            () -> registry.currentTask(null),
            () -> registry.allTasks(null),
            () -> registry.enter(null, task),
            () -> registry.leave(null, task),
            () -> registry.swap(null, task),
            () -> registry.register(null, task),
            () -> registry.unregister(null, task)),
        "task",
        List.of(
            () -> registry.enter(loop, null),
            () -> registry.leave(loop, null),
            () -> registry.register(loop, null),
            () -> registry.unregister(loop, null),
            () -> future.addWaiter(null)),
        "callback",
        List.of(
            () -> loop.callSoon((Callback<Object>) null, 1, null),
            () -> loop.callSoonThreadsafe((Callback<Object>) null, 1, null),
            () -> loop.callAt(0, (Callback<Object>) null, 1, null),
            () -> future.addDoneCallback(null),
            () -> future.addDoneCallback(null, "context"),
            () -> future.removeDoneCallback(null),
            () -> task.addDoneCallback(null)),
        "body",
        List.of(
            () -> loop.callSoon(null),
            () -> loop.callSoonThreadsafe(null),
            () -> loop.callLater(Duration.ZERO, null)),
        "error",
        List.of(
            () -> future.setException(null),
            () -> runtime.base().setException(task, null),
            () -> loop.callExceptionHandler(null),
            () -> Script.yielding(1).raise(null)),
        "name",
        List.of(() -> task.setName(null)),
        "future",
        List.of(() -> loop.runUntilComplete((Future<?>) null)),
        "delay",
        List.of(() -> loop.callLater(null, () -> {})));
  }

  private Map<String, List<Executable>> moreCalls() {
    return Map.of(
        "awaitable",
        List.of(() -> Script.awaiting(null).send(null)),
        "poller",
        List.of(() -> runtime.newLoop(null)),
        "version",
        List.of(() -> new Options(null, Guest.JAVA, null, false, true), () -> Options.DEFAULT.withVersion(null)),
        "guest",
        List.of(
            () -> new Options(runtime.version(), null, null, false, true),
            () -> Options.DEFAULT.withGuest(null)));
  }

  @TestFactory
  List<DynamicTest> nullIsRefusedByNameAndNothingChanges() {
    List<DynamicTest> tests = new ArrayList<>();
    for (var calls : List.of(calls(), moreCalls())) {
      calls.forEach(
          (word, bodies) -> {
            for (int i = 0; i < bodies.size(); i++) {
              Executable body = bodies.get(i);
              tests.add(DynamicTest.dynamicTest(word + " " + (i + 1), () -> assertRefused(word, body)));
            }
          });
    }
    return tests;
  }

  private void assertRefused(String word, Executable body) {
    List<Object> before = world();
    String message = assertThrows(NullPointerException.class, body).getMessage();
    assertTrue(message.matches(".*\\b" + word + "s? (is|are) null.*"), message);
    assertEquals(before, world());
    List<Object> log = new ArrayList<>();
    loop.callSoon(() -> log.add("goes on"));
    rig.spin(1);
    assertEquals(List.of("goes on"), log);
    Rig.assertKinds(rig.reports);
  }

  // §2.1
  @Test
  void whatIsNoTaskTakesNoNumber() {
    int before = number(rig.task(Script.yielding(0)));
    assertThrows(NullPointerException.class, () -> loop.createTask(null));
    assertEquals(before + 1, number(rig.task(Script.yielding(0))));
  }

  private static int number(CoroutineTask<?> task) {
    return Integer.parseInt(task.name().substring("Task-".length()));
  }

  @Test
  void theBaseOperationsRefuseFuturesOfAnotherMake() {
    BaseFuture base = runtime.base();
    @SuppressWarnings("unchecked") // a proxy of Future is one of any result
    Future<Object> foreign =
        (Future<Object>)
            Proxy.newProxyInstance(
                Future.class.getClassLoader(),
                new Class<?>[] {Future.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("asked " + method);
                });
    for (Executable body :
        List.<Executable>of(
            () -> base.setResult(foreign, 1),
            () -> base.setException(foreign, new Exception()),
            () -> base.cancel(foreign, null))) {
      String message = assertThrows(IllegalArgumentException.class, body).getMessage();
      assertTrue(message.contains("of this runtime"), message);
    }
  }

  // §3.8
  @Test
  void aValueForAStepIsRefusedFrom36On() {
    List<Object> before = world();
    assertThrows(IllegalArgumentException.class, () -> task.step("value", null));
    assertEquals(before, world());
  }
}
