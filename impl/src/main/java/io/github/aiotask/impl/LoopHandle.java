package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Handle;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.TaskLoop;
import org.jspecify.annotations.Nullable;

/** A callback with its argument and context. Confined to the loop's thread. */
class LoopHandle<A extends @Nullable Object> implements Handle, Ready {
  /** Of all handles that make steps. */
  static final Callback<QueuedStep> RUN_STEP = QueuedStep::run;

  private final @Nullable Object context;
  private @Nullable Callback<? super A> callback; // null: cancelled
  private @Nullable A argument;

  /** Whether another thread has put it into the inbox. */
  boolean mailed;

  LoopHandle(Callback<? super A> callback, A argument, @Nullable Object context) {
    this.context = context;
    this.callback = callback;
    this.argument = argument;
  }

  /** Null if it is cancelled. */
  final @Nullable Callback<? super A> callback() {
    return callback;
  }

  /** The step that it makes, if it makes one. */
  final @Nullable QueuedStep step() {
    return callback == RUN_STEP && argument instanceof QueuedStep step ? step : null;
  }

  final @Nullable Object context() {
    return context;
  }

  @Override
  public final boolean run(LoopState loop) throws Exception {
    if (context == null) {
      call();
    } else if (callback != null) {
      loop.runInContext(context, loop.handleInside, this); // §1.8
    }
    return false;
  }

  /** In its context, if it has one. */
  final void call() throws Exception {
    A given = given(argument); // before the callback: a cancel by another thread clears that first
    Callback<? super A> now = callback;
    if (now != null) { // §8.4
      now.call(given);
    }
  }

  /** Has another loop call it, in its own way. */
  final void scheduleOn(TaskLoop loop) {
    Callback<? super A> now = callback;
    if (now != null) {
      loop.schedule(now, given(argument), context);
    }
  }

  @SuppressWarnings("nullness") // before a cancel it is the A of the constructor
  private static <A extends @Nullable Object> A given(@Nullable A argument) {
    return argument;
  }

  @Override
  public void cancel() {
    callback = null; // §8.4
    argument = null;
  }

  @Override
  public final boolean isCancelled() {
    return callback == null;
  }

  @Override
  public String toString() {
    Callback<? super A> now = callback;
    return now == null ? "<Handle cancelled>" : "<Handle " + now.getClass().getName() + ">";
  }
}
