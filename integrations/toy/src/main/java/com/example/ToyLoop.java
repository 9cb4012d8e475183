package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.TaskLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/** The language's loop: a queue. */
class ToyLoop extends Value implements TaskLoop {
  private final Toy toy;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private boolean running;

  private record Entry(Object context, Callable<?> call) {}

  /** What nobody else was told. */
  final List<LoopError> reports = new ArrayList<>();

  ToyLoop(Toy toy) {
    this.toy = toy;
  }

  /** Runs until there is nothing to do. */
  void run() throws Exception {
    running = true;
    try {
      while (!ready.isEmpty()) {
        call(ready.remove());
      }
    } finally {
      running = false;
    }
  }

  private void call(Entry entry) throws Exception {
    try {
      entry.call().call();
    } catch (Throwable error) { // Java's too: a stack that overflows in one call ends no other
      if (leavesRun(error)) {
        throw error;
      }
      LoopError report = new LoopError(LoopError.Kind.CALLBACK_RAISED, error, null, null);
      toy.inContext(entry.context(), this::callExceptionHandler, report);
    }
  }

  private boolean leavesRun(Throwable error) {
    ExceptionKind kind = toy.guest.kindOf(error);
    return kind == ExceptionKind.EXIT || kind == ExceptionKind.BASE_EXCEPTION && toy.runtime.version().minor() <= 7;
  }

  /** The one way into the queue; an error of the call is reported in that context (§8.19). */
  void append(Object context, Callable<?> call) {
    ready.add(new Entry(context, call));
  }

  @Override
  public <A> void schedule(Callback<? super A> callback, A argument, Object context) {
    append(
        context,
        () -> {
          toy.inContext(context, callback, argument);
          return null;
        });
  }

  @Override
  public void scheduleStep(QueuedStep step, Object context) {
    if (toy.puller == null) {
      schedule(QueuedStep::run, step, context);
    } else {
      schedule(toy.puller::step, step, context);
    }
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
