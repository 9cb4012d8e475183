package io.github.aiotask.properties.plain;

import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.Accessor;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task (§2 to §6). The flag is {@code mustCancel}. */
final class PlainTask<T extends @Nullable Object> extends PlainFuture<T> implements Task<T> {
  private final @Nullable Object context;
  private volatile String name;
  private @Nullable Coroutine<T> coroutine;
  private @Nullable FutureLike<?> waiter;
  private boolean mustCancel;
  private int cancelling;

  PlainTask(
      PlainRuntime runtime,
      TaskLoop loop,
      Coroutine<T> coroutine,
      String name,
      @Nullable Object context,
      @Nullable Object owner) {
    super(runtime, loop, owner);
    this.coroutine = coroutine;
    this.name = name;
    this.context = context;
  }

  // ---- creation

  /** Schedules the first step, or runs it, and registers the task (§2.2, §2.6). */
  void start(boolean eagerly) {
    if (owner() != null) {
      runtime.guest.taskCreated(this);
    }
    runtime.observe(loop, observer -> observer.created(this));
    if (eagerly) {
      startEagerly();
      return;
    }
    if (is(Fault.REGISTERED_BEFORE_SCHEDULED)) {
      runtime.registry.add(loop, this, false);
    }
    if (is(Fault.FIRST_STEP_AT_ONCE)) {
      step(null, null);
    } else {
      schedule(null); // §2.3
    }
    if (!is(Fault.REGISTERED_BEFORE_SCHEDULED)) {
      runtime.registry.add(loop, this, false);
    }
  }

  private void startEagerly() {
    PlainRegistry registry = runtime.registry;
    Object former = registry.swap(loop, this); // §2.7
    if (!is(Fault.EAGER_NOT_LISTED_IN_STEP)) {
      registry.add(loop, this, false); // §7.7
    }
    try {
      runtime.callIn(is(Fault.EAGER_IN_CONTEXT_OF_CREATOR) ? null : context, task -> task.resume(null, null), this);
      if (is(Fault.EAGER_ERROR_LEAVES) && isDone() && !isCancelled()) {
        result();
      }
    } catch (Throwable error) {
      if (!is(Fault.EAGER_EXIT_SWALLOWED)) {
        throw PlainRuntime.raise(error); // §2.9
      }
    } finally {
      registry.swap(loop, is(Fault.EAGER_FORMER_NOT_RESTORED) ? null : former);
      if (isDone() || is(Fault.EAGER_PENDING_NOT_LISTED)) {
        registry.unregister(loop, this);
        coroutine = isDone() ? null : coroutine; // §2.8
      }
      if (isDone() ? is(Fault.EAGER_DONE_LISTED) : is(Fault.EAGER_NOT_LISTED_IN_STEP)) {
        registry.add(loop, this, isDone());
      }
    }
  }

  /** Schedules a step that sends null or raises the error. */
  private void schedule(@Nullable Throwable error) {
    loop.scheduleStep(new PlainStep(this, () -> step(null, error)), context);
    runtime.observe(loop, observer -> observer.stepScheduled(this, error));
  }

  // ---- step

  @Override
  public void step(@Nullable Object value, @Nullable Throwable error) {
    if (value != null && runtime.since(6)) {
      throw new IllegalArgumentException("step(value, error): a value is sent up to Python 3.5 only (§3.8)");
    }
    stepWith(value, error);
  }

  private void stepWith(@Nullable Object value, @Nullable Throwable error) {
    if (isDone() && !is(Fault.STEP_OF_DONE_RUNS)) {
      throw runtime.error(ErrorKind.STEP_OF_DONE, this, error); // §3.1
    }
    Throwable raised = error;
    if (mustCancel) { // §3.2
      if (error == null || kindOf(error) != ExceptionKind.CANCELLED || is(Fault.OWN_CANCELLED_REPLACED)) {
        raised = runtime.guest.newCancelled(this, message); // §3.3
      }
      mustCancel = is(Fault.FLAG_KEPT_AT_STEP);
    }
    if (!is(Fault.WAITER_KEPT_AT_STEP)) {
      waiter = null; // §3.4
    }
    runtime.registry.enter(loop, this); // §3.5, §3.6
    try {
      resume(value, raised);
    } finally {
      if (!is(Fault.CURRENT_KEPT_AFTER_STEP)) {
        runtime.registry.leave(loop, this); // §3.16, §3.17
      }
    }
  }

