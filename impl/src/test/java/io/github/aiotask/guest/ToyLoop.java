package io.github.aiotask.guest;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The toy language's own loop: a queue and no clock. It can be made to refuse a call, as a closed loop does. */
final class ToyLoop implements TaskLoop {

  private final class Entry<A> {
    private final Callback<? super A> callback;
    private final A argument;
    private final Object context;

    Entry(Callback<? super A> callback, A argument, Object context) {
      this.callback = callback;
      this.argument = argument;
      this.context = context;
    }

    void run() throws Exception {
      guest.runInContext(context, callback, argument);
    }
  }

  private final ToyGuest guest;
  private final Deque<Entry<?>> queue = new ArrayDeque<>();
  private boolean running;

  /** What was reported to the exception handler. */
  final List<LoopError> reports = new ArrayList<>();

  /** The contexts that were handed over, in order. */
  final List<Object> contexts = new ArrayList<>();

  /** Thrown by the next call of schedule, once. */
  Raised refusal;

  /** Called within schedule, before the call is queued; null for nothing. */
  Runnable intruder;

  /** Called with the task before each of its steps; null for nothing. */
  Callback<Task<?>> wrapper;

  ToyLoop(ToyGuest guest) {
    this.guest = guest;
  }

  Raised refuseOnce() {
    refusal = ToyClass.RUNTIME_ERROR.raised("the loop is closed");
    return refusal;
  }

  /** How many entries have this very argument. */
  long queued(Object argument) {
    return queue.stream().filter(entry -> entry.argument == argument).count();
  }

  int size() {
    return queue.size();
  }

  @Override
  public <A> void schedule(Callback<? super A> callback, A argument, Object context) {
    Runnable intrudes = intruder;
    intruder = null;
    if (intrudes != null) {
      intrudes.run();
    }
    Raised refused = refusal;
    refusal = null;
    if (refused != null) {
      throw refused;
    }
    contexts.add(context);
    queue.add(new Entry<>(callback, argument, context != null ? context : guest.captureContext()));
  }

  @Override
  public void scheduleStep(QueuedStep queued, Object context) {
    Callback<QueuedStep> wrapped =
        step -> {
          if (wrapper != null) {
            wrapper.call(step.task());
          }
          step.run();
        };
    schedule(wrapped, queued, context);
  }

  /** Runs what is queued now. */
  void runOnce() {
    running = true;
    try {
      for (int count = queue.size(); count > 0; count--) {
        Entry<?> entry = queue.remove();
        try {
          entry.run();
        } catch (Throwable error) { // as asyncio: reported, unless it ends the run
          if (guest.kindOf(error) == ExceptionKind.EXIT) {
            throw (Raised) error;
          }
          callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, error, null, null));
        }
      }
    } finally {
      running = false;
    }
  }

  void runUntilIdle() {
    for (int iterations = 0; !queue.isEmpty(); iterations++) {
      if (iterations == 1000) {
        throw new AssertionError("no end after 1000 iterations");
      }
      runOnce();
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
