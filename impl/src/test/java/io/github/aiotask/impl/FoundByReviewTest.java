package io.github.aiotask.impl;

import static io.github.aiotask.impl.KindGuest.assertRaises;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Poller;
import io.github.aiotask.Registry;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Faults that reviews found; each was there once. */
class FoundByReviewTest {
  private final Rig rig = new Rig();
  private final Registry registry = rig.runtime.registry();

  /** A foreign future that is awaited and never done. */
  private abstract class Foreign implements FutureLike<Object> {
    @Override
    public TaskLoop loop() {
      return rig.loop;
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isBlocking() {
      return true;
    }

    @Override
    public void setBlocking(boolean blocking) {}

    @Override
    public void addWaiter(Task<?> waiter) {}

    @Override
    public boolean cancel(Object message) {
      return false;
    }

    @Override
    public Object result() {
      return null;
    }
  }

  // §7.6
  @Test
  void anUnregisteredTaskStaysUnregisteredWhenItWaits() {
    CoroutineTask<Object> waits = rig.task(Script.awaiting(rig.future()));
    registry.unregister(rig.loop, waits);
    rig.spin(1);
    assertEquals(List.of(), rig.allTasks());
    registry.register(rig.loop, waits);
    assertEquals(List.of(waits), rig.allTasks());
  }

  // §7.6
  @Test
  void aTaskOfTheLibraryCanBeRegisteredWithAnotherLoop() {
    CoroutineTask<Object> foreign = new Rig().task(Script.yielding(0));
    registry.register(rig.loop, foreign);
    assertEquals(List.of(foreign), rig.allTasks());
    registry.unregister(rig.loop, foreign);
    assertEquals(List.of(), rig.allTasks());
  }

  // §9.2 §7.6
  @Test
  void anUnregisteredTaskIsReportedWhenCollected() throws Exception {
    CoroutineTask<Object> task = rig.waitingTask();
    registry.unregister(rig.loop, task);
    Rig.collect(task);
    rig.spin(1);
    Rig.assertKinds(rig.reports, Kind.DESTROYED_PENDING);
  }

  // §9.2 §2.2
  @Test
  void aTaskWhoseSchedulingFailedIsWatched() {
    List<Task<?>> created = new ArrayList<>();
    Rig own =
        Rig.observed(
            new TaskObserver() {
              @Override
              public void created(Task<?> task) {
                created.add(task);
              }
            });
    own.loop.close();
    assertRaises(ErrorKind.LOOP_CLOSED, () -> own.loop.createTask(Script.yielding(0)));
    assertTrue(((CoroutineTask<?>) created.get(0)).tracker != null, "nothing would report it");
    assertEquals(List.of(), own.allTasks());
  }

  private KindGuest.KindError inOtherThread(Runnable body) {
    rig.loop.setDebug(true);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    rig.loop.callSoon(
        () -> {
          Thread other = new Thread(body);
          other.setUncaughtExceptionHandler((thread, error) -> failure.set(error));
          other.start();
          try {
            other.join();
          } catch (InterruptedException error) {
            throw new AssertionError(error);
          }
        });
    rig.spin(1);
    return assertInstanceOf(KindGuest.KindError.class, failure.get());
  }

  // §8.22
  @Test
  void inDebugModeATaskIsNotCreatedFromAnotherThread() {
    assertEquals(ErrorKind.WRONG_THREAD, inOtherThread(() -> rig.loop.createTask(Script.yielding(0))).kind);
  }

  // §8.22
  @Test
  void inDebugModeAFutureWithAWaiterIsNotCompletedFromAnotherThread() {
    LoopFuture<Object> future = rig.future();
    rig.task(Script.awaiting(future));
    rig.spin(1);
    assertEquals(ErrorKind.WRONG_THREAD, inOtherThread(() -> future.setResult(1)).kind);
  }

  // §9.9
  @Test
  void stepScheduledIsToldAfterItIsScheduled() {
    List<Integer> ready = new ArrayList<>();
    Rig[] own = new Rig[1];
    own[0] =
        Rig.observed(
            new TaskObserver() {
              @Override
              public void stepScheduled(Task<?> task, Throwable error) {
                ready.add(own[0].loop.readyCount());
              }
            });
    own[0].task(Script.yielding(0));
    assertEquals(List.of(1), ready);
    own[0].loop.close();
    assertRaises(ErrorKind.LOOP_CLOSED, () -> own[0].task(Script.yielding(0)));
    assertEquals(1, ready.size(), "told of a step that is not scheduled");
  }

  @Test
  void wakeupOfNullIsRefusedAndStepsNothing() {
    CoroutineTask<Object> task = rig.waitingTask();
    assertThrows(NullPointerException.class, () -> task.wakeup(null));
    assertFalse(task.isDone());
  }

  @Test
  void nullsThatWereAccepted() {
    assertThrows(NullPointerException.class, () -> registry.forget(null));
    assertThrows(NullPointerException.class, () -> TaskOptions.named(null));
    assertThrows(NullPointerException.class, () -> TaskRuntime.Options.DEFAULT.withObserver(null));
    assertThrows(NullPointerException.class, () -> new LoopError(null, null, null, null));
    assertThrows(NullPointerException.class, () -> rig.runtime.base().setResult(null, 1));
    assertThrows(NullPointerException.class, () -> rig.runtime.base().cancel(null, 1));
  }

  @Test
  void allTasksAsksAForeignTaskOutsideOfItsLock() {
    class Registering extends Foreign {
      @Override
      public boolean isDone() {
        registry.register(rig.loop, new Object());
        return false;
      }
    }

    registry.register(rig.loop, new Registering());
    registry.register(rig.loop, new Registering());
    assertDoesNotThrow(rig::allTasks);
  }

