package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskRuntime;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.index.qual.NonNegative;
import org.jspecify.annotations.Nullable;

/**
 * What the library keeps for each loop, its own or a foreign one: the running task (§7.4), all tasks (§7.2), and what was
 * collected (§9). Confined to the loop's thread, but for {@link #addTasks}.
 */
abstract class LoopState extends ReadyQueue {
  final VersionRules rules;
  final Guest guest;
  final boolean holdsTasks;
  final boolean reportsCollections;
  final @Nullable TaskObserver observer;

  private final TrackerSet trackers;

  /** Those that were created in debug mode (§9.12). */
  private final WeakIdentityMap<Coroutine<?>, WeakReference<CoroutineTask<?>>> tasksOfCoroutines = new WeakIdentityMap<>();

  /** The running task, but in {@link #FIRST_RUNS}: null then. */
  @Nullable Object entered;

  /** What a wakeup has read, until it is sent (§3.7); in versions that send it. */
  @Nullable Object sent;

  /** Tasks whose eager start the guest has begun, each before the task that was the running one. */
  private final List<@Nullable Object> starting = new ArrayList<>(0);

  // Phases of an iteration (§8.1).
  static final int BETWEEN = 0; // no entry of the ready queue is running
  static final int FIRST_RUNS = 1; // the first one is; if it is a task, it is the running task
  static final int FIRST_APART = 2; // the first one is; the running task is what was entered

  /** As a rule {@link #FIRST_RUNS} while entries run, so that a step need not say that it is the running task. */
  int phase;

  /** Whether a task is tracked before it is known to wait; else the ready queue has it until then, which costs nothing. */
  final boolean tracksQueuedTasks;

  /** Debug mode; a foreign loop is asked at each creation. */
  boolean debug;

  /** What the body of {@link #runInContext} has thrown, until the guest's frames are gone. */
  @Nullable Throwable thrownInside;

  /** Runs a handle in its context. */
  final Callback<LoopHandle<?>> handleInside =
      handle -> {
        try {
          handle.call();
        } catch (Throwable error) { // not through the guest's frames
          thrownInside = error;
        }
      };

  final int futureFlags; // of a new one
  final int taskFlags;

  LoopState(TaskRuntime.Options options, VersionRules rules, TrackerSet trackers, boolean findsQueuedTasks) {
    this.rules = rules;
    this.trackers = trackers;
    this.tracksQueuedTasks = !(rules.forgetsDone && findsQueuedTasks);
    this.guest = options.guest();
    this.holdsTasks = options.holdTasksStrongly();
    this.reportsCollections = options.reportCollections();
    this.observer = options.observer();
    this.futureFlags = LoopFuture.initialFlags(observer != null);
    this.taskFlags = CoroutineTask.initialFlags(observer != null, rules);
  }

  abstract TaskLoop loop();

  /** Refuses a wrong thread, before anything changes (§8.33). */
  final void requireThread() {
    if (debug) {
      loop().checkThread();
    }
  }

  /** So many entries will be scheduled: if there is no memory for them, that is said now. */
  abstract void makeRoom(@NonNegative int entries);

  /** Queues the task: {@link CoroutineTask#run(LoopState)} is called once, in its turn. */
  abstract void schedule(CoroutineTask<?> task);

  /** Queues the callback of a future that is done (§1.4). */
  abstract void schedule(LoopHandle<?> handle);

  final Throwable newError(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    return guest.newError(kind, subject, value);
  }

  /** The given context, or else one captured now (§1.8, §2.5); null in versions without contexts. */
  final @Nullable Object contextOr(@Nullable Object given) {
    if (!rules.hasContexts) {
      return null;
    }
    return given != null ? given : guest.captureContext();
  }

  /** In debug mode: a coroutine that two tasks resume breaks both (§9.12). */
  final void tellIfShared(Coroutine<?> coroutine, CoroutineTask<?> task) {
    CoroutineTask<?> other = knownTaskOf(coroutine);
    if (other != null && !other.isDone() && other.coroutine() == coroutine) {
      loop().callExceptionHandler(new LoopError(LoopError.Kind.COROUTINE_SHARED, null, other, task.createdAt()));
    } else {
      tasksOfCoroutines.put(coroutine, new WeakReference<>(task));
    }
  }

  final void forgetShared(Coroutine<?> coroutine, CoroutineTask<?> task) {
    if (knownTaskOf(coroutine) == task) { // else another one has it
      tasksOfCoroutines.remove(coroutine);
    }
  }

  private @Nullable CoroutineTask<?> knownTaskOf(Coroutine<?> coroutine) {
    WeakReference<CoroutineTask<?>> known = tasksOfCoroutines.get(coroutine);
    return known == null ? null : known.get();
  }

  /** Enters a context for a body of this package's, which throws nothing but puts it into {@link #thrownInside} (§3.22). */
  final <A> void runInContext(Object context, Callback<? super A> body, A argument) {
    Throwable outside = thrownInside;
    thrownInside = null;
    Throwable failure = null;
    try {
      guest.runInContext(context, body, argument);
    } catch (Throwable error) { // it cannot be entered, or left
      failure = error;
    }
    Throwable thrown = thrownInside;
    thrownInside = outside;
    if (thrown != null) {
      if (failure != null) {
        Interrupts.keep(failure); // §8.28
      }
      throw Thrown.as(thrown);
    }
    if (failure != null) {
      throw Thrown.as(failure);
    }
  }

  // ---- the running task

