package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.direct.Direct.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A coroutine of this package that is closed where it waits leaves what it waited in as after any other error. */
class ClosingTest {
  private final Env env = new Env(PYTHON_3_14);

  /** Runs a coroutine to where it waits, and closes it there. */
  private static void closeWaiting(Coroutine<?> coroutine) throws Throwable {
    coroutine.send(null);
    coroutine.close();
  }

  @Test
  void aLockForgetsWhoWaited() throws Throwable {
    Lock lock = env.asyncio.lock();
    lock.acquire().send(null);
    closeWaiting(lock.hold());
    assertEquals("lock locked, 0 waiting", lock.toString());
    lock.acquire().close(); // never begun: nothing to leave
    assertEquals("lock locked, 0 waiting", lock.toString());
  }

  @Test
  void aConditionHoldsItsLock() throws Throwable {
    Condition condition = env.asyncio.condition();
    condition.acquire().send(null);
    closeWaiting(condition.waitUntilNotified());
    assertEquals("condition of a lock locked, 0 waiting, 0 to be notified", condition.toString());
  }

  /** §11.10 */
  @Test
  void aConditionNotifiesAnotherWaiter() throws Throwable {
    Condition condition = env.asyncio.condition();
    Task<Void> other =
        env.drive(
            () -> {
              await(condition.acquire());
              await(condition.waitUntilNotified());
              condition.release();
            });
    condition.acquire().send(null);
    closeWaiting(condition.waitUntilNotified());
    condition.release();
    env.spin();
    assertTrue(other.isDone());
  }

  @Test
  void aConditionWhoseLockIsAnothersCannotBeClosed() throws Throwable {
    Condition condition = env.asyncio.condition();
    condition.acquire().send(null);
    Coroutine<?> wait = condition.waitUntilNotified();
    wait.send(null);
    condition.acquire().send(null);
    assertThrows(IllegalStateException.class, wait::close);
  }

  @Test
  void aBarrierForgetsWhoWaited() throws Throwable {
    Barrier barrier = env.asyncio.barrier(2);
    closeWaiting(barrier.waitForParties());
    assertEquals(0, barrier.waiting());
    assertEquals("barrier filling, 0 of 2", barrier.toString());
  }

  @Test
  void aSleepCancelsItsTimer() throws Throwable {
    StateMachine<Void> outer =
        new StateMachine<>() {
          @Override
          protected Object resume(Object sent, Throwable error) {
            return await(env.asyncio.sleep(Duration.ofSeconds(1)));
          }
        };
    closeWaiting(outer);
    assertEquals(Long.MAX_VALUE, env.loop.nextDeadline());
  }

  @Test
  void aQueueForgetsWhoWaited() throws Throwable {
    Queue<Integer> queue = env.asyncio.queue();
    closeWaiting(queue.get());
    queue.putNowait(1);
    assertFalse(queue.empty());
  }
}
