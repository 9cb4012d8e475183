package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import org.jspecify.annotations.Nullable;

/** Chapter 3: one step. What is raised here leaves the step. */
final class StepRules {

  private StepRules() {}

  static Outcome step(State s, int id, @Nullable Object value, @Nullable Err error) {
    if (s.future(id).isDone()) {
      return Outcome.raised(s.by("3.1"), "STEP_OF_DONE");
    }
    Err delivered = cancellation(s, id, error);
    State begun = clearFlag(s, id);
    String why = delivered != null ? begun.rule() : s.before(6) ? "3.7" : "3.8";
    return enter(forgetWaiter(begun, id), id)
        .then(entered -> resume(entered.by(why), id, value, delivered).anyway(stepped -> leave(stepped, id)));
  }

  /** §3.2, §3.3: a request takes the place of whatever was to be delivered, but for another cancellation. */
  private static @Nullable Err cancellation(State s, int id, @Nullable Err error) {
    FutureState task = s.future(id);
    if (!task.ofTask().must() || (error != null && error.is(ExceptionKind.CANCELLED))) {
      return error;
    }
    return Err.cancelled(task.message());
  }

  /** §3.2: it is delivered once. */
  private static State clearFlag(State s, int id) {
    FutureState task = s.future(id);
    if (!task.ofTask().must()) {
      return s;
    }
    State by = task.message() == null ? s.by("3.2") : s.by("3.2").by("3.3");
    return by.with(task.withTask(task.ofTask().withMust(false)));
  }

  /** §3.4: a cancel from inside of the step has nobody to pass it to. */
  private static State forgetWaiter(State s, int id) {
    FutureState task = s.future(id);
    TaskState own = task.ofTask();
    return own.waiter() == TaskState.NONE ? s : s.by("3.4").with(task.withTask(own.withWaiter(TaskState.NONE)));
  }

  /** §3.5, §3.6: from 3.7 on one loop runs one task at a time. */
  private static Outcome enter(State s, int id) {
    LoopState loop = s.loop(s.future(id).loop());
    if (s.before(7)) {
      return Outcome.done(s.by("3.5").with(loop.withCurrent(id)));
    }
    return RegistryRules.enter(s.by("3.6"), loop.id(), id);
  }

  /** §3.16, §3.17: at the end, by whatever way. */
  private static Outcome leave(State s, int id) {
    int loop = s.future(id).loop();
    return s.before(7) ? RegistryRules.leaveAny(s.by("3.16"), loop) : RegistryRules.leave(s.by("3.17"), loop, id);
  }

  /** §3.7, §3.8: resumes the coroutine once, with the value up to 3.5, and deals with what comes out. */
  static Outcome resume(State s, int id, @Nullable Object value, @Nullable Err error) {
    Outcome out = Coroutines.resume(s, s.future(id).ofTask().coroutine(), s.before(6) ? value : null, error);
    return switch (out.kind()) {
      case DONE -> returned(ended(out.state(), id), id, out.value());
      case RAISED -> raised(ended(out.state(), id), id, out.error());
      case YIELDED -> YieldRules.deal(out.state(), id, out.value());
    };
  }

  /** §3.18: the base operations decide what becomes of a state that was forced meanwhile. */
  private static State ended(State s, int id) {
    return s.future(id).isDone() ? s.also("3.18") : s;
  }

  /** §3.9, §3.10, §3.20: from 3.6 on a request in the last step is not lost. */
  private static Outcome returned(State s, int id, @Nullable Object value) {
    FutureState task = s.future(id);
    if (task.ofTask().must() && s.since(6)) {
      State cleared = s.by(s.since(8) ? "3.10" : "3.20").with(task.withTask(task.ofTask().withMust(false)));
      return s.since(8)
          ? FutureRules.cancel(cleared, id, task.message()).then(Outcome::done)
          : FutureRules.setException(cleared, id, Err.cancelled(null));
    }
    return FutureRules.setResult(s.by("3.9"), id, value);
  }

  private static Outcome raised(State s, int id, Err error) {
    return switch (error.kind()) {
      case CANCELLED -> cancelled(s, id, error);
      case EXIT -> exited(s.by("3.13"), id, error);
      case BASE_EXCEPTION -> s.before(8) ? exited(s.by("3.14"), id, error) : failed(s, id, error);
      case EXCEPTION, STOP_ITERATION -> failed(s, id, error);
    };
  }

  /** §3.11, §3.12: a base cancel without a message; from 3.11 on the error is kept for the first reader. */
  private static Outcome cancelled(State s, int id, Err error) {
    State kept = s.since(11) ? s.by("3.12").with(s.future(id).withCancelledError(error)) : s;
    return FutureRules.cancel(kept.by("3.11"), id, null).then(Outcome::done);
  }

  /** §3.13: stored, and then out. */
  private static Outcome exited(State s, int id, Err error) {
    return FutureRules.setException(s, id, error).then(stored -> Outcome.raised(stored, error));
  }

  /** §3.14: any other error is the outcome. */
  private static Outcome failed(State s, int id, Err error) {
    return FutureRules.setException(s.by("3.14"), id, error);
  }
}
