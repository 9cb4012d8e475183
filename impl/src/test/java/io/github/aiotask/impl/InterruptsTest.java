package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An InterruptedException that is an outcome is no interrupt; one that is not, is kept (§8.28). */
class InterruptsTest {
  private final Rig rig = new Rig();
  private final InterruptedException outcome = new InterruptedException("of a worker, whose pool was shut down");

  @AfterEach
  void nothingIsLeft() {
    Thread.interrupted();
  }

  private void assertNoInterrupt() {
    rig.spin(3);
    assertFalse(Thread.interrupted());
  }

  /** A task that lets the error of what it awaits go on, and one that waits for that task. */
  private Task<Object> twoLevels(Future<Object> failing) {
    Task<Object> child = rig.task(Script.awaiting(failing));
    return rig.task(Script.awaiting(child));
  }

  @Test
  void theErrorOfAFutureThatATaskAwaits() {
    LoopFuture<Object> future = rig.future();
    Task<Object> parent = twoLevels(future);
    rig.spin(2);
    future.setException(outcome);
    assertNoInterrupt();
    rig.spin(3);
    assertSame(outcome, Rig.outcome(parent));
  }

  @Test
  void theErrorOfAFutureThatWasDone() {
    LoopFuture<Object> future = rig.future();
    future.setException(outcome);
    Task<Object> task = rig.task(Script.awaiting(future));
    assertNoInterrupt();
    assertSame(outcome, Rig.outcome(task));
  }

  @Test
  void theErrorOfAFutureThatACallbackReads() {
    LoopFuture<Object> future = rig.future();
    future.addDoneCallback(Future::result);
    future.setException(outcome);
    assertNoInterrupt();
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
  }

  @Test
  void theErrorThatTheExceptionHandlerThrowsOn() {
    rig.loop.setExceptionHandler(
        report -> {
          throw (Exception) report.exception();
        });
    LoopFuture<Object> future = rig.future();
    future.addDoneCallback(Future::result);
    future.setException(outcome);
    assertNoInterrupt();
  }

  @Test
  void theErrorOfAForeignFuture() {
    ForeignFuture pending = new ForeignFuture();
    Task<Object> task = rig.task(Script.awaiting(pending));
    rig.spin(1);
    pending.error = outcome;
    task.wakeup(pending);
    assertNoInterrupt();
    assertSame(outcome, Rig.outcome(task));
    InterruptedException other = new InterruptedException("another");
    ForeignFuture done = new ForeignFuture();
    done.error = other;
    Task<Object> next = rig.task(Script.awaiting(done));
    assertNoInterrupt();
    assertSame(other, Rig.outcome(next));
  }

  /** A future of another make. */
  private final class ForeignFuture extends Waiting {
    private InterruptedException error;

    @Override
    public boolean isDone() {
      return error != null;
    }

    @Override
    public Object result() throws Exception {
      throw error;
    }
  }

  /** What all foreign futures have here. */
  private abstract class Waiting implements FutureLike<Object> {
    private boolean blocking;

    @Override
    public FifoEventLoop loop() {
      return rig.loop;
    }

    @Override
    public boolean isBlocking() {
      return blocking;
    }

    @Override
    public void setBlocking(boolean now) {
      blocking = now;
    }

    @Override
    public void addWaiter(Task<?> task) {}

    @Override
    public boolean cancel(Object message) {
      return false;
    }
  }

  // ---- what is an interrupt stays one

  /** Who stores it has read it nowhere. */
  @Test
  void anInterruptThatACoroutineGivesToOthersToo() {
    LoopFuture<Object> promise = rig.future();
    rig.task(
        Script.of(
            (self, sent) -> {
              promise.setException(outcome);
              throw outcome;
            }));
    rig.spin(1);
    assertTrue(Thread.interrupted());
  }

  @Test
  void anInterruptThatACoroutineSwallowsIsKeptOnce() {
    Task<Object> child =
        rig.task(
            Script.of(
                (self, sent) -> {
                  Thread.currentThread().interrupt();
                  Thread.sleep(1);
                  return self.end("never");
                }));
    Task<Object> parent = rig.task(Script.awaiting(child));
    assertThrows(InterruptedException.class, () -> {
      rig.loop.runOnce();
      rig.loop.runOnce();
    });
    assertNoInterrupt();
    assertTrue(Rig.outcome(parent) instanceof InterruptedException);
  }

  @Test
  void anInterruptThatACallbackSwallowsIsKept() {
    rig.loop.callSoon((Object none) -> throwsInterrupted(), null, null);
    rig.spin(1);
    assertTrue(Thread.interrupted());
    Rig.assertKinds(rig.reports, Kind.CALLBACK_RAISED);
  }

  private static void throwsInterrupted() throws InterruptedException {
    throw new InterruptedException();
  }
}
