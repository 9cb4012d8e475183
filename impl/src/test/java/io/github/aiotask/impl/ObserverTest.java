package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** §9.9: the observer is told of each transition, after the state changed, and changes nothing. */
class ObserverTest {

  /** Writes down each event with the state that it finds. */
  private static final class Recorder implements TaskObserver {
    final List<String> events = new ArrayList<>();
    Rig rig;

    private void tell(String event, Future<?> subject) {
      String name = subject instanceof Task<?> task ? task.name() : "future";
      Snapshot now = subject.snapshot();
      Object current = rig.runtime.registry().currentTask(rig.loop);
      events.add(
          event + " " + name + " " + now.state()
              + (now.waiter() != null ? " waiting" : "")
              + (now.cancelling() > 0 ? " asked" : "")
              + (now.callbacks().isEmpty() ? "" : " callbacks")
              + (current == subject ? " current" : ""));
    }

    @Override
    public void created(Task<?> task) {
      tell("created", task);
    }

    @Override
    public void stepScheduled(Task<?> task, Throwable error) {
      tell("stepScheduled" + raising(error), task);
    }

    @Override
    public void stepping(Task<?> task, Throwable error) {
      tell("stepping" + raising(error), task);
    }

    @Override
    public void waiting(Task<?> task, FutureLike<?> future) {
      assertSame(future, task.snapshot().waiter());
      tell("waiting", task);
    }

    @Override
    public void cancelRequested(Task<?> task, Object message) {
      tell("cancelRequested(" + message + ")", task);
    }

    @Override
    public void done(Future<?> future) {
      tell("done", future);
    }

    private static String raising(Throwable error) {
      return error == null ? "" : "(" + error.getClass().getSimpleName() + ")";
    }

    List<String> taken() {
      List<String> taken = List.copyOf(events);
      events.clear();
      return taken;
    }
  }

  private final Recorder recorder = new Recorder();
  private final Rig rig = Rig.observed(recorder);

  ObserverTest() {
    recorder.rig = rig;
  }

  @Test
  void eachStepOfALifeIsToldInOrder() {
    LoopFuture<Object> future = rig.future();
    rig.task(Script.of((self, sent) -> null, (self, sent) -> self.waitFor(future), Script::end));
    assertEquals(List.of("created Task-1 PENDING", "stepScheduled Task-1 PENDING"), recorder.taken());
    rig.spin(1);
    assertEquals(List.of("stepping Task-1 PENDING current", "stepScheduled Task-1 PENDING current"), recorder.taken());
    rig.spin(1);
    assertEquals(List.of("stepping Task-1 PENDING current", "waiting Task-1 PENDING waiting current"), recorder.taken());
    future.setResult("value");
    assertEquals(List.of("done future FINISHED"), recorder.taken());
    rig.spin(1);
    assertEquals(List.of("stepping Task-1 PENDING current", "done Task-1 FINISHED current"), recorder.taken());
  }

  @Test
  void aCancelIsToldToEachTaskOfTheChainAndThenToTheFuture() {
    LoopFuture<Object> future = rig.future();
    CoroutineTask<Object> inner = rig.task(Script.awaiting(future));
    CoroutineTask<Object> outer = rig.task(Script.awaiting(inner));
    rig.spin(1);
    recorder.taken();
    outer.cancel("why");
    assertEquals(
        List.of(
            "cancelRequested(why) Task-2 PENDING waiting asked",
            "cancelRequested(why) Task-1 PENDING waiting asked callbacks",
            "done future CANCELLED"),
        recorder.taken());
    rig.spin(1);
    assertEquals(
        List.of("stepping(CancelledError) Task-1 PENDING asked current", "done Task-1 CANCELLED asked current")
            .stream().map(line -> line.replace("PENDING asked", "PENDING asked callbacks")).toList(),
        recorder.taken());
    outer.cancel();
    rig.spin(1);
    recorder.taken();
    outer.cancel("too late");
    assertEquals(List.of(), recorder.taken());
  }

  // §4.11
  @Test
  void anAnswerIsToldAsAStepThatRaises() {
    rig.task(Script.of((self, sent) -> "no future"));
    rig.spin(1);
    recorder.taken().forEach(line -> assertTrue(!line.contains("waiting")));
    rig.spin(1);
    assertEquals(
        List.of("stepping(KindError) Task-1 PENDING current", "done Task-1 FINISHED current"), recorder.taken());
  }

  /** Throws at every event. */
  private static final class Thrower implements TaskObserver {
    final Throwable error;
    int thrown;

    Thrower(Throwable error) {
      this.error = error;
    }

    private void fail() {
      thrown++;
      throw Thrown.as(error);
    }

