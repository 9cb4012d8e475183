package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.ContextScenario.yieldOnce;
import static io.github.aiotask.direct.Direct.await;
import static java.util.Map.entry;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The scenarios of contexts.py, one by one. */
final class ContextScenarios {
  private static final Duration LONG = Duration.ofSeconds(10);

  /** One of them. */
  interface Scenario {
    void run(ContextScenario s) throws Exception;
  }

  static final Map<String, Scenario> ALL =
      Map.ofEntries(
          entry("X01", ContextScenarios::variable),
          entry("X02", ContextScenarios::refusedResets),
          entry("X03", ContextScenarios::context),
          entry("X04", ContextScenarios::entered),
          entry("X05", ContextScenarios::thread),
          entry("X06", ContextScenarios::task),
          entry("X07", ContextScenarios::callback),
          entry("X08", ContextScenarios::doneCallback),
          entry("X09", ContextScenarios::awaited),
          entry("X10", ContextScenarios::gathered),
          entry("X11", ContextScenarios::waitedFor),
          entry("X12", ContextScenarios::otherTasksToken),
          entry("X13", ContextScenarios::toThread),
          entry("X14", ContextScenarios::inExecutor),
          entry("X15", ContextScenarios::fromThread),
          entry("X16", ContextScenarios::shared),
          entry("X17", ContextScenarios::group),
          entry("X18", ContextScenarios::runner),
          entry("X19", ContextScenarios::eager),
          entry("X20", ContextScenarios::eagerInEntered),
          entry("X21", ContextScenarios::exceptionHandler));

  private ContextScenarios() {}

  private static String python(boolean value) {
    return value ? "True" : "False";
  }

  private static void variable(ContextScenario s) {
    s.refused("no value", () -> s.a.get());
    s.log("default", s.b.get(), s.b.get("other"));
    ContextVar.Token<String> first = s.a.set("1");
    ContextVar.Token<String> second = s.a.set("2");
    s.log("set", s.a.get(), python(!first.hadValue()), second.oldValue());
    s.a.reset(second);
    s.log("reset", s.a.get());
    s.a.reset(first);
    s.refused("reset to none", () -> s.a.get());
    s.b.reset(s.b.set("3"));
    s.log("default again", s.b.get());
  }

  private static void refusedResets(ContextScenario s) {
    ContextVar.Token<String> token = s.a.set("1");
    s.refused("other variable", () -> { s.b.reset(token); });
    s.refused("other context", () -> { Context.copyContext().run(() -> { s.a.reset(token); }); });
    s.log("still", s.a.get());
    s.a.reset(token);
    s.refused("twice", () -> { s.a.reset(token); });
    s.refused("twice, other variable", () -> { s.b.reset(token); });
    s.refused("twice, other context", () -> { Context.copyContext().run(() -> { s.a.reset(token); }); });
  }

  private static void context(ContextScenario s) throws Exception {
    s.a.set("1");
    Context context = Context.copyContext();
    s.a.set("2");
    s.log(
        context.run(
            () -> {
              s.seen("inside");
              s.a.set("3");
              s.b.set("4");
              return "returned";
            }));
    s.seen("outside");
    s.log(context.get(s.a), context.get(s.b), python(context.contains(s.b)), context.get(s.b, "other"));
    s.log(python(Context.copyContext().contains(s.b)), context.variables().size());
    s.refused("no value", () -> Context.copyContext().get(s.b));
    s.log(Context.copyContext().get(s.b, "other"));
    Context copy = context.copy();
    context.run(() -> { s.a.set("5"); });
    s.log(copy.get(s.a), context.get(s.a));
    new Context().run(() -> { s.seen("empty"); });
  }

  private static void entered(ContextScenario s) throws Exception {
    Context context = Context.copyContext();
    s.refused("itself", () -> { context.run(() -> { context.run(() -> { s.seen("never"); }); }); });
    Context other = Context.copyContext();
    s.refused(
        "through another",
        () -> { context.run(() -> { other.run(() -> { context.run(() -> { s.seen("never"); }); }); }); });
    context.run(() -> { other.run(() -> { s.seen("nested"); }); });
    s.refused("error", () -> { context.run(() -> { throw new IllegalArgumentException(); }); });
    context.run(() -> { s.seen("left"); });
    context.run(
        () -> {
          s.inThread(() -> { s.refused("other thread", () -> { context.run(() -> { s.seen("never"); }); }); });
        });
  }

  private static void thread(ContextScenario s) throws Exception {
    s.a.set("1");
    s.inThread(
        () -> {
          s.seen("thread");
          s.a.set("2");
          s.seen("thread");
        });
    s.seen("outside");
  }

  private static void task(ContextScenario s) throws Exception {
    s.a.set("0");
    s.run(
        asyncio -> {
          s.a.set("1");
          Task<Void> first = asyncio.createTask(twice(s, asyncio, "first"));
          s.a.set("2");
          Task<Void> second = asyncio.createTask(twice(s, asyncio, "second"));
          s.a.set("3");
          await(first);
          await(second);
          s.seen("main");
        });
    s.seen("outside");
  }

  private static Coroutine<Void> twice(ContextScenario s, Asyncio asyncio, String name) {
    return s.coroutine(
        () -> {
          await(s.child(asyncio, name));
          await(asyncio.sleep(Duration.ofMillis(1)));
          s.seen(name);
        });
  }

