package io.github.aiotask.properties.plain;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.Accessor;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Snapshot.Registered;
import io.github.aiotask.Snapshot.State;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A future (§1). What is called base here is what a task, too, does with its outcome (§3.18). */
class PlainFuture<T extends @Nullable Object> implements Future<T> {
  final PlainRuntime runtime;
  final TaskLoop loop;
  private final @Nullable Object owner;

  /** Of the cancel that ended it, or in a task of the one that set the flag. */
  @Nullable Object message;

  /** The CancelledError that ended a task, for its first reader (§1.14). */
  @Nullable Throwable kept;

  private State state = State.PENDING;
  private @Nullable Object result;
  private @Nullable Throwable error;
  private boolean unretrieved;
  private boolean blocking;
  private List<Entry> callbacks = new ArrayList<>();
  private final @Nullable Throwable createdAt;

  /** A callback, or a task to wake. */
  private record Entry(@Nullable Callback<?> callback, @Nullable Task<?> task, @Nullable Object context) {
    Object target() {
      return callback != null ? callback : Objects.requireNonNull(task);
    }
  }

  PlainFuture(PlainRuntime runtime, TaskLoop loop, @Nullable Object owner) {
    this.runtime = runtime;
    this.loop = loop;
    this.owner = owner;
    boolean traced = loop.isDebug() && !runtime.is(Fault.CREATION_SITE_LOST);
    this.createdAt = traced ? new Throwable("created here") : null; // §9.4
  }

  final boolean is(Fault fault) {
    return runtime.is(fault);
  }

  // ---- completing

  @Override
  public void setResult(T value) {
    baseSetResult(value);
  }

  @Override
  public void setException(Throwable failure) {
    baseSetException(Objects.requireNonNull(failure, "setException(error): the error is null"));
  }

  @Override
  public boolean cancel(@Nullable Object reason) {
    return baseCancel(reason);
  }

  final void baseSetResult(@Nullable Object value) {
    if (mayComplete(value)) {
      result = value;
      error = null;
      finish(State.FINISHED);
    }
  }

  final void baseSetException(Throwable failure) {
    if (mayComplete(failure)) {
      refuseStopIteration(failure);
      error = storable(failure);
      unretrieved = is(Fault.MARK_BEFORE_CALLBACKS);
      finish(State.FINISHED);
      unretrieved = !is(Fault.MARK_NEVER_SET); // §1.17
    }
  }

  final boolean baseCancel(@Nullable Object reason) {
    if (runtime.since(6) && !is(Fault.CANCEL_KEEPS_MARK)) {
      unretrieved = false; // §1.10
    }
    if (isDone()) {
      return is(Fault.CANCEL_OF_DONE_TRUE); // §1.9
    }
    message = runtime.message(reason);
    finish(State.CANCELLED);
    return true;
  }

  /** Whether it is pending; raises if not (§1.2). */
  private boolean mayComplete(@Nullable Object outcome) {
    if (!isDone() || is(Fault.SECOND_OUTCOME_WINS)) {
      return true;
    }
    if (is(Fault.SECOND_OUTCOME_IGNORED)) {
      return false;
    }
    throw runtime.error(ErrorKind.ALREADY_DONE, this, outcome);
  }

  /** §1.18 */
  private void refuseStopIteration(Throwable failure) {
    boolean refuses = runtime.since(5) && !runtime.since(13);
    if (refuses && runtime.kindOf(failure, loop) == ExceptionKind.STOP_ITERATION) {
      throw runtime.error(ErrorKind.STOP_ITERATION_REFUSED, this, failure);
    }
  }

  /** Raised inside a coroutine, the end of a generator would read as a return (§1.3). */
  private Throwable storable(Throwable failure) {
    boolean replaced =
        runtime.since(13)
            && runtime.kindOf(failure, loop) == ExceptionKind.STOP_ITERATION
            && !is(Fault.STOP_ITERATION_STORED);
    return replaced ? runtime.guest.newError(ErrorKind.STOP_ITERATION, this, failure) : failure;
  }

  /** State first, then callbacks (§1.4). */
  private void finish(State outcome) {
    if (is(Fault.CALLBACKS_BEFORE_STATE)) {
      scheduleCallbacks();
    }
    state = outcome;
    runtime.registry.release(this);
    scheduleCallbacks();
    runtime.observe(loop, observer -> observer.done(this));
  }

  private void scheduleCallbacks() {
    List<Entry> scheduled = new ArrayList<>(callbacks);
    if (!is(Fault.CALLBACKS_KEPT)) {
      callbacks.clear();
    }
    if (is(Fault.CALLBACKS_REVERSED)) {
      Collections.reverse(scheduled);
    }
    if (is(Fault.WAKEUPS_FIRST)) {
      scheduled.sort((one, other) -> Boolean.compare(one.task() == null, other.task() == null));
    }
    boolean woken = false;
    for (Entry entry : scheduled) {
      if (entry.task() == null || !woken || !is(Fault.ONE_WAITER_WOKEN)) {
        schedule(entry);
      }
      woken |= entry.task() != null;
    }
  }

  @SuppressWarnings("unchecked") // addDoneCallback takes no other
  private void schedule(Entry entry) {
    Task<?> task = entry.task();
    if (task == null) {
      loop.schedule((Callback<? super Future<T>>) entry.target(), this, entry.context());
    } else if (is(Fault.WAKEUP_TWO_HOPS)) {
      loop.schedule(waiting -> wake(waiting, entry.context()), task, null);
    } else {
      wake(task, entry.context());
    }
  }

