package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.impl.PullingLoop.Guests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Steps whose coroutine the guest resumes, in a loop of the guest's. */
class PulledStepsTest {
  private final PullingLoop loop = new PullingLoop();
  private DefaultTaskRuntime runtime = new DefaultTaskRuntime(Rig.options(Rig.NEW));
  private Steps steps = runtime.steps();
  private final List<Object> log = new ArrayList<>();

  private void as(PythonVersion version) {
    runtime = new DefaultTaskRuntime(Rig.options(version));
    steps = runtime.steps();
  }

  private Task<Object> task(Script script) {
    return steps.createTask(loop, new Guests(script), TaskOptions.DEFAULT);
  }

  private Task<Object> eager(Script script) {
    return steps.createTask(loop, new Guests(script), TaskOptions.DEFAULT.eager());
  }

  private Object current() {
    return runtime.registry().currentTask(loop);
  }

  private void runAll() {
    loop.runAll(steps);
    assertEquals(List.of(), loop.errors);
    assertEquals(List.of(), loop.reports);
  }

  @Test
  void aTaskYieldsAwaitsAndReturns() {
    Future<Object> future = runtime.createFuture(loop);
    Task<Object> task =
        task(
            Script.of(
                (self, sent) -> {
                  assertSame(current(), log.get(0));
                  return null; // a bare yield
                },
                (self, sent) -> self.waitFor(future),
                (self, sent) -> self.end(sent)));
    log.add(task);
    runAll();
    assertSame(future, task.snapshot().waiter());
    assertNull(current());
    future.setResult("x");
    runAll();
    assertEquals("x", Rig.outcome(task));
  }

  @Test
  void aCancelAndAnErrorOfAFutureAreRaised() {
    Future<Object> future = runtime.createFuture(loop);
    Task<Object> waits = task(Script.awaiting(future));
    runAll();
    waits.cancel("why");
    runAll();
    assertTrue(waits.isCancelled());
    Task<Object> never = task(Script.yielding(0));
    never.cancel("why");
    QueuedStep step = loop.nextStep();
    Throwable error = steps.begin(step);
    assertEquals("why", ((CancelledError) error).message());
    steps.raised(never, error);
    assertSame(error, Rig.outcome(never));
  }

  @Test
  void to35AValueIsSent() {
    as(PythonVersion.PYTHON_3_4);
    Future<Object> future = runtime.createFuture(loop);
    Task<Object> task =
        task(
            Script.of(
                (self, sent) -> {
                  future.setBlocking(true);
                  return future;
                },
                (self, sent) -> self.end(sent)));
    loop.runAll(steps);
    future.setResult("sent");
    steps.begin(loop.nextStep());
    assertEquals("sent", steps.sent(task));
    assertNull(steps.sent(task), "once");
    steps.returned(task, 1);
    assertEquals(1, Rig.outcome(task));
  }

  @Test
  void anEagerStartIsTheGuests() {
    Task<Object> outer =
        task(
            Script.of(
                (self, sent) -> {
                  Object before = current();
                  Task<Object> inner = eager(Script.of((inside, nothing) -> inside.end(current())));
                  assertFalse(inner.isDone());
                  assertSame(before, current());
                  assertTrue(steps.start(inner));
                  assertSame(inner, current());
                  PullingLoop.resume(steps, inner, null);
                  assertSame(before, current());
                  assertSame(inner, Rig.outcome(inner));
                  assertNull(inner.coroutine(), "§2.8");
                  assertFalse(runtime.registry().allTasks(loop).contains(inner));
                  return self.end(inner);
                }));
    runAll();
    assertTrue(outer.isDone());
  }

  @Test
  void anEagerStartThatDoesNotEndIsRegistered() {
    Future<Object> future = runtime.createFuture(loop);
    task(
        Script.of(
            (self, sent) -> {
              Task<Object> inner = eager(Script.awaiting(future));
              log.add(inner);
              assertFalse(runtime.registry().allTasks(loop).contains(inner), "§2.10");
              assertTrue(steps.start(inner));
              assertTrue(runtime.registry().allTasks(loop).contains(inner), "§7.7");
              PullingLoop.resume(steps, inner, null);
              return self.end(null);
            }));
    runAll();
    assertEquals(log, runtime.registry().allTasks(loop));
    future.setResult(5);
    runAll();
    assertEquals(5, Rig.outcome((Task<?>) log.get(0)));
  }

  @Test
  void outsideOfARunAnEagerStartIsScheduled() {
    Task<Object> task = eager(Script.yielding(0));
    assertFalse(steps.start(task), "§2.6");
    runAll();
    assertTrue(task.isDone());
  }

  @Test
  void aStepThatFailsWhileItBeginsIsLeft() {
    runtime =
        new DefaultTaskRuntime(
            Rig.options(Rig.NEW)
                .withObserver(
                    new TaskObserver() {
                      @Override
                      public void stepping(Task<?> stepping, Throwable error) {
                        if (log.add(stepping) && log.size() == 1) {
                          throw new InternalError("of the machine");
                        }
                      }
                    }));
    steps = runtime.steps();
    Task<Object> fails = task(Script.yielding(0));
    Task<Object> next = task(Script.yielding(0));
    assertThrows(InternalError.class, () -> steps.begin(loop.nextStep()));
    assertNull(current());
    assertTold("begin it", () -> steps.yielded(fails, null));
    runAll();
    assertTrue(next.isDone());
    assertFalse(fails.isDone());
  }

  // ---- misuse

  private static void assertTold(String remedy, Executable misuse) {
    String text = assertThrows(RuntimeException.class, misuse).getMessage();
    assertTrue(text.contains(remedy), text);
  }

  @Test
  void aReportWithoutABeginIsRefused() {
    Task<Object> task = task(Script.yielding(0));
    assertTold("begin it", () -> steps.yielded(task, null));
    assertTold("begin it", () -> steps.returned(task, null));
    assertTold("begin it", () -> steps.raised(task, new Exception()));
    steps.begin(loop.nextStep());
    steps.returned(task, 1);
    assertTold("report once", () -> steps.returned(task, 2));
    assertEquals(1, Rig.outcome(task));
  }

  @Test
  void aReportOfAnotherTaskIsRefused() {
    Task<Object> begun = task(Script.yielding(0));
    Task<Object> other = task(Script.yielding(0));
    steps.begin(loop.nextStep());
    assertTold("begin it", () -> steps.returned(other, 1));
    assertSame(begun, current());
    steps.returned(begun, 1);
    runAll();
    assertTrue(other.isDone());
  }

  @Test
  void aSecondBeginIsRefused() {
    Task<Object> task = task(Script.yielding(1));
    QueuedStep step = loop.nextStep();
    steps.begin(step);
    assertTold("nothing is queued", () -> steps.begin(step));
    assertTold("ENTER", () -> steps.begin(task, null, null));
    steps.yielded(task, null);
    assertSame(step, loop.nextStep());
    steps.begin(step);
    steps.returned(task, 1);
  }

  @Test
  void aStepThatTheLibraryMakesIsTheErrorOfATaskThatOnlyItsGuestResumes() {
    Task<Object> task = task(Script.yielding(0));
    task.step(null, null);
    assertTold("TaskRuntime.steps()", task::result);
  }
}
