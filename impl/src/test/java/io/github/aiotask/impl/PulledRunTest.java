package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.PulledRun;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.impl.PullingLoop.Guests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Runs whose steps the caller makes. */
class PulledRunTest {
  private final Rig rig = new Rig();
  private final List<Object> log = new ArrayList<>();

  private Task<Object> task(Script script) {
    return rig.loop.createTask(new Guests(script));
  }

  private Object current() {
    return rig.runtime.registry().currentTask(rig.loop);
  }

  /** Resumes what the run hands out, to its end. */
  private static void pull(PulledRun run) throws InterruptedException {
    Task<?> task = run.next();
    while (task != null) {
      task = resume(run, task);
    }
  }

  private static Task<?> resume(PulledRun run, Task<?> task) throws InterruptedException {
    Coroutine<?> coroutine = ((Guests) task.coroutine()).right();
    Throwable error = run.error();
    Object yielded;
    try {
      yielded = error == null ? coroutine.send(run.sent()) : coroutine.raise(error);
    } catch (Throwable raised) {
      return run.raised(raised);
    }
    return yielded == Coroutine.RETURNED ? run.returned(coroutine.returned()) : run.yielded(yielded);
  }

  @Test
  void stepsCallsAndTimersTakeTheirTurns() throws Exception {
    Future<Object> future = rig.future();
    Task<Object> first =
        task(
            Script.of(
                (self, sent) -> {
                  log.add("first");
                  assertTrue(rig.loop.isRunning());
                  return null;
                },
                (self, sent) -> {
                  log.add("again");
                  return self.waitFor(future);
                },
                (self, sent) -> self.end(sent)));
    rig.loop.callSoon(() -> log.add("call"));
    Task<Object> second =
        task(
            Script.of(
                (self, sent) -> {
                  log.add("second");
                  future.setResult("x");
                  return null;
                },
                (self, sent) -> {
                  rig.loop.stop();
                  return self.end("y");
                }));
    try (PulledRun run = rig.loop.pullForever()) {
      pull(run);
      assertFalse(run.goesOn());
      assertNull(run.next(), "it has ended");
    }
    assertEquals(List.of("first", "call", "second", "again"), log);
    assertEquals("x", Rig.outcome(first));
    assertEquals("y", Rig.outcome(second));
    assertFalse(rig.loop.isRunning());
    assertEquals(0, rig.loop.readyCount());
  }

  @Test
  void oneIterationHasAsManyEntriesAsThereWere() throws Exception {
    Task<Object> task = task(Script.yielding(2));
    for (int i = 1; i <= 3; i++) {
      try (PulledRun run = rig.loop.pullOnce()) {
        assertSame(task, run.next());
        assertSame(task, current());
        assertNull(resume(run, task));
        assertTrue(run.goesOn());
      }
      assertNull(current());
    }
    assertTrue(task.isDone());
  }

  @Test
  void aRunUntilAFutureIsDoneEndsWithIt() throws Exception {
    Task<Object> task = task(Script.yielding(3));
    Task<Object> endless = task(Script.yielding(100));
    try (PulledRun run = rig.loop.pullUntilComplete(task)) {
      pull(run);
    }
    assertTrue(task.isDone());
    assertFalse(endless.isDone());
    assertEquals(List.of(), endless.snapshot().callbacks());
    PulledRun early = rig.loop.pullUntilComplete(endless);
    rig.loop.stop();
    KindGuest.assertRaises(ErrorKind.STOPPED_EARLY, () -> pull(early));
    assertFalse(rig.loop.isRunning());
    assertEquals(List.of(), endless.snapshot().callbacks(), "§8.11");
  }

  @Test
  void anExitLeavesTheRunAndWhatIsBehindItStaysQueued() throws Exception {
    Task<Object> exits =
        task(
            Script.of(
                (self, sent) -> {
                  throw new KindGuest.Exit();
                }));
    Task<Object> behind = task(Script.yielding(0));
    PulledRun run = rig.loop.pullForever();
    Task<?> task = run.next();
    assertThrows(KindGuest.Exit.class, () -> resume(run, task));
    assertFalse(rig.loop.isRunning());
    assertTrue(exits.isDone());
    assertEquals(1, rig.loop.readyCount());
    try (PulledRun once = rig.loop.pullOnce()) {
      pull(once);
    }
    assertTrue(behind.isDone());
  }

