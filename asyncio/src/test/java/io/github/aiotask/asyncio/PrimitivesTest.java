package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the recorded programs leave open of locks and queues. */
class PrimitivesTest {
  private final Env env = new Env(PYTHON_3_14);

  /** Waits for a notification with the lock held, and says when it goes on. */
  private Task<Void> waiting(String name, Condition condition) {
    Coroutine<Void> body =
        coroutine(
            () -> {
              try (Held held = await(condition.hold())) {
                await(condition.waitUntilNotified());
                env.log(name, held != null);
              }
            });
    Task<Void> task = env.task(body);
    env.spin(2);
    return task;
  }

  /** §11.10: A was notified and is cancelled before it runs; B gets the notification. */
  @Test
  void aNotificationOutlivesWhoWasNotified() {
    Condition condition = env.asyncio.condition();
    Task<Void> first = waiting("A", condition);
    Task<Void> second = waiting("B", condition);
    env.drive(
        () -> {
          await(condition.acquire());
          condition.notifyOne();
          first.cancel();
          condition.release();
        });
    assertEquals("cancelled", state(first));
    assertEquals("result=None", state(second));
    assertEquals("condition of a lock free, 0 waiting, 0 to be notified", condition.toString());
  }

  /** §11.8: the last cancel of those that come while the lock is taken again. */
  @Test
  void theLastCancelLeavesAWait() {
    Condition condition = env.asyncio.condition();
    Coroutine<Object> body =
        coroutine(
            () -> {
              await(condition.acquire());
              try {
                await(condition.waitUntilNotified());
                return "never";
              } catch (CancelledError error) {
                return error.message();
              }
            });
    Task<Object> task = env.task(body);
    env.spin(2);
    env.drive(
        () -> {
          await(condition.acquire());
          for (String message : List.of("first", "second", "third")) {
            task.cancel(message);
            Env.yieldTimes(3);
          }
          condition.release();
        });
    assertEquals("result='third'", state(task));
  }

  private Task<String> acquiring(String name, Semaphore semaphore) {
    return env.task(
        coroutine(
            () -> {
              await(semaphore.acquire());
              env.log(name);
              return name;
            }));
  }

  /** §11.13 §11.15: B and C waited behind A, though there were units; A hands on both. */
  @Test
  void whoEndsAnAcquireHandsOnAllUnits() {
    Semaphore semaphore = env.asyncio.semaphore(0);
    acquiring("A", semaphore);
    env.spin(1);
    env.loop.callSoon(
        () -> {
          for (int i = 0; i < 3; i++) {
            semaphore.release();
          }
        });
    acquiring("B", semaphore);
    acquiring("C", semaphore);
    env.spin();
    assertEquals(List.of("3:A", "4:B", "4:C"), env.trace);
    assertEquals("semaphore of 0, 0 waiting", semaphore.toString());
  }

  /** §11.25: A was woken and is cancelled, but the room is taken again: B keeps its place before C. */
  @Test
  void aPutThatIsCancelledWakesNobodyWhileTheQueueIsFull() throws Exception {
    Queue<String> queue = env.asyncio.queue(1);
    queue.putNowait("first");
    Task<Void> a = env.task(queue.put("A"));
    env.task(queue.put("B"));
    env.task(queue.put("C"));
    env.spin(1);
    queue.getNowait();
    queue.putNowait("second");
    a.cancel();
    env.spin();
    for (String item : List.of("second", "B", "C")) {
      assertEquals(item, queue.getNowait());
      env.spin();
    }
  }

  /** §11.25: A was woken and is cancelled, but the item is taken again: B keeps its place before C. */
  @Test
  void aGetThatIsCancelledWakesNobodyWhileTheQueueIsEmpty() throws Exception {
    Queue<String> queue = env.asyncio.queue();
    Task<String> a = env.task(queue.get());
    Task<String> b = env.task(queue.get());
    Task<String> c = env.task(queue.get());
    env.spin(1);
    queue.putNowait("first");
    queue.getNowait();
    a.cancel();
    env.spin();
    queue.putNowait("second");
    env.spin();
    assertEquals("result='second'", state(b));
    assertEquals("pending", state(c));
  }

  /** §11.29: also if more was said to be done than was taken. */
  @Test
  void anImmediateShutdownEndsEveryJoin() throws Exception {
    Queue<String> queue = env.asyncio.queue();
    queue.putNowait("a");
    queue.taskDone();
    queue.putNowait("b");
    Task<Void> join = env.task(queue.join());
    env.spin(1);
    queue.shutdown(true);
    env.spin();
    assertEquals("result=None", state(join));
  }

  @Test
  void aBarrierIsForOneAtLeast() {
    assertThrows(IllegalArgumentException.class, () -> env.asyncio.barrier(0));
  }

  /** §11.18: who is on the way out does not wait. */
  @Test
  void nobodyWaitsForABarrierThatDrains() {
    Barrier barrier = env.asyncio.barrier(2);
    for (int i = 0; i < 2; i++) {
      env.task(coroutine(() -> env.log(await(barrier.waitForParties()), barrier.waiting(), barrier)));
    }
    env.spin();
    assertEquals(List.of("1:1 0 barrier draining, 0 of 2", "2:0 0 barrier filling, 0 of 2"), env.trace);
  }
}
