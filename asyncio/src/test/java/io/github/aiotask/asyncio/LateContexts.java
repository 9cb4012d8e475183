package io.github.aiotask.asyncio;

import static io.github.aiotask.asyncio.ContextScenario.yieldOnce;
import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.direct.Direct.Action;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios of contexts.py in which the first variable comes late: a program for a JVM of its own, which prints the trace. Its
 * arguments are system properties, "scenario" and "carrier".
 */
public final class LateContexts {
  private static final Map<String, Action> ALL =
      Map.of("Y01", LateContexts::tasks, "Y02", LateContexts::inRun, "Y03", LateContexts::beforeRun, "Y04", LateContexts::aroundRun);

  private static final Carrier CARRIER = Carrier.valueOf(System.getProperty("carrier", "PLATFORM_THREAD"));

  /** Made late. */
  private static @Nullable ContextVar<String> a;

  private LateContexts() {}

  public static void main(String[] arguments) throws Exception {
    ALL.get(System.getProperty("scenario")).run();
  }

  private static void log(String line) {
    System.out.println(line);
  }

  private static void seen(String who) {
    log(who + " sees " + a.get("none"));
  }

  private static void late(String name) {
    seen(name);
    a.set(name);
    seen(name);
  }

  private static Coroutine<Void> coroutine(Action body) {
    return Direct.coroutine(
        CARRIER,
        () -> {
          body.run();
          return null;
        });
  }

  private static Coroutine<Void> child(Asyncio asyncio, String name) {
    return coroutine(
        () -> {
          yieldOnce(asyncio);
          late(name);
          yieldOnce(asyncio);
          seen(name);
        });
  }

  private static void tasks() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    try (Runner runner = new Runner(runtime, runtime.newVirtualLoop())) {
      runner.run(coroutine(() -> tasks(runner.asyncio())));
    }
    seen("outside");
  }

  private static void tasks(Asyncio asyncio) throws Exception {
    Future<Void> future = asyncio.createFuture();
    future.addDoneCallback(done -> late("first callback"));
    future.addDoneCallback(done -> late("second callback"));
    asyncio.loop().callAt(asyncio.loop().time() + 1_000_000, LateContexts::late, "timer", null);
    Task<Void> first = asyncio.createTask(child(asyncio, "first"));
    Task<Void> second = asyncio.createTask(child(asyncio, "second"));
    yieldOnce(asyncio);
    a = new ContextVar<>("a");
    seen("main");
    ContextVar.Token<String> token = a.set("main");
    future.setResult(null);
    yieldOnce(asyncio);
    Task<Void> task = asyncio.createTask(coroutine(() -> { seen("grandchild"); }));
    a.set("changed");
    await(first);
    await(second);
    await(task);
    await(asyncio.sleep(Duration.ofMillis(10)));
    seen("main");
    a.reset(token);
    seen("main");
  }

  private static void inRun() throws Exception {
    try (Runner runner = new Runner()) {
      runner.run(
          coroutine(
              () -> {
                a = new ContextVar<>("a");
                a.set("first");
              }));
      a.set("outside");
      runner.run(
          coroutine(
              () -> {
                seen("second");
                a.set("second");
              }));
      runner.run(coroutine(() -> { seen("third"); }));
    }
    seen("outside");
  }

  private static void beforeRun() throws Exception {
    try (Runner runner = new Runner()) {
      a = new ContextVar<>("a");
      a.set("outside");
      runner.run(
          coroutine(
              () -> {
                seen("first");
                a.set("first");
              }));
      runner.run(coroutine(() -> { seen("second"); }));
    }
    seen("outside");
  }

  private static void aroundRun() throws Exception {
    TaskRuntime runtime = TaskRuntime.load();
    RunnableLoop loop = runtime.newLoop();
    Asyncio asyncio = Asyncio.on(runtime, loop);
    Task<Void> task =
        loop.createTask(
            coroutine(
                () -> {
                  seen("child");
                  a.set("child");
                  loop.callSoon(LateContexts::seen, "callback", null);
                  yieldOnce(asyncio);
                  seen("child");
                }));
    a = new ContextVar<>("a");
    Context context = Context.copyContext();
    context.run(() -> { a.set("context"); });
    Direct.<Void>runLoop(() -> context.run(() -> loop.runUntilComplete(task)));
    context.run(() -> { seen("context"); });
    loop.close();
  }
}
