package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.model.Callback.Registered;
import io.github.aiotask.properties.model.FutureState.Status;
import io.github.aiotask.properties.model.FutureState.Type;
import io.github.aiotask.properties.model.Handle.Action;
import org.jspecify.annotations.Nullable;

/** Chapter 1. These are the base operations: on a task they are what its own completion uses (§3.18). */
final class FutureRules {
  private static final int FOREIGN_RESULT = 11;

  private FutureRules() {}

  /** §1.2: only a pending future can be completed. */
  static Outcome setResult(State s, int id, @Nullable Object value) {
    FutureState future = s.future(id);
    if (future.isDone()) {
      return Outcome.raised(s.by("1.2"), "ALREADY_DONE");
    }
    return complete(s.also("1.2"), future.finished(value, null));
  }

  /** §1.2, §1.17: the never-retrieved mark is set last. */
  static Outcome setException(State s, int id, Err error) {
    FutureState future = s.future(id);
    if (future.isDone()) {
      return Outcome.raised(s.by("1.2"), "ALREADY_DONE");
    }
    if (error.isStopIterationItself() && s.since(5) && s.before(13)) {
      return Outcome.raised(s.by("1.18"), "STOP_ITERATION_REFUSED"); // of a subclass it is not
    }
    State begun = error.is(ExceptionKind.STOP_ITERATION) && s.since(13) ? s.by("1.3") : s;
    return complete(begun, future.finished(null, storable(begun, error)))
        .butRaised(refused -> refused.also("1.17"))
        .then(done -> marked(done.by("1.17"), id));
  }

  private static Outcome marked(State s, int id) {
    return Outcome.done(s.with(s.future(id).withUnretrieved(true)));
  }

  /** §1.3: from 3.13 on another error stands for a STOP_ITERATION. */
  private static Err storable(State s, Err error) {
    return error.is(ExceptionKind.STOP_ITERATION) && s.since(13)
        ? new Err(ExceptionKind.EXCEPTION, "STOP_ITERATION", error)
        : error;
  }

  /** §1.9, §1.10: base cancel. */
  static Outcome cancel(State s, int id, @Nullable Object message) {
    State silent = silenced(s, id);
    FutureState future = silent.future(id);
    if (future.isDone()) {
      return Outcome.done(silent.also("1.9"), false);
    }
    return complete(silent.also("1.9"), future.cancelled(silent.since(9) ? message : null))
        .then(done -> Outcome.done(done, true));
  }

  /** §1.10: who cancels does not want the outcome. */
  static State silenced(State s, int id) {
    FutureState future = s.future(id);
    return future.unretrieved() && s.since(6) ? s.by("1.10").with(future.withUnretrieved(false)) : s;
  }

  /** §1.1, §1.4: the outcome first, then the callbacks leave the future, then each is scheduled, in their order. */
  private static Outcome complete(State s, FutureState done) {
    Row<Registered> callbacks = done.callbacks();
    State by = done.task() == null ? s : s.also(s.since(7) ? "7.2" : "7.1");
    State begun = by.also("1.1").with(done);
    Outcome all = Outcome.done(callbacks.isEmpty() ? begun : emptied(begun.by("1.4"), done.id()));
    for (Registered one : callbacks) {
      all = all.then(next -> schedule(next, done.id(), one));
    }
    return all;
  }

  private static State emptied(State s, int id) {
    return s.with(s.future(id).withCallbacks(Row.empty()));
  }

  private static Outcome schedule(State s, int future, Registered one) {
    return LoopRules.callSoon(s, s.future(future).loop(), new Action.Call(one.callback(), future), one.context());
  }

  /** §1.8: a callback of the program runs in the context in which it is registered. */
  static Outcome addDoneCallback(State s, int id, Callback callback) {
    State captured = s.captureContext();
    return register(captured.since(7) ? captured.by("1.8") : captured, id, new Registered(callback, captured.captured()));
  }

  /** §1.5, §1.6: on a pending future it is appended, on a done one scheduled. */
  static Outcome register(State s, int id, Registered one) {
    FutureState future = s.future(id);
    if (future.type() == Type.RAISING) {
      return Outcome.raised(s, Err.parse("ValueError(nope)"));
    }
    if (future.isDone()) {
      return future.isForeign() ? LoopRules.wake(s, future, one) : schedule(s.by("1.6"), id, one);
    }
    return Outcome.done(s.by("1.5").with(future.withCallbacks(future.callbacks().plus(one))));
  }

  /** §1.7: all that are equal, and how many they were. */
  static Outcome removeDoneCallback(State s, int id, Callback callback) {
    FutureState future = s.future(id);
    Row<Registered> kept = Row.empty();
    for (Registered one : future.callbacks()) {
      kept = one.callback().equals(callback) ? kept : kept.plus(one);
    }
    int removed = future.callbacks().size() - kept.size();
    State by = s.by("1.7");
    return Outcome.done(removed == 0 ? by : meeting(by, future).with(future.withCallbacks(kept)), removed);
  }

  /** Whether something is kept for the next step of a task whose callbacks change. */
  private static State meeting(State s, FutureState future) {
    if (future.task() == null || future.isDone()) {
      return s;
    }
    boolean message = future.task().must() && future.message() != null;
    State met = message ? s.meets(Situation.REMOVED_WITH_MESSAGE) : s;
    return LoopRules.answers(s, future) ? met.meets(Situation.REMOVED_WITH_ANSWER) : met;
  }

  /** §1.11 to §1.13: the value, or the error object itself. */
  static Outcome result(State s, int id) {
    return read(s, id, true);
  }

  /** As {@link #result}, with the error as the value. */
  static Outcome exception(State s, int id) {
    return read(s, id, false);
  }

  private static Outcome read(State s, int id, boolean raising) {
    FutureState future = s.future(id);
    if (!future.isDone()) {
      return Outcome.raised(s.by("1.11"), "NOT_READY");
    }
    if (future.isForeign()) {
      return Outcome.done(s, FOREIGN_RESULT);
    }
    if (future.status() == Status.CANCELLED) {
      return cancellation(s, future);
    }
    State by = s.by("1.12");
    State read = future.unretrieved() ? by.with(future.withUnretrieved(false)) : by;
    Err error = future.error();
    if (error != null && raising) {
      return Outcome.raised(read, error);
    }
    return Outcome.done(read, raising ? future.result() : error);
  }

  /** §1.13, §1.14: a new CancelledError; the first reader of a task gets the one that ended it. */
  static Outcome cancellation(State s, FutureState future) {
    Err kept = future.cancelledError();
    if (kept != null) {
      return Outcome.raised(s.by("1.14").with(future.withCancelledError(null)), kept);
    }
    return Outcome.raised(s.by("1.13"), Err.cancelled(future.message()));
  }

  /** §1.15: an await of what is pending claims it. */
  static State claim(State s, int id) {
    return s.by("1.15").with(s.future(id).withBlocking(true));
  }

  /** §1.16: somebody else has resumed the coroutine. */
  static Outcome resumedTooEarly(State s) {
    return Outcome.raised(s.by("1.16"), "IllegalStateException");
  }
}