  /** Resumes the coroutine once, and deals with what comes out. */
  private void resume(@Nullable Object value, @Nullable Throwable error) {
    runtime.observe(loop, observer -> observer.stepping(this, error));
    Coroutine<T> body = Objects.requireNonNull(coroutine);
    Object yielded;
    try {
      yielded = error == null ? body.send(value) : body.raise(error); // §3.7, §3.8
    } catch (Throwable raised) {
      raised(raised);
      return;
    }
    if (yielded == Coroutine.RETURNED) {
      returned(body.returned());
    } else {
      yielded(yielded);
    }
  }

  private void returned(T value) {
    if (isDone() && is(Fault.FORCED_STATE_IGNORED)) {
      return;
    }
    if (mustCancel && runtime.since(8) && !is(Fault.RETURN_BEATS_FLAG)) { // §3.10
      mustCancel = is(Fault.FLAG_KEPT_AT_RETURN);
      baseCancel(is(Fault.RETURN_CANCELS_WITHOUT_MESSAGE) ? null : message);
    } else if (mustCancel && runtime.since(6) && !runtime.since(8)) { // §3.20
      mustCancel = false;
      baseSetException(runtime.guest.newCancelled(this, null));
    } else {
      baseSetResult(value); // §3.9
    }
  }

  private void raised(Throwable error) {
    ExceptionKind kind = kindOf(error);
    if (kind == ExceptionKind.CANCELLED && !is(Fault.CANCELLED_IS_FAILURE)) { // §3.11
      if (runtime.since(11) && !isDone() && !is(Fault.CANCELLED_NOT_KEPT)) {
        kept = error; // §3.12
      }
      mustCancel &= !is(Fault.CANCELLED_CLEARS_FLAG);
      baseCancel(is(Fault.CANCELLED_KEEPS_MESSAGE) ? message : null);
      return;
    }
    if (mustCancel && is(Fault.FLAG_BEATS_ERROR)) {
      baseCancel(message);
      return;
    }
    if (!(kind == ExceptionKind.EXIT && is(Fault.EXIT_NOT_STORED))) {
      baseSetException(error);
    }
    mustCancel &= !is(Fault.ERROR_CLEARS_FLAG);
    boolean leaves = kind == ExceptionKind.BASE_EXCEPTION && baseExceptionLeaves(); // §3.14
    if (leaves || (kind == ExceptionKind.EXIT && !is(Fault.EXIT_NOT_RAISED))) { // §3.13
      throw PlainRuntime.raise(error);
    }
  }

  private boolean baseExceptionLeaves() {
    return runtime.since(8) ? is(Fault.BASE_EXCEPTION_LEAVES_STEP) : !is(Fault.BASE_EXCEPTION_STAYS_IN_STEP);
  }

  private ExceptionKind kindOf(Throwable error) {
    return runtime.kindOf(error, loop);
  }

  // ---- yield

  private void yielded(@Nullable Object what) {
    try {
      dealWith(what);
    } catch (Throwable error) {
      if (!is(Fault.YIELD_ERROR_STORED)) {
        throw PlainRuntime.raise(error); // §4.12
      }
      baseSetException(error);
    }
  }

  private void dealWith(@Nullable Object what) {
    if (what == null) {
      bareYield();
      return;
    }
    FutureLike<?> future = runtime.futureIn(what);
    if (future == null) {
      boolean generator = runtime.guest.isGenerator(what) && !is(Fault.GENERATOR_IS_BAD_YIELD);
      answer(generator ? ErrorKind.YIELDED_GENERATOR : ErrorKind.BAD_YIELD, what); // §4.9, §4.10
    } else if (runtime.since(5) && future.loop() != loop && !is(Fault.OTHER_LOOP_ACCEPTED)) {
      answer(ErrorKind.OTHER_LOOP, what); // §4.3
    } else if (future == this && is(Fault.SELF_ASKED_FIRST)) {
      answer(ErrorKind.SELF_AWAIT, what);
    } else if (!future.isBlocking() && !is(Fault.PLAIN_YIELD_ACCEPTED)) {
      answer(ErrorKind.YIELD_WITHOUT_AWAIT, what); // §4.7
    } else if (runtime.since(6) && future == this && !is(Fault.SELF_AWAIT_ACCEPTED)) {
      answer(ErrorKind.SELF_AWAIT, what); // §4.4
    } else {
      waitFor(future);
    }
  }

