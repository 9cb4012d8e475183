package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.Accessor;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Interrupts;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Snapshot.Registered;
import io.github.aiotask.Snapshot.State;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/**
 * The future (§1). Confined to its loop's thread.
 *
 * <pre>
 * state       flags               content                           leaves by
 * PENDING     –                   what is registered                complete()
 * CANCELLED   CANCELLED           message of the cancel             never (§1.1)
 *             CANCELLED KEPT      the CancelledError (§1.14)        first reader: KEPT goes
 * FINISHED    FINISHED            the result                        never
 *             FINISHED FAILED     the error                         never
 *
 * Registered is null, or the {@link LoopHandle} of a callback, or a {@link Task} that waits, or {@link Several} of them, with what few
 * tasks have: the message of a cancel that has not ended it, the argument of its queued entry.
 * </pre>
 */
sealed class LoopFuture<T extends @Nullable Object> implements Future<T> permits CoroutineTask, OwnedFuture {
  static final int CANCELLED = 1;
  static final int FINISHED = 1 << 1;
  static final int DONE = CANCELLED | FINISHED;
  static final int FAILED = 1 << 2;
  static final int KEPT = 1 << 3;
  static final int BLOCKING = 1 << 4;
  static final int NEVER_RETRIEVED = 1 << 5;
  static final int WATCHED = 1 << 6; // there is a tracker or an observer

  /** The first bit that is free for tasks. */
  static final int FIRST_TASK_BIT = 1 << 7;

  /** A wakeup that is no entry of the ready queue by itself: of a foreign task, or beside a step that is queued. */
  record Wakeup(Task<?> task, LoopFuture<?> done) implements QueuedStep {
    @Override
    public void run() {
      task.wakeup(done);
    }
  }

  private static final class Several {
    final List<Object> all = new ArrayList<>();
    @Nullable Object cancelMessage;
    @Nullable Object argument; // of a task's queued entry
  }

  final LoopState home;

  /** The state table's bits, and those of {@link CoroutineTask}. */
  int flags;

  /** See the state table. */
  private @Nullable Object content;

  /** Null until the future is tracked (§7, §9), created in debug mode (§9.4), or a task with a name or a count of cancels. */
  @Nullable Tracker tracker;

  LoopFuture(LoopState home) {
    this.home = home;
    this.flags = home.futureFlags;
  }

  /** What the flags of a new future are. */
  static int initialFlags(boolean observed) {
    return observed ? WATCHED : 0;
  }

  /** Remembers the place of creation (§9.4); called by who creates, once the object is whole. */
  final void rememberCreation() {
    if (home.debug) {
      setTracker(newTracker(new Throwable("created here")));
    }
  }

  /** Null but in debug mode (§9.4). */
  final @Nullable Throwable createdAt() {
    Tracker tracked = tracker;
    return tracked == null ? null : tracked.createdAt;
  }

  Tracker newTracker(@Nullable Throwable createdAt) {
    return home.newTracker(this, "Future", 0, createdAt);
  }

  /** The tracker, made when it is first needed. */
  final Tracker tracker() {
    Tracker present = tracker;
    if (present == null) {
      present = newTracker(null);
      setTracker(present);
    }
    return present;
  }

  private void setTracker(Tracker made) {
    tracker = made;
    flags |= WATCHED;
  }

  // ---- reading

  @Override
  public final TaskLoop loop() {
    return home.loop();
  }

  @Override
  public final boolean isDone() {
    return (flags & DONE) != 0;
  }

  @Override
  public final boolean suspend() {
    if ((flags & DONE) != 0) {
      return false;
    }
    flags |= BLOCKING;
    return true;
  }

  @Override
  public final boolean isCancelled() {
    return (flags & CANCELLED) != 0;
  }

  @Override
  public final boolean isBlocking() {
    return (flags & BLOCKING) != 0;
  }

  @Override
  public final void setBlocking(boolean blocking) {
    flags = blocking ? flags | BLOCKING : flags & ~BLOCKING;
  }

  @Override
  public final T result() throws Exception {
    Throwable error = retrieve(Accessor.RESULT);
    if (error != null) {
      throw Thrown.as(error);
    }
    return finished(content);
  }

  @Override
  public final @Nullable Throwable exception() {
    return retrieve(Accessor.EXCEPTION);
  }

