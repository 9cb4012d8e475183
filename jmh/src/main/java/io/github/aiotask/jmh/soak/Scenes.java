package io.github.aiotask.jmh.soak;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.asyncio.Asyncio;
import io.github.aiotask.asyncio.ExceptionGroup;
import io.github.aiotask.asyncio.Lock;
import io.github.aiotask.asyncio.Queue;
import io.github.aiotask.direct.Direct.Action;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** What programs do with tasks, in direct style, again and again. Each scene counts its rounds, and fails if one came out wrong. */
final class Scenes {
  private static final Duration SOON = Duration.ofNanos(1000);
  private static final int CHILDREN = 5;

  private final Asyncio asyncio;
  private final SplittableRandom random;
  private final BooleanSupplier goesOn;
  final Map<String, Long> rounds = new TreeMap<>();

  Scenes(Asyncio asyncio, SplittableRandom random, BooleanSupplier goesOn) {
    this.asyncio = asyncio;
    this.random = random;
    this.goesOn = goesOn;
  }

  List<Task<?>> start() {
    List<Task<?>> tasks = new ArrayList<>();
    repeat(tasks, "timeouts", this::timeout);
    repeat(tasks, "gathers", this::gather);
    repeat(tasks, "groups", this::group);
    repeat(tasks, "queues", this::queue);
    repeat(tasks, "locks", this::lock);
    return tasks;
  }

  private void repeat(List<Task<?>> tasks, String name, Action scene) {
    tasks.add(
        asyncio.createTask(
            coroutine(
                () -> {
                  while (goesOn.getAsBoolean()) {
                    scene.run();
                    rounds.merge(name, 1L, Long::sum);
                  }
                })));
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }

  private void timeout() throws Exception {
    boolean comes = random.nextBoolean();
    Future<String> future = asyncio.createFuture();
    if (comes) {
      asyncio.loop().callSoon(done -> done.setResult("there"), future, null);
    }
    try {
      String result = asyncio.timeout(comes ? Duration.ofDays(1) : SOON, () -> await(future));
      check(comes && result.equals("there"), "a time-out was lost");
    } catch (TimeoutException late) {
      check(!comes && future.isCancelled(), "a time-out came too early");
    }
  }

  private void gather() throws Exception {
    List<Task<Integer>> children = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      int number = i;
      children.add(asyncio.createTask(coroutine(() -> await(asyncio.sleep(Duration.ZERO, number)))));
    }
    Future<List<Integer>> all = asyncio.gather(children);
    if (random.nextInt(4) > 0) {
      check(await(all).equals(List.of(0, 1, 2, 3, 4)), "gather gave the wrong results");
      return;
    }
    all.cancel();
    try {
      await(all);
      check(false, "a cancel of gather was lost");
    } catch (CancelledError expected) {
      check(children.stream().allMatch(Future::isCancelled), "a child of a cancelled gather goes on");
    }
  }

  private void group() throws Exception {
    int failing = random.nextInt(2 * CHILDREN);
    int[] left = {CHILDREN};
    try {
      asyncio.taskGroup(
          group -> {
            for (int i = 0; i < CHILDREN; i++) {
              int number = i;
              group.createTask(
                  coroutine(
                      () -> {
                        try {
                          await(asyncio.sleep(Duration.ZERO));
                          if (number == failing) {
                            throw new IOException("as it was asked");
                          }
                          await(asyncio.sleep(SOON));
                        } finally {
                          left[0]--;
                        }
                      }));
            }
          });
      check(failing >= CHILDREN, "a group lost an error");
    } catch (ExceptionGroup errors) {
      check(failing < CHILDREN && errors.exceptions().size() == 1, "a group has the wrong errors");
    }
    check(left[0] == 0, "a group left a task behind");
  }

  private void queue() throws Exception {
    Queue<Integer> items = asyncio.queue(2);
    int count = random.nextInt(1, 20);
    Task<Integer> sum =
        asyncio.createTask(
            coroutine(
                () -> {
                  int total = 0;
                  for (int i = 0; i < count; i++) {
                    total += await(items.get());
                    items.taskDone();
                  }
                  return total;
                }));
    for (int i = 0; i < count; i++) {
      await(items.put(i));
    }
    await(items.join());
    check(await(sum) == count * (count - 1) / 2, "a queue lost an item");
  }

  private void lock() throws Exception {
    Lock lock = asyncio.lock();
    int[] inside = {0};
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      tasks.add(
          asyncio.createTask(
              coroutine(
                  () ->
                      lock.hold(
                          () -> {
                            check(inside[0]++ == 0, "a lock is held by two");
                            try {
                              await(asyncio.sleep(Duration.ZERO));
                            } finally {
                              inside[0]--; // whoever holds it may be cancelled
                            }
                          }))));
    }
    await(asyncio.sleep(Duration.ZERO));
    tasks.get(random.nextInt(CHILDREN)).cancel();
    await(asyncio.wait(tasks));
    check(!lock.locked(), "a lock is not free again");
    for (Task<?> task : tasks) {
      check(task.isCancelled() || task.exception() == null, "a holder of a lock has failed");
    }
  }
}
