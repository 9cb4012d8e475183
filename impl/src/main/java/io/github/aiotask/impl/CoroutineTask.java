package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.CancelRelay;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.Accessor;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Interrupts;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import java.util.Objects;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.jspecify.annotations.Nullable;

/**
 * The task and its step (§2 to §6): the hot path. The task is its own entry in the ready queue, so that a step allocates
 * nothing. Confined to its loop's thread. Between steps a task that is not done is in exactly one row (§5.6):
 *
 * <pre>
 * state        flags                waiter  argument          left by
 * scheduled    QUEUED               null    null              run() → step
 *              QUEUED ARGUED        null    the error         run() → step
 * waiting      –                    set     null              waiter done → scheduleWakeup
 * woken        QUEUED FORGETS       any     null              run() → step (by a result, which is not sent: §5.2)
 *              QUEUED WOKEN         done    null              run() → wakeup → step
 *              QUEUED WOKEN ARGUED  any     the done future   run() → wakeup → step (not by the waiter, or no longer)
 * stepping     any                  null    any               the coroutine yields, returns or raises
 * pulled       any, PULLED counts   null    any               the guest, which resumes the coroutine, reports what came out
 * stranded     –                    any     null              nothing (§3.6, §4.12, §5.4)
 * done         DONE                 any     any               never
 *
 * MUST_CANCEL beside any of them: the next step raises a CancelledError (§3.2). WOKEN, ARGUED and FORGETS are only beside QUEUED,
 * FORGETS beside any of these. A bare step leaves QUEUED until it has ended. A step by hand while one is queued may queue another:
 * that one becomes a handle of its own.
 * </pre>
 */