  /** Whether to read {@link #result} would do nothing but answer it. */
  final boolean hasResult() {
    return (flags & (FINISHED | FAILED)) == FINISHED;
  }

  /** The error, or null if there is a result; throws if there is neither. */
  private @Nullable Throwable retrieve(Accessor asked) {
    int now = flags;
    if ((now & FINISHED) == 0) {
      throw Thrown.as((now & CANCELLED) == 0 ? home.newError(ErrorKind.NOT_READY, this, asked) : newCancelled()); // §1.11
    }
    if ((now & NEVER_RETRIEVED) != 0) {
      silence(); // §1.12
    }
    if ((now & FAILED) != 0 && content instanceof Throwable error) {
      Interrupts.outcome(error); // §8.28: for who reads it; who has stored it may have been interrupted
      return error;
    }
    return null;
  }

  /** The CancelledError that is kept, once (§1.14), or else a new one (§1.13). */
  final Throwable newCancelled() {
    if ((flags & KEPT) != 0 && content instanceof Throwable kept) {
      flags &= ~KEPT;
      content = messageApart();
      return kept;
    }
    return home.guest.newCancelled(this, cancelMessage()); // §3.3
  }

  @Override
  public final @Nullable Object cancelMessage() {
    return (flags & (CANCELLED | KEPT)) == CANCELLED ? content : messageApart();
  }

  /** That of the last cancel, if it has not ended by it: gather may still ask (§10.10). */
  private @Nullable Object messageApart() {
    if (!isDone()) {
      return content instanceof Several several ? several.cancelMessage : null;
    }
    Tracker tracked = tracker;
    return tracked == null ? null : tracked.cancelMessage();
  }

  /** While it is pending. */
  final void setCancelMessage(@Nullable Object message) {
    if (message != null || content instanceof Several) {
      several().cancelMessage = message;
    }
  }

  /** §1.19 */
  final void baseSetCancelMessage(@Nullable Object message) {
    home.requireThread();
    Object set = home.rules.hasMessages ? message : null; // §6.7
    if (!isDone()) {
      setCancelMessage(set);
    } else if ((flags & (CANCELLED | KEPT)) == CANCELLED) {
      content = set;
    } else if (set != null || tracker != null) {
      tracker().setCancelMessage(set);
    }
  }

  /** See the table of {@link CoroutineTask}; it may be done meanwhile, from outside (§3.18). */
  final @Nullable Object argument() {
    if (!isDone()) {
      return content instanceof Several several ? several.argument : null;
    }
    Tracker tracked = tracker;
    return tracked == null ? null : tracked.argument;
  }

  final void setArgument(@Nullable Object argument) {
    if (isDone()) {
      tracker().argument = argument;
    } else if (argument != null || content instanceof Several) {
      several().argument = argument;
    }
  }

  /** What is registered while it is pending, as several. */
  private Several several() {
    Object present = content;
    if (present instanceof Several several) {
      return several;
    }
    Several several = new Several();
    if (present != null) {
      several.all.add(present);
    }
    content = several;
    return several;
  }

  @SuppressWarnings({"unchecked", "nullness"}) // the state table: only base setResult stores, and it stores a T
  private static <T extends @Nullable Object> T finished(@Nullable Object content) {
    return (T) content;
  }

  /** §1.12 */
  final void baseSetRetrieved() {
    home.requireThread();
    if ((flags & NEVER_RETRIEVED) != 0) {
      silence();
    }
  }

  private void silence() {
    home.requireThread();
    flags &= ~NEVER_RETRIEVED;
    if (tracker != null) {
      tracker.setNeverRetrieved(null);
    }
  }

  // ---- completing: the base operations (§3.18)

  @Override
  public void setResult(T value) {
    baseSetResult(value);
  }

  @Override
  public void setException(Throwable error) {
    baseSetException(error);
  }

  @Override
  public boolean cancel(@Nullable Object message) {
    return baseCancel(message);
  }

  final void baseSetResult(@Nullable Object value) {
    home.requireThread();
    requirePending(null);
    complete(FINISHED, value);
  }

  final void baseSetException(Throwable error) {
    Objects.requireNonNull(error, "setException(error): the error is null; setResult(null) gives a null result");
    home.requireThread();
    requirePending(error);
    Throwable stored = error;
    if (home.kindOf(error) == ExceptionKind.STOP_ITERATION) {
      stored = storableStopIteration(error);
    }
    complete(FINISHED | FAILED, stored);
    flags |= NEVER_RETRIEVED; // §1.17
    if (home.reportsCollections) {
      tracker().setNeverRetrieved(stored);
    }
  }

