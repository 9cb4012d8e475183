package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.Env.YIELD;
import static io.github.aiotask.asyncio.Env.repr;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.asyncio.Env.text;
import static io.github.aiotask.asyncio.Env.yieldTimes;
import static io.github.aiotask.asyncio.Env.yielding;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;

import io.github.aiotask.Awaitable;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The scenarios of group F of functions.jsonl, in direct style. */
final class FunctionScenarios {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private FunctionScenarios() {}

  private static Coroutine<String> running(Env e, String name, int times) {
    return coroutine(
        () -> {
          yieldTimes(times);
          e.log("ran", name);
          return name;
        });
  }

  static void f01(Env e) {
    e.drive(
        () -> {
          Coroutine<String> twice = running(e, "b", 0);
          List<String> names = await(e.asyncio.gather(running(e, "a", 2), twice, twice));
          e.log(repr(names));
        });
  }

  static void f02(Env e) {
    Coroutine<Void> bad =
        coroutine(
            () -> {
              yieldNow();
              throw new PyError("ValueError", "g");
            });
    Coroutine<Void> slow =
        coroutine(
            () -> {
              yieldTimes(8);
              e.log("slow done");
            });
    e.drive(
        () -> {
          try {
            await(e.asyncio.gather(slow, bad));
          } catch (PyError error) {
            e.log("gather raised", text(error));
          }
        });
  }

