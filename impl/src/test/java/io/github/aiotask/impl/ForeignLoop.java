package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.LoopError;
import io.github.aiotask.TaskLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A loop of another make: a queue. */
final class ForeignLoop implements TaskLoop {
  private interface Call {
    void run() throws Exception;
  }

  private final Queue<Call> queue = new ArrayDeque<>();
  final List<LoopError> reports = new ArrayList<>();
  private boolean running;

  /** Runs until nothing is left. */
  void runAll() {
    running = true;
    for (Call call = queue.poll(); call != null; call = queue.poll()) {
      try {
        call.run();
      } catch (Exception error) {
        callExceptionHandler(new LoopError(LoopError.Kind.CALLBACK_RAISED, error, null, null));
      }
    }
    running = false;
  }

  @Override
  public <A> void schedule(Callback<? super A> callback, A argument, Object context) {
    queue.add(() -> callback.call(argument));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public boolean isDebug() {
    return false;
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    reports.add(error);
  }
}
