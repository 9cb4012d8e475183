package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.model.Functions.WaitFor;
import org.jspecify.annotations.Nullable;

/** Chapter 10: waitFor. */
final class WaitForRules {

  private static final int KNOWS_NO_TIME = 7; // §10.29 §10.72 §10.73
  private static final int USES_TIMEOUT = 12; // §10.28

  private WaitForRules() {}

  /** §10.27 to §10.31, §10.72 to §10.77; {@code nanos} is null if there is no limit. */
  static Routine.Begun waitFor(State s, Ref awaitable, @Nullable Long nanos) {
    if (nanos != null && nanos <= 0 && s.since(KNOWS_NO_TIME)) {
      return withoutTime(s, awaitable);
    }
    if (s.before(USES_TIMEOUT)) {
      return nanos == null ? Routines.await(s.by("10.27"), awaitable) : besideTimer(s, awaitable, nanos);
    }
    String rule = nanos == null ? "10.27" : "10.28";
    Outcome entered = TimeoutRules.enter(s.by(rule), FutureState.UNNAMED, nanos);
    if (entered.isRaised()) {
      return new Routine.Begun(entered, null);
    }
    int timeout = Awaitables.id(entered);
    Routine.Begun inner = Routines.await(entered.state().by(rule), awaitable);
    return new Routine.Begun(leave(inner.outcome(), timeout), new Routine.Timed(timeout, Words.present(inner.routine())));
  }

  /** The await has gone on: unless it waits again, the timeout is left. */
  static Outcome leave(Outcome inner, int timeout) {
    return switch (inner.kind()) {
      case YIELDED -> inner;
      case DONE -> TimeoutRules.exit(inner.state(), timeout, null).then(left -> Outcome.done(left, inner.value()));
      case RAISED -> TimeoutRules.exit(cancelled(inner), timeout, inner.error()).then(inner::at);
    };
  }

  /** §10.31: the cancel has gone to what it awaits, as with any await. */
  private static State cancelled(Outcome inner) {
    return inner.error().is(ExceptionKind.CANCELLED) ? inner.state().also("10.31") : inner.state();
  }

  // ---- without a time

  /** §10.29, §10.72, §10.73 */
  private static Routine.Begun withoutTime(State s, Ref awaitable) {
    String rule = s.since(9) ? "10.29" : s.since(8) ? "10.73" : "10.72";
    Outcome ensured = Awaitables.ensureFuture(s.by(rule), awaitable, s.since(USES_TIMEOUT));
    if (ensured.isRaised()) {
      return new Routine.Begun(ensured, null);
    }
    int future = Awaitables.id(ensured);
    State there = ensured.state().by(rule);
    if (there.future(future).isDone()) {
      return new Routine.Begun(FutureRules.result(there, future), null);
    }
    if (there.before(8)) {
      Outcome cancelled = CancelRules.cancel(there, future, null);
      Outcome over = cancelled.then(by -> Outcome.raised(by.by(rule), Err.timeout(null)));
      return new Routine.Begun(over, null);
    }
    int id = there.functions().waitFors().size();
    WaitFor none = new WaitFor(id, future, TaskState.NONE, TaskState.NONE, rule, false, null);
    return new Routine.Begun(cancelAndWait(put(there, none), id, null), new Routine.WaitFor(id));
  }

  /** Cancels the future, and waits for its end. */
  private static Outcome cancelAndWait(State s, int id, @Nullable Err cancellation) {
    int waiter = s.futures().size();
    int future = waitFor(s, id).future();
    Callback ended = new Callback.Cancelled(waiter);
    Outcome heard =
        Awaitables.newFuture(put(s, waitFor(s, id).cancelling(waiter, cancellation)))
            .then(made -> FutureRules.addDoneCallback(made, future, ended));
    if (heard.isRaised()) {
      return heard;
    }
    Outcome cancelled = CancelRules.cancel(heard.state().by(s.rule()), future, null);
    return cancelled.isRaised()
        ? cancelled.at(FutureRules.removeDoneCallback(cancelled.state(), future, ended).state())
        : Routines.suspend(cancelled.state(), waiter);
  }

  // ---- beside a timer