  private Throwable storableStopIteration(Throwable error) {
    if (home.rules.replacesStopIteration) {
      return home.newError(ErrorKind.STOP_ITERATION, this, error); // §1.3
    }
    if (home.rules.refusesStopIteration) {
      throw Thrown.as(home.newError(ErrorKind.STOP_ITERATION_REFUSED, this, error)); // §1.18
    }
    return error;
  }

  final boolean baseCancel(@Nullable Object message) {
    return baseCancel(CANCELLED, home.rules.hasMessages ? message : null);
  }

  /** Base cancel by the coroutine's own CancelledError (§3.11, §3.12). */
  final boolean endCancelled(Throwable cancelled) {
    return home.rules.keepsCancelledError
        ? baseCancel(CANCELLED | KEPT, cancelled)
        : baseCancel(CANCELLED, null);
  }

  private boolean baseCancel(int state, @Nullable Object value) {
    home.requireThread();
    silenceIfCancelDoes();
    if (isDone()) {
      return false; // §1.9
    }
    complete(state, value);
    return true;
  }

  /** §1.10 */
  final void silenceIfCancelDoes() {
    if ((flags & NEVER_RETRIEVED) != 0 && home.rules.cancelSilences) {
      silence();
    }
  }

  private void requirePending(@Nullable Throwable refused) {
    if (isDone()) {
      throw Thrown.as(home.newError(ErrorKind.ALREADY_DONE, this, refused)); // §1.2
    }
  }

  /** The one way out of PENDING (§1.1), in the order of §1.4. */
  private void complete(int state, @Nullable Object value) {
    Object registered = content;
    if (registered instanceof Several several) {
      home.makeRoom(several.all.size()); // nothing has changed yet if there is no memory (§8.32)
    }
    content = value;
    int now = flags | state;
    flags = now;
    boolean watched = (now & WATCHED) != 0;
    if (watched && tracker != null) {
      completed(tracker);
    }
    if (registered != null) {
      try {
        if (registered instanceof CoroutineTask<?> task) {
          task.scheduleWakeup(this); // §5.1
        } else {
          scheduleAll(registered, state);
        }
      } catch (OutOfMemoryError error) { // the one that waits cannot be queued: it waits on (§8.32)
        if (!(registered instanceof Several)) {
          content = registered;
          flags &= ~state;
        }
        throw error;
      }
    }
    TaskObserver observer = watched ? home.observer : null;
    if (observer != null) {
      home.tell(observer, to -> to.done(this), this); // §9.9
    }
  }

  /** For the bookkeeping of a tracked task, before anything is called out. */
  void completed(Tracker tracked) {}

  private void scheduleAll(Object registered, int state) {
    if (registered instanceof Several several) {
      Object message = several.cancelMessage;
      if (message != null && (state & FINISHED) != 0) {
        tracker().setCancelMessage(message);
      }
      if (several.argument != null) {
        tracker().argument = several.argument;
      }
      for (Object one : several.all) {
        schedule(one);
      }
    } else {
      schedule(registered);
    }
  }

  // ---- callbacks

  @Override
  public final void addDoneCallback(Callback<? super Future<T>> callback, @Nullable Object context) {
    Objects.requireNonNull(callback, "addDoneCallback(callback): the callback is null");
    add(new LoopHandle<>(callback, this, home.contextOr(context))); // §1.8
  }

  @Override
  public final void addWaiter(Task<?> task) {
    add(Objects.requireNonNull(task, "addWaiter(task): the task is null"));
  }

  /**
   * Has the task wait, if this is pending and an await in a task of the same loop has yielded it (§4.3, §4.7); whether it does. The
   * await is answered (§4.5).
   */
  final boolean acceptWaiter(CoroutineTask<?> task) {
    if (!accepts(task)) {
      return false;
    }
    flags &= ~BLOCKING;
    add(task);
    return true;
  }

  final boolean accepts(CoroutineTask<?> task) {
    return (flags & (DONE | BLOCKING)) == BLOCKING && home == task.home;
  }

  /** Whether who is told of the end has a context of its own, so that none is captured for it. */
  final boolean completesQuietly() {
    Object registered = content;
    return registered == null || registered instanceof CoroutineTask<?> || registered instanceof LoopHandle<?>;
  }