  /** One iteration for the others (§4.8). */
  private void bareYield() {
    if (is(Fault.BARE_YIELD_AT_ONCE)) {
      resume(null, null);
    } else if (is(Fault.BARE_YIELD_TWO_HOPS)) {
      loop.schedule(task -> task.schedule(null), this, context);
    } else {
      schedule(null);
    }
    if (is(Fault.BARE_YIELD_STEPS_TWICE)) {
      schedule(null);
    }
  }

  /** Has the error raised at the yield, by a step (§4.11). */
  private void answer(ErrorKind kind, Object what) {
    if (is(Fault.BAD_YIELD_ACCEPTED) && kind == ErrorKind.BAD_YIELD) {
      schedule(null);
      return;
    }
    Throwable error = runtime.guest.newError(kind, this, what);
    if (is(Fault.BAD_YIELD_KILLS)) {
      baseSetException(error);
    } else if (is(Fault.ANSWER_AT_ONCE)) {
      resume(null, error);
    } else {
      schedule(error);
    }
  }

  /** The flag, then the wakeup, then the waiter (§4.5); a cancel from inside the step goes on to it (§4.6). */
  private void waitFor(FutureLike<?> future) {
    boolean late = is(Fault.HANDSHAKE_CLEARED_LATE);
    future.setBlocking(is(Fault.HANDSHAKE_KEPT) || late);
    waiter = is(Fault.REFUSING_WAITER_KEPT) ? future : null;
    future.addWaiter(this);
    future.setBlocking(future.isBlocking() && !late);
    waiter = future;
    runtime.observe(loop, observer -> observer.waiting(this, future));
    if (mustCancel && !is(Fault.FLAG_NOT_FORWARDED)) {
      boolean taken = future.cancel(is(Fault.AWAIT_DROPS_MESSAGE) || isDone() ? null : message);
      mustCancel = is(Fault.FLAG_KEPT_AT_AWAIT) || !(taken || is(Fault.FLAG_CLEARED_AT_REFUSAL));
    }
  }

  // ---- wakeup

  @Override
  public void wakeup(FutureLike<?> done) {
    runtime.observe(loop, observer -> observer.waitEnded(this, done)); // §9.13
    if (mustCancel && is(Fault.WAKEUP_SKIPS_READING)) {
      stepWith(null, null);
      return;
    }
    Object value = null;
    Throwable error = null;
    try {
      value = done.result(); // §5.3
    } catch (Throwable raised) {
      if (leavesWakeup(kindOf(raised))) {
        throw PlainRuntime.raise(raised);
      }
      error = raised;
    }
    boolean sent = runtime.since(6) ? is(Fault.VALUE_SENT) : !is(Fault.VALUE_NOT_SENT);
    stepWith(sent ? value : null, error);
  }

  private boolean leavesWakeup(ExceptionKind kind) {
    boolean base = kind == ExceptionKind.BASE_EXCEPTION || kind == ExceptionKind.EXIT;
    return base && (runtime.since(8) ? is(Fault.BASE_EXCEPTION_WAKES_NOBODY) : !is(Fault.BASE_EXCEPTION_WAKES)); // §5.4
  }

  // ---- cancel

  @Override
  public boolean cancel(@Nullable Object given) {
    if (isDone()) {
      cancelling += is(Fault.CANCEL_OF_DONE_COUNTS) ? 1 : 0;
      return baseCancel(given); // §6.1: it says no, and clears the mark
    }
    Object reason = runtime.message(given);
    List<PlainTask<?>> chain = chain();
    for (PlainTask<?> task : chain) {
      task.count(is(Fault.CANCEL_COUNTED_LATE) ? 0 : 1); // §6.4
      runtime.observe(loop, observer -> observer.cancelRequested(task, reason));
    }
    boolean taken = chain.get(chain.size() - 1).passOn(reason);
    for (PlainTask<?> task : chain) {
      task.count(is(Fault.CANCEL_COUNTED_LATE) ? 1 : 0);
    }
    return taken;
  }