  @Test
  void anErrorOfAStepIsReported() throws Exception {
    Task<Object> task = task(Script.yielding(0));
    runtimeBase(task, "forced");
    Task<Object> after = task(Script.yielding(0));
    try (PulledRun run = rig.loop.pullOnce()) {
      assertSame(after, run.next(), "the other one cannot be stepped");
      Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED); // STEP_OF_DONE
      resume(run, after);
    }
  }

  private void runtimeBase(Task<Object> task, Object result) {
    rig.runtime.base().setResult(task, result);
  }

  @Test
  void aRunThatIsClosedLeavesTheRestQueued() throws Exception {
    Task<Object> out = task(Script.yielding(0));
    Task<Object> rest = task(Script.yielding(0));
    try (PulledRun run = rig.loop.pullForever()) {
      assertSame(out, run.next());
    }
    assertFalse(rig.loop.isRunning());
    assertNull(current());
    assertEquals(1, rig.loop.readyCount());
    assertTrue(rig.allTasks().contains(out), "stranded, but a task that there is");
    try (PulledRun run = rig.loop.pullOnce()) {
      pull(run);
    }
    assertTrue(rest.isDone());
  }

  @Test
  void aTaskWhoseContextCannotBeEnteredIsStranded() throws Exception {
    Task<Object> task = task(Script.yielding(0));
    Task<Object> next = task(Script.yielding(0));
    try (PulledRun run = rig.loop.pullOnce()) {
      run.next();
      run.notResumed(new IllegalStateException("context"));
      Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
      assertSame(next, run.next());
      assertNull(resume(run, next));
    }
    assertFalse(task.isDone());
    assertTrue(rig.allTasks().contains(task));
    assertEquals(0, rig.loop.readyCount());
  }

  @Test
  void whatAGuestCouldSeeOfAStepIsInTheTasksContext() throws Exception {
    List<String> contexts = new ArrayList<>();
    Object[] inside = {"none"};
    Rig own =
        new Rig(
            Rig.options(Rig.NEW)
                .withGuest(
                    new KindGuest() {
                      @Override
                      public <A> void runInContext(Object context, Callback<? super A> body, A argument)
                          throws Exception {
                        Object outside = inside[0];
                        inside[0] = context;
                        body.call(argument);
                        inside[0] = outside;
                      }

                      @Override
                      public boolean isGenerator(Object yielded) {
                        contexts.add("yielded in " + inside[0]);
                        return false;
                      }

                      @Override
                      public Throwable newCancelled(Future<?> cancelled, Object message) {
                        contexts.add("cancelled in " + inside[0]);
                        return super.newCancelled(cancelled, message);
                      }

                      @Override
                      public ExceptionKind kindOf(Throwable error) {
                        contexts.add("raised in " + inside[0]);
                        return super.kindOf(error);
                      }
                    }));
    Task<Object> task = own.loop.createTask(new Guests(Script.of((self, sent) -> 5)), new TaskOptions(null, "mine", false));
    try (PulledRun run = own.loop.pullOnce()) {
      pull(run);
    }
    task.cancel();
    contexts.clear();
    contexts.add("yielded in mine");
    try (PulledRun run = own.loop.pullOnce()) {
      pull(run);
    }
    assertTrue(task.isCancelled());
    assertEquals("yielded in mine", contexts.get(0));
    assertTrue(contexts.contains("cancelled in mine"), contexts::toString);
    assertTrue(contexts.contains("raised in mine"), contexts::toString);
    assertFalse(contexts.toString().contains("none"), contexts::toString);
  }

  // ---- a context that cannot be entered, or left

  /** Fails once, where it is told to. */
  private static final class BrokenContext extends KindGuest {
    Throwable entering;
    Throwable leaving;

    @Override
    public <A> void runInContext(Object context, Callback<? super A> body, A argument) throws Exception {
      Throwable before = entering;
      entering = null;
      if (before != null) {
        throw Thrown.as(before);
      }
      body.call(argument);
      Throwable after = leaving;
      leaving = null;
      if (after != null) {
        throw Thrown.as(after);
      }
    }
  }

  private final BrokenContext broken = new BrokenContext();
  private final Rig breaks = new Rig(Rig.options(Rig.NEW).withGuest(broken));

  private Task<Object> taskInContext() {
    return breaks.loop.createTask(new Guests(Script.yielding(0)), new TaskOptions(null, "mine", false));
  }

  /** It was left as a step that the library makes is, and is not reported any more. */
  private void assertStranded(Task<Object> task) {
    assertFalse(task.isDone());
    assertTrue(breaks.allTasks().contains(task));
    assertTold("begin it", () -> breaks.runtime.steps().yielded(task, null));
  }

  @Test
  void aStepThatBeginsAndCannotLeaveItsContextIsLeft() throws Exception {
    Task<Object> task = taskInContext();
    task.cancel(); // so that it begins in its context
    Task<Object> next = taskInContext();
    broken.leaving = new IllegalStateException("context");
    try (PulledRun run = breaks.loop.pullOnce()) {
      assertSame(next, run.next());
      Rig.assertKinds(breaks.reports, Kind.CALLBACK_RAISED);
      assertNull(resume(run, next));
    }
    Rig.assertKinds(breaks.reports, Kind.CALLBACK_RAISED);
    assertTrue(next.isDone());
    assertStranded(task);
  }

  @Test
  void aReportThatCannotEnterItsContextLeavesTheStep() throws Exception {
    Task<Object> task = taskInContext();
    Task<Object> next = taskInContext();
    try (PulledRun run = breaks.loop.pullOnce()) {
      assertSame(task, run.next());
      broken.entering = new IllegalStateException("context");
      assertSame(next, run.raised(new Exception("never known")));
      assertNull(resume(run, next));
    }
    Rig.assertKinds(breaks.reports, Kind.CALLBACK_RAISED);
    assertTrue(next.isDone());
    assertStranded(task);
  }

  @Test
  void theNextRunIsWholeIfThatErrorLeavesTheRun() throws Exception {
    Task<Object> task = taskInContext();
    Task<Object> next = taskInContext();
    PulledRun run = breaks.loop.pullOnce();
    assertSame(task, run.next());
    broken.entering = new KindGuest.Exit();
    assertThrows(KindGuest.Exit.class, () -> run.raised(new Exception("never known")));
    assertNull(breaks.runtime.registry().currentTask(breaks.loop));
    try (PulledRun again = breaks.loop.pullOnce()) {
      pull(again);
    }
    assertTrue(next.isDone());
    assertStranded(task);
  }

  @Test
  void aStepThatCannotBeLeftIsTheErrorOfTheCall() throws Exception {
    Task<Object> task = taskInContext();
    try (PulledRun run = breaks.loop.pullOnce()) {
      assertSame(task, run.next());
      breaks.runtime.registry().leave(breaks.loop, task); // a misuse of the guest's
      run.notResumed(new IllegalStateException("context"));
      Rig.assertKinds(breaks.reports, Kind.CALLBACK_RAISED);
      assertEquals(ErrorKind.LEAVE, ((KindGuest.KindError) breaks.reports.get(0).exception()).kind);
      assertNull(run.next());
    }
    assertStranded(task);
  }

  // ---- misuse

  private static void assertTold(String remedy, Executable misuse) {
    String text = assertThrows(IllegalStateException.class, misuse).getMessage();
    assertTrue(text.contains(remedy), text);
  }

  @Test
  void eachStepIsReportedOnce() throws Exception {
    task(Script.yielding(0));
    try (PulledRun run = rig.loop.pullOnce()) {
      assertTold("next() gives a task", () -> run.yielded(null));
      assertTold("next() gives a task", () -> run.notResumed(new Exception()));
      assertTold("next() gives a task", run::error);
      assertTold("next() gives a task", run::sent);
      Task<?> task = run.next();
      assertTold("call yielded, returned or raised", run::next);
      assertTrue(rig.loop.isRunning(), "nothing has changed");
      resume(run, task);
      assertTold("next() gives a task", () -> run.returned(1));
      assertTold("next() gives a task", () -> run.raised(new Exception()));
    }
  }

  @Test
  void aRunInsideOfARunIsRefused() throws Exception {
    try (PulledRun run = rig.loop.pullForever()) {
      KindGuest.assertRaises(ErrorKind.LOOP_RUNNING, rig.loop::pullOnce);
      KindGuest.assertRaises(ErrorKind.LOOP_RUNNING, rig.loop::runForever);
      KindGuest.assertRaises(ErrorKind.LOOP_RUNNING, rig.loop::close);
      assertTrue(run.goesOn());
    }
  }
}