    @Override
    public void created(Task<?> task) {
      fail();
    }

    @Override
    public void stepScheduled(Task<?> task, Throwable raised) {
      fail();
    }

    @Override
    public void stepping(Task<?> task, Throwable raised) {
      fail();
    }

    @Override
    public void waiting(Task<?> task, FutureLike<?> future) {
      fail();
    }

    @Override
    public void cancelRequested(Task<?> task, Object message) {
      fail();
    }

    @Override
    public void done(Future<?> future) {
      fail();
    }
  }

  private static List<Object> lives(Rig rig) {
    LoopFuture<Object> future = rig.future();
    LoopFuture<Object> never = rig.future();
    CoroutineTask<Object> returns =
        rig.task(Script.of((self, sent) -> null, (self, sent) -> self.waitFor(future), Script::end));
    CoroutineTask<Object> cancelled = rig.task(Script.awaiting(never));
    CoroutineTask<Object> above = rig.task(Script.awaiting(cancelled));
    CoroutineTask<Object> fails = rig.task(Script.of((self, sent) -> "no future"));
    rig.spin(2);
    future.setResult("value");
    above.cancel("why");
    rig.spin(2);
    return List.of(
        Rig.outcome(returns),
        cancelled.isCancelled(),
        above.isCancelled(),
        Rig.outcome(fails).getClass(),
        never.isCancelled(),
        rig.loop.readyCount(),
        rig.allTasks());
  }

  @Test
  void anObserverThatThrowsIsReportedAndChangesNothing() {
    List<Object> expected = lives(new Rig());
    for (Throwable error : List.of(new RuntimeException("watching"), new Exception("checked"), new AssertionError(1))) {
      Thrower thrower = new Thrower(error);
      Rig watched = Rig.observed(thrower);
      assertEquals(expected, lives(watched));
      assertEquals(thrower.thrown, watched.reports.size());
      assertTrue(watched.reports.stream().allMatch(one -> one.kind() == Kind.OBSERVER_RAISED && one.exception() == error));
    }
  }

  @Test
  void noEventIsToldTwiceOrForgotten() {
    Thrower counter = new Thrower(new RuntimeException("counting"));
    lives(Rig.observed(counter));
    // created 4, stepScheduled 4 + a yield + an answer, stepping 4 + 5, waiting 3, cancelRequested 2, done 4 + 2 futures
    assertEquals(4 + 6 + 9 + 3 + 2 + 6, counter.thrown);
  }

  // §9.13

  /** Writes down which waits began and ended, and the steps, with whether the error of the future was retrieved. */
  private static final class Waits implements TaskObserver {
    final List<Object> events = new ArrayList<>();

    @Override
    public void waiting(Task<?> task, FutureLike<?> future) {
      events.addAll(List.of("waiting", task, future));
    }

    @Override
    public void waitEnded(Task<?> task, FutureLike<?> future) {
      boolean unread = future instanceof Future<?> one && one.snapshot().neverRetrieved();
      events.addAll(List.of(unread ? "ended, unread" : "ended", task, future));
    }

    @Override
    public void stepping(Task<?> task, Throwable error) {
      events.add(error == null ? "step" : "raising step");
    }
  }

  private final Waits waits = new Waits();
  private final Rig waiting = Rig.observed(waits);

  private static Script once(FutureLike<?> future) {
    return Script.catching((self, sent) -> self.waitFor(future), Script::end);
  }

  @Test
  void aWaitEndsWithTheWakeupBeforeTheResultIsRead() {
    LoopFuture<Object> fine = waiting.future();
    LoopFuture<Object> failing = waiting.future();
    CoroutineTask<Object> first = waiting.task(once(fine));
    CoroutineTask<Object> second = waiting.task(once(failing));
    waiting.spin(1);
    fine.setResult(null);
    failing.setException(new IllegalStateException("fails"));
    waiting.spin(1);
    assertEquals(
        List.of(
            "step", "waiting", first, fine, "step", "waiting", second, failing,
            "ended", first, fine, "step", "ended, unread", second, failing, "raising step"),
        waits.events);
  }

  @Test
  void aTaskThatIsSteppedMeanwhileWaitsOn() {
    LoopFuture<Object> future = waiting.future();
    CoroutineTask<Object> task =
        waiting.task(Script.catching((self, sent) -> self.waitFor(future), (self, sent) -> null, (self, sent) -> null));
    waiting.spin(1);
    task.step(null, new IllegalStateException("by hand"));
    future.setResult(null); // beside the step that is queued
    waiting.spin(1);
    assertEquals(
        List.of("step", "waiting", task, future, "raising step", "step", "ended", task, future, "step"), waits.events);
  }
}