  /** §10.30, §10.74, §10.75 */
  private static Routine.Begun besideTimer(State s, Ref awaitable, long nanos) {
    String rule = s.since(9) ? "10.75" : s.since(7) ? "10.74" : "10.30";
    int waiter = s.futures().size();
    Outcome timed = Awaitables.newFuture(s.by(rule)).then(made -> WaitRules.timer(made, waiter, nanos));
    Outcome ensured = timed.then(there -> Awaitables.ensureFuture(there, awaitable, there.since(USES_TIMEOUT)));
    if (ensured.isRaised()) { // the timer stays
      return new Routine.Begun(ensured, null);
    }
    int timer = ((Ref) Words.present(timed.value())).id();
    int future = Awaitables.id(ensured);
    Outcome heard = FutureRules.addDoneCallback(ensured.state().by(rule), future, new Callback.Cancelled(waiter));
    if (heard.isRaised()) {
      return new Routine.Begun(heard, null);
    }
    int id = heard.state().functions().waitFors().size();
    State begun = put(heard.state(), new WaitFor(id, future, waiter, timer, rule, false, null));
    return new Routine.Begun(Routines.suspend(begun, waiter), new Routine.WaitFor(id));
  }

  // ---- on from there

  /** The future is done, or the time is over, or the wait was cancelled; or what was cancelled has ended. */
  static Outcome resume(State s, int id, @Nullable Err raised) {
    WaitFor waitFor = waitFor(s, id);
    Outcome waited = Routines.answer(s, waitFor.waiter(), raised);
    State by = waited.state().by(waitFor.rule());
    Outcome out = waitFor.isCancelling() ? cancelled(waited.at(by), waitFor) : waited(waited.at(by), waitFor);
    return out.kind() == Outcome.Kind.YIELDED || waitFor.timer() == TaskState.NONE
        ? out
        : out.at(LoopRules.cancelHandle(out.state(), waitFor.timer()));
  }

  private static Outcome waited(Outcome waited, WaitFor waitFor) {
    State s = waited.state();
    boolean cancelled = waited.isRaised() && waited.error().is(ExceptionKind.CANCELLED);
    if (waited.isRaised() && !cancelled) {
      return waited;
    }
    String rule = !cancelled ? waitFor.rule() : s.since(8) ? "10.77" : "10.76";
    State by = cancelled ? s.by(rule).also("10.31") : s;
    if (by.future(waitFor.future()).isDone() && (!cancelled || s.since(8))) {
      return FutureRules.result(by, waitFor.future());
    }
    State quiet = withoutCallback(by, waitFor);
    if (s.since(cancelled ? 8 : 7)) {
      return cancelAndWait(quiet.by(rule), waitFor.id(), cancelled ? waited.error() : null);
    }
    Outcome asked = CancelRules.cancel(quiet.by(rule), waitFor.future(), null);
    Err end = cancelled ? waited.error() : Err.timeout(null);
    return asked.then(there -> Outcome.raised(there.by(rule), end));
  }

  /** What was cancelled has ended. */
  private static Outcome cancelled(Outcome waited, WaitFor waitFor) {
    State after = withoutCallback(waited.state(), waitFor);
    if (waited.isRaised()) {
      return waited.at(after.by("10.31"));
    }
    if (waitFor.cancellation() != null) {
      return Outcome.raised(after.by("10.77"), waitFor.cancellation());
    }
    if (waitFor.rule().equals("10.74")) {
      return Outcome.raised(after.by("10.74"), Err.timeout(null));
    }
    Outcome read = FutureRules.result(after, waitFor.future());
    State by = read.state().by(waitFor.rule());
    if (!read.isRaised()) {
      return waitFor.rule().equals("10.73") ? Outcome.raised(by, Err.timeout(null)) : read.at(by);
    }
    return read.error().is(ExceptionKind.CANCELLED)
        ? Outcome.raised(by, Err.timeout(read.error()))
        : read.at(waitFor.timer() == TaskState.NONE ? by.meets(Situation.CLEANUP_FAILS) : by);
  }

  private static State withoutCallback(State s, WaitFor waitFor) {
    return FutureRules.removeDoneCallback(s, waitFor.future(), new Callback.Cancelled(waitFor.waiter())).state();
  }

  private static WaitFor waitFor(State s, int id) {
    return s.functions().waitFors().get(id);
  }

  private static State put(State s, WaitFor one) {
    return s.with(s.functions().with(one));
  }
}
