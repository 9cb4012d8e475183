package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Guest;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime.Options;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of futures and tasks that were collected. The collector is played by {@code Reference.enqueue()}. */
class CollectionReportsTest {
  private final Rig rig = new Rig();
  private final RuntimeException error = new RuntimeException("nobody asked");

  private void collectAndLook(Rig rig, LoopFuture<?> future) {
    Rig.collect(future);
    rig.spin(1);
  }

  // §9.1

  @Test
  void anErrorThatNobodyRetrievedIsReportedOnceInTheNextIteration() {
    LoopFuture<Object> future = rig.future();
    future.setException(error);
    rig.spin(1);
    Rig.collect(future);
    Rig.assertKinds(rig.reports);
    rig.spin(2);
    Rig.assertKinds(rig.reports, Kind.NEVER_RETRIEVED);
    assertSame(error, rig.reports.get(0).exception());
    assertNull(rig.reports.get(0).createdAt(), "no debug mode");
  }

  @Test
  void resultSilences() throws Exception {
    LoopFuture<Object> future = rig.future();
    future.setException(error);
    try {
      future.result();
    } catch (RuntimeException raised) {
      assertSame(error, raised);
    }
    collectAndLook(rig, future);
    Rig.assertKinds(rig.reports);
  }

  @Test
  void exceptionSilences() {
    LoopFuture<Object> future = rig.future();
    future.setException(error);
    assertSame(error, future.exception());
    collectAndLook(rig, future);
    Rig.assertKinds(rig.reports);
  }

  @Test
  void snapshotDoesNotSilence() {
    LoopFuture<Object> future = rig.future();
    future.setException(error);
    assertTrue(future.snapshot().neverRetrieved());
    collectAndLook(rig, future);
    Rig.assertKinds(rig.reports, Kind.NEVER_RETRIEVED);
  }

  // §1.10
  @Test
  void cancelSilencesADoneFutureButNotIn34() {
    LoopFuture<Object> future = rig.future();
    future.setException(error);
    assertFalse(future.cancel());
    collectAndLook(rig, future);
    Rig.assertKinds(rig.reports);

    Rig old = new Rig(Rig.OLD);
    LoopFuture<Object> oldFuture = old.future();
    oldFuture.setException(error);
    assertFalse(oldFuture.cancel());
    collectAndLook(old, oldFuture);
    Rig.assertKinds(old.reports, Kind.NEVER_RETRIEVED);
  }

  // §1.10 §6.1
  @Test
  void cancelSilencesADoneTask() {
    CoroutineTask<Object> task = rig.task(failing());
    rig.spin(1);
    assertTrue(task.snapshot().neverRetrieved());
    assertFalse(task.cancel());
    collectAndLook(rig, task);
    Rig.assertKinds(rig.reports);
  }

  private Script failing() {
    return Script.of(
        (self, sent) -> {
          throw error;
        });
  }

  @Test
  void aTaskThatFailedIsReportedByItsErrorAndNotAsPending() {
    for (Rig one : List.of(rig, new Rig(Rig.OLD))) {
      CoroutineTask<Object> task = one.task(failing());
      one.spin(1);
      collectAndLook(one, task);
      Rig.assertKinds(one.reports, Kind.NEVER_RETRIEVED);
      assertEquals(task.name(), one.reports.get(0).source());
    }
  }

  // §9.2

  @Test
  void aWaitingTaskIsReportedByName() {
    CoroutineTask<Object> task = rig.waitingTask();
    task.setName("renamed");
    Rig.collect(task);
    Rig.assertKinds(rig.reports);
    rig.spin(2);
    assertEquals(List.of(new LoopError(Kind.DESTROYED_PENDING, null, "renamed", null)), rig.reports);
    assertEquals(List.of(), rig.allTasks());
  }

