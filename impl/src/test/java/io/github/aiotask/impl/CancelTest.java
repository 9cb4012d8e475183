package io.github.aiotask.impl;

import static io.github.aiotask.impl.KindGuest.assertRaises;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancelling along chains and cycles of tasks. */
class CancelTest {
  private final Rig rig = new Rig();

  /** Tasks that wait for each other; the last one waits for the future. */
  private static List<CoroutineTask<Object>> chain(Rig rig, LoopFuture<?> future, int length) {
    List<CoroutineTask<Object>> tasks = new ArrayList<>();
    LoopFuture<?> last = future;
    for (int i = 0; i < length; i++) {
      CoroutineTask<Object> task = rig.task(Script.awaiting(last));
      tasks.add(task);
      last = task;
    }
    rig.spin(1);
    return tasks;
  }

  // §6.8 §6.2
  @Test
  void aChainOf100000IsCancelledAndUnwindsOneTaskInEachIteration() {
    int length = 100_000;
    LoopFuture<Object> future = rig.future();
    List<CoroutineTask<Object>> inner = chain(rig, future, length); // the outermost comes last
    CoroutineTask<Object> outermost = inner.get(length - 1);
    assertTrue(outermost.cancel("deep"));
    assertTrue(future.isCancelled());
    assertFalse(inner.get(0).isDone());
    for (int i = 0; i < length; i++) {
      rig.spin(1);
      assertTrue(inner.get(i).isCancelled());
      assertEquals(1, rig.loop.readyCount() + (i == length - 1 ? 1 : 0));
    }
    assertTrue(outermost.isCancelled());
    assertEquals("deep", ((CancelledError) Rig.outcome(outermost)).message());
    Rig.assertKinds(rig.reports);
  }

  // §6.7
  @Test
  void theLastMessageCountsAlsoIfThereIsNone() {
    CoroutineTask<Object> task = rig.task(Script.yielding(1));
    task.addDoneCallback(done -> {});
    assertTrue(task.cancel("first"));
    assertEquals("first", task.snapshot().cancelMessage());
    assertTrue(task.cancel());
    assertNull(task.snapshot().cancelMessage());
    rig.spin(1);
    assertNull(((CancelledError) Rig.outcome(task)).message());
  }

  // §6.7 §1.7
  @Test
  void aMessageOutlivesTheCallbacksBesideWhichItCame() {
    for (int more = 0; more < 2; more++) {
      CoroutineTask<Object> task = rig.task(Script.yielding(1));
      List<Object> called = new ArrayList<>();
      Callback<Future<Object>> removed = done -> called.add("removed");
      task.addDoneCallback(removed);
      for (int i = 0; i < more; i++) {
        task.addDoneCallback(done -> called.add("kept"));
      }
      assertTrue(task.cancel("why"));
      assertEquals(1, task.removeDoneCallback(removed));
      rig.spin(2);
      assertEquals("why", ((CancelledError) Rig.outcome(task)).message());
      assertEquals(more == 0 ? List.of() : List.of("kept"), called);
    }
  }

  // §3.11 §10.10
  @Test
  void aMessageIsKeptByATaskThatReturnsAndNotByOneThatRaisesACancelledErrorOfItsOwn() {
    CoroutineTask<Object> returning = rig.task(Script.catching((self, sent) -> self.end(null)));
    CoroutineTask<Object> raising =
        rig.task(
            Script.catching(
                (self, sent) -> {
                  throw new CancelledError("its own");
                }));
    returning.cancel("of the cancel");
    raising.cancel("of the cancel");
    rig.spin(1);
    assertTrue(returning.isDone());
    assertEquals("of the cancel", returning.snapshot().cancelMessage());
    assertTrue(raising.isCancelled());
    assertNull(raising.snapshot().cancelMessage());
  }

  // §6.4 §6.2
  @Test
  void eachTaskOfAChainCountsEachRequestAndKeepsItsFlagClear() {
    LoopFuture<Object> future = rig.future();
    List<CoroutineTask<Object>> tasks = chain(rig, future, 3);
    assertTrue(tasks.get(1).cancel());
    assertTrue(tasks.get(2).cancel(), "its waiter takes it");
    assertEquals(List.of(2, 2, 1), tasks.stream().map(CoroutineTask::cancelling).toList());
    // the innermost future was done already at the second request, so that one went to the innermost task's flag
    assertEquals(List.of(true, false, false), tasks.stream().map(task -> task.snapshot().mustCancel()).toList());
    rig.spin(3);
    assertTrue(tasks.stream().allMatch(CoroutineTask::isCancelled));
  }