  private void add(Object entry) {
    home.requireThread();
    Object present = content;
    if (isDone()) {
      schedule(entry); // §1.6
    } else if (present == null) {
      content = entry;
    } else {
      several().all.add(entry); // §1.5
    }
  }

  private void schedule(Object entry) {
    if (entry instanceof CoroutineTask<?> task) {
      task.scheduleWakeup(this); // §5.1
    } else if (entry instanceof Task<?> foreign) {
      loop().scheduleStep(new Wakeup(foreign, this), foreign.context());
    } else if (entry instanceof LoopHandle<?> handle) {
      home.schedule(handle);
    }
  }

  /** Schedules a wakeup beside whatever the task has queued. */
  final void scheduleWakeupApart(CoroutineTask<?> task) {
    loop().scheduleStep(new Wakeup(task, this), task.context());
  }

  @Override
  public final int removeDoneCallback(Callback<?> callback) {
    Objects.requireNonNull(callback, "removeDoneCallback(callback): the callback is null");
    home.requireThread();
    Set<Object> equal = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object entry : List.copyOf(registered())) { // equals is the guest's and may change the list
      Callback<?> target = entry instanceof LoopHandle<?> one ? one.callback() : null;
      if (target != null && target.equals(callback)) { // §1.7
        equal.add(entry);
      }
    }
    return remove(entry -> equal.contains(entry));
  }

  /** Removes this very callback, asking nobody's equals. */
  final void removeIdentical(Callback<?> callback) {
    remove(entry -> entry instanceof LoopHandle<?> one && one.callback() == callback);
  }

  private int remove(Predicate<Object> unwanted) {
    List<Object> kept = new ArrayList<>(registered());
    kept.removeIf(unwanted);
    int removed = registered().size() - kept.size();
    if (removed > 0) {
      Several left = new Several();
      left.all.addAll(kept);
      left.cancelMessage = messageApart();
      left.argument = argument();
      content = left;
    }
    return removed;
  }

  private List<Object> registered() {
    return isDone() ? List.of() : registered(content);
  }

  private static List<Object> registered(@Nullable Object present) {
    if (present == null) {
      return List.of();
    }
    return present instanceof Several several ? several.all : List.of(present);
  }

  // ---- looking

  @Override
  public final Snapshot snapshot() {
    int now;
    Object value;
    do { // another thread may see parts of two moments, but seldom
      now = flags;
      value = content;
    } while (now != flags);
    Throwable error = value instanceof Throwable raised && (now & (FAILED | KEPT)) != 0 ? raised : null;
    boolean result = (now & (FINISHED | FAILED)) == FINISHED;
    boolean message = (now & (CANCELLED | KEPT)) == CANCELLED;
    List<Registered> entries = new ArrayList<>();
    List<Object> present = (now & DONE) == 0 ? registered(value) : List.of();
    for (@Nullable Object entry : present.toArray()) { // from another thread: entries that there are not yet
      if (entry instanceof LoopHandle<?> one) {
        Callback<?> target = one.callback();
        if (target != null) {
          entries.add(new Registered(target, one.context()));
        }
      } else if (entry instanceof Task<?> task) {
        entries.add(new Registered(task, task.context()));
      }
    }
    return new Snapshot(
        state(now),
        result ? value : null,
        error,
        message ? value : messageApart(),
        (now & BLOCKING) != 0,
        (now & NEVER_RETRIEVED) != 0,
        List.copyOf(entries),
        snapshotWaiter(),
        (now & CoroutineTask.MUST_CANCEL) != 0,
        snapshotCancelling(),
        createdAt());
  }

  @Nullable FutureLike<?> snapshotWaiter() {
    return null;
  }

  int snapshotCancelling() {
    return 0;
  }

  private static State state(int flags) {
    if ((flags & CANCELLED) != 0) {
      return State.CANCELLED;
    }
    return (flags & FINISHED) != 0 ? State.FINISHED : State.PENDING;
  }

  /** What toString begins with (§9.5, §9.6). */
  @LockingFree
  String stateWord() {
    if ((flags & CANCELLED) != 0) {
      return "cancelled";
    }
    return (flags & FINISHED) != 0 ? "finished" : "pending";
  }

  @Override
  public String toString() {
    return "<Future " + stateWord() + ">";
  }
}