  /** §7.4 */
  final @Nullable Object current() {
    if (phase == FIRST_RUNS) {
      return firstQueued() instanceof CoroutineTask<?> running ? running : null;
    }
    return entered;
  }

  final void setCurrent(@Nullable Object task) {
    if (phase == FIRST_RUNS) {
      phase = FIRST_APART;
    }
    entered = task;
  }

  /** The next entry is the first one now. */
  final void firstRuns() {
    phase = entered == null ? FIRST_RUNS : FIRST_APART;
  }

  /** Before somebody is told of the first entry. */
  final void firstHasRun() {
    phase = FIRST_APART;
  }

  /** §7.5 */
  final void enter(Object task) {
    Object running = current();
    if (running != null) {
      throw Thrown.as(newError(ErrorKind.ENTER, task, running));
    }
    setCurrent(task);
  }

  /** §7.5 */
  final void leave(Object task) {
    Object running = current();
    if (running != task) {
      throw Thrown.as(newError(ErrorKind.LEAVE, task, running));
    }
    trackRunning(running);
    setCurrent(null);
  }

  /** §7.5 */
  final @Nullable Object swap(@Nullable Object task) {
    Object former = current();
    trackRunning(former);
    setCurrent(task);
    return former;
  }

  /** §2.7: the task is the running one until {@link #endEagerly}. */
  final void startEagerly(CoroutineTask<?> task) {
    Object former = swap(task);
    starting.add(task);
    starting.add(former);
  }

  final void endEagerly(CoroutineTask<?> task) {
    int at = starting.lastIndexOf(task);
    Object former = at < 0 || at + 1 >= starting.size() ? null : starting.remove(at + 1);
    if (at >= 0) {
      starting.remove(at);
    }
    setCurrent(former);
  }

  /** What to send, once. */
  final @Nullable Object takeSent() {
    Object taken = sent;
    if (taken != null) {
      sent = null;
    }
    return taken;
  }

  /** After the registry has changed the running task. */
  void keepRunning() {}

  /** A running task that is replaced is neither current nor queued. */
  private static void trackRunning(@Nullable Object former) {
    if (former instanceof CoroutineTask<?> running) {
      running.track();
    }
  }

  // ---- all tasks

  final Tracker newTracker(
      LoopFuture<?> referent, @Nullable String label, long number, @Nullable Throwable createdAt) {
    return new Tracker(referent, label, number, trackers, createdAt);
  }

  /** §7.6 */
  final void register(Object task) {
    if (task instanceof CoroutineTask<?> own && own.home == this) {
      own.registerAgain();
    } else {
      trackers.show(task);
    }
  }

  /** §7.6 */
  final void unregister(Object task) {
    if (task instanceof CoroutineTask<?> own && own.home == this) {
      own.unregister();
    } else {
      trackers.hide(task);
    }
  }

  /** §7.3 §7.8 */
  final void addTasks(Census census) {
    trackers.tasks().forEach(census);
    forEachQueuedTask(census);
    Object running = current();
    if (running instanceof CoroutineTask<?> task && !task.isUnregistered()) {
      census.accept(task);
    }
  }

  /** Gives the tasks of the ready queue. */
  final void forEachQueuedTask(Consumer<Object> sink) {
    for (Object entry : entries()) {
      if (entry instanceof CoroutineTask<?> task && !task.isUnregistered()) {
        sink.accept(task);
      }
    }
  }

  // ---- reports

  /** For a loop that does not run our iterations: looks at it at each creation. */
  void lookAtForeign() {}

  /** Reports about errors that nobody has asked for; their collection is not reported again (§9.10). */
  final List<LoopError> takeUnretrieved() {
    return trackers.takeUnretrieved();
  }

  /** Reports what was collected since the last call (§9.1, §9.2). */
  final void reportCollected() {
    for (LoopError error = nextCollected(); error != null; error = nextCollected()) {
      loop().callExceptionHandler(error);
    }
  }

  /** The next report about what was collected; null if there is none. */
  final @Nullable LoopError nextCollected() {
    return trackers.nextCollected();
  }

  /** Tells the observer; its errors are reported and change nothing (§9.9). */
  final void tell(TaskObserver listener, Consumer<TaskObserver> event, Object subject) {
    try {
      event.accept(listener);
    } catch (Throwable error) {
      throwIfFatal(error);
      Interrupts.keep(error); // §8.28
      loop().callExceptionHandler(new LoopError(LoopError.Kind.OBSERVER_RAISED, error, subject, null));
    }
  }

  /** What the guest says an error is; if it fails to say, an EXCEPTION, and that failure is reported: nothing is lost. */
  final ExceptionKind kindOf(Throwable error) {
    try {
      return guest.kindOf(error);
    } catch (Throwable failure) {
      throwIfFatal(failure);
      loop().callExceptionHandler(new LoopError(LoopError.Kind.CALLBACK_RAISED, failure, error, null));
      return ExceptionKind.EXCEPTION;
    }
  }

  /** Throws on what no handler may stop, whatever the guest's language is. */
  static void throwIfFatal(Throwable error) {
    if (Guest.JAVA.kindOf(error) == ExceptionKind.EXIT) {
      throw Thrown.as(error);
    }
  }

  /** Whether an error of a handle ends the run (§8.7, §8.8). */
  final boolean leavesRun(Throwable error) {
    return switch (kindOf(error)) {
      case EXIT -> true;
      case BASE_EXCEPTION -> rules.baseExceptionEscapes;
      case CANCELLED, STOP_ITERATION, EXCEPTION -> false; // §3.15
    };
  }
}
