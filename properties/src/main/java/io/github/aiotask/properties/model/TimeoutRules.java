package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.properties.model.Functions.Timeout;
import io.github.aiotask.properties.model.Functions.Timeout.Phase;
import org.jspecify.annotations.Nullable;

/** Chapter 10: timeouts. */
final class TimeoutRules {

  private TimeoutRules() {}

  /** §10.39: the value is its id; {@code nanos} is null if it never expires. */
  static Outcome enter(State s, String name, @Nullable Long nanos) {
    int task = s.mainLoop().current();
    if (task == TaskState.NONE) {
      return Outcome.raised(s.by("10.39"), "IllegalStateException");
    }
    int id = s.functions().timeouts().size();
    Timeout entered = new Timeout(id, name, Phase.ENTERED, task, s.future(task).ofTask().cancelling(), TaskState.NONE);
    State by = s.by("10.39");
    return schedule(by.with(by.functions().with(entered)), id, nanos).then(there -> Outcome.done(there, id));
  }

  /** §10.40: by a timer, or at once if that time is past. */
  private static Outcome schedule(State s, int id, @Nullable Long nanos) {
    if (nanos == null) {
      return Outcome.done(s);
    }
    State captured = s.by("10.40").captureContext();
    Handle.Action expire = new Handle.Action.Expire(id);
    Outcome set =
        nanos <= 0
            ? LoopRules.callSoon(captured, State.MAIN, expire, captured.captured())
            : LoopRules.callAt(captured, State.MAIN, captured.mainLoop().now() + nanos, expire, captured.captured());
    return set.then(there -> Outcome.done(put(there, id, Phase.ENTERED, ((Ref) Words.present(set.value())).id())));
  }

  private static State put(State s, int id, Phase phase, int handle) {
    return s.with(s.functions().with(s.functions().timeouts().get(id).in(phase, handle)));
  }

  /** §10.45: only while it is active. */
  static Outcome reschedule(State s, int id, @Nullable Long nanos) {
    Timeout timeout = s.functions().timeouts().get(id);
    State by = s.by("10.45");
    if (timeout.phase() != Phase.ENTERED) {
      return Outcome.raised(by, "IllegalStateException");
    }
    return schedule(put(withoutTimer(by, timeout), id, Phase.ENTERED, TaskState.NONE), id, nanos);
  }

  private static State withoutTimer(State s, Timeout timeout) {
    return timeout.handle() == TaskState.NONE ? s : LoopRules.cancelHandle(s, timeout.handle());
  }

  /** §10.40: expiry cancels the task. */
  static Outcome expire(State s, int id) {
    return CancelRules.cancel(s.by("10.40"), s.functions().timeouts().get(id).task(), null)
        .then(asked -> Outcome.done(put(asked.by("10.40"), id, Phase.EXPIRING, TaskState.NONE)));
  }

  /** §10.41 to §10.44; {@code error} is what leaves the body, or null. */
  static Outcome exit(State s, int id, @Nullable Err error) {
    Timeout timeout = s.functions().timeouts().get(id);
    State quiet = withoutTimer(s.by("10.41"), timeout);
    if (timeout.phase() != Phase.EXPIRING) {
      return Outcome.done(put(quiet, id, Phase.EXITED, TaskState.NONE));
    }
    return CancelRules.uncancel(put(quiet, id, Phase.EXPIRED, TaskState.NONE), timeout.task())
        .then(taken -> Outcome.done(taken.by("10.41")))
        .then(taken -> expired(taken, taken.future(timeout.task()).ofTask().cancelling() > timeout.asked(), error));
  }

  private static Outcome expired(State s, boolean othersAsk, @Nullable Err error) {
    if (error == null || !error.is(ExceptionKind.CANCELLED)) {
      return Outcome.done(s.by("10.44"));
    }
    return othersAsk ? Outcome.done(s.by("10.43")) : Outcome.raised(s.by("10.42"), Err.timeout(error));
  }
}
