package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.Coroutine;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.direct.Direct.Action;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What one scenario has, and what happens in it, line by line. */
final class ContextScenario {
  final ContextVar<String> a = new ContextVar<>("a");
  final ContextVar<String> b = new ContextVar<>("b", "default");
  final TaskRuntime runtime;
  final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final Carrier carrier;

  /** What is run in a loop. */
  interface Main {
    void run(Asyncio asyncio) throws Exception;
  }

  ContextScenario(PythonVersion version, Carrier carrier) {
    this.runtime = TaskRuntime.load(Options.DEFAULT.withVersion(version));
    this.carrier = carrier;
  }

  void log(Object... words) {
    trace.add(Arrays.stream(words).map(String::valueOf).collect(Collectors.joining(" ")));
  }

  void seen(String who) {
    log(who, "sees", a.get("none"));
  }

  /** Java's errors, by Python's names. */
  void refused(String what, Callable<?> action) {
    try {
      log(what, action.call());
    } catch (NoSuchElementException error) {
      log(what, "LookupError");
    } catch (IllegalArgumentException error) {
      log(what, "ValueError");
    } catch (IllegalStateException error) {
      log(what, "RuntimeError");
    } catch (Exception error) {
      throw new AssertionError(error);
    }
  }

  void refused(String what, Action action) {
    refused(
        what,
        () -> {
          action.run();
          return "was done";
        });
  }

  Coroutine<Void> coroutine(Action body) {
    return Direct.coroutine(
        carrier,
        () -> {
          body.run();
          return null;
        });
  }

  void run(Main main) throws Exception {
    Direct.<Void>runLoop(
        () -> {
          RunnableLoop loop = runtime.newVirtualLoop();
          Asyncio asyncio = Asyncio.on(runtime, loop);
          try {
            return loop.runUntilComplete(loop.createTask(coroutine(() -> main.run(asyncio))));
          } finally {
            loop.runUntilComplete(asyncio.threads.shutDown(asyncio));
            loop.close();
          }
        });
  }

  void inThread(Action body) throws Exception {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception error) {
                log(error);
              }
            });
    thread.start();
    thread.join();
  }

  /** A coroutine that tells what it sees, sets, and sees after awaits. */
  Coroutine<Void> child(Asyncio asyncio, String name) {
    return coroutine(
        () -> {
          seen(name);
          a.set(name);
          await(asyncio.sleep(Duration.ZERO));
          seen(name);
        });
  }

  /** A main on a carrier. */
  static void run(Carrier carrier, Main main) throws Exception {
    try (Runner runner = new Runner()) {
      runner.run(
          Direct.coroutine(
              carrier,
              () -> {
                main.run(runner.asyncio());
                return null;
              }));
    }
  }

  static void yieldOnce(Asyncio asyncio) throws Exception {
    await(asyncio.sleep(Duration.ZERO));
  }

  static void close(Coroutine<?> coroutine) {
    try {
      coroutine.close();
    } catch (Throwable error) {
      throw new AssertionError(error);
    }
  }
}
