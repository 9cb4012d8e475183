package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.Env.state;
import static io.github.aiotask.asyncio.Env.text;
import static io.github.aiotask.asyncio.FunctionScenarios.never;
import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.direct.CoroutineClosed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scenarios of functions.jsonl from G21 on, in direct style: groups that are cancelled, or whose coroutine is closed. */
final class GroupCancelScenarios {

  private interface Body {
    void run(TaskGroup group) throws Exception;
  }

  private GroupCancelScenarios() {}

  private static String textOf(Throwable error) {
    List<Throwable> members =
        error instanceof ExceptionGroup group
            ? group.exceptions()
            : error instanceof BaseExceptionGroup base ? base.exceptions() : List.of();
    if (!members.isEmpty()) {
      return "group of " + members.stream().map(GroupCancelScenarios::textOf).collect(Collectors.joining(" "));
    }
    return error instanceof CoroutineClosed ? "GeneratorExit" : text(error).replace("()", "");
  }

  private static int cancelling(Env e) {
    return e.asyncio.currentTask().cancelling();
  }

  private static void giveWay(Env e) throws Exception {
    await(e.asyncio.sleep(Duration.ZERO));
  }

  /** Runs a body in a group, and says how that ended and what the next await does. */
  private static Coroutine<Void> report(Env e, TaskGroup group, Body body) {
    return coroutine(
        () -> {
          try {
            group.run(
                entered -> {
                  body.run(entered);
                  return null;
                });
            e.log("over cancelling", cancelling(e));
          } catch (Throwable error) {
            e.log("raised", textOf(error), "cancelling", cancelling(e));
            if (error instanceof CancelledError) {
              throw error;
            }
          }
          giveWay(e);
          e.log("next");
        });
  }

  private static void drive(Env e, TaskGroup group, Body body) {
    Task<Void> task = e.task(report(e, group, body));
    e.spin();
    e.log(state(task));
  }

  private static void refused(Env e, TaskGroup group) {
    try {
      group.createTask(never(e, "late"));
    } catch (IllegalStateException error) {
      e.log("refused");
    }
  }

  private static Coroutine<Void> failing(String message) {
    return coroutine(
        () -> {
          throw new PyError("ValueError", message);
        });
  }

  static void g21(Env e) {
    drive(
        e,
        e.asyncio.taskGroup(),
        group -> {
          group.createTask(never(e, "a"));
          group.createTask(never(e, "b"));
          giveWay(e);
          group.cancel();
          e.log("asked", cancelling(e));
          refused(e, group);
          await(never(e, "body"));
        });
  }

  static void g22(Env e) {
    drive(
        e,
        e.asyncio.taskGroup(),
        group -> {
          group.cancel();
          group.cancel();
        });
  }

  static void g23(Env e) {
    TaskGroup early = e.asyncio.taskGroup();
    early.cancel();
    drive(
        e,
        early,
        group -> {
          e.log("inside", cancelling(e));
          refused(e, group);
          await(never(e, "body"));
        });
  }

  static void g24(Env e) {
    TaskGroup group = e.asyncio.taskGroup();
    Coroutine<Void> cleanup =
        coroutine(
            () -> {
              try {
                await(never(e, "child"));
              } catch (CancelledError error) {
                giveWay(e);
                throw new PyError("ValueError", "cleanup");
              }
            });
    Task<Void> task =
        e.task(
            report(
                e,
                group,
                same -> {
                  same.createTask(cleanup);
                  same.createTask(never(e, "other"));
                }));
    e.spin(3);
    group.cancel();
    group.cancel();
    e.log("asked", task.cancelling());
    e.spin();
    e.log(state(task));
  }

  static void g25(Env e) {
    Task<Void> task =
        e.drive(
            () -> {
              TaskGroup group = e.asyncio.taskGroup();
              group.run(same -> same.createTask(e.asyncio.sleep(Duration.ZERO)));
              group.cancel();
              e.log(cancelling(e));
              giveWay(e);
              e.log("next");
            });
    e.log(state(task));
  }

  static void g26(Env e) {
    for (String first : List.of("group", "task")) {
      TaskGroup group = e.asyncio.taskGroup();
      Task<Void> task =
          e.task(
              report(
                  e,
                  group,
                  same -> {
                    same.createTask(never(e, "child"));
                    await(never(e, "body"));
                  }));
      e.spin(2);
      if (first.equals("group")) {
        group.cancel();
        task.cancel();
      } else {
        task.cancel();
        group.cancel();
      }
      e.log(first, "first", task.cancelling());
      e.spin();
      e.log(state(task));
    }
  }

  static void g27(Env e) {
    drive(
        e,
        e.asyncio.taskGroup(),
        group -> {
          Task<?> parent = e.asyncio.currentTask();
          group.createTask(
              coroutine(
                  () -> {
                    try {
                      await(never(e, "late"));
                    } finally {
                      group.cancel();
                      e.log("asked", parent.cancelling());
                    }
                  }));
          group.createTask(failing("child"));
        });
    drive(
        e,
        e.asyncio.taskGroup(),
        group -> {
          Task<Void> last = group.createTask(coroutine(group::cancel));
          e.task(
              coroutine(
                  () -> {
                    await(e.asyncio.wait(List.of(last)));
                    e.log("child", state(last));
                  }));
        });
  }

  static void g28(Env e) {
    drive(
        e,
        e.asyncio.taskGroup(),
        group -> {
          group.cancel();
          throw new PyError("ValueError", "body");
        });
  }

  static void g29(Env e) {
    drive(
        e,
        e.asyncio.taskGroup(),
        group -> {
          Coroutine<String> eager =
              coroutine(
                  () -> {
                    group.cancel();
                    yieldNow();
                    e.log("eager goes on");
                    return "r";
                  });
          group.createTask(eager, TaskOptions.DEFAULT.eager());
          e.log("created", cancelling(e));
          await(never(e, "body"));
        });
  }

  static void g30(Env e) {
    close(e, null);
    close(e, failing("child"));
    close(e, never(e, "child"));
    e.spin();
  }

  private static void close(Env e, @Nullable Coroutine<Void> child) {
    AtomicReference<Coroutine<Void>> running = new AtomicReference<>();
    running.set(
        coroutine(
            () -> {
              try {
                e.asyncio.taskGroup(
                    group -> {
                      if (child != null) {
                        group.createTask(child);
                      }
                      try {
                        await(e.future());
                      } catch (CancelledError aborted) {
                        await(e.future());
                      }
                    });
              } catch (Throwable error) {
                if (!(error instanceof IllegalStateException)) { // CPython refuses to wait in close, and not at the await
                  e.log("leaves", textOf(error));
                }
                throw error;
              }
            }));
    e.task(running.get());
    e.spin();
    try {
      running.get().close();
      e.log("closed");
    } catch (Throwable error) {
      e.log("close raises", textOf(error));
    }
  }
}
