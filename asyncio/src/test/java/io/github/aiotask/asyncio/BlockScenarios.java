package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.Env.repr;
import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.asyncio.Env.text;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The scenarios of group G of functions.jsonl, in direct style: timeouts, task groups, eager tasks, the runner. */
final class BlockScenarios {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final TaskOptions EAGER = TaskOptions.DEFAULT.eager();

  private BlockScenarios() {}

  private static int cancelling(Env e) {
    return e.asyncio.currentTask().cancelling();
  }

  /** Waits for what never comes; says so if it is cancelled. */
  private static Coroutine<Void> sibling(Env e) {
    return coroutine(
        () -> {
          try {
            await(e.future());
          } catch (CancelledError error) {
            e.log("sib cancelled");
            throw error;
          }
        });
  }

  private static Coroutine<Void> failing(String text) {
    return coroutine(
        () -> {
          throw new PyError("ValueError", text);
        });
  }

  static void g01(Env e) {
    Task<Void> task =
        e.drive(
            () -> {
              Timeout timeout = e.asyncio.timeout(SECOND);
              try {
                timeout.run(() -> { await(e.future()); });
              } catch (TimeoutException error) {
                e.log("timeout", text(error), "expired", timeout.expired(), "cancelling", cancelling(e));
              }
            });
    e.log(state(task));
  }

  static void g02(Env e) {
    Task<Void> task =
        e.task(
            coroutine(
                () -> {
                  try {
                    e.asyncio.timeout(SECOND, () -> { await(e.future()); });
                  } catch (Throwable error) {
                    e.log("raised", text(error), "cancelling", cancelling(e));
                    throw error;
                  }
                }));
    e.loop.callLater(SECOND, task::cancel);
    e.spin();
    e.log(state(task));
  }

  static void g04(Env e) {
    Task<Void> task =
        e.drive(
            () -> {
              try {
                e.asyncio.timeout(
                    Duration.ZERO,
                    () -> {
                      e.log("inside");
                      await(e.asyncio.sleep(Duration.ZERO));
                      e.log("after sleep0");
                      await(e.future());
                    });
              } catch (TimeoutException error) {
                e.log("timeout");
              }
            });
    e.log(state(task));
  }

  static void g05(Env e) {
    Task<Void> task =
        e.drive(
            () -> {
              try {
                e.asyncio.taskGroup(
                    group -> {
                      group.createTask(sibling(e));
                      group.createTask(
                          coroutine(
                              () -> {
                                e.log("bad");
                                throw new PyError("ValueError", "c");
                              }));
                      await(e.future());
                    });
              } catch (ExceptionGroup error) {
                String errors = repr(error.exceptions().stream().map(Env::text).toList());
                e.log("group ExceptionGroup", errors, "cancelling", cancelling(e));
              }
            });
    e.log(state(task));
  }

  static void g06(Env e) {
    Task<Void> task =
        e.task(
            coroutine(
                () -> {
                  try {
                    e.asyncio.taskGroup(group -> { group.createTask(sibling(e)); });
                  } catch (Throwable error) {
                    e.log("raised", error.getClass().getSimpleName(), "cancelling", cancelling(e));
                    throw error;
                  }
                }));
    e.spin(3);
    task.cancel();
    e.spin();
    e.log(state(task));
  }

  static void g08(Env e) {
    e.drive(
        () -> {
          Task<?> parent = e.asyncio.currentTask();
          Coroutine<Integer> kid =
              coroutine(
                  () -> {
                    Task<?> current = e.asyncio.currentTask();
                    e.log("kid cur is parent", current == parent, "in all", e.asyncio.allTasks().contains(current));
                    return 1;
                  });
          Task<Integer> task = e.asyncio.createTask(kid, EAGER);
          e.log("created", state(task), "cur is parent", e.asyncio.currentTask() == parent, "coro",
              repr(task.coroutine()), "in all", e.asyncio.allTasks().contains(task));
          task.addDoneCallback(done -> e.log("cb"));
          e.log("await", await(task));
        });
  }

  static void g09(Env e) {
    e.drive(
        () -> {
          Coroutine<Integer> kid =
              coroutine(
                  () -> {
                    e.log("k1");
                    await(e.asyncio.sleep(Duration.ZERO));
                    e.log("k2");
                    return 1;
                  });
          Task<Integer> task = e.asyncio.createTask(kid, EAGER);
          e.log("created", state(task));
          await(e.asyncio.sleep(Duration.ZERO));
          e.log("p2");
          await(task);
        });
  }

