package io.github.aiotask.asyncio;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TimerHandle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a loop on an executor: in order (§10.59), on the loop's thread; or by the end of that executor (§8.36). */
final class ExecutorEnd {
  private static final Duration UNTIL_SAID = Duration.ofSeconds(10);

  private final Asyncio asyncio;
  private final RunnableLoop loop;
  private final Runnable close;
  private boolean begun;

  /** Who closes the loop after the iteration. */
  ExecutorEnd(Asyncio asyncio, RunnableLoop loop, Runnable close) {
    this.asyncio = asyncio;
    this.loop = loop;
    this.close = close;
  }

  /** Cancels all tasks, and closes the loop when they have ended; those that come meanwhile too. */
  void begin() {
    if (!begun) {
      begun = true;
      endTasks();
    }
  }

  private void endTasks() {
    List<Task<?>> tasks = asyncio.allTasks();
    if (tasks.isEmpty()) {
      asyncio.threads.shutDown(asyncio).addDoneCallback(ended -> close.run());
      return;
    }
    tasks.forEach(this::cancel);
    TimerHandle later = loop.callLater(UNTIL_SAID, () -> tell(tasks));
    asyncio
        .gatherOutcomes(tasks)
        .addDoneCallback(
            all -> {
              later.cancel();
              tasks.forEach(this::tellError);
              endTasks();
            });
  }

  /** One that cannot be cancelled (§6.9) is waited for, and named. */
  private void cancel(Task<?> task) {
    try {
      task.cancel();
    } catch (Throwable error) {
      if (asyncio.guest.kindOf(error) == ExceptionKind.EXIT) {
        throw error;
      }
      Interrupts.keep(error);
      tell(loop, Kind.SHUTDOWN_WAITS, error, task);
    }
  }

  private void tell(List<Task<?>> tasks) {
    for (Task<?> task : tasks) {
      if (!task.isDone()) {
        tell(loop, Kind.SHUTDOWN_WAITS, null, task);
      }
    }
  }

  private void tellError(Task<?> task) {
    Throwable error = task.isCancelled() ? null : task.exception();
    if (error != null) {
      tell(loop, Kind.SHUTDOWN_RAISED, error, task);
    }
  }

  /** Closes a loop that nothing runs any more: each task that has not ended is reported (§8.36). */
  static void leave(TaskRuntime runtime, RunnableLoop loop) {
    if (loop.isClosed()) {
      return;
    }
    try {
      for (Object one : runtime.registry().allTasks(loop)) {
        if (one instanceof Task<?> task && !task.isDone()) {
          task.setLogDestroyPending(false); // one report is enough
          tell(loop, Kind.SHUTDOWN_LEFT, null, task);
        }
      }
    } finally {
      loop.close();
    }
  }

  private static void tell(RunnableLoop loop, Kind kind, @Nullable Throwable error, Task<?> task) {
    loop.callExceptionHandler(new LoopError(kind, error, task, task.snapshot().createdAt()));
  }
}
