package io.github.aiotask.impl;

import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.TaskLoop;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What is told and done when a loop has closed: all of it, and an EXIT of the exception handler leaves after that. */
final class LoopEnd {
  private final Queue<Runnable> bodies = new ConcurrentLinkedQueue<>();

  /** Any thread. */
  void add(Runnable body) {
    bodies.add(body);
  }

  /** Makes the reports, and runs the bodies, each once. */
  void tell(TaskLoop loop, List<LoopError> reports) {
    Throwable exit = null;
    for (LoopError report : reports) {
      exit = tell(loop, report, exit);
    }
    for (Runnable body = bodies.poll(); body != null; body = bodies.poll()) {
      try {
        body.run();
      } catch (Throwable error) { // the others are still to be run
        Interrupts.keep(error);
        exit = tell(loop, new LoopError(Kind.CALLBACK_RAISED, error, null, null), exit);
      }
    }
    if (exit != null) {
      throw Thrown.as(exit);
    }
  }

  private static @Nullable Throwable tell(TaskLoop loop, LoopError report, @Nullable Throwable earlier) {
    try {
      loop.callExceptionHandler(report);
      return earlier;
    } catch (Throwable exit) { // of the handler (§8.29)
      return earlier == null ? exit : earlier;
    }
  }
}