sealed class CoroutineTask<T extends @Nullable Object> extends LoopFuture<T>
    implements Task<T>, Ready, QueuedStep permits OwnedTask {
  static final int MUST_CANCEL = FIRST_TASK_BIT;
  private static final int QUEUED = FIRST_TASK_BIT << 1;
  private static final int WOKEN = FIRST_TASK_BIT << 2;
  private static final int ARGUED = FIRST_TASK_BIT << 3; // the queued entry has an argument
  private static final int FORGETS = FIRST_TASK_BIT << 4; // the queued step may have a waiter to forget (§3.4)
  private static final int CONTEXT = FIRST_TASK_BIT << 5; // to be entered: no bare step
  private static final int OBSERVED = FIRST_TASK_BIT << 6; // no bare step
  private static final int SENDS = FIRST_TASK_BIT << 7; // the coroutine is sent the waiter's result (§3.7)
  private static final int UNREPORTED = FIRST_TASK_BIT << 8; // §9.3
  private static final int UNREGISTERED = FIRST_TASK_BIT << 9; // by the guest (§7.6)
  private static final int TRACKED = FIRST_TASK_BIT << 10; // it is one of all tasks (§7.2)
  private static final int BEGUN = FIRST_TASK_BIT << 11; // its coroutine, by an eager start
  private static final int STARTS = FIRST_TASK_BIT << 12; // the guest is to begin its eager start, or has begun it
  private static final int PULLED = FIRST_TASK_BIT << 13; // from here on: how many steps the guest has begun and not reported
  private static final int ALL_PULLED = -PULLED;

  /** What decides how a queued task is stepped. */
  private static final int ENTRY = DONE | MUST_CANCEL | QUEUED | WOKEN | ARGUED | FORGETS | CONTEXT | OBSERVED;

  // Bodies that run in a context: what they throw does not go through the guest's frames (§3.22).

  private static final Callback<CoroutineTask<?>> RESUME_EAGERLY =
      task -> {
        try {
          task.resumeEagerly();
        } catch (Throwable error) {
          task.home.thrownInside = error;
        }
      };
  private static final Callback<CoroutineTask<?>> STEP =
      task -> {
        try {
          task.step(null, null);
        } catch (Throwable error) {
          task.home.thrownInside = error;
        }
      };
  private static final Callback<Entry> RUN_ENTRY =
      entry -> {
        try {
          entry.run();
        } catch (Throwable error) {
          entry.task.home.thrownInside = error;
        }
      };

  /** What came out of the coroutine. */
  enum Report {
    YIELDED,
    RETURNED,
    RAISED
  }

  /** A step or wakeup that is no entry of the ready queue by itself. */
  record Entry(CoroutineTask<?> task, @Nullable Object argument) implements QueuedStep {
    @Override
    public void run() {
      task.runEntry(argument);
    }
  }

  private @Nullable Coroutine<T> coroutine; // null after an eager start that finished it (§2.8)
  private @Nullable FutureLike<?> waiter;
  private final @Nullable Object context;
  private final long number; // what few tasks have beside these is in the tracker

  CoroutineTask(LoopState home, Coroutine<T> coroutine, @Nullable Object context, long number) {
    super(home);
    this.coroutine = coroutine;
    this.number = number;
    this.context = home.contextOr(context); // §2.5
    this.flags = this.context == null ? home.taskFlags : home.taskFlags | CONTEXT;
  }

  /** What the flags of a new task are, but for its context. */
  static int initialFlags(boolean observed, VersionRules rules) {
    return (observed ? WATCHED | OBSERVED : 0) | (rules.sendsValues ? SENDS : 0);
  }

  // ---- creation (§2)

  /** Schedules the first step, or runs it now, if that is not left to the guest; the object is whole. */
  void start(TaskOptions options, boolean pulled) {
    rememberCreation();
    String name = options.name();
    if (name == null) {
      runningCoroutine().runsIn(this);
    } else {
      setName(name);
    }
    tellOwner();
    TaskObserver observer = home.observer;
    if (observer != null) {
      home.tell(observer, to -> to.created(this), this);
    }
    if (options.eagerStart() && home.rules.startsEagerly && home.loop().isRunning()) { // §2.6
      if (pulled) {
        flags |= STARTS;
        isNotStepped(); // §2.10: if the guest cannot start it
      } else {
        startEagerly();
      }
      return;
    }
    boolean scheduled = false;
    try {
      tellIfShared();
      scheduleStep(null); // §2.2 §2.3
      scheduled = true;
    } finally {
      if (!scheduled) {
        isNotStepped(); // §2.2
      }
    }
    if (home.tracksQueuedTasks) {
      track();
    }
  }

  /** §2.11 */
  void tellOwner() {}

  /** In debug mode, before it is the task's coroutine that is resumed (§9.12). */
  private void tellIfShared() {
    if (home.debug && coroutine != null) {
      home.tellIfShared(coroutine, this);
    }
  }

  /** Nothing is to resume the coroutine, which another task may have: this one is none but for the report (§9.2). */
  private void isNotStepped() {
    flags |= UNREGISTERED;
    if (home.debug && coroutine != null) {
      home.forgetShared(coroutine, this);
    }
    track();
  }

  /** §2.7 */
  private void startEagerly() {
    Object former = home.swap(this); // §7.7: the running task is one of all tasks
    try {
      tellIfShared();
      if (context == null) {
        resumeEagerly();
      } else {
        home.runInContext(context, RESUME_EAGERLY, this);
      }
    } finally {
      home.setCurrent(former);
      eagerStartEnds();
    }
  }

  private void eagerStartEnds() {
    if (isDone()) {
      coroutine = null; // §2.8
    } else if ((flags & BEGUN) == 0) {
      isNotStepped(); // §2.10
    } else {
      track();
    }
  }

  private void resumeEagerly() {
    flags |= BEGUN;
    resume(null, null);
  }

  // ---- the ready queue

  /** §4.8 §4.11 */
  private void scheduleStep(@Nullable Throwable error) {
    if ((flags & QUEUED) == 0) {
      int entry = waiter == null ? QUEUED : QUEUED | FORGETS; // that of a step by hand, inside of this one
      schedule(error == null ? entry : entry | ARGUED, error);
    } else {
      track(); // it may outlive the entry that is queued
      home.loop().scheduleStep(new Entry(this, error), context);
    }
    TaskObserver observer = home.observer;
    if (observer != null) {
      home.tell(observer, to -> to.stepScheduled(this, error), this);
    }
  }

  /** §5.1 */
  void scheduleWakeup(LoopFuture<?> done) {
    if (done.home != home || (flags & QUEUED) != 0) {
      done.scheduleWakeupApart(this);
    } else if (done.hasResult() && (flags & (SENDS | OBSERVED)) == 0) {
      schedule(QUEUED | FORGETS, null); // a step that is sent nothing (§5.2), and nobody is told (§9.13)
    } else if (done == waiter) {
      schedule(QUEUED | WOKEN, null);
    } else {
      schedule(QUEUED | WOKEN | ARGUED, done);
    }
  }

  private void schedule(int entry, @Nullable Object argument) {
    if ((entry & ARGUED) != 0) {
      setArgument(argument);
    }
    flags |= entry;
    boolean scheduled = false;
    try {
      home.schedule(this);
      scheduled = true;
    } finally {
      if (!scheduled) {
        takeEntry();
      }
    }
  }

  @Override
  public boolean run(LoopState loop) throws Exception {
    if (loop.phase == LoopState.FIRST_RUNS) {
      int entry = flags & ENTRY;
      if (entry == QUEUED) {
        return bareStep(loop);
      }
      if (entry == (QUEUED | FORGETS)) {
        flags &= ~FORGETS;
        waiter = null; // §3.4
        return bareStep(loop);
      }
    }
    runQueued();
    return false;
  }

  /**
   * A step for which {@link #step} has nothing to do, of the first entry of the ready queue; whether the next one is as bare: then
   * the entry stays for it (§4.8). From one bare yield to the next nothing is written, which the next step would have to wait for.
   */
  private boolean bareStep(LoopState loop) {
    boolean resumed = false;
    try {
      boolean again = resumeBare(loop);
      resumed = true;
      return again;
    } finally {
      if (!resumed) {
        track(); // it may be stranded, but is a task that there is
      }
      if (loop.phase != LoopState.FIRST_RUNS) {
        leave();
      }
    }
  }

  private boolean resumeBare(LoopState loop) {
    Coroutine<T> running = runningCoroutine();
    Object yielded;
    try {
      yielded = send(running, null);
    } catch (Throwable thrown) { // an error is an outcome, whatever it is
      flags &= ~(QUEUED | FORGETS);
      raised(thrown);
      return false;
    }
    if (yielded == null && (flags & ENTRY) == QUEUED && loop.phase == LoopState.FIRST_RUNS) {
      return true;
    }
    flags &= ~(QUEUED | FORGETS);
    suspended(running, yielded);
    return false;
  }

  private void runQueued() {
    home.phase = LoopState.FIRST_APART;
    Object argument = takeEntry(); // before the guest is called: it may fail, or step the task
    boolean stepped = false;
    try {
      if (context == null) {
        runEntry(argument);
      } else if (argument == null) {
        home.runInContext(context, STEP, this); // §3.19
      } else {
        home.runInContext(context, RUN_ENTRY, new Entry(this, argument));
      }
      stepped = true;
    } finally {
      if (!stepped) {
        track(); // it may be stranded, but is a task that there is
      }
    }
  }

  /** For a loop of another make, which has entered the context. */
  @Override
  public void run() {
    runEntry(takeEntry());
  }

  @Override
  public Task<?> task() {
    return this;
  }

  /** Nothing is queued any more; what was queued with it: an error, a future that is done, or null. */
  @Nullable Object takeEntry() {
    int entry = flags;
    flags = entry & ~(QUEUED | WOKEN | ARGUED | FORGETS);
    if ((entry & ARGUED) == 0) {
      return (entry & WOKEN) == 0 ? null : waiter;
    }
    Object argument = argument();
    setArgument(null);
    return argument;
  }

  private void runEntry(@Nullable Object argument) {
    if (argument instanceof LoopFuture<?> done) {
      wakeup(done);
    } else {
      step(null, argument instanceof Throwable error ? error : null);
    }
  }

  // ---- step (§3)

  @Override
  public void step(@Nullable Object value, @Nullable Throwable error) {
    home.requireThread();
    resumeAndLeave(value, enter(value, error));
  }

  /** All that a step does before the coroutine is resumed; what to raise in it, or null. */
  private @Nullable Throwable enter(@Nullable Object value, @Nullable Throwable error) {
    requireStepable(error);
    if (value != null && !home.rules.sendsValues) {
      throw new IllegalArgumentException("step(value, error): no value is sent from Python 3.6 on; pass null"); // §3.8
    }
    Throwable raised = (flags & MUST_CANCEL) == 0 ? error : deliverCancel(error);
    if (waiter != null) {
      forgetWaiter(); // §3.4
    }
    if (home.current() != null) {
      replaceCurrent();
    }
    home.setCurrent(this);
    return raised;
  }

  private void requireStepable(@Nullable Throwable error) {
    if ((flags & DONE) != 0) {
      throw Thrown.as(home.newError(ErrorKind.STEP_OF_DONE, this, error)); // §3.1
    }
  }

  private void forgetWaiter() {
    if ((flags & (WOKEN | ARGUED)) == WOKEN) {
      setArgument(waiter); // the wakeup that is queued still wakes by it
      flags |= ARGUED;
    }
    waiter = null;
  }

  private void resumeAndLeave(@Nullable Object value, @Nullable Throwable error) {
    boolean resumed = false;
    try {
      resume(value, error);
      resumed = true;
    } finally {
      if (!resumed) {
        track(); // it may be stranded, but is a task that there is
      }
      leave();
    }
  }

  private void leave() {
    if (home.entered == this) {
      home.entered = null;
    } else {
      leaveOther();
    }
  }

  /** §3.2 §3.3 */
  private Throwable deliverCancel(@Nullable Throwable error) {
    boolean cancelled = error != null && home.kindOf(error) == ExceptionKind.CANCELLED;
    Throwable delivered = cancelled && error != null ? error : newCancelled();
    flags &= ~MUST_CANCEL;
    return delivered;
  }

  /** Another task runs: §3.5 takes its place, §3.6 refuses. */
  private void replaceCurrent() {
    if (home.rules.guardsRunningTask) {
      track(); // it is stranded
      throw Thrown.as(home.newError(ErrorKind.ENTER, this, home.current())); // §3.6
    }
  }

  /** Another task is the running one at the end of the step, or none. */
  private void leaveOther() {
    Object other = home.current();
    if (!home.rules.guardsRunningTask) {
      home.setCurrent(null); // §3.16: whoever it is
      if (other != null) {
        return;
      }
    }
    throw Thrown.as(home.newError(ErrorKind.LEAVE, this, other));
  }

  /** Resumes the coroutine once and deals with what comes out of it. */
  private void resume(@Nullable Object value, @Nullable Throwable error) {
    tellStepping(error);
    Coroutine<T> running = runningCoroutine();
    Object yielded;
    try {
      yielded = error == null ? send(running, value) : running.raise(error); // §3.7
    } catch (Throwable thrown) { // an error is an outcome, whatever it is
      raised(thrown);
      return;
    }
    suspended(running, yielded);
  }

  private void tellStepping(@Nullable Throwable error) {
    TaskObserver observer = home.observer;
    if (observer != null) {
      home.tell(observer, to -> to.stepping(this, error), this);
    }
  }

  private Coroutine<T> runningCoroutine() {
    Coroutine<T> running = coroutine;
    if (running == null) {
      throw new AssertionError("a task without a coroutine is done: " + this);
    }
    return running;
  }

  /** §3.7; state machines of several classes are called in half the time if it is not by the interface. */
  private static @Nullable Object send(Coroutine<?> running, @Nullable Object value) throws Throwable {
    return running instanceof StateMachine<?> machine ? machine.send(value) : running.send(value);
  }

  private void suspended(Coroutine<T> running, @Nullable Object yielded) {
    if (yielded == Coroutine.RETURNED) {
      returned(running.returned());
    } else {
      yielded(yielded);
    }
  }

  private void yielded(@Nullable Object yielded) {
    if (yielded == null) {
      scheduleStep(null); // §4.8
    } else if (yielded instanceof LoopFuture<?> own && waitsQuietly(own)) {
      return;
    } else {
      dealWith(yielded);
    }
  }

  private void returned(@Nullable Object value) {
    if ((flags & MUST_CANCEL) == 0 || !endsCancelledInstead()) {
      baseSetResult(value); // §3.9
    }
  }

  /** A cancel was requested in the last step; whether that is the outcome, in the place of the result. */
  private boolean endsCancelledInstead() {
    if (home.rules.cancelsOnReturn) {
      flags &= ~MUST_CANCEL; // §3.10
      baseCancel(cancelMessage());
    } else if (home.rules.failsOnReturn) {
      flags &= ~MUST_CANCEL; // §3.20
      baseSetException(newCancelled());
    } else {
      return false;
    }
    return true;
  }

  private void raised(Throwable error) {
    Interrupts.keep(error); // §8.28
    switch (home.kindOf(error)) {
      case CANCELLED -> endCancelled(error); // §3.11
      case EXIT -> {
        baseSetException(error);
        throw Thrown.as(error); // §3.13 §2.9
      }
      case BASE_EXCEPTION -> {
        baseSetException(error);
        if (home.rules.baseExceptionEscapes) {
          throw Thrown.as(error); // §3.14
        }
      }
      case STOP_ITERATION, EXCEPTION -> baseSetException(error); // §3.14
    }
  }

  // ---- yield (§4)

  private void dealWith(Object yielded) {
    boolean settled = false;
    try {
      FutureLike<?> future = yielded instanceof LoopFuture<?> own ? own : home.guest.asFuture(yielded); // §4.2
      if (future == null || refuses(yielded, future)) {
        answer(home.guest.isGenerator(yielded) ? ErrorKind.YIELDED_GENERATOR : ErrorKind.BAD_YIELD, yielded); // §4.9 §4.10
      } else if (home.rules.checksLoop && future.loop() != home.loop()) {
        answer(ErrorKind.OTHER_LOOP, yielded); // §4.3
      } else if (!future.isBlocking()) {
        answer(ErrorKind.YIELD_WITHOUT_AWAIT, yielded); // §4.7
      } else if (home.rules.checksSelfAwait && future == this) {
        answer(ErrorKind.SELF_AWAIT, null); // §4.4
      } else {
        waitFor(future);
      }
      settled = true;
    } finally {
      if (!settled) {
        track(); // §4.12: stranded, but a task that there is
      }
    }
  }

  /** §4.1: a future of another make counts only if the guest has found it in what was yielded. */
  private boolean refuses(Object yielded, FutureLike<?> future) {
    return !home.rules.acceptsForeignFutures && future == yielded && !(future instanceof Future<?>);
  }

  private void answer(ErrorKind kind, @Nullable Object yielded) {
    scheduleStep(home.newError(kind, this, yielded)); // §4.11
  }

  /** Waits if that is all there is to do; whether it does. {@link #dealWith} is for all others, and would do the same. */
  private boolean waitsQuietly(LoopFuture<?> future) {
    int now = flags;
    if (!mayWaitQuietly(now, future) || !future.acceptWaiter(this)) {
      return false;
    }
    waiter = future;
    if ((now & TRACKED) == 0) {
      track();
    }
    return true;
  }

  private boolean mayWaitQuietly(int now, LoopFuture<?> future) {
    return (now & (QUEUED | MUST_CANCEL | OBSERVED)) == 0 && future != this;
  }

  private void waitFor(FutureLike<?> future) {
    future.setBlocking(false); // §4.5
    if (waiter != null) {
      forgetWaiter(); // of a step inside of this one
    }
    if (future instanceof LoopFuture<?> own) {
      addTo(own);
    } else {
      future.addWaiter(this);
      waiter = future;
    }
    if ((flags & QUEUED) != 0) {
      flags |= FORGETS; // stepped by hand, or the future was done
    }
    track();
    TaskObserver observer = home.observer;
    if (observer != null) {
      home.tell(observer, to -> to.waiting(this, future), this);
    }
    if ((flags & MUST_CANCEL) != 0 && future.cancel(isDone() ? null : cancelMessage())) { // §4.6
      flags &= ~MUST_CANCEL;
    }
  }

  /** The waiter comes first, so that a future that is done already wakes by it; nobody is called who could see it. */
  private void addTo(LoopFuture<?> future) {
    waiter = future;
    boolean added = false;
    try {
      future.addWaiter(this);
      added = true;
    } finally {
      if (!added) {
        waiter = null;
      }
    }
  }

  // ---- wakeup (§5)

  @Override
  public void wakeup(FutureLike<?> done) {
    Objects.requireNonNull(done, "wakeup(done): the future is null");
    home.requireThread();
    Throwable raised = enterWoken(done);
    resumeAndLeave(home.takeSent(), raised);
  }

  /** As {@link #enter}; what to send is {@link LoopState#sent}. */
  private @Nullable Throwable enterWoken(FutureLike<?> done) {
    TaskObserver observer = home.observer;
    if (observer != null) {
      home.tell(observer, to -> to.waitEnded(this, done), this);
    }
    Object value;
    try {
      value = done.result(); // §5.3
    } catch (Throwable error) { // §5.5
      if (home.rules.baseExceptionEscapes && home.leavesRun(error)) {
        throw Thrown.as(error); // §5.4
      }
      Interrupts.outcome(error);
      return enter(null, error); // §5.2
    }
    if (home.rules.sendsValues) {
      home.sent = value; // §3.7
    }
    return enter(null, null);
  }

  // ---- steps whose coroutine the guest resumes ({@link io.github.aiotask.Steps})

  /** Begins the step that is queued. */
  @Nullable Throwable beginQueued() {
    if ((flags & QUEUED) == 0) {
      throw new IllegalStateException(
          "nothing is queued for " + this + ": begin(step) takes what its loop was given, once; begin(task, null, null) is a step by hand");
    }
    return beginEntry(takeEntry());
  }

  @Nullable Throwable beginEntry(@Nullable Object argument) {
    return argument instanceof LoopFuture<?> done
        ? beginWakeup(done)
        : begin(null, argument instanceof Throwable error ? error : null);
  }

  /** As {@link #step}, up to where it resumes the coroutine. */
  @Nullable Throwable begin(@Nullable Object value, @Nullable Throwable error) {
    home.requireThread();
    requireNotEndless();
    Throwable raised = enter(value, error);
    if (home.rules.sendsValues) {
      home.sent = value; // §3.7
    }
    return begun(raised);
  }

  /** As {@link #wakeup}, up to where it resumes the coroutine. */
  @Nullable Throwable beginWakeup(FutureLike<?> done) {
    home.requireThread();
    requireNotEndless();
    return begun(enterWoken(done));
  }

  /** Whether the guest would see nothing of it: then it need not be in the task's context (§3.19). */
  boolean beginsQuietly() {
    int entry = flags & ENTRY & ~CONTEXT;
    return entry == QUEUED || entry == (QUEUED | FORGETS);
  }

  /** The same of a report. */
  boolean reportsQuietly(Report what, @Nullable Object value) {
    int now = flags;
    return switch (what) {
      case YIELDED -> value == null
          ? (now & (OBSERVED | QUEUED)) == 0
          : value instanceof LoopFuture<?> own && mayWaitQuietly(now, own) && own.accepts(this);
      case RETURNED -> (now & (OBSERVED | MUST_CANCEL | DONE)) == 0 && completesQuietly();
      case RAISED -> false;
    };
  }

  private void requireNotEndless() {
    if ((flags & ALL_PULLED) == ALL_PULLED) {
      throw new IllegalStateException("no step of " + this + " was ever reported: report each by yielded, returned or raised");
    }
  }

  private @Nullable Throwable begun(@Nullable Throwable raised) {
    flags += PULLED;
    boolean told = false;
    try {
      tellStepping(raised);
      told = true;
    } finally {
      if (!told) {
        abandon(); // the guest has nothing to report
      }
    }
    return raised;
  }

  /** §2.7; false if the first step is scheduled. */
  boolean beginEagerly() {
    home.requireThread();
    if ((flags & STARTS) == 0) {
      return false;
    }
    requireStepable(null);
    if ((flags & BEGUN) != 0) {
      throw new IllegalStateException(this + " has been started: report its step, and begin what its loop is given");
    }
    tellIfShared();
    flags = (flags & ~UNREGISTERED) | BEGUN;
    home.startEagerly(this);
    begun(null);
    return true;
  }

  /** Deals with what came out of the coroutine. */
  void report(Report what, @Nullable Object value) {
    home.requireThread();
    if ((flags & ALL_PULLED) == 0) {
      throw new IllegalStateException(
          "no step of " + this + " has begun: begin it, resume its coroutine, and report once what came out");
    }
    flags -= PULLED;
    boolean dealt = false;
    try {
      if (what == Report.YIELDED) {
        yielded(value);
      } else if (what == Report.RETURNED) {
        returned(value);
      } else if (value instanceof Throwable error) {
        raised(error);
      }
      dealt = true;
    } finally {
      if (!dealt) {
        track(); // it may be stranded, but is a task that there is
      }
      leavePulled();
    }
  }

  /** Ends a step whose coroutine was not resumed, or whose guest has failed: the task is stranded. */
  void abandon() {
    flags -= PULLED;
    track();
    leavePulled();
  }

  private void leavePulled() {
    if ((flags & (STARTS | ALL_PULLED)) == STARTS && (flags & BEGUN) != 0) {
      flags &= ~STARTS;
      home.endEagerly(this);
      eagerStartEnds();
    } else {
      leave();
    }
  }

  // ---- cancel (§6)

  @Override
  public boolean cancel(@Nullable Object message) {
    home.requireThread();
    silenceIfCancelDoes();
    if (isDone()) {
      return false; // §6.1
    }
    Object passed = home.rules.hasMessages ? message : null; // §6.7
    if (endOfChain().waiter instanceof CancelRelay) {
      throwIfCycle(CancelWalk.cycleFrom(this));
      return CancelWalk.cancel(this, passed);
    }
    CoroutineTask<?> task = this; // walks down the chain (§6.8): every task of it will take the request
    CoroutineTask<?> next = task.requestCancel(passed);
    while (next != null) {
      task = next;
      next = task.requestCancel(passed);
    }
    return true;
  }

  /** Counts the request and passes it on; the task that it goes to next, or null if it has arrived. */
  private @Nullable CoroutineTask<?> requestCancel(@Nullable Object message) {
    countRequest(message);
    CoroutineTask<?> pending = pendingWaiter();
    if (pending == null) {
      FutureLike<?> future = waiter;
      if (future == null || !future.cancel(message)) { // §6.2
        keepRequest(message);
      }
    }
    return pending;
  }

  void countRequest(@Nullable Object message) {
    if (home.rules.countsCancels) {
      tracker().cancelRequests++; // §6.4
    }
    TaskObserver observer = home.observer;
    if (observer != null) {
      home.tell(observer, to -> to.cancelRequested(this, message), this);
    }
  }

  /** Nobody took it: the next step will. */
  void keepRequest(@Nullable Object message) {
    flags |= MUST_CANCEL; // §6.3
    if (!isDone()) { // the waiter's cancel may have ended this task
      setCancelMessage(message);
    }
  }

  /** The task that this one waits for, if it is of this library and not done. */
  private @Nullable CoroutineTask<?> pendingWaiter() {
    return waiter instanceof CoroutineTask<?> task && !task.isDone() ? task : null;
  }

  /**
   * The last one of the tasks that wait for each other, beginning here. Brent's way: a checkpoint that is moved ever more seldom
   * is met again in any cycle (§6.9).
   */
  private CoroutineTask<?> endOfChain() {
    CoroutineTask<?> last = this;
    CoroutineTask<?> checkpoint = this;
    long steps = 0;
    long limit = 1;
    for (CoroutineTask<?> task = pendingWaiter(); task != null; task = task.pendingWaiter()) {
      throwIfCycle(task == checkpoint ? task : null);
      last = task;
      if (++steps == limit) {
        checkpoint = task;
        steps = 0;
        limit *= 2;
      }
    }
    return last;
  }

  private void throwIfCycle(@Nullable FutureLike<?> closesIt) {
    if (closesIt != null) {
      throw Thrown.as(home.newError(ErrorKind.WAIT_CYCLE, this, closesIt));
    }
  }

  @Override
  @LockingFree
  public int cancelling() {
    Tracker tracked = tracker;
    return tracked == null ? 0 : tracked.cancelRequests;
  }

  @Override
  public int uncancel() {
    home.requireThread();
    Tracker tracked = tracker;
    if (tracked == null || tracked.cancelRequests == 0) {
      return 0;
    }
    tracked.cancelRequests--; // §6.5
    if (tracked.cancelRequests == 0 && home.rules.uncancelClearsFlag) {
      flags &= ~MUST_CANCEL; // §6.6
    }
    return tracked.cancelRequests;
  }

  // ---- outcome from outside (§3.21)

  @Override
  public void setResult(T value) {
    refuseOutcome(Accessor.RESULT);
    baseSetResult(value);
  }

  @Override
  public void setException(Throwable error) {
    refuseOutcome(Accessor.EXCEPTION);
    baseSetException(error);
  }

  private void refuseOutcome(Accessor set) {
    if (home.rules.guardsOutcome) {
      throw Thrown.as(home.newError(ErrorKind.TASK_OUTCOME, this, set));
    }
  }

  // ---- registry (§7) and reports (§9)

  /** Makes the task one of all tasks, if it is not yet. */
  void track() {
    boolean pending = !isDone();
    if ((!pending && home.rules.forgetsDone) || (flags & TRACKED) != 0) {
      return; // §7.2
    }
    boolean shown = (flags & UNREGISTERED) == 0;
    boolean reported = pending && home.reportsCollections && (flags & UNREPORTED) == 0;
    if (!shown && !reported) {
      return;
    }
    tracker().watch(reported, shown && pending && home.holdsTasks, shown); // §7.9
    if (shown) {
      flags |= TRACKED;
    }
  }

  /** §7.6 */
  void registerAgain() {
    flags &= ~UNREGISTERED;
    track();
  }

  /** §7.6: no task to the registry, but its collection is still worth a report. */
  void unregister() {
    flags = (flags & ~TRACKED) | UNREGISTERED;
    if (tracker != null) {
      tracker.hide();
    }
  }

  boolean isUnregistered() {
    return (flags & UNREGISTERED) != 0;
  }

  @Override
  void completed(Tracker tracked) {
    tracked.done(); // §7.1
    if (home.rules.forgetsDone) {
      tracked.hide(); // §7.2
      flags &= ~TRACKED;
    }
  }

  @Override
  public void setLogDestroyPending(boolean report) {
    home.requireThread();
    flags = report ? flags & ~UNREPORTED : flags | UNREPORTED; // §9.3
    if (tracker != null) {
      tracker.setReportsPending(report && !isDone() && home.reportsCollections);
    }
  }

  // ---- looking

  @Override
  @LockingFree
  public String name() {
    Tracker tracked = tracker;
    String given = tracked == null ? null : tracked.label();
    return given != null ? given : "Task-" + number; // §2.4
  }

  @Override
  public void setName(String newName) {
    Objects.requireNonNull(newName, "setName(name): the name is null");
    home.requireThread();
    tracker().setLabel(newName);
    Coroutine<T> running = coroutine;
    if (running != null) {
      running.runsIn(this);
    }
  }

  @Override
  public @Nullable Coroutine<T> coroutine() {
    return coroutine; // §9.7
  }

  @Override
  public @Nullable Object context() {
    return context;
  }

  @Override
  Tracker newTracker(@Nullable Throwable createdAt) {
    return home.newTracker(this, null, number, createdAt);
  }

  @Override
  public @Nullable FutureLike<?> waiter() {
    return waiter;
  }

  @Override
  public boolean mustCancel() {
    return (flags & MUST_CANCEL) != 0;
  }

  @Override
  @Nullable FutureLike<?> snapshotWaiter() {
    return waiter;
  }

  @Override
  int snapshotCancelling() {
    return cancelling();
  }

  @Override
  @LockingFree
  String stateWord() {
    boolean cancelling =
        home.rules.countsCancels
            ? cancelling() > 0 && (flags & DONE) == 0 // §9.6
            : (flags & MUST_CANCEL) != 0; // §9.5
    return cancelling ? "cancelling" : super.stateWord();
  }

  @Override
  public String toString() {
    FutureLike<?> future = waiter;
    String waiting = "";
    if (future instanceof CoroutineTask<?> task) {
      waiting = " waiting for " + task.name();
    } else if (future != null) {
      waiting = " waiting for a " + future.getClass().getSimpleName();
    }
    return "<Task " + stateWord() + " " + name() + waiting + ">";
  }
}