  // §8.2
  @Test
  void theFarthestTimerIsATimerToo() {
    rig.loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> {});
    rig.spin(1);
    assertEquals(TimeUnit.HOURS.toNanos(24), rig.poller.last());
  }

  @Test
  void theDefaultHandlerNeverThrows() {
    rig.loop.setExceptionHandler(null);
    Object nasty =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("asked");
          }
        };
    assertDoesNotThrow(() -> rig.loop.callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, null, nasty, null)));
  }

  // §8.23
  @Test
  void anInterruptInsideOfTheExceptionHandlerIsNotLost() throws Exception {
    rig.loop.setExceptionHandler(
        report -> {
          throw new InterruptedException();
        });
    rig.loop.callSoon(
        () -> {
          throw new IllegalStateException();
        });
    rig.spin(1);
    assertTrue(Thread.interrupted());
  }

  // §8.23
  @Test
  void anInterruptInsideOfACoroutineIsNotLost() {
    rig.task(
        Script.of(
            (self, sent) -> {
              throw new InterruptedException();
            }));
    rig.spin(1);
    assertTrue(Thread.interrupted());
  }

  // §2.4
  @Test
  void aNamedTaskTakesNoNumber() {
    rig.loop.createTask(Script.yielding(0), TaskOptions.named("given"));
    assertEquals("Task-1", rig.task(Script.yielding(0)).name());
  }

  // §8.20
  @Test
  void aVirtualLoopDoesNotJumpIfThereIsAWakeup() throws Exception {
    Poller poller = new VirtualPoller();
    poller.wakeup();
    poller.poll(1000);
    assertEquals(0, poller.time());
    poller.poll(1000);
    assertEquals(1000, poller.time());
  }

  // §1.1: the waiter's cancel ends the task
  @Test
  void aCancelDoesNotReplaceAnOutcome() throws Exception {
    List<CoroutineTask<Object>> task = new ArrayList<>();
    class Ending extends Foreign {
      @Override
      public boolean cancel(Object message) {
        rig.runtime.base().setResult(task.get(0), "value");
        return false;
      }
    }

    task.add(rig.task(Script.awaiting(new Ending())));
    rig.spin(1);
    assertTrue(task.get(0).cancel("message"));
    assertEquals("value", task.get(0).result());
  }

  // §7.2: on the way of a bare step too
  @Test
  void aTaskWhoseCoroutineCannotSayWhatItReturnedIsStillATask() {
    Coroutine<Object> broken =
        new Coroutine<>() {
          @Override
          public Object send(Object value) {
            return RETURNED;
          }

          @Override
          public Object raise(Throwable error) {
            return RETURNED;
          }

          @Override
          public Object returned() {
            throw new IllegalStateException("broken");
          }

          @Override
          public void close() {}
        };
    Task<Object> task = rig.loop.createTask(broken);
    rig.spin(1);
    assertEquals(List.of(task), rig.allTasks());
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
  }

  // §9.9 §1.4
  @Test
  void anObserverThatThrowsAnExitLosesNoCallback() {
    Rig own =
        Rig.observed(
            new TaskObserver() {
              @Override
              public void done(Future<?> future) {
                throw new KindGuest.Exit();
              }
            });
    List<Object> called = new ArrayList<>();
    LoopFuture<Object> future = own.future();
    future.addDoneCallback(called::add);
    future.setResult(1);
    own.spin(1);
    assertEquals(List.of(future), called);
  }

  // §1.2
  @Test
  void aRefusedErrorStaysWithTheRefusal() {
    Exception refused = new Exception("late");
    TaskRuntime java = new RuntimeProvider().newRuntime(TaskRuntime.Options.DEFAULT);
    Future<Object> future = java.createFuture(java.newVirtualLoop());
    future.setResult(1);
    Throwable refusal = assertThrows(IllegalStateException.class, () -> future.setException(refused));
    assertEquals(List.of(refused), List.of(refusal.getSuppressed()));
  }

  // §8.24
  @Test
  void aCancelledTimerIsNoDeadline() {
    rig.loop.callAt(5, any -> {}, 0, null).cancel();
    assertEquals(Long.MAX_VALUE, rig.loop.nextDeadline());
  }

  @Test
  void anAwaitThatIsNotAnsweredIsNamed() {
    LoopFuture<Object> future = rig.future();
    StateMachine<Object> forgetful =
        new StateMachine<>() {
          @Override
          protected Object resume(Object sent, Throwable error) {
            await(future);
            return null;
          }
        };
    Throwable error = assertThrows(IllegalStateException.class, () -> forgetful.send(null));
    assertTrue(error.getMessage().contains("return await(awaitable)"), error.getMessage());
  }

  // §9.4
  @Test
  void inDebugModeAnErrorOfATaskSaysWhereItWasCreated() {
    rig.loop.setDebug(true);
    CoroutineTask<Object> task = rig.task(Script.yielding(1));
    rig.runtime.base().setResult(task, 1);
    rig.spin(1);
    assertTrue(rig.reports.get(0).createdAt() != null);
  }

  // §9.8
  @Test
  void aReportOfASlowCallbackSeesWhatIsReadyBehindIt() {
    List<Integer> ready = new ArrayList<>();
    rig.loop.setDebug(true);
    rig.loop.setExceptionHandler(report -> ready.add(rig.loop.readyCount()));
    rig.loop.callSoon(() -> rig.poller.now += TimeUnit.SECONDS.toNanos(1));
    rig.loop.callSoon(() -> {});
    rig.spin(1);
    assertEquals(List.of(1), ready);
  }
}
