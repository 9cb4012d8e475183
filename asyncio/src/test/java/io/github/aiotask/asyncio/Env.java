package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static io.github.aiotask.direct.Direct.yieldNow;

import io.github.aiotask.Awaitable;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import io.github.aiotask.direct.Direct.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A loop on virtual time whose iterations are counted, and a trace: each line begins with the iteration. */
final class Env {
  private static final int LIMIT = 200;
  private static final double NANOS = 1e9;

  /** A step of {@link #body}: a bare yield. */
  static final Object YIELD = new Object();

  final PyGuest guest = new PyGuest();
  final TaskRuntime runtime;
  final RunnableLoop loop;
  final Asyncio asyncio;
  final List<String> trace = new ArrayList<>();

  /** Keeps them from the collector. */
  private final List<Task<?>> tasks = new ArrayList<>();

  int iteration;

  Env(PythonVersion version) {
    runtime = TaskRuntime.load(Options.DEFAULT.withVersion(version).withGuest(guest));
    loop = runtime.newVirtualLoop();
    loop.setExceptionHandler(this::report);
    asyncio = Asyncio.on(runtime, loop);
  }

  private void report(LoopError error) {
    String what =
        error.kind() == LoopError.Kind.SHIELDED_RAISED
            ? text(error.exception()).replaceFirst("\\(.*", "") + " exception in shielded future"
            : error.kind().name();
    log("EH[" + what + "] " + text(error.exception()));
  }

  void log(Object... words) {
    trace.add(iteration + ":" + List.of(words).stream().map(Env::python).collect(Collectors.joining(" ")));
  }

  /** As Python prints it. */
  private static String python(Object word) {
    if (word instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return String.valueOf(word);
  }

  /** As Python's repr has it. */
  static String repr(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof String text) {
      return "'" + text + "'";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Env::repr).collect(Collectors.joining(", ", "[", "]"));
    }
    return python(value);
  }

  /** An error by the name of its Python class; texts of the library's own errors are left out. */
  static String text(Throwable error) {
    if (error == null) {
      return "None";
    }
    if (error instanceof PyError own) {
      return own.name + "(" + own.getMessage() + ")";
    }
    if (error instanceof CancelledError) {
      return "CancelledError()";
    }
    if (error instanceof TimeoutException) {
      return "TimeoutError()";
    }
    if (error instanceof IllegalStateException) {
      return "RuntimeError";
    }
    return error instanceof IllegalArgumentException ? "TypeError" : error.getClass().getSimpleName();
  }

  static String state(Future<?> future) {
    Snapshot now = future.snapshot();
    return switch (now.state()) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> now.exception() == null ? "result=" + repr(now.result()) : "exc=" + text(now.exception());
    };
  }

  void spin() {
    spin(LIMIT);
  }

  /** Runs that many iterations, but none that would have nothing to wait for. */
  void spin(int iterations) {
    try {
      for (int i = 0; i < iterations && (loop.readyCount() > 0 || loop.nextDeadline() < Long.MAX_VALUE); i++) {
        iteration++;
        loop.runOnce();
      }
    } catch (InterruptedException error) {
      throw new AssertionError(error);
    }
  }

  double seconds() {
    return loop.time() / NANOS;
  }

  long after(double seconds) {
    return loop.time() + (long) (seconds * NANOS);
  }

  <T> Future<T> future() {
    return loop.createFuture();
  }

  <T> Task<T> task(Coroutine<T> coroutine) {
    Task<T> task = asyncio.createTask(coroutine);
    tasks.add(task);
    return task;
  }

  /** Runs a body in a task until nothing is left to do. */
  Task<Void> drive(Action body) {
    Task<Void> task = task(coroutine(body));
    spin();
    return task;
  }

  void watch(String name, Future<?> future) {
    future.addDoneCallback(done -> log("done-cb", name, state(future)));
  }

  /** Calls it in that iteration, counted from now. */
  void atIteration(int n, Runnable body) {
    loop.callSoon(() -> hop(n, body));
  }

  private void hop(int n, Runnable body) {
    if (n <= 1) {
      body.run();
    } else {
      loop.callSoon(() -> hop(n - 1, body));
    }
  }

  /** A coroutine that goes through steps, each a future to await or a {@link #YIELD}, logs all, and returns its name. */
  Coroutine<String> body(String name, Object... steps) {
    return coroutine(
        () -> {
          try {
            log(name, "start");
            for (int i = 0; i < steps.length; i++) {
              if (steps[i] == YIELD) {
                yieldNow();
                log(name, "resumed", i);
              } else {
                log(name, "got", repr(await((Awaitable<?>) steps[i])));
              }
            }
            return name;
          } catch (Throwable error) {
            log(name, "raised", text(error));
            throw error;
          }
        });
  }

  /** One that lets the others run that often, and returns its name. */
  static Coroutine<String> yielding(String name, int times) {
    return coroutine(
        () -> {
          yieldTimes(times);
          return name;
        });
  }

  static void yieldTimes(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      yieldNow();
    }
  }
}