  private static void callback(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          asyncio.loop().callSoon(name -> tell(s, name), "soon", null);
          s.a.set("2");
          asyncio.loop().callAt(asyncio.loop().time() + 1_000_000, name -> tell(s, name), "later", null);
          s.a.set("3");
          asyncio.loop().callSoon(name -> tell(s, name), "again", null);
          await(asyncio.sleep(Duration.ofMillis(10)));
          s.seen("main");
        });
  }

  private static void tell(ContextScenario s, String name) {
    s.seen(name);
    s.a.set(name);
    s.seen(name);
  }

  private static void doneCallback(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          Future<Void> future = asyncio.createFuture();
          s.a.set("1");
          future.addDoneCallback(done -> s.seen("callback"));
          Context context = Context.copyContext();
          s.a.set("2");
          future.addDoneCallback(done -> s.seen("given"), context);
          Task<Void> task =
              asyncio.createTask(
                  s.coroutine(
                      () -> {
                        s.a.set("completer");
                        future.setResult(null);
                      }));
          s.a.set("3");
          task.addDoneCallback(done -> s.seen("of task"));
          s.a.set("4");
          await(task);
          future.addDoneCallback(done -> s.seen("late"));
          s.a.set("5");
          yieldOnce(asyncio);
          s.seen("main");
        });
  }

  private static void awaited(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          await(
              s.coroutine(
                  () -> {
                    s.seen("inner");
                    s.a.set("2");
                    yieldOnce(asyncio);
                    s.a.set("3");
                  }));
          s.seen("main");
        });
  }

  private static void gathered(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          await(asyncio.gather(s.child(asyncio, "first"), s.child(asyncio, "second")));
          s.seen("main");
        });
  }

  private static void waitedFor(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          await(
              asyncio.waitFor(
                  s.coroutine(
                      () -> {
                        s.seen("child");
                        s.a.set("2");
                      }),
                  LONG));
          s.seen("main");
        });
  }

  private static void otherTasksToken(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          ContextVar.Token<String> token = s.a.set("1");
          await(asyncio.createTask(s.coroutine(() -> { s.refused("child", () -> { s.a.reset(token); }); })));
          yieldOnce(asyncio);
          s.a.reset(token);
          s.seen("main");
        });
  }

  private static void toThread(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          Coroutine<String> work =
              asyncio.toThread(
                  () -> {
                    s.seen("thread");
                    s.a.set("thread");
                    return "returned";
                  });
          s.a.set("2");
          s.log(await(work));
          s.seen("main");
        });
  }

  private static void inExecutor(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          await(
              asyncio.runInExecutor(
                  null,
                  () -> {
                    s.seen("thread");
                    return true;
                  }));
        });
  }

  private static void fromThread(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("loop");
          CompletableFuture<Void> there =
              await(
                  asyncio.runInExecutor(
                      null,
                      () -> {
                        s.a.set("thread");
                        asyncio.loop().callSoonThreadsafe(s::seen, "callback", null);
                        return asyncio.runCoroutineThreadsafe(s.coroutine(() -> { s.seen("coroutine"); }));
                      }));
          await(asyncio.wrapFuture(there));
          s.seen("main");
        });
  }

  private static void shared(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          Context context = Context.copyContext();
          TaskOptions options = new TaskOptions(null, context, false);
          Task<Void> first = asyncio.createTask(s.child(asyncio, "first"), options);
          Task<Void> second = asyncio.createTask(s.child(asyncio, "second"), options);
          asyncio.loop().callSoon(s::seen, "callback", context);
          await(first);
          await(second);
          s.log(context.get(s.a), python(first.context() == context));
          s.seen("main");
        });
  }

  private static void group(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          asyncio.taskGroup(
              group -> {
                s.a.set("1");
                group.createTask(s.child(asyncio, "first"));
                s.a.set("2");
                group.createTask(s.child(asyncio, "second"));
              });
          asyncio.timeout(
              LONG,
              () -> {
                s.a.set("3");
                yieldOnce(asyncio);
              });
          s.seen("main");
        });
  }

  private static void runner(ContextScenario s) throws Exception {
    s.a.set("1");
    try (Runner runner = new Runner(s.runtime)) {
      s.a.set("2");
      runner.run(
          s.coroutine(
              () -> {
                s.seen("first");
                s.a.set("first");
              }));
      runner.run(s.coroutine(() -> { s.seen("second"); }));
    }
    s.seen("outside");
  }

  private static void eager(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          s.a.set("1");
          Task<Void> task = asyncio.createTask(s.child(asyncio, "child"), TaskOptions.DEFAULT.eager());
          s.seen("main");
          s.a.set("2");
          await(task);
          s.seen("main");
        });
  }

  private static void eagerInEntered(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          Context context = Context.copyContext();
          Coroutine<Void> coroutine = s.coroutine(() -> { s.seen("never"); });
          s.refused(
              "eager",
              () ->
                  context.run(
                      () -> asyncio.createTask(coroutine, new TaskOptions(null, context, true))));
          ContextScenario.close(coroutine);
          s.seen("main");
        });
  }

  private static void exceptionHandler(ContextScenario s) throws Exception {
    s.run(
        asyncio -> {
          ((RunnableLoop) asyncio.loop()).setExceptionHandler(error -> s.seen("handler"));
          s.a.set("1");
          asyncio.loop()
              .callSoon(
                  none -> {
                    throw new IllegalArgumentException();
                  },
                  null,
                  null);
          s.a.set("2");
          yieldOnce(asyncio);
        });
  }
}