  /** §5.1, §5.2 */
  private void wake(Task<?> task, @Nullable Object context) {
    loop.scheduleStep(new PlainStep(task, () -> task.wakeup(this)), context);
  }

  // ---- callbacks

  @Override
  public void addDoneCallback(Callback<? super Future<T>> callback, @Nullable Object context) {
    Objects.requireNonNull(callback, "addDoneCallback(callback, …): the callback is null");
    if (is(Fault.DUPLICATES_MERGED) && callbacks.stream().anyMatch(entry -> callback.equals(entry.callback()))) {
      return;
    }
    if (is(Fault.DONE_CALLBACK_CALLED) && isDone()) {
      callNow(callback);
      return;
    }
    Object captured = context == null ? runtime.captureContext() : context; // §1.8
    add(new Entry(callback, null, is(Fault.CONTEXT_OF_THE_COMPLETER) ? context : captured));
  }

  private void callNow(Callback<? super Future<T>> callback) {
    try {
      callback.call(this);
    } catch (Exception failure) {
      throw PlainRuntime.raise(failure);
    }
  }

  @Override
  public void addWaiter(Task<?> task) {
    if (!(is(Fault.DONE_WAKES_NOBODY) && isDone())) {
      add(new Entry(null, Objects.requireNonNull(task, "addWaiter(task): the task is null"), task.context()));
    }
  }

  private void add(Entry entry) {
    if (isDone()) {
      schedule(entry); // §1.6
    } else {
      callbacks.add(entry); // §1.5
    }
  }

  /** Asks each first, and removes after that: an {@code equals} may change the list. */
  @Override
  public int removeDoneCallback(Callback<?> callback) {
    Objects.requireNonNull(callback, "removeDoneCallback(callback): the callback is null");
    List<Entry> equal = new ArrayList<>();
    for (Entry entry : new ArrayList<>(callbacks)) {
      boolean enough = is(Fault.REMOVES_FIRST_ONLY) && !equal.isEmpty();
      if (entry.callback() != null && !enough && entry.callback().equals(callback)) {
        equal.add(entry);
      }
    }
    int before = callbacks.size();
    callbacks.removeIf(entry -> equal.stream().anyMatch(one -> one == entry));
    int removed = before - callbacks.size();
    return is(Fault.REMOVE_COUNTS_ONE) ? Math.min(1, removed) : removed; // §1.7
  }

  // ---- reading

  @Override
  public T result() {
    Throwable failure = read(Accessor.RESULT, !is(Fault.RESULT_KEEPS_MARK));
    if (failure != null) {
      throw PlainRuntime.raise(is(Fault.ERROR_WRAPPED) ? new IllegalStateException(failure) : failure);
    }
    return stored();
  }

  @Override
  public @Nullable Throwable exception() {
    return read(Accessor.EXCEPTION, !is(Fault.EXCEPTION_KEEPS_MARK));
  }

  /** The stored error; raises if there is no outcome to give (§1.11 to §1.14). */
  private @Nullable Throwable read(Accessor asked, boolean retrieves) {
    if (state == State.CANCELLED) {
      throw PlainRuntime.raise(cancelledError());
    }
    if (state == State.PENDING && !is(Fault.PENDING_GIVES_NULL)) {
      throw runtime.error(ErrorKind.NOT_READY, this, asked);
    }
    if (retrieves) {
      unretrieved = false; // §1.12
    }
    return error;
  }

  final Throwable cancelledError() {
    Throwable first = kept;
    if (first != null) {
      if (!is(Fault.KEPT_CANCELLED_STAYS) && !is(Fault.CANCELLED_SHARED)) {
        kept = null; // §1.14
      }
      return first;
    }
    Throwable created = runtime.guest.newCancelled(this, is(Fault.READER_WITHOUT_MESSAGE) ? null : message); // §1.13
    if (is(Fault.CANCELLED_SHARED)) {
      kept = created;
    }
    return created;
  }

  @SuppressWarnings("unchecked") // setResult takes no other
  private T stored() {
    return (T) result;
  }

  @Override
  public final TaskLoop loop() {
    return loop;
  }

  @Override
  public final @Nullable Object owner() {
    return owner;
  }

  @Override
  public final boolean isDone() {
    return state != State.PENDING;
  }

  @Override
  public final boolean isCancelled() {
    return state == State.CANCELLED;
  }

  @Override
  public final boolean isBlocking() {
    return blocking;
  }

  @Override
  public final void setBlocking(boolean blocking) {
    this.blocking = blocking;
  }

  @Override
  public Snapshot snapshot() {
    return snapshot(null, false, 0);
  }

  final Snapshot snapshot(@Nullable FutureLike<?> waiter, boolean flag, int cancelling) {
    List<Registered> registered =
        callbacks.stream().map(entry -> new Registered(entry.target(), entry.context())).toList();
    Throwable visible = state == State.CANCELLED ? kept : error;
    Object why = state == State.CANCELLED || flag ? message : null;
    return new Snapshot(
        state, result, visible, why, blocking, unretrieved, registered, waiter, flag, cancelling, createdAt);
  }

  @Override
  public final @Nullable Object cancelMessage() {
    return message;
  }

  /** §1.19 */
  final void setCancelMessage(@Nullable Object set) {
    message = set;
  }

  /** §1.12 */
  final void setRetrieved() {
    unretrieved = false;
  }

  final String stateWord() {
    return switch (state) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> "finished";
    };
  }

  @Override
  public String toString() {
    return "<Future " + stateWord() + " @" + Integer.toHexString(System.identityHashCode(this)) + ">"; // §9.5, §9.6
  }
}