  // §6.7 §6.3
  @Test
  void theMessageTravelsToTheWaiterOrWithTheFlagAndTheLastOneCounts() {
    LoopFuture<Object> future = rig.future();
    List<CoroutineTask<Object>> tasks = chain(rig, future, 2);
    Object message = new Object();
    tasks.get(1).cancel(message);
    assertSame(message, future.snapshot().cancelMessage());
    tasks.get(1).cancel("too late: a CancelledError is on its way (§3.2)");
    rig.spin(2);
    assertSame(message, ((CancelledError) Rig.outcome(tasks.get(1))).message());

    CoroutineTask<Object> scheduled = rig.task(Script.yielding(1));
    scheduled.cancel("first");
    scheduled.cancel("second");
    rig.spin(1);
    assertEquals("second", ((CancelledError) Rig.outcome(scheduled)).message());

    Rig old = new Rig(Rig.OLD);
    LoopFuture<Object> oldFuture = old.future();
    CoroutineTask<Object> oldTask = chain(old, oldFuture, 1).get(0);
    oldTask.cancel("unheard");
    old.spin(1);
    assertNull(((CancelledError) Rig.outcome(oldTask)).message());
    assertEquals(0, oldTask.cancelling());
  }

  // §6.9

  /** Tasks of which each waits for the next, and the last for the first. */
  private static List<CoroutineTask<Object>> cycle(Rig rig, int length) {
    List<CoroutineTask<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int next = (i + 1) % length;
      tasks.add(rig.task(Script.of((self, sent) -> self.waitFor(tasks.get(next)), Script::end)));
    }
    rig.spin(1);
    return tasks;
  }

  private static void assertCancelChangesNothing(CoroutineTask<Object> task, List<CoroutineTask<Object>> all) {
    List<Snapshot> before = all.stream().map(LoopFuture::snapshot).toList();
    assertRaises(ErrorKind.WAIT_CYCLE, () -> task.cancel("why"));
    assertEquals(before, all.stream().map(LoopFuture::snapshot).toList());
    assertEquals(0, all.get(0).cancelling());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 100})
  void aCycleRefusesToBeCancelledAndNothingChanges(int length) {
    List<CoroutineTask<Object>> tasks = cycle(rig, length);
    for (CoroutineTask<Object> task : tasks) {
      assertCancelChangesNothing(task, tasks);
    }
    assertEquals(0, rig.loop.readyCount());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aCycleIn34RefusesToo(int length) { // of one: from 3.6 on §4.4 comes before
    Rig old = new Rig(Rig.OLD);
    List<CoroutineTask<Object>> tasks = cycle(old, length);
    assertSame(tasks.get(0), tasks.get(length - 1).snapshot().waiter());
    assertCancelChangesNothing(tasks.get(0), tasks);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void aCycleEnteredFromTheSideRefusesToo(int sideLength) {
    List<CoroutineTask<Object>> all = new ArrayList<>(cycle(rig, 3));
    List<CoroutineTask<Object>> side = chain(rig, all.get(1), sideLength);
    all.addAll(side);
    assertCancelChangesNothing(side.get(side.size() - 1), all);
  }

  @Test
  void aCycleEndsByABaseCancelOfOneOfItsTasks() {
    List<CoroutineTask<Object>> tasks = cycle(rig, 3);
    assertTrue(rig.runtime.base().cancel(tasks.get(0), "enough"));
    rig.spin(3);
    assertTrue(tasks.stream().allMatch(CoroutineTask::isCancelled));
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED); // the wakeup of a task that is done (§3.1)
  }

  // §4.6 §6.9
  @Test
  void aRequestThatMeetsACycleAtTheAwaitLeavesTheStepAndTheTaskKeepsWaiterAndFlag() {
    List<CoroutineTask<Object>> tasks = new ArrayList<>();
    tasks.add(
        rig.task(
            Script.of(
                (self, sent) -> null,
                (self, sent) -> {
                  assertTrue(tasks.get(0).cancel("from inside"));
                  return self.waitFor(tasks.get(1));
                },
                Script::end)));
    tasks.add(rig.task(Script.of((self, sent) -> self.waitFor(tasks.get(0)), Script::end)));
    rig.spin(2);
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
    assertEquals(ErrorKind.WAIT_CYCLE, assertInstanceOf(KindGuest.KindError.class, rig.reports.get(0).exception()).kind);
    Snapshot now = tasks.get(0).snapshot();
    assertSame(tasks.get(1), now.waiter());
    assertTrue(now.mustCancel());
    assertEquals("from inside", now.cancelMessage());
    assertEquals(0, tasks.get(1).cancelling());
    assertNull(rig.runtime.registry().currentTask(rig.loop));
  }

  // §4.6
  @Test
  void aRequestFromInsideAStepReachesTheFirstAwait() {
    LoopFuture<Object> future = rig.future();
    List<CoroutineTask<Object>> tasks = new ArrayList<>();
    tasks.add(
        rig.task(
            Script.of(
                (self, sent) -> {
                  tasks.get(0).cancel("self");
                  return self.waitFor(future);
                },
                Script::end)));
    rig.spin(1);
    assertTrue(future.isCancelled());
    assertFalse(tasks.get(0).snapshot().mustCancel());
    rig.spin(1);
    assertEquals("self", ((CancelledError) Rig.outcome(tasks.get(0))).message());
  }
}