  /** This task, the task that it waits for, and so on: a list, where CPython recurses (§6.8). */
  private List<PlainTask<?>> chain() {
    if (runtime.leadsIntoCycle(this, Set.of())) {
      mustCancel |= is(Fault.CYCLE_SETS_FLAG);
      throw runtime.error(ErrorKind.WAIT_CYCLE, this, waiter); // §6.9
    }
    List<PlainTask<?>> chain = new ArrayList<>();
    FutureLike<?> next = this;
    while (next instanceof PlainTask<?> task && !task.isDone()) {
      chain.add(task);
      next = is(Fault.CANCEL_SPARES_WAITER) ? null : task.waiter;
    }
    return chain;
  }

  /** Where its cancel goes. */
  List<FutureLike<?>> targets() {
    FutureLike<?> asked = is(Fault.CANCEL_SPARES_WAITER) ? null : waiter;
    return asked == null ? List.of() : List.of(asked);
  }

  private void count(int more) {
    if (runtime.since(11) && !is(Fault.CANCEL_UNCOUNTED)) {
      cancelling = is(Fault.CANCEL_COUNTED_ONCE) ? Math.max(cancelling, more) : cancelling + more;
    }
  }

  /** To what it waits for (§6.2), or if that does not take it, to the next step (§6.3). */
  private boolean passOn(@Nullable Object reason) {
    FutureLike<?> asked = is(Fault.CANCEL_SPARES_WAITER) ? null : waiter;
    boolean taken = asked != null && asked.cancel(is(Fault.CANCEL_DROPS_MESSAGE) ? null : reason);
    if (taken && is(Fault.WAITER_FORGOTTEN_AT_CANCEL)) {
      waiter = null;
    }
    if (taken && !is(Fault.CANCEL_SETS_FLAG_TOO)) {
      return true;
    }
    if (asked != null && is(Fault.REFUSED_CANCEL_FALSE)) {
      return false;
    }
    if (!mustCancel || !is(Fault.FIRST_MESSAGE_WINS)) {
      message = is(Fault.FLAG_WITHOUT_MESSAGE) ? null : reason; // §6.7
    }
    mustCancel = true;
    return true;
  }

  @Override
  public int cancelling() {
    return cancelling;
  }

  @Override
  public int uncancel() {
    boolean counts = cancelling > 0 || is(Fault.UNCANCEL_BELOW_ZERO);
    if (runtime.since(11) && counts) {
      cancelling--; // §6.5
      boolean withdrawn = runtime.since(13) && cancelling == 0 && !is(Fault.UNCANCEL_KEEPS_FLAG);
      mustCancel &= !(withdrawn || is(Fault.UNCANCEL_CLEARS_EARLY)); // §6.6
    }
    return cancelling;
  }

  // ---- the rest

  /** A task has the outcome of its coroutine; 3.4 lets others set it. */
  @Override
  public void setResult(T value) {
    refuseOutcome(Accessor.RESULT);
    super.setResult(value);
  }

  @Override
  public void setException(Throwable error) {
    refuseOutcome(Accessor.EXCEPTION);
    super.setException(error);
  }

  private void refuseOutcome(Accessor set) {
    if (runtime.since(7) && !is(Fault.OUTCOME_FROM_OUTSIDE)) {
      throw runtime.error(ErrorKind.TASK_OUTCOME, this, set);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void setName(String name) {
    this.name = Objects.requireNonNull(name, "setName(name): the name is null");
  }

  @Override
  public @Nullable Coroutine<T> coroutine() {
    return coroutine;
  }

  @Override
  public @Nullable Object context() {
    return context;
  }

  @Override
  public void setLogDestroyPending(boolean report) {} // there are no reports at collection here

  @Override
  public Snapshot snapshot() {
    return snapshot(waiter, mustCancel, cancelling);
  }

  /** The flag says cancelling to 3.10, done or not (§9.5), the count from 3.11 on, while pending (§9.6). */
  @Override
  public String toString() {
    boolean asked = (runtime.since(11) ? cancelling > 0 && !isDone() : mustCancel) && !is(Fault.STATE_WORD_PLAIN);
    String waits = waiter == null ? "" : " waits for " + (waiter instanceof Task<?> task ? task.name() : "a future");
    return "<Task " + (asked ? "cancelling" : stateWord()) + " " + name + waits + ">";
  }
}
