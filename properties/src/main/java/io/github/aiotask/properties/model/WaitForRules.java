package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import org.jspecify.annotations.Nullable;

/** Chapter 10: waitFor. */
final class WaitForRules {

  private WaitForRules() {}

  /** §10.27, §10.28, §10.29; {@code nanos} is null if there is no limit. */
  static Routine.Begun waitFor(State s, Ref awaitable, @Nullable Long nanos) {
    if (nanos != null && nanos <= 0) {
      return withoutTime(s.by("10.29"), awaitable);
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

  private static Routine.Begun withoutTime(State s, Ref awaitable) {
    Outcome ensured = Awaitables.ensureFutureOfThisLoop(s, awaitable);
    if (ensured.isRaised()) {
      return new Routine.Begun(ensured, null);
    }
    int future = Awaitables.id(ensured);
    State there = ensured.state().by("10.29");
    if (there.future(future).isDone()) {
      return new Routine.Begun(FutureRules.result(there, future), null);
    }
    int waiter = there.futures().size();
    Callback ended = new Callback.Cancelled(waiter);
    Outcome heard = Awaitables.newFuture(there).then(made -> FutureRules.addDoneCallback(made, future, ended));
    if (heard.isRaised()) {
      return new Routine.Begun(heard, null);
    }
    Outcome cancelled = CancelRules.cancel(heard.state().by("10.29"), future, null);
    Outcome begun =
        cancelled.isRaised()
            ? cancelled.at(FutureRules.removeDoneCallback(cancelled.state(), future, ended).state())
            : Routines.suspend(cancelled.state(), waiter);
    return new Routine.Begun(begun, new Routine.CancelAndWait(future, waiter));
  }

  /** §10.29: its end is there: its outcome, or a TimeoutError in the place of a cancellation. */
  static Outcome resume(State s, Routine.CancelAndWait routine, @Nullable Err raised) {
    Outcome waited = Routines.answer(s, routine.waiter(), raised);
    Callback ended = new Callback.Cancelled(routine.waiter());
    State after = FutureRules.removeDoneCallback(waited.state().by("10.29"), routine.future(), ended).state();
    if (waited.isRaised()) {
      return waited.at(after.by("10.31"));
    }
    Outcome read = FutureRules.result(after, routine.future());
    boolean cancellation = read.isRaised() && read.error().is(ExceptionKind.CANCELLED);
    State by = read.state().by("10.29");
    if (cancellation) {
      return Outcome.raised(by, Err.timeout(read.error()));
    }
    return read.at(read.isRaised() ? by.meets(Situation.CLEANUP_FAILS) : by);
  }
}
