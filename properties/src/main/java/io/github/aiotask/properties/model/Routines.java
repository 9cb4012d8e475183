package io.github.aiotask.properties.model;

import org.jspecify.annotations.Nullable;

/** What a coroutine waits in. */
final class Routines {

  private Routines() {}

  /** §1.15: an await of a future or coroutine: what is done already does not suspend. */
  static Routine.Begun await(State s, Ref awaitable) {
    int id = awaitable.id();
    if (awaitable.kind() == Ref.Kind.COROUTINE) {
      return new Routine.Begun(Coroutines.resume(s, id, null, null), new Routine.Run(id));
    }
    Outcome out = s.future(id).isDone() ? FutureRules.result(s.by("1.15"), id) : suspend(s, id);
    return new Routine.Begun(out, new Routine.Await(id));
  }

  /** §1.15: claims a pending future. */
  static Outcome suspend(State s, int future) {
    return Outcome.yielded(FutureRules.claim(s, future), Ref.future(future));
  }

  /** What an await of that future gives when it is resumed. */
  static Outcome answer(State s, int future, @Nullable Err raised) {
    if (raised != null) {
      return Outcome.raised(s, raised);
    }
    return s.future(future).isDone() ? FutureRules.result(s, future) : FutureRules.resumedTooEarly(s);
  }

  /** Goes on: with a value, or with an error. */
  static Outcome resume(State s, Routine routine, @Nullable Object sent, @Nullable Err raised) {
    if (routine instanceof Routine.Await await) {
      return answer(s, await.future(), raised);
    }
    if (routine instanceof Routine.Run run) {
      return Coroutines.resume(s, run.coroutine(), sent, raised);
    }
    if (routine instanceof Routine.Wait wait) {
      return WaitRules.resume(s, wait.id(), raised);
    }
    if (routine instanceof Routine.Timed timed) {
      return WaitForRules.leave(resume(s, timed.inner(), sent, raised), timed.timeout());
    }
    if (routine instanceof Routine.WaitFor waitFor) {
      return WaitForRules.resume(s, waitFor.id(), raised);
    }
    return GroupRules.resume(s, ((Routine.LeaveGroup) routine).group(), raised);
  }
}