  static void g11(Env e) {
    e.drive(
        () -> {
          Task<?> parent = e.asyncio.currentTask();
          Task<Void> task = e.asyncio.createTask(failing("v"), EAGER);
          e.log(state(task));
          task.exception();
          Coroutine<Void> exit =
              coroutine(
                  () -> {
                    throw new PyError("KeyboardInterrupt", "k");
                  });
          try {
            e.asyncio.createTask(exit, EAGER);
          } catch (Exception error) { // a checked one, thrown as it is
            e.log("raised at creation", text(error), "cur ok", e.asyncio.currentTask() == parent);
          }
        });
  }

  static void g13(Env e) {
    e.asyncio.setTaskFactory(e.asyncio.eagerTaskFactory());
    Task<Void> task =
        e.drive(
            () -> {
              var both = e.asyncio.gather(Env.yielding("1", 0), Env.yielding("2", 0));
              e.log("gather done", both.isDone());
              e.log("[" + String.join(", ", await(both)) + "]");
            });
    e.log(state(task));
  }

  static void g14(Env e) {
    PyGuest.Context shared = new PyGuest.Context(0);
    for (int i = 0; i < 2; i++) {
      Coroutine<Void> kid = coroutine(() -> e.log(++e.guest.context.value));
      e.asyncio.createTask(kid, new TaskOptions(null, shared, false));
    }
    e.spin();
    e.log("ctx", shared.value, "outer", e.guest.context.value);
  }

  private static void tryCreate(Env e, TaskGroup group, String when) {
    try {
      group.createTask(coroutine(() -> { }));
    } catch (IllegalStateException error) {
      e.log(when, text(error));
    }
  }

  static void g16(Env e) {
    Task<Void> task =
        e.drive(
            () -> {
              TaskGroup group = e.asyncio.taskGroup();
              tryCreate(e, group, "before");
              try {
                group.run(
                        own -> {
                          own.createTask(
                              coroutine(
                                  () -> {
                                    try {
                                      await(e.future());
                                    } finally {
                                      tryCreate(e, group, "aborting");
                                    }
                                  }));
                          return own.createTask(failing("c"));
                        });
              } catch (ExceptionGroup error) {
                e.log(error.getClass().getSimpleName());
              }
              tryCreate(e, group, "after");
            });
    e.log(state(task));
  }

  static void g17(Env e) {
    Task<Void> task =
        e.drive(
            () -> {
              Timeout first = e.asyncio.timeout(SECOND);
              first.run(
                  () -> {
                    try {
                      await(e.future());
                    } catch (CancelledError error) {
                      e.log("swallowed");
                    }
                  });
              e.log("after", first.expired(), "cancelling", cancelling(e));
              Timeout second = e.asyncio.timeout(SECOND);
              second.run(
                  () -> {
                    second.reschedule(e.after(5));
                    await(e.asyncio.sleep(Duration.ofSeconds(3)));
                    e.log("slept", second.expired());
                  });
              try {
                second.reschedule(Long.MAX_VALUE);
              } catch (IllegalStateException error) {
                e.log(text(error));
              }
            });
    e.log(state(task));
  }

  static void g19(Env e) throws Exception {
    Task<?>[] background = new Task<?>[1];
    try (Runner runner = new Runner(e.runtime, e.runtime.newVirtualLoop())) {
      Asyncio asyncio = runner.asyncio();
      Coroutine<Void> waiting =
          coroutine(
              () -> {
                try {
                  await(asyncio.createFuture());
                } catch (CancelledError error) {
                  e.log("bg cancelled");
                  throw error;
                }
              });
      Coroutine<String> main =
          coroutine(
              () -> {
                background[0] = asyncio.createTask(waiting);
                await(asyncio.sleep(Duration.ZERO));
                return "r";
              });
      e.log(runner.run(main));
    }
    e.log("bg cancelled()", background[0].isCancelled());
  }

  static void g20(Env e) throws Exception {
    List<EventLoop> loops = new ArrayList<>();
    Runner runner = new Runner(e.runtime, e.runtime.newVirtualLoop());
    for (String result : Arrays.asList("one", null, "two")) {
      Coroutine<String> main =
          coroutine(
              () -> {
                loops.add(Asyncio.current().loop());
                if (result == null) {
                  throw new PyError("ValueError", "main");
                }
                return result;
              });
      try {
        e.log(runner.run(main));
      } catch (PyError error) {
        e.log(text(error));
      }
    }
    e.log(loops.stream().allMatch(loop -> loop == runner.loop()));
    runner.close();
    try {
      e.log(runner.run(coroutine(() -> "late")));
    } catch (IllegalStateException error) {
      e.log(text(error));
    }
  }
}