  @Test
  void aStrandedTaskIsReported() {
    Object other = new Object();
    CoroutineTask<Object> task = rig.task(Script.yielding(1));
    rig.runtime.registry().enter(rig.loop, other);
    rig.spin(1); // §3.6
    rig.runtime.registry().leave(rig.loop, other);
    assertEquals(0, rig.loop.readyCount());
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
    collectAndLook(rig, task);
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED, Kind.DESTROYED_PENDING);
  }

  /** Nothing holds it, whatever the runtime was asked (§2.10, §7.9); CPython's says the same. */
  @Test
  void aTaskWhoseContextCouldNotBeEnteredIsReported() {
    KindGuest locked =
        new KindGuest() {
          @Override
          public <A> void runInContext(Object context, Callback<? super A> body, A argument) {
            throw new IllegalStateException("the context is entered already");
          }
        };
    List<CoroutineTask<?>> created = new ArrayList<>();
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void created(Task<?> task) {
            created.add((CoroutineTask<?>) task);
          }
        };
    Rig own = new Rig(Rig.options(Rig.NEW).withGuest(locked).withObserver(observer).holdingTasksStrongly());
    TaskOptions eager = new TaskOptions("lost", "in", true);
    own.loop.callSoon(
        () -> assertThrows(IllegalStateException.class, () -> own.loop.createTask(Script.yielding(0), eager)));
    own.spin(2);
    Rig.assertKinds(own.reports);
    CoroutineTask<?> task = created.get(0);
    assertNull(heldBy(task));
    collectAndLook(own, task);
    assertEquals(List.of(new LoopError(Kind.DESTROYED_PENDING, null, "lost", null)), own.reports);
  }

  @Test
  void aDoneTaskIsNeverReported() {
    for (Rig one : List.of(rig, new Rig(Rig.OLD))) {
      LoopFuture<Object> future = one.future();
      CoroutineTask<Object> returned = one.task(Script.awaiting(future));
      CoroutineTask<Object> cancelled = one.waitingTask();
      future.setResult("done");
      cancelled.cancel();
      one.spin(3);
      assertTrue(returned.isDone() && cancelled.isDone());
      Rig.collect(returned);
      Rig.collect(cancelled);
      one.spin(1);
      Rig.assertKinds(one.reports);
      assertEquals(List.of(), one.allTasks());
    }
  }

  // §9.3

  @Test
  void silencedBeforeOrAfterItWaitsIsNotReported() {
    CoroutineTask<Object> before = rig.task(Script.awaiting(rig.future()));
    before.setLogDestroyPending(false);
    CoroutineTask<Object> after = rig.waitingTask();
    after.setLogDestroyPending(false);
    Rig.collect(before);
    Rig.collect(after);
    rig.spin(1);
    Rig.assertKinds(rig.reports);
  }

  @Test
  void silenceCanBeTakenBack() {
    CoroutineTask<Object> task = rig.waitingTask();
    task.setLogDestroyPending(false);
    task.setLogDestroyPending(true);
    collectAndLook(rig, task);
    Rig.assertKinds(rig.reports, Kind.DESTROYED_PENDING);
  }

  @Test
  void silencingADoneTaskDoesNotBringAReport() {
    Rig old = new Rig(Rig.OLD);
    CoroutineTask<Object> task = old.task(Script.yielding(0));
    old.spin(1);
    task.setLogDestroyPending(true);
    collectAndLook(old, task);
    Rig.assertKinds(old.reports);
  }

  // §9.4

  @Test
  void inDebugModeReportsSayWhereItWasCreated() {
    rig.loop.setDebug(true);
    LoopFuture<Object> future = rig.future();
    CoroutineTask<Object> task = rig.waitingTask();
    future.setException(error);
    collectAndLook(rig, future);
    collectAndLook(rig, task);
    Rig.assertKinds(rig.reports, Kind.NEVER_RETRIEVED, Kind.DESTROYED_PENDING);
    for (LoopError report : rig.reports) {
      assertTrue(mentionsThisTest(report.createdAt()), report::toString);
    }
    assertSame(future.snapshot().createdAt(), rig.reports.get(0).createdAt());
  }

  private static boolean mentionsThisTest(Throwable createdAt) {
    assertNotNull(createdAt);
    for (StackTraceElement frame : createdAt.getStackTrace()) {
      if (frame.getMethodName().equals("inDebugModeReportsSayWhereItWasCreated")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void debugModeAloneReportsNothing() {
    rig.loop.setDebug(true);
    LoopFuture<Object> pending = rig.future();
    CoroutineTask<Object> done = rig.task(Script.yielding(0));
    rig.spin(1);
    Rig.collect(pending);
    Rig.collect(done);
    rig.spin(1);
    Rig.assertKinds(rig.reports);
  }

  // §7.9

  @Test
  void strongHoldingKeepsPendingTasksAndNoOthers() {
    Rig strong = new Rig(Rig.options(Rig.NEW).holdingTasksStrongly());
    LoopFuture<Object> future = strong.future();
    CoroutineTask<Object> task = strong.task(Script.awaiting(future));
    strong.spin(1);
    assertSame(task, heldBy(task));
    future.setResult(null);
    strong.spin(1);
    assertTrue(task.isDone());
    assertNull(heldBy(task));

    assertNull(heldBy(rig.waitingTask()), "not asked to");
  }

  /** What the tracker of a task holds strongly. */
  private static Object heldBy(CoroutineTask<?> task) {
    try {
      var held = Tracker.class.getDeclaredField("held");
      held.setAccessible(true);
      return held.get(task.tracker);
    } catch (ReflectiveOperationException error) {
      throw new AssertionError(error);
    }
  }

  // What is let go: no task pins what it is through with.

  // §3.4
  @Test
  void aTaskLetsGoOfItsWaiter() {
    LoopFuture<Object> future = rig.future();
    CoroutineTask<Object> task =
        rig.task(Script.of((self, sent) -> self.waitFor(future), (self, sent) -> null, Script::end));
    rig.spin(1);
    assertSame(future, task.snapshot().waiter());
    future.setResult(null);
    rig.spin(1);
    assertNull(task.snapshot().waiter());
    assertFalse(task.isDone());
  }

  // §1.14
  @Test
  void aCancelledTaskLetsGoOfTheErrorOnceItIsRead() {
    CancelledError raised = new CancelledError("why");
    CoroutineTask<Object> task =
        rig.task(
            Script.of(
                (self, sent) -> {
                  throw raised;
                }));
    rig.spin(1);
    assertSame(raised, task.snapshot().exception());
    assertSame(raised, Rig.outcome(task));
    assertNull(task.snapshot().exception());
    assertNull(task.snapshot().cancelMessage());
    CancelledError later = (CancelledError) Rig.outcome(task);
    assertNotSame(raised, later);
    assertNull(later.message());
  }

  // §2.8 §9.7
  @Test
  void aTaskThatAnEagerStartFinishedLetsGoOfItsCoroutine() {
    rig.loop.callSoon(
        () -> {
          var task = rig.loop.createTask(Script.yielding(0), TaskOptions.DEFAULT.eager());
          assertTrue(task.isDone());
          assertNull(task.coroutine());
          var other = rig.loop.createTask(Script.yielding(1), TaskOptions.DEFAULT.eager());
          assertNotNull(other.coroutine());
        });
    rig.spin(3);
    Rig.assertKinds(rig.reports);
  }

  @Test
  void onAForeignLoopReportsComeAtTheNextCreation() {
    ForeignLoop foreign = new ForeignLoop();
    LoopFuture<Object> future = (LoopFuture<Object>) rig.runtime.createFuture(foreign);
    LoopFuture<Object> waited = (LoopFuture<Object>) rig.runtime.createFuture(foreign);
    CoroutineTask<Object> task =
        (CoroutineTask<Object>)
            rig.runtime.<Object>createTask(foreign, Script.awaiting(waited), TaskOptions.named("lost"));
    foreign.runAll();
    future.setException(error);
    Rig.collect(future);
    foreign.runAll();
    Rig.assertKinds(foreign.reports);
    rig.runtime.createFuture(foreign);
    Rig.assertKinds(foreign.reports, Kind.NEVER_RETRIEVED);
    Rig.collect(task);
    rig.runtime.createTask(foreign, Script.yielding(0), TaskOptions.DEFAULT);
    Rig.assertKinds(foreign.reports, Kind.NEVER_RETRIEVED, Kind.DESTROYED_PENDING);
    assertEquals("lost", foreign.reports.get(1).source());
  }

  // ---- §9.14 a guest with finalizers of its own

  private final Rig silent = new Rig(Rig.options(Rig.NEW).withoutCollectionReports());

  @Test
  void nothingIsKeptOfAFutureOnlyToReportItsError() {
    LoopFuture<Object> future = silent.future();
    future.setException(error);
    assertNull(future.tracker);
    assertTrue(future.snapshot().neverRetrieved());
    assertSame(error, future.exception());
    assertFalse(future.snapshot().neverRetrieved());
  }

  @Test
  void noCollectionIsReportedAndAllTasksAreFoundAllTheSame() {
    CoroutineTask<Object> failed = silent.task(failing());
    CoroutineTask<Object> pending = silent.waitingTask();
    assertEquals(List.of(pending), silent.allTasks());
    pending.setLogDestroyPending(true);
    collectAndLook(silent, failed);
    collectAndLook(silent, pending);
    assertEquals(List.of(), silent.allTasks());
    silent.loop.close();
    Rig.assertKinds(silent.reports);
  }

  @Test
  void aTaskThatCouldNotBeScheduledIsNotTrackedForAReport() {
    List<Task<?>> created = new ArrayList<>();
    Guest guest =
        new Guest() {
          @Override
          public void taskCreated(Task<?> task) {
            created.add(task);
          }
        };
    for (Options options : List.of(Options.DEFAULT, Options.DEFAULT.withoutCollectionReports())) {
      Rig rig = new Rig(options.withGuest(guest));
      rig.loop.close();
      assertThrows(
          IllegalStateException.class, () -> rig.loop.createTask(failing(), TaskOptions.DEFAULT.withOwner(this)));
    }
    assertNotNull(((LoopFuture<?>) created.get(0)).tracker);
    assertNull(((LoopFuture<?>) created.get(1)).tracker);
  }
}
