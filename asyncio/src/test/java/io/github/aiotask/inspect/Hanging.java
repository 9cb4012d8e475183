package io.github.aiotask.inspect;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.Event;
import io.github.aiotask.asyncio.Lock;
import io.github.aiotask.asyncio.Queue;
import io.github.aiotask.asyncio.ReturnWhen;
import io.github.aiotask.asyncio.TaskGroup;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A program that hangs in every way that there is, on a carrier. */
final class Hanging {
  static final Duration LONG = Duration.ofHours(1);

  private final TaskRuntime runtime;
  private final Asyncio asyncio;
  private final Carrier carrier;
  private final List<Future<?>> kept = new ArrayList<>();
  private final List<Task<?>> legs = new ArrayList<>();
  private final CompletableFuture<String> stage = new CompletableFuture<>();

  private final CountDownLatch over = new CountDownLatch(1);

  Hanging(TaskRuntime runtime, Asyncio asyncio, Carrier carrier) {
    this.runtime = runtime;
    this.asyncio = asyncio;
    this.carrier = carrier;
  }

  Task<?> task(TaskGroup group, String name, Direct.Action body) {
    return group.createTask(coroutine(carrier, body), TaskOptions.named(name));
  }

  /** All of them in one group. */
  void all(Direct.Action whenAllHang) throws Exception {
    Lock lock = asyncio.lock();
    Lock other = asyncio.lock();
    Event never = asyncio.event();
    Queue<String> queue = asyncio.queue();
    asyncio.taskGroup(
        group -> {
          task(group, "owner", () -> lock.hold(() -> pause()));
          task(group, "writer", () -> lock.hold(() -> {}));
          task(group, "reader", () -> read(queue));
          task(group, "gatherer", () -> await(asyncio.gather(List.of(part("left"), part("right")))));
          task(group, "shielded", () -> await(asyncio.shield(part("inner"))));
          task(group, "limited", () -> asyncio.timeout(LONG, () -> await(never.waitUntilSet())));
          task(group, "first", () -> await(asyncio.wait(List.of(part("one"), part("two")), null, ReturnWhen.FIRST_COMPLETED)));
          task(group, "worker", () -> await(asyncio.toThread(() -> over.await())));
          task(group, "stage", () -> await(stage));
          task(group, "A", () -> holdBoth(lock, other));
          Task<?> stubborn = task(group, "stubborn", this::swallow);
          group.createTask(asyncio.sleep(LONG), TaskOptions.named("machine"));
          legs.add(task(group, "left leg", () -> hop(0)));
          legs.add(task(group, "right leg", () -> hop(1)));
          await(asyncio.sleep(Duration.ofMillis(1)));
          stubborn.cancel();
          await(asyncio.sleep(Duration.ofMillis(1)));
          group.createTask(coroutine(carrier, whenAllHang), TaskOptions.named("last"));
        });
  }

  /** Awaits the other one. */
  private void hop(int own) throws Exception {
    await(asyncio.sleep(Duration.ZERO));
    await(legs.get(1 - own));
  }

  private void holdBoth(Lock first, Lock second) throws Exception {
    second.hold(() -> first.hold(() -> {}));
  }

  private String read(Queue<String> queue) throws Exception {
    return await(queue.get());
  }

  private Future<?> part(String name) {
    Coroutine<Object> body =
        coroutine(carrier, () -> await(asyncio.<Object>createFuture(() -> "the answer for " + name)));
    Task<?> task = asyncio.createTask(body, TaskOptions.named(name));
    kept.add(task);
    return task;
  }

  private void pause() throws Exception {
    await(asyncio.sleep(LONG));
  }

  private void swallow() throws Exception {
    try {
      pause();
    } catch (CancelledError swallowed) {
      await(asyncio.<Object>createFuture());
    }
  }

  /** Lets the group end, which cancels all others: no cancel ends a cycle. */
  void end() {
    over.countDown(); // a thread is not cancelled
    runtime.base().cancel(legs.get(0), null);
  }
}