  static void f03(Env e) {
    List<Task<Void>> kids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i;
      Future<Void> future = e.future();
      kids.add(
          e.task(
              coroutine(
                  () -> {
                    try {
                      await(future);
                    } catch (CancelledError error) {
                      e.log("kid", number);
                      yieldTimes(number * 2);
                      throw error;
                    }
                  })));
    }
    Future<List<Void>> gather = e.asyncio.gather(kids);
    e.watch("G", gather);
    e.spin(1);
    e.log(gather.cancel(), state(gather));
    e.spin();
    e.log("cancelled()", gather.isCancelled());
    gather.exception();
  }

  static void f06(Env e) {
    Future<Integer> future = e.future();
    Task<String> inner = e.task(e.body("I", future));
    Task<Void> task =
        e.task(
            coroutine(
                () -> {
                  try {
                    await(e.asyncio.shield(inner));
                  } catch (CancelledError error) {
                    e.log("outer cancelled");
                    throw error;
                  }
                }));
    e.spin(2);
    task.cancel();
    e.spin(3);
    e.log(state(task), state(inner));
    future.setResult(1);
    e.spin();
    e.log(state(inner));
  }

  static void f07(Env e) {
    Future<Integer> future = e.future();
    Task<Void> inner =
        e.task(
            coroutine(
                () -> {
                  await(future);
                  throw new PyError("ValueError", "late");
                }));
    e.spin(1);
    Future<Void> shield = e.asyncio.shield(inner);
    shield.cancel();
    e.spin(2);
    future.setResult(1);
    e.spin();
    e.log("end");
  }

  static void f08(Env e) {
    Future<Integer> a = e.future();
    Future<Integer> b = e.future();
    e.atIteration(2, () -> a.setResult(1));
    e.drive(
        () -> {
          Waited<Integer> first = await(e.asyncio.wait(List.of(a, b), null, ReturnWhen.FIRST_COMPLETED));
          e.log(first.done().contains(a), first.pending().contains(b));
          Waited<Integer> second = await(e.asyncio.wait(List.of(a, b), SECOND, ReturnWhen.ALL_COMPLETED));
          e.log(second.done().size(), second.pending().size(), e.seconds());
        });
  }

  static void f09(Env e) {
    e.drive(
        () -> {
          try {
            e.log(await(e.asyncio.wait(List.of(e.body("X")))).done().size());
          } catch (IllegalArgumentException error) {
            e.log(text(error));
          }
        });
  }

  static void f10(Env e) {
    Coroutine<Void> slow =
        coroutine(
            () -> {
              try {
                await(e.future());
              } catch (CancelledError error) {
                e.log("inner cancelled");
                yieldTimes(2);
                e.log("inner cleaned");
                throw error;
              }
            });
    e.drive(
        () -> {
          try {
            await(e.asyncio.waitFor(slow, SECOND));
          } catch (TimeoutException error) {
            e.log("timeout", text(error));
          }
        });
  }

  static void f11(Env e) {
    Coroutine<String> slow =
        coroutine(
            () -> {
              try {
                await(e.future());
                return "never";
              } catch (CancelledError error) {
                return "late";
              }
            });
    e.drive(
        () -> {
          try {
            e.log("value", await(e.asyncio.waitFor(slow, SECOND)));
          } catch (TimeoutException error) {
            e.log("timeout");
          }
        });
  }

  static void f14(Env e) {
    e.drive(
        () -> {
          try {
            e.log("value", await(e.asyncio.waitFor(e.body("I", YIELD), Duration.ZERO)));
          } catch (TimeoutException error) {
            e.log("timeout");
          }
        });
  }

  static void f15(Env e) {
    e.drive(
        () -> {
          List<String> names = new ArrayList<>();
          for (Coroutine<String> next : e.asyncio.asCompleted(List.of(yielding("slow", 3), yielding("fast", 1)))) {
            names.add(await(next));
          }
          e.log(repr(names));
        });
  }

  static void f18(Env e) {
    CompletableFuture<String> first = e.asyncio.runCoroutineThreadsafe(e.body("T", YIELD));
    e.spin();
    e.log(first.join());
    CompletableFuture<String> second = e.asyncio.runCoroutineThreadsafe(e.body("U", e.future()));
    e.spin(2);
    second.cancel(true);
    e.spin();
  }

  static void f19(Env e) {
    Task<String> inner = e.task(e.body("K", e.future()));
    Task<Void> task = e.task(coroutine(() -> { await(e.asyncio.wait(List.of(inner))); }));
    e.spin(2);
    task.cancel();
    e.spin(3);
    e.log(state(task), state(inner), "cbs", inner.snapshot().callbacks().size());
  }

  static void f20(Env e) {
    e.drive(
        () -> {
          Task<?> caller = e.asyncio.currentTask();
          Coroutine<Void> inner = coroutine(() -> e.log("own task", e.asyncio.currentTask() != caller));
          await(e.asyncio.waitFor(inner, Duration.ofSeconds(5)));
          e.log("done");
        });
  }

  static void f28(Env e) {
    e.log(
        state(
            e.drive(
                () -> {
                  CompletableFuture<String> first = new CompletableFuture<>();
                  Future<String> wrapped = e.asyncio.wrapFuture(first);
                  first.complete("r");
                  e.log(state(wrapped));
                  Future<String> failed =
                      e.asyncio.wrapFuture(CompletableFuture.failedFuture(new PyError("ValueError", "v")));
                  e.log(state(failed));
                  CompletableFuture<String> cancelled = new CompletableFuture<>();
                  Future<String> last = e.asyncio.wrapFuture(cancelled);
                  cancelled.cancel(false);
                  e.log(state(last));
                  await(e.asyncio.sleep(Duration.ZERO));
                  e.log(state(last), state(failed));
                })));
    CompletableFuture<String> other = new CompletableFuture<>();
    Future<String> wrapped = e.asyncio.wrapFuture(other);
    other.complete("s");
    e.log(state(wrapped));
    e.spin();
    e.log(state(wrapped));
  }

  static void f29(Env e) {
    e.log(
        state(
            e.drive(
                () -> {
                  CompletableFuture<Void> child = e.asyncio.runCoroutineThreadsafe(never(e, "child"));
                  await(e.asyncio.sleep(Duration.ZERO));
                  await(e.asyncio.sleep(Duration.ZERO));
                  child.cancel(false);
                  for (int i = 0; i < 4; i++) {
                    await(e.asyncio.sleep(Duration.ZERO));
                    e.log("turn");
                  }
                })));
    CompletableFuture<Void> other = e.asyncio.runCoroutineThreadsafe(never(e, "other"));
    e.spin();
    other.cancel(false);
    e.log("asked");
    e.spin();
  }

  /** Waits for what never comes; says so if it is cancelled. */
  static Coroutine<Void> never(Env e, String name) {
    return coroutine(
        () -> {
          try {
            await(e.future());
          } catch (CancelledError error) {
            e.log(name, "cancelled");
            throw error;
          }
        });
  }

  static void f21(Env e) {
    List<Future<Integer>> futures = new ArrayList<>();
    latency(e, futures, "direct", future -> future);
    latency(e, futures, "shield", future -> e.asyncio.shield(future));
    latency(e, futures, "gather", future -> e.asyncio.gather(future));
    latency(e, futures, "wait", future -> e.asyncio.wait(List.of(future)));
    latency(e, futures, "wait_for", future -> e.asyncio.waitFor(future, Duration.ofSeconds(99)));
    latency(e, futures, "as_completed", future -> e.asyncio.asCompleted(List.of(future)).next());
    e.atIteration(3, () -> futures.forEach(future -> future.setResult(0)));
    e.spin();
  }

  private static void latency(
      Env e, List<Future<Integer>> futures, String name, Function<Future<Integer>, Awaitable<?>> function) {
    Future<Integer> future = e.future();
    futures.add(future);
    e.task(
        coroutine(
            () -> {
              await(function.apply(future));
              e.log(name);
            }));
  }

  static void f22(Env e) {
    e.drive(
        () -> {
          for (int delay : List.of(0, -1, 1)) {
            await(e.asyncio.sleep(Duration.ofSeconds(delay)));
            e.log(delay, e.seconds());
          }
        });
  }

  static void f23(Env e) {
    e.drive(
        () -> {
          AsCompleted<String> items = e.asyncio.asCompleted(List.of(e.body("A")));
          yieldTimes(2);
          e.log("asks");
          for (Coroutine<String> each : items) {
            e.log(await(each));
          }
        });
  }

  static void f24(Env e) {
    Future<String> never = e.future();
    e.drive(
        () -> {
          AsCompleted<String> items =
              e.asyncio.asCompleted(List.of(e.task(yielding("a", 1)), never, never), Duration.ofSeconds(2));
          await(e.asyncio.sleep(SECOND));
          for (Coroutine<String> each : items) {
            try {
              e.log(await(each));
            } catch (TimeoutException error) {
              e.log(text(error), e.seconds(), state(never));
            }
          }
        });
  }

  private static Coroutine<String> failing() {
    return coroutine(
        () -> {
          throw new PyError("ValueError", "v");
        });
  }

  static void f25(Env e) {
    List<Future<String>> kids = List.of(e.task(failing()), e.task(e.body("K", e.future())), e.future());
    e.drive(
        () -> {
          List<Task<Void>> waiters = new ArrayList<>();
          for (Coroutine<String> each : e.asyncio.asCompleted(kids)) {
            waiters.add(
                e.task(
                    coroutine(
                        () -> {
                          try {
                            e.log("got", await(each));
                          } catch (PyError | CancelledError error) {
                            e.log("raised", text(error));
                          }
                        })));
          }
          yieldTimes(4);
          kids.get(1).cancel();
          yieldTimes(4);
          waiters.get(2).cancel();
          yieldTimes(2);
          e.log(waiters.stream().map(Env::state).toArray());
        });
  }

  static void f26(Env e) {
    List<Task<?>> tasks = new ArrayList<>();
    Coroutine<Void> kept =
        coroutine(
            () -> {
              tasks.add(e.asyncio.currentTask());
              await(e.future());
            });
    Coroutine<String> stubborn =
        coroutine(
            () -> {
              try {
                await(e.future());
                return "never";
              } catch (CancelledError error) {
                e.log("stubborn");
                return "late";
              }
            });
    CompletableFuture<String> first = e.asyncio.runCoroutineThreadsafe(failing());
    CompletableFuture<Void> second = e.asyncio.runCoroutineThreadsafe(kept);
    CompletableFuture<String> third = e.asyncio.runCoroutineThreadsafe(stubborn);
    e.spin();
    e.log(text(first.handle((result, error) -> error).join()));
    tasks.get(0).cancel();
    third.cancel(true);
    e.spin();
    e.log(second.isCancelled(), third.isCancelled());
  }

  static void f27(Env e) {
    for (String name : List.of("ValueError", "MyBase", "KeyboardInterrupt")) {
      e.asyncio.setTaskFactory(
          new TaskFactory() {
            @Override
            public <T> Task<T> createTask(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
              throw Thrown.as(new PyError(name, name.substring(0, 1).toLowerCase(Locale.ROOT)));
            }
          });
      CompletableFuture<String> future = e.asyncio.runCoroutineThreadsafe(yielding("never", 0));
      try {
        e.spin();
      } catch (Throwable escaped) {
        e.log("escaped", text(escaped));
      }
      e.log(future.isDone() ? text(future.handle((result, error) -> error).join()) : "pending");
    }
  }
}
